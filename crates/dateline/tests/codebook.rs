//! The cases that the built-in codebook's rules carry hold, through the whole pipeline.

use dateline::{Tools, codebook_cases};

#[test]
fn every_case_of_the_codebook_holds() {
    let results = codebook_cases(&Tools::builtin());
    let failures: Vec<_> = results
        .iter()
        .filter_map(|result| Some(format!("{}: {}\n    {}", result.rule, result.text, result.failure.as_ref()?)))
        .collect();
    assert!(results.len() > 300, "only {} cases were run", results.len());
    assert!(failures.is_empty(), "{} of {} cases fail:\n{}", failures.len(), results.len(), failures.join("\n"));
}
