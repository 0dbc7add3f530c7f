//! The cases that rules carry hold, through the whole pipeline: those of the built-in codebook and of the example.

use dateline::lexicon::Codebook;
use dateline::{Tools, codebook_cases};
use std::path::Path;

/// Runs all cases of the codebook in `tools`, of which there must be more than `least`.
fn check(tools: &Tools, least: usize) {
    let results = codebook_cases(tools);
    let failures: Vec<_> = results
        .iter()
        .filter_map(|result| Some(format!("{}: {}\n    {}", result.rule, result.text, result.failure.as_ref()?)))
        .collect();
    assert!(results.len() > least, "only {} cases were run", results.len());
    assert!(failures.is_empty(), "{} of {} cases fail:\n{}", failures.len(), results.len(), failures.join("\n"));
}

/// The files of a codebook in the repository, in the order of their names.
fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).expect("a text file"))).collect()
}

#[test]
fn every_case_of_the_codebook_holds() {
    check(&Tools::builtin(), 300);
}

#[test]
fn every_case_of_the_example_holds() {
    let files = files("examples/codebooks/acled");
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let codebook = Codebook::own(&files).unwrap_or_else(|error| panic!("the example loads: {error}"));
    check(&Tools { codebook, ..Tools::builtin() }, 120);
}
