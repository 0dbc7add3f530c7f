//! Speech that the layout marks: a colon at the end of a paragraph, a name and a colon before what is said, a dash and a
//! name after it.

use super::claim::Claim;
use super::claims::reporting_verb;
use super::reader::Reader;
use dateline_doc::{Deprel, Sentence, TokenId, TokenRange, Upos};
use dateline_lexicon::{Force, Frames};

/// A statement printed after "X said:" ends after this many paragraphs.
const BLOCK_PARAGRAPHS: u32 = 12;
/// Most words of a speaker's name before a colon or after a dash.
const NAME_WORDS: usize = 8;

/// What a colon at the end of a paragraph announces: the next paragraph, and those after it up to the last that speaks in
/// the first person, as long as nobody else is reported.
pub(super) fn block(reader: &Reader<'_>, verb: TokenId) -> Option<Vec<TokenRange>> {
    let sentences = reader.syntax.sentences();
    let at = reader.syntax.sentence_index(verb);
    let sentence = sentences[at];
    let last = sentence.tokens.iter().next_back()?;
    if reader.syntax.lower(last) != ":" || last.0 > verb.0 + NAME_WORDS as u32 {
        return None;
    }
    let following =
        sentences[at + 1..].iter().take_while(|next| next.paragraph <= sentence.paragraph + BLOCK_PARAGRAPHS);
    let mut parts: Vec<TokenRange> = Vec::new();
    let mut sure = 0;
    let mut first_paragraph = None;
    for next in following.take_while(|next| !next.furniture && !reported_elsewhere(reader, next)) {
        parts.push(next.tokens);
        let in_first = *first_paragraph.get_or_insert(next.paragraph) == next.paragraph;
        if in_first || first_person(reader, next) {
            sure = parts.len();
        }
    }
    parts.truncate(sure);
    (!parts.is_empty()).then_some(parts)
}

fn reported_elsewhere(reader: &Reader<'_>, sentence: &Sentence) -> bool {
    let speech = |token: TokenId| {
        let past = matches!(reader.syntax.xpos(token), "VBD" | "VBN") || reader.syntax.lemma(token) == "say";
        let verb = reader.syntax.upos(token) == Upos::Verb && past && !speaks_of_self(reader, token);
        verb && reporting_verb(reader, token).is_some_and(|(r, _)| r.force == Force::Say && r.frames.has(Frames::QUOTE))
    };
    sentence.tokens.iter().any(|token| reader.quotation(token).is_some() || speech(token))
}

/// "I said before that …" belongs to the statement.
fn speaks_of_self(reader: &Reader<'_>, verb: TokenId) -> bool {
    let subject = reader.syntax.child_by(verb, Deprel::Nsubj);
    subject.is_none_or(|subject| matches!(reader.syntax.lower(subject), "i" | "we"))
}

fn first_person(reader: &Reader<'_>, sentence: &Sentence) -> bool {
    sentence.tokens.iter().any(|token| matches!(reader.syntax.lower(token), "i" | "we" | "my" | "our" | "us" | "me"))
}

/// Transcripts and signatures as claims.
pub(super) fn claims(reader: &Reader<'_>) -> Vec<Claim> {
    let turns: Vec<_> = (0..reader.syntax.sentences().len()).filter_map(|at| turn(reader, at)).collect();
    let signatures = (0..reader.marked.len()).filter_map(|nth| signature(reader, nth));
    let is_transcript =
        turns.len() > 1 && turns.iter().filter(|turn| is_speech(reader, turn)).count() * 2 > turns.len();
    let announced = (0..reader.marked.len()).filter_map(|nth| announced(reader, nth));
    turns.into_iter().filter(|_| is_transcript).chain(signatures).chain(announced).collect()
}

/// A turn has a sentence with a subject; a list of names with what belongs to each has none.
fn is_speech(reader: &Reader<'_>, turn: &Claim) -> bool {
    use Deprel::{Expl, Nsubj, NsubjPass};
    let mut words = turn.content.iter().flat_map(|part| part.iter());
    words.any(|token| matches!(reader.syntax.deprel(token), Nsubj | NsubjPass | Expl))
}

