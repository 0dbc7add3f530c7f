//! Noun phrases as the codebook wants them: whole, without relative clauses, appositions and coordinated members.

use super::arguments;
use super::conditions::Classes;
use crate::window;
use dateline_doc::{Article, Byte, Deprel, Span, Syntax, TokenId, TokenRange, Upos};

/// A longer run of words is not believed to be one name.
const LONGEST_NAME: usize = 6;

/// The span of the noun phrase with this head word.
pub(super) fn span(syntax: &Syntax, head: TokenId) -> Span<Byte> {
    syntax.span_of(tokens(syntax, head))
}

/// The words of the noun phrase with this head word; contiguous, inside its sentence.
pub(super) fn tokens(syntax: &Syntax, head: TokenId) -> TokenRange {
    let whole = syntax.subtree_without(head, |child| is_outside(syntax, head, child));
    trim(syntax, head, cut_at_comma(syntax, head, whole))
}

/// The span of the noun phrase, with the whole name that its head is part of, and without the report's dateline or a
/// time that stands before it ("Last year Tunisian courts").
pub(super) fn of_participant(article: &Article, classes: &Classes<'_>, head: TokenId) -> Span<Byte> {
    let own = span(&classes.layers.syntax, head);
    let name = classes.name(head).filter(|name| name.tokens.len() <= LONGEST_NAME);
    let whole = name.map_or(own, |name| own.join(name.span));
    let start = classes.layers.syntax.span(head).start;
    let dateline = article.dateline.iter().map(|dateline| dateline.span);
    let times = window::overlapping(&classes.layers.times, whole, |timex| timex.span).map(|timex| timex.span);
    let before =
        dateline.chain(times).filter(|lead| lead.overlaps(whole) && lead.end <= start && lead.start <= whole.start);
    before.fold(whole, |whole, lead| after(article, Span::new(whole.start.max(lead.end), whole.end)))
}

/// The span without the white space and commas at its start.
fn after(article: &Article, span: Span<Byte>) -> Span<Byte> {
    let words = article.text.slice(span);
    let rest = words.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    Span::new(span.start + (words.len() - rest.len()) as u32, span.end)
}

fn is_outside(syntax: &Syntax, head: TokenId, child: TokenId) -> bool {
    match syntax.deprel(child) {
        Deprel::AclRelcl | Deprel::Acl | Deprel::Appos | Deprel::Conj | Deprel::Parataxis | Deprel::Advcl => true,
        Deprel::Cc | Deprel::Punct | Deprel::Mark | Deprel::Cop | Deprel::Discourse | Deprel::Ccomp => true,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Aux | Deprel::AuxPass | Deprel::Expl | Deprel::CcPreconj => true,
        Deprel::Case => syntax.head(child) == Some(head),
        Deprel::Advmod => syntax.head(child) == Some(head) && child > head,
        Deprel::NmodUnmarked => child > head,
        // "At least" is an oblique of the number; only the noun's own obliques are loose.
        Deprel::Obl | Deprel::OblUnmarked => syntax.head(child) == Some(head),
        Deprel::Nmod => {
            let loose =
                || is_circumstance(syntax, child) || syntax.xpos(child) == "VBG" || is_charge(syntax, head, child);
            syntax.head(child) == Some(head) && loose()
        }
        _ => false,
    }
}

/// "in Ankara", "at the scene", "from close range": where and how, not who. "Of", "to" and "for" belong to the phrase.
fn is_circumstance(syntax: &Syntax, noun: TokenId) -> bool {
    let quantifier = matches!(syntax.lower(noun), "least" | "most" | "all" | "total");
    !quantifier
        && syntax.child_by(noun, Deprel::Case).is_some_and(|case| {
            matches!(
                syntax.lower(case),
                "in" | "at"
                    | "on"
                    | "from"
                    | "near"
                    | "after"
                    | "before"
                    | "during"
                    | "by"
                    | "over"
                    | "outside"
                    | "into"
                    | "through"
                    | "amid"
                    | "under"
                    | "since"
                    | "across"
                    | "inside"
                    | "against"
            )
        })
}

/// "accused the rebels of theft": the charge hung on the accused.
fn is_charge(syntax: &Syntax, accused: TokenId, noun: TokenId) -> bool {
    let bare = syntax.child_by(noun, Deprel::Det).is_none() && syntax.upos(noun) == Upos::Noun;
    let of = || syntax.child_by(noun, Deprel::Case).is_some_and(|case| syntax.lower(case) == "of");
    bare && of() && arguments::is_blamed(syntax, accused)
}

/// A comma after the head ends the phrase: what follows is loose, whatever the parser says.
fn cut_at_comma(syntax: &Syntax, head: TokenId, range: TokenRange) -> TokenRange {
    let comma = range.iter().find(|t| *t > head && matches!(syntax.lower(*t), "," | ";" | ":" | "(" | "–" | "—"));
    TokenRange { start: range.start, end: comma.unwrap_or(range.end) }
}

fn trim(syntax: &Syntax, head: TokenId, range: TokenRange) -> TokenRange {
    let loose = |t: TokenId| {
        t != head && (matches!(syntax.upos(t), Upos::Punct | Upos::Cconj) || matches!(syntax.deprel(t), Deprel::Mark))
    };
    let (mut start, mut end) = (range.start, range.end);
    while start < head && loose(start) {
        start = TokenId(start.0 + 1);
    }
    while end.0 > head.0 + 1 && loose(TokenId(end.0 - 1)) {
        end = TokenId(end.0 - 1);
    }
    TokenRange { start, end }
}
