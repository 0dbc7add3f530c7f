//! Through whom a source speaks: the outlet that it told ("police told Reuters", "in an interview with the channel"), and
//! who carried, saw or shared its words ("a report seen by Reuters", "in a statement carried by the state agency").

use super::claim::Claim;
use super::reader::Reader;
use super::subject;
use dateline_doc::{Byte, Deprel, Source, SourceKind, Span, TokenId, TokenRange, Upos};
use dateline_lexicon::Frames;

/// Words for who brings a source's words to the public, before "by" or "on".
const CARRIED: &[&str] = &[
    "aired",
    "broadcast",
    "carried",
    "circulated",
    "cited",
    "collected",
    "distributed",
    "gathered",
    "obtained",
    "posted",
    "published",
    "quoted",
    "read",
    "received",
    "relayed",
    "released",
    "reported",
    "reviewed",
    "seen",
    "shared",
    "shown",
    "verified",
];
/// Nouns besides documents that are words of a source.
const SPEECH: &[&str] = &[
    "account",
    "address",
    "briefing",
    "comment",
    "copy",
    "footage",
    "image",
    "information",
    "interview",
    "message",
    "photograph",
    "recording",
    "remark",
    "speech",
    "statement",
    "testimony",
];
/// Most words between the reporting word and what tells the way.
const REACH: u32 = 30;
/// Most words of a known outlet's name.
const LONGEST_NAME: u32 = 6;
/// Most words between a noun and its participle ("a statement that was carried by").
const GAP: usize = 4;

/// Sources outside the claim's own, outermost first.
pub(super) fn through(reader: &Reader<'_>, claim: &Claim) -> Vec<Source> {
    if reader.quotation(claim.word).is_some() {
        return Vec::new();
    }
    let found = carried(reader, claim)
        .or_else(|| quoted_as_saying(reader, claim))
        .or_else(|| told(reader, claim))
        .or_else(|| spoken_to(reader, claim));
    let known = |source: &Source| claim.cited.iter().chain([&claim.source]).any(|own| own.span.overlaps(source.span));
    found.filter(|source| !known(source)).into_iter().collect()
}

/// "police told Reuters", "confirmed to the broadcaster", "said on state television".
fn told(reader: &Reader<'_>, claim: &Claim) -> Option<Source> {
    let (syntax, verb) = (reader.syntax, claim.word);
    if syntax.upos(verb) != Upos::Verb {
        return None;
    }
    let hearer = reader.sources.verb(syntax.lemma(verb)).is_some_and(|reporting| reporting.frames.has(Frames::HEARER));
    let object = || [Deprel::Obj, Deprel::Iobj].into_iter().find_map(|relation| syntax.child_by(verb, relation));
    let next = || subject::head_after(reader, verb);
    let direct = [object().filter(|_| hearer), next().filter(|_| hearer)].into_iter().flatten();
    let oblique = syntax.children_by(verb, Deprel::Obl).filter(|obl| case(reader, *obl, &["to", "on", "in"]));
    let mut heads = direct.chain(oblique).filter(|head| *head > verb && head.0 <= verb.0 + 8);
    heads.find_map(|head| outlet(reader, claim, head, verb))
}

/// "in an interview with the channel", "speaking to Reuters".
fn spoken_to(reader: &Reader<'_>, claim: &Claim) -> Option<Source> {
    let syntax = reader.syntax;
    outside(reader, claim).find_map(|token| {
        let speaks = matches!(syntax.lower(token), "interview" | "interviews" | "speaking" | "spoke" | "talking");
        let mut after = (1..4).map(|nth| TokenId(token.0 + nth)).filter(|_| speaks);
        let to = after.find(|to| syntax.tokens().contains(*to) && matches!(syntax.lower(*to), "to" | "with" | "on"))?;
        outlet(reader, claim, subject::head_after(reader, to)?, to)
    })
}

/// "a report seen by Reuters": a noun that is the source, or words of the source, and a participle.
fn carried(reader: &Reader<'_>, claim: &Claim) -> Option<Source> {
    let syntax = reader.syntax;
    let own = syntax.tokens_in(claim.source.span);
    let document = |noun: TokenId| {
        let lemma = syntax.lemma(noun);
        SPEECH.contains(&lemma) || reader.sources.head_kind(lemma) == Some(SourceKind::Document)
    };
    outside(reader, claim).filter(|token| CARRIED.contains(&syntax.lower(*token))).find_map(|participle| {
        let by = reader.after(participle).filter(|by| matches!(syntax.lower(*by), "by" | "on" | "in"))?;
        let noun = noun_before(reader, participle)?;
        let passive = syntax.child_by(participle, Deprel::Nsubj).is_none();
        let quoted = matches!(syntax.lower(participle), "quoted" | "cited") && own.contains(noun);
        if !passive || !(quoted || document(noun) || (own.contains(noun) && document(claim.source.head))) {
            return None;
        }
        if syntax.lower(by) == "by" {
            let head = subject::head_after(reader, by)?;
            return Some(reader.source_named(head, syntax.span(participle), Some(by)));
        }
        outlet(reader, claim, subject::head_after(reader, by)?, by)
    })
}

