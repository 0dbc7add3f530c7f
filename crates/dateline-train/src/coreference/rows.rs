//! Mentions as rows for scoring: one JSON object a document, mentions by their words or their characters.

use super::Annotated;
use dateline_annotate::{Model, annotate, annotate_segments, coref};
use dateline_doc::{Mention, TokenRange};

/// The gold mentions, by words.
pub fn gold(one: &Annotated) -> String {
    row(&one.id, one.mentions.iter().map(|(start, end, chain)| (*start, *end, *chain, "")))
}

/// Ours with the treebank's sentences and words, by words.
pub fn ours(model: &Model, one: &Annotated) -> String {
    let (syntax, names) = annotate_segments(&one.text, &one.sentences, model);
    let found = coref::mentions(&one.text, &syntax, &names, model);
    row(&one.id, found.iter().map(|m| (m.tokens.start.0, m.tokens.end.0, m.chain, m.kind.as_str())))
}

/// The gold mentions, by bytes of the text.
pub fn gold_text(one: &Annotated) -> String {
    let spans: Vec<_> = one.sentences.iter().flat_map(|one| &one.words).collect();
    let edges = |range: TokenRange| (spans[range.start.index()].start, spans[range.end.index() - 1].end);
    let mention = |(start, end, chain): &(u32, u32, u32)| {
        let (start, end) = edges(TokenRange::new(*start, *end));
        (start, end, *chain, "")
    };
    row(&one.id, one.mentions.iter().map(mention))
}

/// Ours from the text alone, by bytes of it.
pub fn ours_text(model: &Model, one: &Annotated) -> String {
    let (syntax, names, _) = annotate(&one.text, &[], model);
    let found = coref::mentions(&one.text, &syntax, &names, model);
    row(&one.id, found.iter().map(|m: &Mention| (m.span.start, m.span.end, m.chain, m.kind.as_str())))
}

fn row<'a>(id: &str, mentions: impl Iterator<Item = (u32, u32, u32, &'a str)>) -> String {
    let shown = mentions.map(|(start, end, chain, sort)| {
        format!(r#"{{"start":{start},"end":{end},"cluster":"c{chain}","type":"{sort}"}}"#)
    });
    format!("{{\"doc\":\"{id}\",\"mentions\":[{}]}}\n", shown.collect::<Vec<_>>().join(","))
}
