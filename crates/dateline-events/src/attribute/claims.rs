//! Finds claims: every reporting word that has both a source and something reported.

use super::claim::{Claim, without};
use super::reader::Reader;
use super::{beside, content, layout, quoted, stance, subject, through};
use dateline_doc::{Byte, Deprel, Source, Span, TokenId, TokenRange, Upos};
use dateline_lexicon::{Force, Frames, Reporting};

/// A sentence with more reporting words than this is a list, and no report.
const MOST_CLAIMS: usize = 64;
/// Longest chain of sources citing each other.
const MOST_CITED: usize = 3;

/// All claims, in the order of their reporting words.
pub(super) fn claims(reader: &Reader<'_>) -> Vec<Claim> {
    let mut all = Vec::new();
    for sentence in reader.syntax.sentences().iter().filter(|sentence| !sentence.furniture) {
        all.extend(sentence.tokens.iter().filter_map(|token| claim(reader, token)).take(MOST_CLAIMS));
    }
    all.extend(layout::claims(reader));
    all.sort_by_key(|claim| claim.word);
    for claim in &mut all {
        claim.through = through::through(reader, claim);
        claim.source.stance = stance::stance(reader, claim);
    }
    all
}

fn claim(reader: &Reader<'_>, token: TokenId) -> Option<Claim> {
    if reader.syntax.lower(token) == "according" {
        return according_to(reader, token);
    }
    match reader.syntax.upos(token) {
        Upos::Verb => verb_claim(reader, token),
        Upos::Noun => noun_claim(reader, token),
        Upos::Adj => adjective_claim(reader, token),
        _ => None,
    }
}

/// A verb with its particle, if it is known to report.
pub(super) fn reporting_verb(reader: &Reader<'_>, verb: TokenId) -> Option<(Reporting, Span<Byte>)> {
    let syntax = reader.syntax;
    let span = syntax.span(verb);
    let particle = syntax.child_by(verb, Deprel::CompoundPrt).or_else(|| reader.after(verb));
    if let Some(particle) = particle.filter(|particle| particle.0 <= verb.0 + 3) {
        let phrase = format!("{} {}", syntax.lemma(verb), syntax.lower(particle));
        if let Some(found) = reader.sources.verb(&phrase) {
            let adjacent = particle.0 == verb.0 + 1;
            return Some((found, if adjacent { span.join(syntax.span(particle)) } else { span }));
        }
    }
    reader.sources.verb(syntax.lemma(verb)).map(|found| (found, span))
}

fn verb_claim(reader: &Reader<'_>, verb: TokenId) -> Option<Claim> {
    let (reporting, cue) = reporting_verb(reader, verb).filter(|_| !names_own_source(reader, verb))?;
    let placed = beside::placed(reader, verb).filter(|_| reporting.frames.has(Frames::QUOTE));
    let head = placed.map(|placed| placed.head).or_else(|| subject::reporter(reader, verb))?;
    let mut source = reader.source(head, cue, Some(verb));
    if impersonal(reader, head, reporting.force) || speaks_of_self(reader, head) {
        return None;
    }
    let mut comment = comment(reader, verb, &source, reporting.frames);
    if let Some(placed) = placed {
        source = reader.source_of(head, placed.phrase, cue);
        comment = TokenRange { start: placed.start, end: comment.end.max(placed.phrase.end).max(TokenId(verb.0 + 1)) };
    }
    let mut claim = Claim {
        word: verb,
        cited: cited(reader, verb, source.span),
        source,
        through: Vec::new(),
        content: Vec::new(),
        quotations: Vec::new(),
        force: reporting.force,
        rule: "quotation",
    };
    if reporting.frames.has(Frames::QUOTE) {
        claim.quotations = quoted::beside(reader, verb, comment);
        claim.content = before_quotation(reader, &claim, reporting.frames);
    }
    if claim.quotations.is_empty() {
        let found = reported(reader, verb, reporting, comment);
        let found = found.or_else(|| quotation_after(reader, verb)).or_else(|| quoted_back(reader, verb));
        (claim.content, claim.rule) = found?;
        if matches!(claim.rule, "clause" | "rest") {
            claim.content = claim.content.iter().map(|part| up_to_next_claim(reader, *part)).collect();
        }
    }
    claim.rule = vouching(reader, &claim);
    Some(claim)
}

