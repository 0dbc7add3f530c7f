//! How fast is it: the whole job and each stage, on reports of 500 words put together from `examples/reports`.
//!
//! `cargo bench -p dateline` prints times, reports and words a second, and allocations. Stages get what the stages
//! before them give, so that each is timed alone.

use dateline::Tools;
use dateline::doc::{Article, Layers, Name, Syntax};
use dateline::ingest::{Defaults, from_text};
use dateline_events::{attribute, code, merge, resolve};
use dateline_store::record::{LayerSet, Version, lines};
use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher, black_box};
use std::path::Path;
use std::sync::LazyLock;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

/// Words of a report, about what a news page has.
const WORDS: usize = 500;

static TOOLS: LazyLock<Tools> = LazyLock::new(Tools::builtin);
static REPORT: LazyLock<String> = LazyLock::new(report);

fn main() {
    divan::main();
}

/// The example reports one after the other, over and over, cut at the paragraph that passes the number of words.
fn report() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let entries = std::fs::read_dir(&folder).expect("examples/reports is there").flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let bodies: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    assert!(!bodies.is_empty(), "examples/reports holds no .txt");
    let mut report = String::new();
    for paragraph in bodies.iter().flat_map(|body| body.split("\n\n")).cycle() {
        report.push_str(paragraph.trim());
        report.push_str("\n\n");
        if report.split_whitespace().count() >= WORDS {
            break;
        }
    }
    report
}

fn article() -> Article {
    from_text("report", REPORT.as_bytes(), &Defaults::default()).0
}

fn words() -> usize {
    REPORT.split_whitespace().count()
}

fn annotated(article: &Article) -> (Syntax, Vec<Name>) {
    let furniture: Vec<_> = article.furniture.iter().map(|part| part.span).collect();
    let (syntax, names, _) = dateline_annotate::annotate(&article.text, &furniture, &TOOLS.model);
    (syntax, names)
}

fn layers(article: &Article) -> Layers {
    let (syntax, names) = annotated(article);
    let times = resolve::times(article, &syntax).0;
    let toponyms = resolve::places(article, &syntax, &names, &TOOLS.gazetteer);
    let quantities = resolve::quantities(article, &syntax);
    let (quotes, attributions) = attribute::attributions(article, &syntax, &names, &TOOLS.sources);
    let predicates = TOOLS.model.predicates(&syntax, &names);
    let mentions = dateline_annotate::coref::mentions(&article.text, &syntax, &names, &TOOLS.model);
    let hedges = attribute::hedges(&syntax);
    Layers { syntax, names, predicates, times, toponyms, quantities, quotes, attributions, hedges, mentions }
}

fn version() -> Version {
    let versions = TOOLS.versions();
    Version { dateline: versions.dateline, models: [].into(), codebook: versions.codebook }
}

fn whole_job() -> usize {
    let reading = dateline::read(article(), &TOOLS);
    lines(&reading, &version(), LayerSet::default()).len()
}

#[divan::bench(name = "1 tools built")]
fn tools(bencher: Bencher<'_, '_>) {
    bencher.bench(Tools::builtin);
}

#[divan::bench(name = "2 whole job, reports a second")]
fn reports(bencher: Bencher<'_, '_>) {
    LazyLock::force(&TOOLS);
    bencher.counter(ItemsCount::new(1usize)).bench(whole_job);
}

#[divan::bench(name = "2 whole job, words a second")]
fn tokens(bencher: Bencher<'_, '_>) {
    LazyLock::force(&TOOLS);
    bencher.counter(ItemsCount::new(words())).bench(whole_job);
}

#[divan::bench(name = "3 ingest")]
fn ingest(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(words())).bench(article);
}

#[divan::bench(name = "4 annotate")]
fn annotate(bencher: Bencher<'_, '_>) {
    let article = article();
    bencher.counter(ItemsCount::new(words())).bench(|| annotated(black_box(&article)));
}

#[divan::bench(name = "5 times")]
fn times(bencher: Bencher<'_, '_>) {
    let article = article();
    let (syntax, _) = annotated(&article);
    bencher.counter(ItemsCount::new(words())).bench(|| resolve::times(&article, black_box(&syntax)));
}

#[divan::bench(name = "6 places")]
fn places(bencher: Bencher<'_, '_>) {
    let article = article();
    let (syntax, names) = annotated(&article);
    let run = || resolve::places(&article, black_box(&syntax), &names, &TOOLS.gazetteer);
    bencher.counter(ItemsCount::new(words())).bench(run);
}

#[divan::bench(name = "7 quantities")]
fn quantities(bencher: Bencher<'_, '_>) {
    let article = article();
    let (syntax, _) = annotated(&article);
    bencher.counter(ItemsCount::new(words())).bench(|| resolve::quantities(&article, black_box(&syntax)));
}

#[divan::bench(name = "8 attributions")]
fn attributions(bencher: Bencher<'_, '_>) {
    let article = article();
    let (syntax, names) = annotated(&article);
    let run = || attribute::attributions(&article, black_box(&syntax), &names, &TOOLS.sources);
    bencher.counter(ItemsCount::new(words())).bench(run);
}

#[divan::bench(name = "9 events and clusters")]
fn events(bencher: Bencher<'_, '_>) {
    let article = article();
    let layers = layers(&article);
    bencher.counter(ItemsCount::new(words())).bench(|| {
        let mut events = code::events(&article, black_box(&layers), &TOOLS.codebook, &TOOLS.actors);
        merge::clusters(&article, &layers, &mut events);
        code::complete(&article, &layers, &mut events);
        events
    });
}
