//! Who the actor phrases of `actors.tsv` are: country and sectors, or unknown.
//!
//! A line is `phrase TAB day TAB country TAB sectors`. The phrases are read by the trained model, and a retrained one may
//! read single phrases differently: one case in twelve may fail, and a failure is printed.

#[path = "../examples/actor_phrases.rs"]
#[allow(dead_code)]
mod actor_phrases;

use dateline::Tools;

const CASES: &str = include_str!("actors.tsv");

#[test]
fn phrases_are_resolved_as_their_cases_say() {
    let tools = Tools::builtin();
    let cases: Vec<Vec<&str>> =
        CASES.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let failures: Vec<_> = cases.iter().filter_map(|case| failure(case, &tools)).collect();
    for failure in &failures {
        println!("{failure}");
    }
    assert!(cases.len() >= 150, "only {} cases were read", cases.len());
    assert!(failures.len() * 12 <= cases.len(), "{} of {} cases fail", failures.len(), cases.len());
}

fn failure(case: &[&str], tools: &Tools) -> Option<String> {
    let [phrase, day, country, sectors] = case else { panic!("{case:?} has not four cells") };
    let found = actor_phrases::resolved(phrase, day, tools);
    let shown = found.as_ref().map(actor_phrases::shown).unwrap_or_default();
    let wanted = format!("{country}\t{sectors}\t");
    (!shown.starts_with(&wanted)).then(|| format!("{phrase} [{day}]: {shown:?}, not {wanted:?}"))
}
