//! How fast is the language model: each head alone, and all together, in words a second on one core.
//!
//! `cargo bench -p dateline-annotate`. Every bench gets what the stages before it give. For a figure that does not
//! depend on the machine's load, count instructions:
//! `valgrind --tool=callgrind target/release/examples/conllu FILE q`.

#![expect(clippy::disallowed_methods, reason = "a bench reads its reports from files")]

use dateline_annotate::names::CLASSES;
use dateline_annotate::{Model, analyse, annotate, coref, names, parser, segments};
use dateline_doc::Text;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use std::path::Path;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(Model::english);
static TEXT: LazyLock<Text> = LazyLock::new(|| Text::new(reports()));
static SENTENCES: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(sentences);

fn main() {
    divan::main();
}

/// The example reports, one after the other.
fn reports() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let entries = std::fs::read_dir(&folder).expect("examples/reports is there").flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let bodies: Vec<_> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    assert!(!bodies.is_empty(), "examples/reports holds no .txt");
    bodies.join("\n\n")
}

fn sentences() -> Vec<Vec<&'static str>> {
    let body = TEXT.as_str();
    let segments = segments(body, &[], &MODEL);
    segments.iter().map(|one| one.words.iter().map(|span| &body[span.range()]).collect()).collect()
}

fn words() -> ItemsCount {
    ItemsCount::new(SENTENCES.iter().map(Vec::len).sum::<usize>())
}

#[divan::bench]
fn tokens_and_sentences(bencher: Bencher<'_, '_>) {
    bencher.counter(words()).bench_local(|| segments(black_box(TEXT.as_str()), &[], &MODEL));
}

#[divan::bench]
fn encoder_with_scores_of_tags_names_and_arcs(bencher: Bencher<'_, '_>) {
    bencher.counter(words()).bench_local(|| {
        SENTENCES.iter().filter_map(|forms| MODEL.encode(black_box(forms))).for_each(|reading| {
            black_box(reading);
        });
    });
}

#[divan::bench]
fn trees(bencher: Bencher<'_, '_>) {
    let readings: Vec<_> = SENTENCES.iter().filter_map(|forms| MODEL.encode(forms)).collect();
    bencher.counter(words()).bench_local(|| {
        for (reading, forms) in readings.iter().zip(&*SENTENCES) {
            black_box(parser::decode(&reading.arcs, forms.len()));
        }
    });
}

#[divan::bench]
fn names_from_scores(bencher: Bencher<'_, '_>) {
    let readings: Vec<_> = SENTENCES.iter().filter_map(|forms| MODEL.encode(forms)).collect();
    let tags = MODEL.tags().len();
    bencher.counter(words()).bench_local(|| {
        for reading in &readings {
            black_box(names::decode(reading.flat.chunks_exact(tags + CLASSES.len()).map(|row| &row[tags..])));
        }
    });
}

#[divan::bench]
fn all_of_a_sentence_with_morphology_and_lemmas(bencher: Bencher<'_, '_>) {
    bencher.counter(words()).bench_local(|| SENTENCES.iter().for_each(|forms| drop(analyse(&MODEL, black_box(forms)))));
}

#[divan::bench]
fn predicates_and_arguments(bencher: Bencher<'_, '_>) {
    let (syntax, names, _) = annotate(&TEXT, &[], &MODEL);
    bencher.counter(words()).bench_local(|| MODEL.predicates(black_box(&syntax), &names));
}

#[divan::bench]
fn coreference(bencher: Bencher<'_, '_>) {
    let (syntax, names, _) = annotate(&TEXT, &[], &MODEL);
    bencher.counter(words()).bench_local(|| coref::mentions(&TEXT, black_box(&syntax), &names, &MODEL));
}

#[divan::bench]
fn all(bencher: Bencher<'_, '_>) {
    bencher.counter(words()).bench_local(|| {
        let (syntax, names, _) = annotate(black_box(&TEXT), &[], &MODEL);
        (MODEL.predicates(&syntax, &names), coref::mentions(&TEXT, &syntax, &names, &MODEL))
    });
}
