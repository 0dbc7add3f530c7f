//! Runs the stages over a report.

use crate::layout::blocks;
use crate::model::Model;
use crate::parser::{self, Parse};
use crate::signature::Signed;
use crate::{feats, lemma, names, sentences, tokens};
use dateline_doc::{Byte, Deprel, Name, Note, Severity, Span, Syntax, SyntaxBuilder, Text, Word};
use dateline_learn::{Bag, best};

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
    let segments = segments(text.as_str(), furniture, model);
    let notes = segments.iter().filter_map(|segment| long_sentence(&segment.words)).collect();
    let (syntax, names) = annotate_segments(text, &segments, model);
    (syntax, names, notes)
}

/// Reads the same layers where sentences and words are given.
pub fn annotate_segments(text: &Text, segments: &[Segment], model: &Model) -> (Syntax, Vec<Name>) {
    let mut builder = SyntaxBuilder::default();
    let mut labels = Vec::new();
    for Segment { words: spans, paragraph, furniture } in segments {
        let forms: Vec<_> = spans.iter().map(|span| text.slice(*span)).collect();
        let analysis = analyse(model, &forms);
        builder.push(&words(model, spans, &forms, &analysis), *paragraph, *furniture);
        labels.extend(analysis.names);
    }
    let syntax = builder.finish();
    let names = names::names(text, &syntax, &labels, &model.known);
    (syntax, names)
}

/// Annotates one sentence, given its words; the text is the words with a space after each.
pub fn annotate_sentence(forms: &[&str], model: &Model) -> (Syntax, Vec<Name>) {
    let segment = Segment { words: spaced(forms), paragraph: 0, furniture: false };
    annotate_segments(&Text::new(forms.join(" ")), &[segment], model)
}

/// Where words stand that are joined by spaces.
pub fn spaced(forms: &[&str]) -> Vec<Span<Byte>> {
    let mut end = 0;
    let place = |form: &&str| {
        let start = end;
        end += form.len() as u32 + 1;
        Span::new(start, start + form.len() as u32)
    };
    forms.iter().map(place).collect()
}

/// A sentence before analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its words.
    pub words: Vec<Span<Byte>>,
    /// Number of its paragraph.
    pub paragraph: u32,
    /// True inside furniture.
    pub furniture: bool,
}

/// Cuts a text into sentences and words.
pub fn segments(text: &str, furniture: &[Span<Byte>], model: &Model) -> Vec<Segment> {
    let blocks = blocks(text, furniture);
    let manner = sentences::Manner::of(blocks.iter().map(|block| &text[block.span.range()]));
    let mut segments = Vec::new();
    let mut spans = Vec::new();
    for block in blocks {
        spans.clear();
        tokens::tokenise(text, block.span, &mut spans);
        let ranges = sentences::split(text, &spans, manner, model.tables.ends.as_ref());
        let segment = |words: &[Span<Byte>]| Segment {
            words: words.to_vec(),
            paragraph: block.paragraph,
            furniture: block.furniture,
        };
        segments.extend(ranges.into_iter().map(|range| segment(&spans[range])));
    }
    segments
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
    let signed = Signed::new(forms, &model.lexicon);
    let (tags, parse, names) = read(model, &signed, forms);
    let feats = morphology(model, &signed, &tags, &parse);
    let lemmas = lemmas(model, &signed, forms, &tags);
    Analysis { tags, parse, feats, lemmas, names }
}

/// Tags, tree and name labels by the encoder; where there is none, nouns that hang in a row, and no names.
fn read(model: &Model, signed: &Signed, forms: &[&str]) -> (Vec<u8>, Parse, Vec<u8>) {
    let Some(encoder) = &model.encoder else {
        return (vec![0; forms.len()], parser::chain(forms.len()), vec![0; forms.len()]);
    };
    let mut reading = encoder.read(signed, &model.known.marks(forms));
    let arcs = std::mem::take(&mut reading.arcs);
    let words = || reading.flat.chunks_exact(model.tags.len() + names::CLASSES.len());
    let tags = words().map(|scores| best(&scores[..model.tags.len()], |_| true) as u8).collect();
    let names = names::decode(words().map(|scores| &scores[model.tags.len()..]));
    (tags, parser::parse(arcs, forms.len(), |heads| encoder.relations(&reading, heads)), names)
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