/// "SMITH: …" at the start of a paragraph; one alone is a headline's label.
fn turn(reader: &Reader<'_>, at: usize) -> Option<Claim> {
    let sentences = reader.syntax.sentences();
    let sentence = sentences[at];
    let begins = at == 0 || sentences[at - 1].paragraph != sentence.paragraph;
    let colon = sentence.tokens.iter().take(NAME_WORDS).find(|token| reader.syntax.lower(*token) == ":")?;
    let name = TokenRange { start: sentence.tokens.start, end: colon };
    if !begins || sentence.furniture || name.is_empty() || !name.iter().all(|token| is_name(reader, token)) {
        return None;
    }
    let same = sentences[at + 1..].iter().take_while(|next| next.paragraph == sentence.paragraph);
    let own = TokenRange { start: TokenId(colon.0 + 1), end: sentence.tokens.end };
    let content: Vec<_> =
        std::iter::once(own).chain(same.map(|next| next.tokens)).filter(|part| !part.is_empty()).collect();
    let words: usize = content.iter().map(|part| part.len()).sum();
    (words > 2).then(|| claim(reader, colon, TokenId(colon.0 - 1), content, Vec::new(), "transcript"))
}

/// A capital, or a name.
fn is_name(reader: &Reader<'_>, token: TokenId) -> bool {
    let word = reader.slice(reader.syntax.span(token));
    let capitals = word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase);
    capitals || word == "." || reader.name_at(token).is_some_and(|name| name.kind == dateline_doc::NameKind::Per)
}

/// "X provided the following statement:" and a quotation: the subject of the main verb speaks.
fn announced(reader: &Reader<'_>, nth: usize) -> Option<Claim> {
    let syntax = reader.syntax;
    let start = syntax.tokens_in(reader.marked[nth].outer).start;
    let colon = TokenId(start.0.checked_sub(1)?);
    if syntax.lower(colon) != ":" || reader.quotation(colon).is_some() {
        return None;
    }
    let sentence = reader.sentence(colon);
    let before = TokenRange { start: sentence.start, end: colon };
    let speech = |token: TokenId| reporting_verb(reader, token).is_some_and(|(r, _)| r.frames.has(Frames::QUOTE));
    let root = before.iter().find(|token| syntax.head(*token).is_none_or(|head| !before.contains(head)))?;
    let subject = syntax.child_by(root, Deprel::Nsubj).filter(|subject| reader.is_nominal(*subject))?;
    let own = before.iter().any(|token| syntax.upos(token) == Upos::Verb && speech(token));
    let source = reader.source(subject, syntax.span(root), Some(root));
    let claim = Claim {
        word: root,
        source,
        cited: Vec::new(),
        through: Vec::new(),
        content: Vec::new(),
        quotations: vec![nth],
        force: Force::Say,
        rule: "colon",
    };
    (!own && syntax.upos(root) == Upos::Verb).then_some(claim)
}

/// `"…" - Jane Smith` up to the end of the paragraph.
fn signature(reader: &Reader<'_>, nth: usize) -> Option<Claim> {
    let syntax = reader.syntax;
    let dash = syntax.tokens_in(reader.marked[nth].outer).end;
    if dash.index() >= syntax.len() || !matches!(syntax.lower(dash), "-" | "–" | "—" | "―" | "--") {
        return None;
    }
    let paragraph = reader.paragraph(dash);
    let from = TokenId(dash.0 + 1);
    let words = TokenRange { start: from, end: TokenId(syntax.len() as u32) };
    let signed: Vec<_> =
        words.iter().take(NAME_WORDS + 4).take_while(|token| reader.paragraph(*token) == paragraph).collect();
    let name = *signed.first().filter(|first| syntax.upos(**first) == Upos::Propn)?;
    let end_of_name =
        signed.iter().copied().take_while(|token| syntax.upos(*token) == Upos::Propn).last().unwrap_or(name);
    let reports = signed.iter().any(|token| syntax.upos(*token) == Upos::Verb) || signed.len() > NAME_WORDS + 3;
    (!reports).then(|| claim(reader, dash, end_of_name, Vec::new(), vec![nth], "signature"))
}

/// A claim whose source is the run of words up to `last`, named beside the mark `cue`.
fn claim(
    reader: &Reader<'_>,
    cue: TokenId,
    last: TokenId,
    content: Vec<TokenRange>,
    quotations: Vec<usize>,
    rule: &'static str,
) -> Claim {
    let span = reader.syntax.span(cue);
    let mut source = reader.source(last, span, Some(cue));
    let (low, high) = if cue > last { (reader.sentence(last).start, last) } else { (TokenId(cue.0 + 1), last) };
    source.span = reader.syntax.span(low).join(reader.syntax.span(high));
    let (cited, through) = (Vec::new(), Vec::new());
    Claim { word: cue, source, cited, through, content, quotations, force: Force::Say, rule }
}
