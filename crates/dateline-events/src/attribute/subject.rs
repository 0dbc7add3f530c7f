//! Who reports: the head word of the source of a reporting verb.

use super::claims::reporting_verb;
use super::reader::Reader;
use dateline_doc::{Deprel, TokenId, TokenRange, Upos};
use dateline_lexicon::Frames;

/// How many heads up a subject may be shared from.
const SHARED: usize = 4;

/// The head word of the noun phrase that reports, for a verb.
pub(super) fn reporter(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    if is_passive(reader, verb) {
        return agent(reader, verb);
    }
    own_subject(reader, verb)
        .or_else(|| clause_before(reader, verb))
        .or_else(|| before_apposition(reader, verb))
        .or_else(|| shared_subject(reader, verb))
        .or_else(|| inverted(reader, verb))
        .or_else(|| neighbour(reader, verb))
        .or_else(|| joined_clause(reader, verb))
        .filter(|head| can_report(reader, *head))
}

/// True for "was told", "the men accused by the court": a participle with its auxiliary, or below a noun. Without either a
/// past tense was taken for a participle.
pub(super) fn is_passive(reader: &Reader<'_>, verb: TokenId) -> bool {
    let syntax = reader.syntax;
    let with_auxiliary = |verb: TokenId| syntax.child_by(verb, Deprel::AuxPass).is_some();
    let joined = || syntax.deprel(verb) == Deprel::Conj && syntax.head(verb).is_some_and(with_auxiliary);
    let participle = syntax.xpos(verb) == "VBN";
    let own = syntax.child_by(verb, Deprel::Nsubj).is_some() || syntax.child_by(verb, Deprel::NsubjPass).is_some();
    let by_agent = syntax.child_by(verb, Deprel::OblAgent).is_some() && syntax.child_by(verb, Deprel::Nsubj).is_none();
    let below_noun = syntax.deprel(verb) == Deprel::Acl && participle;
    with_auxiliary(verb) || (participle && (by_agent || (!own && joined()))) || below_noun
}

/// "was confirmed by the ministry".
fn agent(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let syntax = reader.syntax;
    let by = |token: TokenId| syntax.children_by(token, Deprel::Case).any(|case| syntax.lower(case) == "by");
    let found = syntax.child_by(verb, Deprel::OblAgent);
    found
        .or_else(|| syntax.children_by(verb, Deprel::Obl).find(|obl| by(*obl)))
        .filter(|head| can_report(reader, *head))
}

/// True where a verb has a subject of its own, before it or after.
pub(super) fn has_own(reader: &Reader<'_>, verb: TokenId) -> bool {
    own_subject(reader, verb).is_some() || is_passive(reader, verb) || inverted(reader, verb).is_some()
}

fn own_subject(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let syntax = reader.syntax;
    let subject = [Deprel::Nsubj, Deprel::NsubjOuter, Deprel::NsubjPass];
    let subject = subject.into_iter().find_map(|relation| syntax.child_by(verb, relation))?;
    if is_relative(reader, subject) { antecedent(reader, verb) } else { Some(subject) }
}

fn is_relative(reader: &Reader<'_>, token: TokenId) -> bool {
    matches!(reader.syntax.lower(token), "who" | "which" | "that") && reader.syntax.upos(token) != Upos::Det
}

/// The noun that a relative clause belongs to.
fn antecedent(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let syntax = reader.syntax;
    let mut at = verb;
    for _ in 0..SHARED {
        let head = syntax.head(at)?;
        if syntax.deprel(at) == Deprel::AclRelcl {
            return Some(head);
        }
        at = head;
    }
    None
}

/// "X said …, adding …": a participle after a comma goes with the last speech verb before it in the sentence.
fn clause_before(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let comma = reader.before(verb).filter(|comma| reader.syntax.lower(*comma) == ",")?;
    if reader.syntax.xpos(verb) != "VBG" || reader.quotation(verb).is_some() {
        return None;
    }
    let before = TokenRange { start: reader.sentence(verb).start, end: comma };
    let speech =
        before.iter().rev().filter(|token| reader.is_finite(*token) && reader.quotation(*token).is_none()).find(
            |token| {
                let found = reporting_verb(reader, *token);
                found.is_some_and(|(reporting, _)| reporting.frames.has(Frames::QUOTE))
            },
        )?;
    own_subject(reader, speech)
}

/// "…, and said", "…, saying": the subject of the last clause before it, where the parser did not join the two.
fn joined_clause(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let before = reader.before(verb)?;
    let joins = reader.syntax.upos(before) == Upos::Cconj;
    let participle = reader.syntax.xpos(verb) == "VBG" && (joins || reader.syntax.lower(before) == ",");
    if !(participle || joins && reader.is_finite(verb)) {
        return None;
    }
    let range = TokenRange { start: reader.sentence(verb).start, end: before };
    let apart = |token: &TokenId| !matches!(reader.syntax.deprel(*token), Deprel::AclRelcl | Deprel::Advcl);
    let outside = range.iter().rev().filter(|token| reader.quotation(*token) == reader.quotation(verb)).filter(apart);
    outside.filter(|token| reader.is_finite(*token)).find_map(|token| own_subject(reader, token))
}

