//! Which way the words around a time expression point: whether "Friday" is the past or the coming one.

use crate::resolve::words::{Cue, Kind, Tokens};
use dateline_doc::{Byte, Deprel, Feats, Span, Syntax, TokenId, Upos};

/// How many tokens to either side are looked at.
const REACH: usize = 30;

/// The direction that the clause of the expression gives it: by the preposition or the syntax where they tell, else by the
/// nearest word that does, before the expression first.
pub(super) fn direction(t: &Tokens, start: usize, end: usize, span: Span<Byte>, syntax: &Syntax) -> Option<Cue> {
    if t.after_possessive(end).is_some() {
        return None;
    }
    let cue = preposition(t, start).or_else(|| governing_verb(syntax, span)).or_else(|| nearest_cue(t, start, end));
    cue.filter(|cue| *cue == Cue::Future || !of_noun(syntax, span))
}

/// "until Friday" and "called for Friday" point forward, "since Friday" back.
fn preposition(t: &Tokens, start: usize) -> Option<Cue> {
    match t.slice(start.wrapping_sub(1)) {
        "until" | "till" | "by" if !perfect(t, start) => Some(Cue::Future),
        "for" if t.weekday(start).is_some() => Some(Cue::Future),
        "as" if t.any(start.wrapping_sub(2), &["soon", "early"]) => Some(Cue::Future),
        "since" => Some(Cue::Past),
        _ => None,
    }
}

/// True where the sentence has "had" or "did" near by: "by Friday, 20 had died", "did not open until Friday".
fn perfect(t: &Tokens, start: usize) -> bool {
    let before = (start.saturating_sub(REACH)..start).rev().take_while(|i| !t.breaks(i + 1));
    before.chain((start..start + REACH).take_while(|i| !t.breaks(*i))).any(|i| t.any(i, &["had", "did", "didn"]))
}

fn nearest_cue(t: &Tokens, start: usize, end: usize) -> Option<Cue> {
    let before = (start.saturating_sub(REACH)..start).rev();
    let before = before.take_while(|i| !t.breaks(i + 1)).find_map(|i| cue(t, i));
    if infinitive(t, start) && before == Some(Cue::Past) {
        return None;
    }
    before.or_else(|| (end..end + REACH).take_while(|i| !t.breaks(*i)).find_map(|i| cue(t, i)))
}

/// True where an infinitive stands between the expression and the words that tell the tense: "agreed to meet Friday",
/// but "was shot to death Friday".
fn infinitive(t: &Tokens, start: usize) -> bool {
    let words = (start.saturating_sub(REACH)..start).rev();
    let words = words.take_while(|i| !t.breaks(i + 1) && cue(t, *i).is_none());
    words.into_iter().any(|i| t.is(i, "to") && may_be_verb(t, i + 1) && t.cue(i.wrapping_sub(1)) != Some(Cue::Past))
}

fn may_be_verb(t: &Tokens, i: usize) -> bool {
    let word = t.kind(i) == Some(Kind::Word) && !t.capital(i);
    word && t.senses(i).is_empty() && !t.slice(i).ends_with('s')
}

/// What one word says: a cue of the lexicon, a contraction, or a regular past form.
fn cue(t: &Tokens, i: usize) -> Option<Cue> {
    if t.is(i, "to") && t.cue(i.wrapping_sub(1)) == Some(Cue::Past) && t.any(i.wrapping_sub(1), &["have", "has"]) {
        return Some(Cue::Future);
    }
    if t.any(i, &["set", "due", "going", "about"]) && t.any(i + 1, &["to", "for"]) {
        return Some(Cue::Future);
    }
    if t.any(i, &["is", "are"]) && t.is(i + 1, "to") && may_be_verb(t, i + 2) {
        return Some(Cue::Future);
    }
    if t.is(i.wrapping_sub(1), "be") {
        return None;
    }
    if let Some(cue) = t.cue(i) {
        let had = cue == Cue::Future && (1..4).any(|back| t.is(i.wrapping_sub(back), "had"));
        return Some(if had { Cue::Past } else { cue });
    }
    let word = t.slice(i);
    let past = t.kind(i) == Some(Kind::Word) && word.len() > 4 && word.ends_with("ed") && !t.capital(i);
    (past && !t.any(i, &["need", "indeed", "speed", "hundred", "united"])).then_some(Cue::Past)
}

/// True where the expression belongs to a noun, whose time the verb doesn't tell: "discussed the summit in April".
fn of_noun(syntax: &Syntax, span: Span<Byte>) -> bool {
    head_of(syntax, span).is_some_and(|head| matches!(syntax.deprel(head), Deprel::Nmod | Deprel::NmodUnmarked))
}

/// The word of the expression that the others depend on.
fn head_of(syntax: &Syntax, span: Span<Byte>) -> Option<TokenId> {
    let tokens = syntax.tokens_in(span);
    tokens.iter().find(|t| syntax.head(*t).is_none_or(|head| !tokens.contains(head)))
}

/// By the verb that governs the expression.
fn governing_verb(syntax: &Syntax, span: Span<Byte>) -> Option<Cue> {
    let head = head_of(syntax, span)?;
    let verb = std::iter::once(head).chain(syntax.ancestors(head)).find(|t| syntax.upos(*t) == Upos::Verb)?;
    tense_of(syntax, verb)
}

