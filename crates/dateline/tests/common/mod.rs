//! Suites of cases: a line a case, read by the whole pipeline.

use dateline::Tools;

/// Runs every line of a suite that is no comment, prints what fails, and asks for at least so many cases of which at most
/// one in `one_in` fails.
pub(crate) fn check(cases: &str, least: usize, one_in: usize, failure: impl Fn(&str, &Tools) -> Option<String>) {
    let tools = Tools::builtin();
    let cases: Vec<_> = cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let failures: Vec<_> = cases.iter().filter_map(|case| failure(case, &tools)).collect();
    for failure in &failures {
        println!("{failure}");
    }
    println!("{} of {} cases hold", cases.len() - failures.len(), cases.len());
    assert!(cases.len() >= least, "only {} cases were read", cases.len());
    assert!(failures.len() * one_in <= cases.len(), "{} of {} cases fail", failures.len(), cases.len());
}
