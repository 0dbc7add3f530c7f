//! Spans of noun phrases: a noun with what modifies it, without what only stands beside it.

use dateline_doc::{Deprel, Syntax, TokenId, TokenRange, Upos};

/// The phrase of a head: its article, modifiers, relative clauses and appositions, and a possessive ending; without
/// prepositions, conjuncts, and the clause of which it is the predicate.
pub(super) fn phrase(syntax: &Syntax, head: TokenId, named: bool) -> TokenRange {
    let predicate = is_predicate(syntax, head);
    let stays = |child: &TokenId| belongs(syntax, head, *child, predicate) && !(named && loose(syntax, head, *child));
    let parts = syntax.children(head).iter().filter(|child| stays(child));
    let whole = parts.map(|child| syntax.subtree(*child)).fold(one(head), join);
    trim(syntax, whole, head)
}

/// The phrase with its conjuncts, where it has some.
pub(super) fn coordination(syntax: &Syntax, head: TokenId) -> Option<TokenRange> {
    let last = syntax.children_by(head, Deprel::Conj).filter(|child| nominal(syntax, *child)).last()?;
    Some(join(phrase(syntax, head, false), phrase(syntax, last, false)))
}

fn nominal(syntax: &Syntax, token: TokenId) -> bool {
    matches!(syntax.upos(token), Upos::Noun | Upos::Propn | Upos::Pron)
}

/// True for a noun that is the predicate of a clause.
pub(super) fn is_predicate(syntax: &Syntax, head: TokenId) -> bool {
    let subject = |child: &TokenId| {
        matches!(syntax.deprel(*child), Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
    };
    syntax.children(head).iter().any(subject)
}

fn belongs(syntax: &Syntax, head: TokenId, child: TokenId, predicate: bool) -> bool {
    match syntax.deprel(child) {
        Deprel::Case => child > head && syntax.xpos(child) == "POS",
        Deprel::Advmod | Deprel::Obl | Deprel::OblUnmarked => !predicate || child > head && child.0 == head.0 + 1,
        Deprel::Det
        | Deprel::DetPredet
        | Deprel::Amod
        | Deprel::Nmod
        | Deprel::NmodDesc
        | Deprel::NmodPoss
        | Deprel::NmodUnmarked
        | Deprel::Nummod
        | Deprel::Compound
        | Deprel::Flat
        | Deprel::Goeswith
        | Deprel::Appos
        | Deprel::Fixed
        | Deprel::Acl
        | Deprel::CcPreconj
        | Deprel::AclRelcl => true,
        Deprel::Dep => child.0.abs_diff(head.0) == 1,
        _ => false,
    }
}

/// What a name seldom takes, and a parser often hangs on it: adverbs, most prepositions, a clause without a comma.
fn loose(syntax: &Syntax, head: TokenId, child: TokenId) -> bool {
    if child < head {
        return false;
    }
    let case = syntax.child_by(child, Deprel::Case).map(|case| syntax.lower(case));
    match syntax.deprel(child) {
        Deprel::Advmod | Deprel::Obl | Deprel::OblUnmarked | Deprel::NmodUnmarked => true,
        Deprel::Nmod => !matches!(case, None | Some("of" | "in")),
        Deprel::AclRelcl | Deprel::Acl => {
            let first = syntax.subtree(child).start;
            syntax.upos(TokenId(first.0.saturating_sub(1))) != Upos::Punct && syntax.upos(first) != Upos::Punct
        }
        _ => false,
    }
}

fn one(token: TokenId) -> TokenRange {
    TokenRange::new(token.0, token.0 + 1)
}

fn join(a: TokenRange, b: TokenRange) -> TokenRange {
    TokenRange { start: a.start.min(b.start), end: a.end.max(b.end) }
}

/// Takes commas and the like from the ends; a bracket or quotation mark stays where its partner is inside.
fn trim(syntax: &Syntax, range: TokenRange, head: TokenId) -> TokenRange {
    let TokenRange { mut start, mut end } = range;
    let stray = |token: TokenId, other: Option<&str>| {
        syntax.upos(token) == Upos::Punct && !range.iter().any(|t| t != token && other == Some(syntax.lower(t)))
    };
    while end.0 > head.0 + 1 && stray(TokenId(end.0 - 1), opening(syntax.lower(TokenId(end.0 - 1)))) {
        end.0 -= 1;
    }
    while start < head && stray(start, closing(syntax.lower(start))) {
        start.0 += 1;
    }
    TokenRange { start, end }
}

/// Marks that open, with those that close.
const PAIRS: [(&str, &str); 4] = [("(", ")"), ("[", "]"), ("\"", "\""), ("“", "”")];

fn opening(mark: &str) -> Option<&'static str> {
    PAIRS.iter().find(|(_, close)| *close == mark).map(|(open, _)| *open)
}

fn closing(mark: &str) -> Option<&'static str> {
    PAIRS.iter().find(|(open, _)| *open == mark).map(|(_, close)| *close)
}
