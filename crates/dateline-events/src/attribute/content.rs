//! What is reported: the clauses and phrases that a reporting word governs.

use super::claim::without;
use super::reader::Reader;
use dateline_doc::{Deprel, TokenId, TokenRange, Upos};
use dateline_lexicon::Frames;

/// The content that a reporting word governs by its dependencies, and the rule that found it.
pub(super) fn governed(reader: &Reader<'_>, word: TokenId, frames: Frames) -> Option<(Vec<TokenRange>, &'static str)> {
    let found = || {
        let parts = by_relation(reader, word, Deprel::Ccomp)?;
        Some(parts.into_iter().map(|part| with_joined(reader, from_its_start(reader, word, part, frames))).collect())
    };
    let clause = || found().filter(|_| frames.has(Frames::THAT) || frames.has(Frames::QUOTE));
    let infinitive = || by_relation(reader, word, Deprel::Xcomp).filter(|_| takes_infinitive(frames));
    let described = || described(reader, word).filter(|_| frames.has(Frames::AS));
    let preposition = || after_preposition(reader, word, frames);
    let object = || object(reader, word).filter(|_| frames.has(Frames::OBJECT));
    (clause().map(|found| (found, "clause")))
        .or_else(|| infinitive().map(|found| (found, "infinitive")))
        .or_else(|| described().map(|found| (found, "description")))
        .or_else(|| preposition().map(|found| (found, "preposition")))
        .or_else(|| object().map(|found| (found, "object")))
}

fn takes_infinitive(frames: Frames) -> bool {
    frames.has(Frames::INFINITIVE) || frames.has(Frames::GERUND)
}

/// All dependents of one relation that stand after the word, joined clauses included.
fn by_relation(reader: &Reader<'_>, word: TokenId, relation: Deprel) -> Option<Vec<TokenRange>> {
    let syntax = reader.syntax;
    let mut parts = Vec::new();
    for child in syntax.children_by(word, relation) {
        if child > word && reader.quotation(child) == reader.quotation(word) || reader.quotation(word).is_none() {
            parts.extend(apart(syntax.subtree(child), word));
        }
    }
    (!parts.is_empty()).then_some(parts)
}

/// "said the road was cut and would stay so", "said that … and that …": a joined clause that can only be reported too, up
/// to the end of the sentence, where the parser joined it to the reporting word.
fn with_joined(reader: &Reader<'_>, part: TokenRange) -> TokenRange {
    let Some(sentence) = part.iter().next().map(|first| reader.sentence(first)) else { return part };
    let after = TokenRange { start: part.end, end: sentence.end };
    let mut next = after.iter().filter(|token| !reader.is_punct(*token)).map(|token| reader.syntax.lower(token));
    let joined = next.next() == Some("and") && matches!(next.next(), Some("that" | "would"));
    if joined { TokenRange { end: sentence.end, ..part } } else { part }
}

/// A clause from its "that" or its subject on, where the parser hung those words elsewhere.
fn from_its_start(reader: &Reader<'_>, word: TokenId, part: TokenRange, frames: Frames) -> TokenRange {
    let gap = TokenRange { start: TokenId(word.0 + 1), end: part.start };
    let lower = |token: TokenId| reader.syntax.lower(token);
    let plain = |token: TokenId| {
        use Upos::{Adj, Adp, Det, Noun, Num, Part, Pron, Sconj};
        matches!(reader.syntax.upos(token), Det | Pron | Adj | Noun | Num | Sconj | Adp | Part)
    };
    let second = TokenId(part.start.0 + 1);
    let told = frames.has(Frames::HEARER) && gap.is_empty() && reader.is_nominal(part.start);
    if told && matches!(lower(second.min(TokenId(part.end.0 - 1))), "he" | "she" | "they" | "it" | "we" | "i" | "that")
    {
        return TokenRange { start: second, ..part };
    }
    if let Some(start) = lost_start(reader, word, gap, frames) {
        return TokenRange { start, ..part };
    }
    if gap.is_empty() || gap.len() > 8 || !gap.iter().all(plain) {
        return part;
    }
    let that = gap.iter().find(|token| lower(*token) == "that");
    let subject = || {
        let prepositions = gap.iter().any(|token| reader.syntax.upos(token) == Upos::Adp);
        (!frames.has(Frames::HEARER) && !prepositions).then_some(gap.start)
    };
    that.or_else(subject).map_or(part, |start| TokenRange { start, ..part })
}

/// "say a stabbing that killed a passenger may have …", "said this month that removing tariffs is …": the subject taken
/// for an object of a verb that has none, and "that" below the noun before it.
fn lost_start(reader: &Reader<'_>, word: TokenId, gap: TokenRange, frames: Frames) -> Option<TokenId> {
    let syntax = reader.syntax;
    let speech = frames.has(Frames::THAT) && !frames.has(Frames::OBJECT) && !frames.has(Frames::HEARER);
    if !speech || gap.iter().any(|token| reader.quotation(token) != reader.quotation(word)) {
        return None;
    }
    let object = syntax.child_by(word, Deprel::Obj).filter(|object| gap.contains(*object));
    let subject = object.map(|object| syntax.subtree(object)).filter(|phrase| phrase.start == gap.start);
    let that = gap.iter().take(5).find(|token| syntax.lower(*token) == "that");
    that.filter(|that| *that > gap.start && object.is_none()).or(subject.map(|phrase| phrase.start))
}

