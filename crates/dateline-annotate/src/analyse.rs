//! Runs the stages over a report.

use crate::layout::blocks;
use crate::model::Model;
use crate::parser::{self, Parse};
use crate::signature::Signed;
use crate::{feats, lemma, names, sentences, tagger, tokens};
use dateline_doc::{Byte, Deprel, Name, Note, Severity, Span, Syntax, SyntaxBuilder, Text, Word};
use dateline_learn::Bag;

/// What is known of the words of one sentence.
#[derive(Debug, Default)]
pub struct Analysis {
    /// Classes of the tagger.
    pub tags: Vec<u8>,
    /// Heads and relations.
    pub parse: Parse,
    /// FEATS columns.
    pub feats: Vec<&'static str>,
    /// Lemmas.
    pub lemmas: Vec<String>,
    /// Name labels, as indices of [`names::CLASSES`].
    pub names: Vec<u8>,
}

/// Reads sentences, words, tags, dependencies and names. `furniture` lists the parts that are no narrative: sentences
/// there are annotated and marked, and no sentence crosses a border of one.
pub fn annotate(text: &Text, furniture: &[Span<Byte>], model: &Model) -> (Syntax, Vec<Name>, Vec<Note>) {
    let body = text.as_str();
    let mut builder = SyntaxBuilder::default();
    let mut labels = Vec::new();
    let mut notes = Vec::new();
    let mut spans = Vec::new();
    for block in blocks(body, furniture) {
        spans.clear();
        tokens::tokenise(body, block.span, &mut spans);
        for range in sentences::split(body, &spans) {
            let spans = &spans[range];
            let forms: Vec<_> = spans.iter().map(|span| &body[span.range()]).collect();
            let analysis = analyse(model, &forms);
            builder.push(&words(model, spans, &forms, &analysis), block.paragraph, block.furniture);
            labels.extend(analysis.names);
            notes.extend(long_sentence(spans));
        }
    }
    let syntax = builder.finish();
    let names = names::names(text, &syntax, &labels, &model.known);
    (syntax, names, notes)
}

fn long_sentence(spans: &[Span<Byte>]) -> Option<Note> {
    let (first, last) = (spans.first()?, spans.last()?);
    (spans.len() >= sentences::MAX_SENTENCE).then(|| Note {
        severity: Severity::Info,
        code: "sentence-cut",
        message: format!("a sentence was cut after {} words", spans.len()),
        span: Some(first.join(*last)),
    })
}

/// Analyses one sentence, given its words.
pub fn analyse(model: &Model, forms: &[&str]) -> Analysis {
    let tables = &model.tables;
    let signed = Signed::new(forms, &model.lexicon);
    let tags = tagger::tag(&tables.first_tags, &tables.second_tags, &signed);
    let parse = parser::parse(&model.parser, &signed, &tags, model.root);
    let feats = morphology(model, &signed, &tags, &parse);
    let lemmas = lemmas(model, &signed, forms, &tags);
    let names = names::label(&tables.names, &signed, forms, &tags, &model.known);
    Analysis { tags, parse, feats, lemmas, names }
}

fn morphology(model: &Model, signed: &Signed, tags: &[u8], parse: &Parse) -> Vec<&'static str> {
    let (below, subjects) = feats::below(&parse.heads, &parse.labels);
    let tree = feats::Tree { tags, heads: &parse.heads, labels: &parse.labels, below: &below, subjects: &subjects };
    let mut bag = Bag::default();
    let choose = |at: usize| {
        let allowed = model.feats_of_tag.get(usize::from(tags[at])).map_or(&[][..], Vec::as_slice);
        let class = feats::choose(&model.tables.feats, signed, at, &tree, allowed, &mut bag);
        model.feats.get(usize::from(class)).copied().unwrap_or("_")
    };
    (0..tags.len()).map(choose).collect()
}

fn lemmas(model: &Model, signed: &Signed, forms: &[&str], tags: &[u8]) -> Vec<String> {
    let mut bag = Bag::default();
    let lemma = |at: usize| {
        lemma::features(&signed.words[at], u64::from(tags[at]), signed.style, at == 0, &mut bag);
        let class = lemma::choose(&model.tables.lemmas, &model.scripts, forms[at], &bag);
        model.scripts.get(class).and_then(|script| script.apply(forms[at])).unwrap_or_else(|| forms[at].to_owned())
    };
    (0..forms.len()).map(lemma).collect()
}

fn words<'a>(model: &Model, spans: &[Span<Byte>], forms: &[&'a str], analysis: &'a Analysis) -> Vec<Word<'a>> {
    let word = |at: usize| {
        let tag = model.tag(analysis.tags[at]);
        let head = analysis.parse.heads[at];
        Word {
            span: spans[at],
            form: forms[at],
            lemma: &analysis.lemmas[at],
            upos: tag.upos,
            xpos: tag.xpos,
            feats: analysis.feats[at],
            head: (head < forms.len() as u32).then_some(head),
            deprel: Deprel::ALL.get(usize::from(analysis.parse.labels[at])).copied().unwrap_or(Deprel::Dep),
        }
    };
    (0..spans.len()).map(word).collect()
}