fn tense_of(syntax: &Syntax, verb: TokenId) -> Option<Cue> {
    let auxiliaries = || syntax.children(verb).iter().copied().filter(|c| is_auxiliary(syntax.deprel(*c)));
    if auxiliaries().any(|aux| matches!(syntax.lemma(aux), "will" | "shall" | "would")) {
        return Some(Cue::Future);
    }
    if intends(syntax.lemma(verb)) && !auxiliaries().any(|aux| syntax.lower(aux) == "had") {
        return Some(Cue::Future);
    }
    if syntax.feats(verb).has(Feats::PAST) && syntax.feats(verb).has(Feats::FIN)
        || auxiliaries().any(|aux| syntax.feats(aux).has(Feats::PAST) || syntax.lemma(aux) == "have")
    {
        return Some(Cue::Past);
    }
    let infinitive = syntax.children_by(verb, Deprel::Mark).any(|mark| syntax.lemma(mark) == "to");
    if infinitive && is_to(syntax, verb) {
        return Some(Cue::Future);
    }
    (infinitive && syntax.head(verb).is_some_and(|head| intends(syntax.lemma(head)))).then_some(Cue::Future)
}

/// "are to travel", of the present.
fn is_to(syntax: &Syntax, verb: TokenId) -> bool {
    let be = syntax.head(verb).into_iter().chain(syntax.children(verb).iter().copied());
    be.into_iter().any(|be| syntax.lemma(be) == "be" && matches!(syntax.lower(be), "is" | "are" | "am"))
}

fn is_auxiliary(relation: Deprel) -> bool {
    matches!(relation, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
}

/// Verbs and adjectives whose time or infinitive lies ahead.
fn intends(lemma: &str) -> bool {
    const AHEAD: &[&str] = &["plan", "expect", "schedule", "due", "set", "intend", "hope", "prepare", "aim", "slate"];
    AHEAD.contains(&lemma)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{SyntaxBuilder, Word};

    /// Words of "Form/lemma/UPOS/FEATS/head/deprel", the head counted from 1 as in CoNLL-U.
    fn read(text: &str, rows: &[&str]) -> Option<Cue> {
        let mut at = 0;
        let words: Vec<_> = rows.iter().map(|row| word(row, text, &mut at)).collect();
        let mut builder = SyntaxBuilder::default();
        builder.push(&words, 0, false);
        let tokens = Tokens::new(text);
        let start = (0..tokens.len()).find(|i| tokens.weekday(*i).or(tokens.month(*i)).is_some())?;
        direction(&tokens, start, start + 1, tokens.span(start, start + 1), &builder.finish())
    }

    fn word<'a>(row: &'a str, text: &str, at: &mut usize) -> Word<'a> {
        let cells: Vec<_> = row.split('/').collect();
        let start = *at + text[*at..].find(cells[0]).expect("the words are in the text");
        *at = start + cells[0].len();
        Word {
            span: Span::new(start as u32, *at as u32),
            form: cells[0],
            lemma: cells[1],
            upos: Upos::parse(cells[2]),
            xpos: "_",
            feats: cells[3],
            head: cells[4].parse::<u32>().ok().and_then(|head| head.checked_sub(1)),
            deprel: Deprel::parse(cells[5]),
        }
    }

    #[test]
    fn the_governing_verb_tells() {
        let past = [
            "They/they/PRON/_/2/nsubj",
            "met/meet/VERB/Tense=Past|VerbForm=Fin/0/root",
            "Friday/Friday/PROPN/_/2/obl:unmarked",
        ];
        assert_eq!(read("They met Friday", &past), Some(Cue::Past));
        let ahead = [
            "Met/met/PROPN/_/3/nsubj",
            "will/will/AUX/_/3/aux",
            "reopen/reopen/VERB/VerbForm=Inf/0/root",
            "Friday/Friday/PROPN/_/3/obl:unmarked",
        ];
        assert_eq!(read("Met will reopen Friday", &ahead), Some(Cue::Future));
    }

    #[test]
    fn an_infinitive_after_a_verb_of_intention_lies_ahead() {
        let rows = [
            "They/they/PRON/_/2/nsubj",
            "planned/plan/VERB/Tense=Past|VerbForm=Fin/0/root",
            "to/to/PART/_/4/mark",
            "meet/meet/VERB/VerbForm=Inf/2/xcomp",
            "Friday/Friday/PROPN/_/4/obl:unmarked",
        ];
        assert_eq!(read("They planned to meet Friday", &rows), Some(Cue::Future));
    }

    #[test]
    fn the_verb_says_nothing_about_a_noun() {
        let rows = [
            "They/they/PRON/_/2/nsubj",
            "discussed/discuss/VERB/Tense=Past|VerbForm=Fin/0/root",
            "talks/talk/NOUN/_/2/obj",
            "in/in/ADP/_/5/case",
            "March/March/PROPN/_/3/nmod",
        ];
        assert_eq!(read("They discussed talks in March", &rows), None);
    }
}