/// The noun that a participle belongs to, by its place.
fn noun_before(reader: &Reader<'_>, participle: TokenId) -> Option<TokenId> {
    let syntax = reader.syntax;
    let mut at = participle;
    for _ in 0..GAP {
        at = reader.before(at)?;
        let lower = syntax.lower(at);
        let between = matches!(lower, "," | "which" | "that" | "was" | "were" | "as" | "and" | "been" | "has" | "have");
        match syntax.upos(at) {
            Upos::Noun | Upos::Propn => return Some(at),
            Upos::Adv | Upos::Aux | Upos::Punct => {}
            _ if between => {}
            _ => return None,
        }
    }
    None
}

/// "was quoted by the agency as saying", "was quoted as saying by the agency".
fn quoted_as_saying(reader: &Reader<'_>, claim: &Claim) -> Option<Source> {
    let syntax = reader.syntax;
    let verb = claim.word;
    let as_word = reader.before(verb).filter(|word| syntax.lower(*word) == "as")?;
    let before =
        TokenRange { start: TokenId(as_word.0.saturating_sub(12)).max(reader.sentence(verb).start), end: as_word };
    let quoted = before.iter().rev().find(|token| matches!(syntax.lower(*token), "quoted" | "cited"))?;
    let between = TokenRange { start: quoted, end: as_word };
    let by = |token: &TokenId| syntax.lower(*token) == "by";
    let by = between.iter().find(by).or_else(|| reader.after(verb).filter(by))?;
    let head = subject::head_after(reader, by)?;
    Some(reader.source_named(head, syntax.span(quoted), Some(by)))
}

/// Words of the sentence that tell of the reporting and not of what is reported.
fn outside<'r>(reader: &'r Reader<'_>, claim: &'r Claim) -> impl Iterator<Item = TokenId> + 'r {
    let near = |token: &TokenId| token.0.abs_diff(claim.word.0) <= REACH && reader.quotation(*token).is_none();
    let tail = speech_tail(reader, claim);
    let in_tail = move |token: &TokenId| tail.is_some_and(|tail| *token >= tail);
    let content = move |token: &TokenId| !in_tail(token) && claim.content.iter().any(|part| part.contains(*token));
    reader.sentence(claim.word).iter().filter(near).filter(move |token| !content(token))
}

/// ", in comments carried by …": from the comma on, where the parser hung it on what is reported.
fn speech_tail(reader: &Reader<'_>, claim: &Claim) -> Option<TokenId> {
    let syntax = reader.syntax;
    let after = TokenRange { start: claim.word, end: reader.sentence(claim.word).end };
    after.iter().find(|comma| {
        let next = reader.after(*comma).filter(|_| syntax.lower(*comma) == ",");
        let speech = |token: TokenId| SPEECH.contains(&syntax.lemma(token));
        next.is_some_and(|next| {
            let nouns = (1..4).map(|nth| TokenId(next.0 + nth)).filter(|token| after.contains(*token));
            syntax.lower(next) == "in" && nouns.into_iter().any(speech)
        })
    })
}

/// The source under `head`, if it is an outlet or agency and no mere crowd of reporters.
fn outlet(reader: &Reader<'_>, claim: &Claim, head: TokenId, stop: TokenId) -> Option<Source> {
    let mut source = reader.source_named(head, reader.syntax.span(claim.word), Some(stop));
    let phrase = reader.syntax.tokens_in(source.span);
    if let Some((span, kind)) = known(reader, phrase.start) {
        (source.span, source.kind) = (span, Some(kind));
    } else {
        // "told the agency on condition of anonymity": the agency has a name.
        source.kind = super::kind::plain(reader, head, phrase).or(source.kind);
    }
    let outlet = matches!(source.kind, Some(SourceKind::Outlet | SourceKind::Agency));
    let lower = reader.syntax.lower(head);
    let crowd = matches!(lower, "reporters" | "journalists" | "press" | "newsmen" | "correspondents" | "reporter");
    let crowd = crowd && reader.name_at(head).is_none();
    let platform = matches!(lower, "twitter" | "telegram" | "facebook" | "x" | "instagram" | "youtube" | "whatsapp");
    (outlet && !crowd && !platform && reader.is_nominal(head)).then_some(source)
}

/// The longest known name that begins here, article included: parsers cut "Agence France-Presse" in two.
fn known(reader: &Reader<'_>, start: TokenId) -> Option<(Span<Byte>, SourceKind)> {
    let last = reader.sentence(start).end.min(TokenId(start.0 + LONGEST_NAME));
    (start.0 + 1..=last.0).rev().find_map(|end| {
        let span = reader.syntax.span_of(TokenRange { start, end: TokenId(end) });
        reader.sources.name_kind(reader.slice(span)).map(|kind| (span, kind))
    })
}

fn case(reader: &Reader<'_>, head: TokenId, words: &[&str]) -> bool {
    reader.syntax.children_by(head, Deprel::Case).any(|case| words.contains(&reader.syntax.lower(case)))
}