/// "X, an officer in the town, said": the noun phrase before the apposition, where the parser lost the subject.
fn before_apposition(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let second = reader.before(verb).filter(|comma| reader.syntax.lower(*comma) == ",")?;
    if !reader.is_finite(verb) || reader.quotation(verb).is_some() {
        return None;
    }
    let before =
        TokenRange { start: reader.sentence(verb).start.max(TokenId(second.0.saturating_sub(20))), end: second };
    let first = before.iter().rev().find(|token| reader.syntax.lower(*token) == ",")?;
    let name = reader.before(first)?;
    let relative = matches!(reader.syntax.lower(TokenId(first.0 + 1)), "who" | "which" | "whose");
    let clean = relative || TokenRange { start: first, end: second }.iter().all(|token| !reader.is_finite(token));
    climb(reader, name, verb).filter(|_| clean && reader.syntax.upos(name) == Upos::Propn)
}

/// The subject of the clause that the verb is joined to: "said … and added", "told reporters, adding", "declined to say".
fn shared_subject(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let syntax = reader.syntax;
    let mut at = verb;
    for _ in 0..SHARED {
        let head = syntax.head(at)?;
        match syntax.deprel(at) {
            Deprel::Acl => return issuer(reader, head).or(Some(head)).filter(|_| syntax.xpos(at) == "VBG"),
            Deprel::AclRelcl => return relative_without_subject(reader, at, head),
            Deprel::Conj | Deprel::Xcomp => {}
            // "Asked if he would resign, the minister …": asked by others.
            Deprel::Advcl if matches!(syntax.xpos(at), "VBN" | "VBD") => return None,
            Deprel::Advcl if !reader.is_finite(at) || syntax.child_by(at, Deprel::Mark).is_none() => {
                if let Some(quoted) = quoted_person(reader, at, head) {
                    return Some(quoted);
                }
            }
            Deprel::Parataxis if !reader.is_finite(at) => {}
            _ => return None,
        }
        if let Some(subject) = subject_of_any_voice(reader, head) {
            return Some(subject);
        }
        at = head;
    }
    None
}

/// "issued a statement warning that …": who issued it.
fn issuer(reader: &Reader<'_>, document: TokenId) -> Option<TokenId> {
    let syntax = reader.syntax;
    let verb = syntax.head(document).filter(|_| syntax.deprel(document) == Deprel::Obj)?;
    let issues = matches!(syntax.lemma(verb), "issue" | "release" | "publish" | "make" | "send" | "write" | "post");
    issues.then(|| subject_of_any_voice(reader, verb))?
}

/// "quoted the minister as saying": the object speaks.
fn quoted_person(reader: &Reader<'_>, verb: TokenId, head: TokenId) -> Option<TokenId> {
    let syntax = reader.syntax;
    let as_saying = syntax.children_by(verb, Deprel::Mark).any(|mark| syntax.lower(mark) == "as");
    let person = syntax.child_by(head, Deprel::Obj).or_else(|| syntax.child_by(head, Deprel::NsubjPass));
    person.filter(|_| as_saying && matches!(syntax.lemma(head), "quote" | "cite"))
}

fn relative_without_subject(reader: &Reader<'_>, verb: TokenId, head: TokenId) -> Option<TokenId> {
    let has_relative = reader.syntax.children(verb).iter().any(|child| is_relative(reader, *child));
    has_relative.then_some(head)
}

fn subject_of_any_voice(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    own_subject(reader, verb).or_else(|| before_apposition(reader, verb))
}

/// "…," said the mayor: a noun phrase right after the verb, where a quotation or a comma stands right before it.
fn inverted(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let set_off = match verb.0.checked_sub(1).map(TokenId) {
        Some(before) => reader.is_punct(before) || reader.quotation(before) != reader.quotation(verb),
        None => true,
    };
    let syntax = reader.syntax;
    let children = syntax.children(verb).iter().copied().filter(|child| *child > verb);
    let mut noun = children.filter(|child| {
        let relation = syntax.deprel(*child);
        matches!(relation, Deprel::Obj | Deprel::Obl | Deprel::Dep | Deprel::Xcomp | Deprel::Ccomp | Deprel::Parataxis)
            && syntax.child_by(*child, Deprel::Case).is_none()
            && reader.is_nominal(*child)
    });
    (set_off && reader.is_finite(verb)).then(|| noun.next().or_else(|| head_after(reader, verb)))?
}

/// The head of the noun phrase that begins right after a word.
pub(super) fn head_after(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    let next = reader.after(verb)?;
    climb(reader, next, verb).filter(|head| *head >= next)
}

/// The noun phrase that ends right before the verb, where the parser left it without a subject.
fn neighbour(reader: &Reader<'_>, verb: TokenId) -> Option<TokenId> {
    if !reader.is_finite(verb) {
        return None;
    }
    let before = reader.before(verb)?;
    climb(reader, before, verb).filter(|head| *head <= before)
}

/// From a word to the head of the noun phrase around it, staying on its side of `verb`.
fn climb(reader: &Reader<'_>, from: TokenId, verb: TokenId) -> Option<TokenId> {
    let syntax = reader.syntax;
    let side = |token: TokenId| (token < verb) == (from < verb);
    let mut at = from;
    for _ in 0..6 {
        let inside = matches!(
            syntax.deprel(at),
            Deprel::Det | Deprel::Amod | Deprel::Compound | Deprel::Flat | Deprel::NmodPoss | Deprel::Nummod
        ) || matches!(syntax.deprel(at), Deprel::Nmod | Deprel::NmodDesc | Deprel::Appos if from < verb);
        match syntax.head(at) {
            Some(head) if inside && side(head) && head != verb => at = head,
            _ => break,
        }
    }
    reader.is_nominal(at).then_some(at)
}

/// Impersonal "it" and bare demonstratives report nothing.
fn can_report(reader: &Reader<'_>, head: TokenId) -> bool {
    reader.is_nominal(head) && reader.syntax.deprel(head) != Deprel::Expl && !reader.is_punct(head)
}