/// The rule that found what is reported, or why the source does not vouch for it: it wishes it, judges what is known
/// already, or only names what it spoke of.
fn vouching(reader: &Reader<'_>, claim: &Claim) -> &'static str {
    let lemma = reader.syntax.lemma(claim.word);
    let known = matches!(claim.rule, "object" | "preposition" | "description" | "noun");
    let blames = matches!(lemma, "accuse" | "blame" | "charge" | "attribute" | "conclude");
    let again = matches!(lemma, "discuss" | "address" | "reiterate" | "reaffirm" | "repeat" | "renew");
    match claim.force {
        Force::Will => "wish",
        Force::Commit if known && lemma == "commit" => "wish",
        Force::Judge if known && !blames => "judged",
        Force::Mind if known => "topic",
        _ if matches!(lemma, "know" | "realise" | "realize" | "understand") => "topic",
        Force::Say if claim.rule == "infinitive" && lemma == "tell" => "wish",
        Force::Say if known && (again || speaks_about(reader, claim)) => "topic",
        _ => claim.rule,
    }
}

/// "commented on", "spoke about".
fn speaks_about(reader: &Reader<'_>, claim: &Claim) -> bool {
    let first = claim.content.first().map(|part| part.start);
    let about = |word: TokenId| matches!(reader.syntax.lower(word), "on" | "about" | "over" | "with" | "by");
    claim.rule == "preposition" && first.is_some_and(about)
}

/// "it" and "this" say nothing; nor do things that merely show something.
fn impersonal(reader: &Reader<'_>, head: TokenId, force: Force) -> bool {
    let lower = reader.syntax.lower(head);
    match lower {
        "this" | "these" | "those" | "nothing" | "there" | "what" | "which" => true,
        "it" | "that" => matches!(force, Force::Show | Force::Mind | Force::Will),
        _ => false,
    }
}

/// "I think" within a quotation: whose quotation it is says who.
fn speaks_of_self(reader: &Reader<'_>, head: TokenId) -> bool {
    let first_or_second = matches!(reader.syntax.lower(head), "i" | "we" | "you" | "me" | "us");
    first_or_second && reader.quotation(head).is_some()
}

/// A quotation later in the sentence, with no other reporting word between, where the parser gave the verb nothing.
fn quotation_after(reader: &Reader<'_>, verb: TokenId) -> Option<(Vec<TokenRange>, &'static str)> {
    let start = reader.syntax.span(verb).start;
    let mark = reader.marked.get(reader.marked.partition_point(|mark| mark.outer.start <= start))?;
    let quotation = reader.syntax.tokens_in(mark.outer);
    let gap = TokenRange { start: TokenId(verb.0 + 1), end: quotation.start };
    let near = reader.quotation(verb).is_none() && reader.sentence(verb).contains(quotation.start) && gap.len() < 16;
    let clear = !gap.iter().any(|token| reader.is_finite(token) && reporting_verb(reader, token).is_some());
    (near && clear).then(|| (vec![quotation], "quoted"))
}

/// "said that the army could be sent, warning: “…”": the clause between the verb and a quotation after it.
fn before_quotation(reader: &Reader<'_>, claim: &Claim, frames: Frames) -> Vec<TokenRange> {
    let verb = claim.word;
    let quotations = claim.quotations.iter().map(|nth| reader.syntax.tokens_in(reader.marked[*nth].outer).start);
    let Some(first) = quotations.filter(|start| *start > verb).min() else { return Vec::new() };
    let clause = content::governed(reader, verb, frames).filter(|(_, rule)| *rule == "clause");
    let parts = clause.into_iter().flat_map(|(parts, _)| parts);
    let cut = parts.map(|part| TokenRange { end: part.end.min(first), ..part });
    cut.filter(|part| part.start > verb && part.start < part.end && part.len() > 2).collect()
}

/// "…, the channel quoted the minister as saying.": what stands before the comma.
fn quoted_back(reader: &Reader<'_>, verb: TokenId) -> Option<(Vec<TokenRange>, &'static str)> {
    let sentence = reader.sentence(verb);
    let as_word = reader.before(verb).filter(|word| reader.syntax.lower(*word) == "as")?;
    let ends = reader.after(verb).is_none_or(|token| reader.is_punct(token));
    let before = TokenRange { start: sentence.start, end: as_word };
    let quoted = before.iter().rev().find(|token| reader.syntax.lower(*token) == "quoted").filter(|_| ends)?;
    let comma = TokenRange { end: quoted, ..before }.iter().rev().find(|token| reader.syntax.lower(*token) == ",")?;
    let content = TokenRange { start: sentence.start, end: comma };
    content.iter().any(|token| reader.is_finite(token)).then(|| (vec![content], "comment"))
}

/// "…, while the ministry said …", "…, and residents told …", "… and called on the army …", "…, denouncing it …": what one
/// source says ends where another begins to speak, or where it speaks again itself.
fn up_to_next_claim(reader: &Reader<'_>, part: TokenRange) -> TokenRange {
    let free = |token: &TokenId| reader.quotation(*token).is_none() && *token > part.start;
    let end =
        part.iter().filter(free).find(|join| another_speaks(reader, *join, part) || speaks_again(reader, *join, part));
    end.map_or(part, |end| TokenRange { end, ..part })
}

/// After a comma and a conjunction, the first verb with tense reports, with a noun of its own before it.
fn another_speaks(reader: &Reader<'_>, join: TokenId, part: TokenRange) -> bool {
    let joins = matches!(reader.syntax.lower(join), "and" | "but" | "while" | "whereas" | "although");
    let comma = reader.before(join).is_some_and(|comma| part.contains(comma) && reader.syntax.lower(comma) == ",");
    let after = TokenRange { start: TokenId(join.0 + 1), end: part.end.max(TokenId(join.0 + 1)) };
    let verb = || after.iter().take(12).find(|token| reader.is_finite(*token));
    let Some(verb) = (joins && comma).then(verb).flatten() else { return false };
    let says = reporting_verb(reader, verb).is_some_and(|(reporting, _)| speech(reporting.force));
    let subject = reader.syntax.child_by(verb, Deprel::Nsubj);
    let noun = subject.is_some_and(|subject| after.contains(subject) && !reader.is_pronoun(subject));
    says && noun && reader.syntax.deprel(verb) != Deprel::AclRelcl
}

/// "and called on", ", denouncing": a verb of demand or judgement right after the joint, without a subject of its own.
fn speaks_again(reader: &Reader<'_>, join: TokenId, part: TokenRange) -> bool {
    let Some(verb) = reader.after(join).filter(|verb| part.contains(*verb)) else { return false };
    let syntax = reader.syntax;
    let form = match syntax.lower(join) {
        "and" => syntax.xpos(verb) == "VBD",
        "," => syntax.xpos(verb) == "VBG",
        _ => false,
    };
    let own = syntax.child_by(verb, Deprel::Nsubj).is_some();
    let asks = |(reporting, _): (Reporting, Span<Byte>)| matches!(reporting.force, Force::Ask | Force::Judge);
    form && !own && reporting_verb(reader, verb).is_some_and(asks)
}

fn speech(force: Force) -> bool {
    matches!(force, Force::Say | Force::Deny | Force::Ask | Force::Judge)
}

/// What a verb without a quotation reports.
fn reported(
    reader: &Reader<'_>,
    verb: TokenId,
    reporting: Reporting,
    comment: TokenRange,
) -> Option<(Vec<TokenRange>, &'static str)> {
    let quote = reporting.frames.has(Frames::QUOTE);
    let as_comment = || {
        let mark = reader.syntax.children(verb).iter().copied().find(|child| {
            *child < verb && reader.syntax.lower(*child) == "as" && reader.syntax.deprel(*child) != Deprel::Case
        })?;
        let comment = TokenRange { start: comment.start.min(mark), ..comment };
        let found = (quote && subject::has_own(reader, verb)).then(|| content::commented(reader, verb, comment));
        found.flatten().map(|parts| (parts, "comment"))
    };
    let speaks = quote && reporting.frames.has(Frames::THAT) && !has_object(reader, verb, reporting.frames);
    let closing = || speaks.then(|| set_off_comment(reader, comment)).flatten().map(|parts| (parts, "comment"));
    let governed = || content::governed(reader, verb, reporting.frames);
    let inserted = || {
        let found = speaks.then(|| content::commented(reader, verb, comment)).flatten();
        found.filter(|_| reader.syntax.deprel(verb) == Deprel::Parataxis).map(|parts| (parts, "comment"))
    };
    let rest = || {
        let that = reporting.frames.has(Frames::THAT) && reporting.force != Force::Will;
        (that && !has_object(reader, verb, reporting.frames))
            .then(|| rest(reader, verb, comment))
            .flatten()
            .map(|parts| (parts, "rest"))
    };
    let block = || quote.then(|| layout::block(reader, verb)).flatten().map(|parts| (parts, "block"));
    as_comment().or_else(block).or_else(closing).or_else(governed).or_else(inserted).or_else(rest)
}

/// A direct object that is not who is told.
fn has_object(reader: &Reader<'_>, verb: TokenId, frames: Frames) -> bool {
    let object = reader.syntax.child_by(verb, Deprel::Obj);
    object.is_some_and(|object| object > verb) && !frames.has(Frames::HEARER)
}

/// The reporting words with their subject and adverbials, without what they report.
fn comment(reader: &Reader<'_>, verb: TokenId, source: &Source, frames: Frames) -> TokenRange {
    let syntax = reader.syntax;
    let own = syntax.subtree_without(verb, |child| {
        let relation = syntax.deprel(child);
        let reported = matches!(
            relation,
            Deprel::Ccomp
                | Deprel::Xcomp
                | Deprel::Parataxis
                | Deprel::Conj
                | Deprel::Advcl
                | Deprel::Punct
                | Deprel::Cc
        );
        let far = matches!(relation, Deprel::Obl | Deprel::Advmod | Deprel::Dep | Deprel::Mark) && child.0 + 1 < verb.0;
        let told = matches!(relation, Deprel::Obj | Deprel::Iobj) && !frames.has(Frames::HEARER) && child > verb;
        reported || far || told || reader.quotation(child) != reader.quotation(verb)
    });
    let phrase = syntax.tokens_in(source.span);
    if phrase.start.0 + 40 < verb.0 {
        return own;
    }
    TokenRange { start: own.start.min(phrase.start), end: own.end.max(phrase.end) }
}

/// "…, X said." and "…, X said, …": all of the sentence around it.
fn set_off_comment(reader: &Reader<'_>, comment: TokenRange) -> Option<Vec<TokenRange>> {
    let sentence = reader.sentence(comment.start);
    let comma = reader.before(comment.start).filter(|before| reader.syntax.lower(*before) == ",")?;
    let before = TokenRange { start: sentence.start, end: comma };
    let after = TokenRange { start: comment.end, end: sentence.end };
    let next = after.iter().next();
    let ends = next.is_none_or(|token| reader.is_punct(token));
    let inserted = next.is_some_and(|token| reader.syntax.lower(token) == ",");
    let clause = |part: TokenRange| part.iter().any(|t| reader.is_finite(t) || reader.syntax.upos(t) == Upos::Aux);
    if !ends || !(clause(before) || inserted && clause(after)) || reader.quotation(comment.start).is_some() {
        return None;
    }
    let words = |part: &TokenRange| part.iter().any(|token| !reader.is_punct(token));
    Some([before, after].into_iter().filter(words).collect())
}

/// What follows in the sentence, where the parser gave the verb nothing to report but a clause stands right after it, or
/// one that "that" opens.
fn rest(reader: &Reader<'_>, verb: TokenId, comment: TokenRange) -> Option<Vec<TokenRange>> {
    let end = reader.sentence(verb).end;
    let after = TokenRange { start: TokenId(verb.0 + 1), end };
    let start = that_clause(reader, after).unwrap_or_else(|| after_colon(reader, after.start.max(comment.end)));
    let content = TokenRange { start, end };
    let first = content.iter().next()?;
    let new_clause = matches!(reader.syntax.upos(first), Upos::Cconj | Upos::Punct | Upos::Adp | Upos::Part);
    let has_clause = content.iter().any(|token| matches!(reader.syntax.upos(token), Upos::Verb | Upos::Aux));
    let set_off = |before: TokenId| reader.is_punct(before) || reader.syntax.lower(before) == "as";
    let participle = reader.syntax.xpos(verb) == "VBG" && reader.before(verb).is_some_and(set_off);
    // A past tense taken for a participle.
    let past = reader.syntax.xpos(verb) == "VBN" && !subject::is_passive(reader, verb);
    let speaks = (participle || past || reader.is_finite(verb)) && reader.quotation(verb).is_none();
    (speaks && !new_clause && has_clause && content.len() > 2).then(|| vec![content])
}

/// The first "that" with no verb before it, unless it points at a noun.
fn that_clause(reader: &Reader<'_>, after: TokenRange) -> Option<TokenId> {
    let verb = |token: &TokenId| {
        let by = reader.after(*token).is_some_and(|by| reader.syntax.lower(by) == "by");
        let carried = by && reader.syntax.xpos(*token) == "VBN";
        let tense = matches!(reader.syntax.upos(*token), Upos::Verb | Upos::Aux);
        tense && !carried && !names_own_source(reader, *token)
    };
    let before_verb = after.iter().take(14).take_while(|token| !verb(token));
    let is_that = |token: &TokenId| reader.syntax.lower(*token) == "that" && reader.syntax.upos(*token) != Upos::Det;
    before_verb.into_iter().find(is_that)
}

fn after_colon(reader: &Reader<'_>, start: TokenId) -> TokenId {
    let colon = reader.syntax.tokens().contains(start) && reader.syntax.lower(start) == ":";
    if colon { TokenId(start.0 + 1) } else { start }
}

/// "citing", "quoting", "which cited": the source that a source names.
fn names_own_source(reader: &Reader<'_>, verb: TokenId) -> bool {
    let lower = reader.syntax.lower(verb);
    let relative =
        || reader.before(verb).is_some_and(|word| matches!(reader.syntax.lower(word), "which" | "who" | "that"));
    let names = matches!(lower, "citing" | "quoting") || matches!(lower, "cited" | "quoted" | "cites") && relative();
    names && reader.quotation(verb).is_none()
}

/// "…, citing a police officer": whom this source names as its own, and whom that one names, in the same sentence and
/// with no other claim between.
fn cited(reader: &Reader<'_>, verb: TokenId, source: Span<Byte>) -> Vec<Source> {
    let mut all: Vec<Source> = Vec::new();
    let mut citing = cited_after(reader, verb).or_else(|| cited_before(reader, verb, source));
    while let Some(found) = citing.filter(|_| all.len() < MOST_CITED).and_then(|citing| cited_by(reader, citing)) {
        citing = cited_after(reader, found.head);
        all.push(found);
    }
    all
}

fn cited_after(reader: &Reader<'_>, from: TokenId) -> Option<TokenId> {
    let after = TokenRange { start: TokenId(from.0 + 1), end: reader.sentence(from).end };
    let claims = |token: TokenId| reader.is_finite(token) && reporting_verb(reader, token).is_some();
    let unclaimed = after.iter().take_while(|token| names_own_source(reader, *token) || !claims(*token));
    unclaimed.into_iter().find(|token| names_own_source(reader, *token))
}

/// "The agency, citing two officers, said …", "Citing two officers, the agency said …".
fn cited_before(reader: &Reader<'_>, verb: TokenId, source: Span<Byte>) -> Option<TokenId> {
    let before = TokenRange { start: reader.sentence(verb).start, end: verb };
    let claims = |token: TokenId| reader.is_finite(token) && reporting_verb(reader, token).is_some();
    let unclaimed = before.iter().rev().take_while(|token| names_own_source(reader, *token) || !claims(*token));
    let set_off = |token: TokenId| {
        reader.before(token).is_none_or(|word| matches!(reader.syntax.lower(word), "," | "which" | "who"))
    };
    let apart = |token: TokenId| !reader.syntax.span(token).overlaps(source);
    unclaimed.into_iter().find(|token| names_own_source(reader, *token) && set_off(*token) && apart(*token))
}

/// The source after "citing".
fn cited_by(reader: &Reader<'_>, citing: TokenId) -> Option<Source> {
    let syntax = reader.syntax;
    let object = syntax.child_by(citing, Deprel::Obj).or_else(|| subject::head_after(reader, citing));
    let head = object.filter(|head| reader.is_nominal(*head) && *head > citing)?;
    Some(reader.source_named(head, syntax.span(citing), Some(citing)))
}

/// "according to X".
fn according_to(reader: &Reader<'_>, word: TokenId) -> Option<Claim> {
    let syntax = reader.syntax;
    let to = reader.after(word).filter(|to| syntax.lower(*to) == "to")?;
    let cue = syntax.span(word).join(syntax.span(to));
    let head = head_of_complement(reader, word, to)?;
    let source = reader.source(head, cue, Some(to));
    let phrase = syntax.tokens_in(source.span);
    let hole = TokenRange { start: word, end: phrase.end.max(end_of_phrase(reader, head, phrase.end)) };
    let content = around(reader, word, hole);
    let cited = cited(reader, head, source.span);
    let (quotations, through, rule, force) = (Vec::new(), Vec::new(), "according-to", Force::Say);
    (!content.is_empty()).then_some(Claim { word, source, cited, through, content, quotations, force, rule })
}

/// The noun after "according to", whether the parser hangs it below or above.
fn head_of_complement(reader: &Reader<'_>, word: TokenId, to: TokenId) -> Option<TokenId> {
    let syntax = reader.syntax;
    let above = syntax.head(word).filter(|head| *head > to && syntax.deprel(word) == Deprel::Case);
    let below =
        || syntax.children(word).iter().copied().find(|child| *child > to && syntax.deprel(*child) == Deprel::Obl);
    above.or_else(below).or_else(|| subject::head_after(reader, to)).filter(|head| reader.is_nominal(*head))
}

/// Where the phrase of the source ends with what comments on it, unless that swallows the rest of an opening sentence.
fn end_of_phrase(reader: &Reader<'_>, head: TokenId, from: TokenId) -> TokenId {
    let whole = reader.syntax.subtree(head).end;
    let opening = head.0 < reader.sentence(head).start.0 + 12;
    let comma = reader.after(TokenId(from.0 - 1)).filter(|comma| reader.syntax.lower(*comma) == ",");
    let pronoun = |word: TokenId| matches!(reader.syntax.lower(word), "who" | "which" | "whose");
    let relative = comma.and_then(|comma| reader.after(comma)).is_some_and(pronoun);
    match (opening, relative) {
        (false, _) => whole,
        (true, false) => whole.min(clause_end(reader, from)),
        (true, true) => clause_end(reader, TokenId(from.0 + 1)),
    }
}

/// The first comma or full stop from here, or the end of the sentence.
fn clause_end(reader: &Reader<'_>, from: TokenId) -> TokenId {
    let end = reader.sentence(TokenId(from.0 - 1)).end;
    TokenRange { start: from, end }.iter().find(|token| reader.is_punct(*token)).unwrap_or(end)
}

/// What "according to" vouches for: the sentence, or its clause where it stands in the middle of one.
fn around(reader: &Reader<'_>, word: TokenId, hole: TokenRange) -> Vec<TokenRange> {
    let sentence = reader.sentence(word);
    let outside = |range: TokenRange| range.iter().all(|token| reader.is_punct(token));
    let first = outside(TokenRange { start: sentence.start, end: word });
    let last = outside(TokenRange { start: hole.end, end: sentence.end });
    let whole = if first || last { sentence } else { clause_around(reader, word) };
    without(whole, &[hole]).into_iter().filter(|part| !outside(*part)).collect()
}

/// The smallest clause around a word.
fn clause_around(reader: &Reader<'_>, word: TokenId) -> TokenRange {
    let syntax = reader.syntax;
    let is_clause = |token: &TokenId| {
        use Deprel::{Acl, AclRelcl, Advcl, Ccomp, Conj, Parataxis, Root};
        let relation = syntax.deprel(*token);
        let verbal =
            matches!(syntax.upos(*token), Upos::Verb | Upos::Aux) || syntax.child_by(*token, Deprel::Cop).is_some();
        verbal && matches!(relation, Acl | AclRelcl | Advcl | Ccomp | Conj | Parataxis | Root)
    };
    let found = syntax.ancestors(word).find(is_clause);
    found.map_or(reader.sentence(word), |clause| syntax.subtree(clause))
}

/// "the claim by X that …", "X's warning of …", "X issued a warning that …".
fn noun_claim(reader: &Reader<'_>, noun: TokenId) -> Option<Claim> {
    let syntax = reader.syntax;
    let reporting = reader.sources.noun(syntax.lemma(noun))?;
    let frames = reporting.frames;
    let Some(head) = owner(reader, noun) else { return bare_reports(reader, noun, reporting) };
    let content = clause_of_noun(reader, noun, frames).or_else(|| phrase_of_noun(reader, noun, frames, head))?;
    let source = reader.source(head, syntax.span(noun), Some(noun));
    let mut claim = of_noun(noun, source, content, reporting.force);
    claim.rule = vouching(reader, &claim);
    Some(claim)
}

fn of_noun(noun: TokenId, source: Source, content: TokenRange, force: Force) -> Claim {
    let content = vec![content];
    let cited = Vec::new();
    Claim { word: noun, source, cited, through: Vec::new(), content, quotations: Vec::new(), force, rule: "noun" }
}

/// "reports of clashes", "reports that the town fell": nobody's, and so a source themselves.
fn bare_reports(reader: &Reader<'_>, noun: TokenId, reporting: Reporting) -> Option<Claim> {
    let syntax = reader.syntax;
    let confirmed = syntax.head(noun).is_some_and(|verb| matches!(syntax.lemma(verb), "confirm" | "verify"));
    if syntax.lower(noun) != "reports" || confirmed {
        return None;
    }
    let content = clause_of_noun(reader, noun, reporting.frames)
        .or_else(|| phrase_of_noun(reader, noun, reporting.frames, noun))?;
    let whole = reader.phrase(noun, None);
    let phrase = TokenRange { start: whole.start.min(noun), end: TokenId(noun.0 + 1) };
    let source = reader.source_of(noun, phrase, syntax.span(noun));
    Some(of_noun(noun, source, content, reporting.force))
}

/// Whose claim it is: the possessor, who it is by, or who makes it.
fn owner(reader: &Reader<'_>, noun: TokenId) -> Option<TokenId> {
    let syntax = reader.syntax;
    let with = |token: TokenId, words: &[&str]| {
        syntax.children_by(token, Deprel::Case).any(|case| words.contains(&syntax.lower(case)))
    };
    let possessor = syntax.child_by(noun, Deprel::NmodPoss);
    let by = || syntax.children_by(noun, Deprel::Nmod).find(|nmod| with(*nmod, &["by", "from"]));
    let maker = || {
        let verb = syntax.head(noun).filter(|_| syntax.deprel(noun) == Deprel::Obj)?;
        let light =
            ["make", "issue", "give", "have", "voice", "express", "deliver", "repeat", "renew", "offer", "raise"];
        light.contains(&syntax.lemma(verb)).then(|| subject::reporter(reader, verb))?
    };
    possessor.or_else(by).or_else(maker).filter(|head| reader.is_nominal(*head))
}

fn clause_of_noun(reader: &Reader<'_>, noun: TokenId, frames: Frames) -> Option<TokenRange> {
    let syntax = reader.syntax;
    let clause = syntax.children(noun).iter().copied().find(|child| {
        let that = frames.has(Frames::THAT) && syntax.children(*child).iter().any(|mark| syntax.lower(*mark) == "that");
        let to =
            frames.has(Frames::INFINITIVE) && syntax.children(*child).iter().any(|mark| syntax.lower(*mark) == "to");
        let mark = || syntax.children_by(*child, Deprel::Mark).any(|mark| syntax.lower(mark) == "that");
        let clause = match syntax.deprel(*child) {
            Deprel::Acl | Deprel::Ccomp => true,
            Deprel::AclRelcl => mark(),
            _ => false,
        };
        clause && *child > noun && (that || to)
    });
    clause.map(|clause| syntax.subtree(clause)).or_else(|| clause_at_end(reader, noun, frames))
}

/// "issued a warning that …" to the end of the sentence, where the parser hung the clause on the verb.
fn clause_at_end(reader: &Reader<'_>, noun: TokenId, frames: Frames) -> Option<TokenRange> {
    let that = reader.after(noun).filter(|that| reader.syntax.lower(*that) == "that")?;
    let object = reader.syntax.deprel(noun) == Deprel::Obj && frames.has(Frames::THAT);
    object.then(|| TokenRange { start: that, end: reader.sentence(noun).end })
}

fn phrase_of_noun(reader: &Reader<'_>, noun: TokenId, frames: Frames, owner: TokenId) -> Option<TokenRange> {
    let syntax = reader.syntax;
    let found = syntax.children(noun).iter().copied().find(|child| {
        let case = syntax.child_by(*child, Deprel::Case).or_else(|| syntax.child_by(*child, Deprel::Mark));
        let frame =
            case.and_then(|case| Frames::of_preposition(syntax.lower(case)).filter(|_| syntax.lower(case) != "by"));
        *child > noun && *child != owner && frame.is_some_and(|frame| frames.has(frame))
    })?;
    Some(syntax.subtree(found))
}

/// "X is sure that …", "X was critical of …".
fn adjective_claim(reader: &Reader<'_>, adjective: TokenId) -> Option<Claim> {
    let syntax = reader.syntax;
    let reporting = reader.sources.adjective(syntax.lemma(adjective))?;
    let head = syntax.child_by(adjective, Deprel::Nsubj).filter(|head| reader.is_nominal(*head))?;
    if impersonal(reader, head, Force::Mind) {
        return None;
    }
    let (content, _) = content::governed(reader, adjective, reporting.frames)?;
    let source = reader.source(head, syntax.span(adjective), Some(adjective));
    let (cited, through, quotations, rule) = (Vec::new(), Vec::new(), Vec::new(), "adjective");
    Some(Claim { word: adjective, source, cited, through, content, quotations, force: reporting.force, rule })
}