/// "described the talks as useful": the object and the phrase after "as".
fn described(reader: &Reader<'_>, word: TokenId) -> Option<Vec<TokenRange>> {
    let syntax = reader.syntax;
    let object = syntax.child_by(word, Deprel::Obj)?;
    let with_as = syntax.children(word).iter().chain(syntax.children(object)).copied().find(|child| {
        *child > object && syntax.children(*child).iter().any(|mark| syntax.lower(*mark) == "as" && *mark < *child)
    })?;
    Some(vec![join(syntax.subtree(object), syntax.subtree(with_as), word)])
}

/// "called for talks", "accused the army of shelling", "warned against delay".
fn after_preposition(reader: &Reader<'_>, word: TokenId, frames: Frames) -> Option<Vec<TokenRange>> {
    let syntax = reader.syntax;
    let object = syntax.child_by(word, Deprel::Obj).or_else(|| syntax.child_by(word, Deprel::NsubjPass));
    let below = syntax.children(word).iter().chain(object.map_or(&[][..], |object| syntax.children(object)));
    let found = below.copied().find(|child| {
        let relation = syntax.deprel(*child);
        let oblique = matches!(relation, Deprel::Obl | Deprel::Nmod | Deprel::Advcl | Deprel::Acl | Deprel::Xcomp);
        *child > word && oblique && opens(reader, *child, frames)
    })?;
    let phrase = syntax.subtree(found);
    let whole = object
        .filter(|_| frames.has(Frames::OBJECT))
        .map_or(phrase, |object| join(syntax.subtree(object), phrase, word));
    Some(vec![TokenRange { start: whole.start.max(TokenId(word.0 + 1)), ..whole }])
}

fn opens(reader: &Reader<'_>, child: TokenId, frames: Frames) -> bool {
    let syntax = reader.syntax;
    let first = syntax.children(child).iter().find(|c| matches!(syntax.deprel(**c), Deprel::Case | Deprel::Mark));
    let frame = first.and_then(|mark| Frames::of_preposition(syntax.lower(*mark)));
    let is_infinitive = syntax.upos(child) == Upos::Verb && frame == Some(Frames::TO);
    frame.is_some_and(|frame| frames.has(frame)) || (is_infinitive && frames.has(Frames::INFINITIVE))
}

fn object(reader: &Reader<'_>, word: TokenId) -> Option<Vec<TokenRange>> {
    let syntax = reader.syntax;
    let passive = || syntax.child_by(word, Deprel::NsubjPass).filter(|_| super::subject::is_passive(reader, word));
    let object = syntax.child_by(word, Deprel::Obj).or_else(passive)?;
    if !reader.is_nominal(object) || syntax.deprel(object) == Deprel::Expl {
        return None;
    }
    let complement = syntax.child_by(word, Deprel::Xcomp).filter(|xcomp| *xcomp > object);
    // "shows soldiers beating a boy".
    let doing = || syntax.children_by(word, Deprel::Advcl).find(|verb| verb.0 == syntax.subtree(object).end.0);
    let complement = complement.or_else(|| doing().filter(|verb| syntax.xpos(*verb) == "VBG"));
    if complement.is_none() && reader.is_pronoun(object) {
        return None;
    }
    let phrase = syntax.subtree(object);
    let whole = complement.map_or(phrase, |complement| join(phrase, syntax.subtree(complement), word));
    Some(apart(whole, word))
}

/// What a word set off by commas comments on ("…, he said, …", "as the ministry said", "…, X said."): the clause around
/// it, without the comment itself.
pub(super) fn commented(reader: &Reader<'_>, word: TokenId, comment: TokenRange) -> Option<Vec<TokenRange>> {
    let syntax = reader.syntax;
    let head = syntax.head(word)?;
    let set_off = matches!(syntax.deprel(word), Deprel::Parataxis | Deprel::Advcl | Deprel::Discourse);
    let clause = syntax.subtree(head);
    set_off.then(|| without(clause, &[comment])).filter(|parts| !parts.is_empty())
}

/// Runs of a range outside the reporting word.
fn apart(range: TokenRange, word: TokenId) -> Vec<TokenRange> {
    without(range, &[TokenRange::new(word.0, word.0 + 1)])
}

fn join(a: TokenRange, b: TokenRange, word: TokenId) -> TokenRange {
    let start = a.start.min(b.start);
    let end = a.end.max(b.end);
    TokenRange { start: if start <= word && word < end { TokenId(word.0 + 1) } else { start }, end }
}
