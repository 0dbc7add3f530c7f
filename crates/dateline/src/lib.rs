//! News reports to auditable event data: the pipeline as one function.
//!
//! [`read`] takes an article and the [`Tools`] and gives a [`Reading`]: who did what to whom, when, where, how many,
//! and according to whom, every value with the words that it came from.

mod cases;
mod tools;

pub use cases::{CaseResult, Explanation, codebook_cases, explain_codebook};
pub use dateline_annotate as annotate;
pub use dateline_doc as doc;
pub use dateline_events::code::Silence;
pub use dateline_ingest as ingest;
pub use dateline_lexicon as lexicon;
pub use tools::{Tools, Versions};

use dateline_doc::{Article, Confidence, Furniture, Layers, Note, Reading, Severity};
use dateline_events::{attribute, code, merge, resolve};

/// The language that is coded.
const LANGUAGE: &str = "en";

/// Reads one report. It cannot fail: whatever is wrong with a report becomes a note.
///
/// A report in another language than English is kept and marked, and not coded.
pub fn read(article: Article, tools: &Tools) -> Reading {
    read_from(article, tools, tools.min_confidence)
}

/// The same with all events of at least this confidence.
fn read_from(article: Article, tools: &Tools, least: Confidence) -> Reading {
    if article.language.as_deref().is_some_and(|language| language != LANGUAGE) {
        return uncoded(article);
    }
    let furniture: Vec<_> = article.furniture.iter().map(|part| part.span).collect();
    let (syntax, names, mut notes) = dateline_annotate::annotate(&article.text, &furniture, &tools.model);
    notes.extend(article.furniture.iter().map(furniture_note));
    let predicates = if tools.predicates { tools.model.predicates(&syntax, &names) } else { Vec::new() };
    let (times, time_notes) = resolve::times(&article, &syntax);
    notes.extend(time_notes);
    let toponyms = resolve::places(&article, &syntax, &names, &tools.gazetteer);
    let quantities = resolve::quantities(&article, &syntax);
    let (mut quotes, mut attributions) = attribute::attributions(&article, &syntax, &names, &tools.sources);
    let mentions = dateline_annotate::coref::mentions(&article.text, &syntax, &names, &tools.model);
    attribute::entities(&article.text, &syntax, &names, &mentions, &mut quotes, &mut attributions);
    let hedges = attribute::hedges(&syntax);
    let layers =
        Layers { syntax, names, predicates, times, toponyms, quantities, quotes, attributions, hedges, mentions };
    let mut events = code::events(&article, &layers, &tools.codebook, &tools.actors);
    events.retain(|event| event.confidence >= least);
    merge::clusters(&article, &layers, &mut events);
    code::complete(&article, &layers, &mut events);
    notes.extend(code::totals(&layers, &events));
    notes.sort_by_key(|note| (note.span, note.code));
    Reading { article, layers, events, notes }
}

/// A report that cannot be coded, and why.
fn uncoded(article: Article) -> Reading {
    let language = article.language.as_deref().unwrap_or_default();
    let message = format!("written in \"{language}\", not coded: the rules and the model are for English");
    let note = Note { severity: Severity::Warning, code: "language-not-coded", message, span: None };
    Reading { article, layers: Layers::default(), events: Vec::new(), notes: vec![note] }
}

fn furniture_note(part: &Furniture) -> Note {
    Note {
        severity: Severity::Info,
        code: "furniture",
        message: format!("{}, not coded", part.kind.as_str()),
        span: Some(part.span),
    }
}
