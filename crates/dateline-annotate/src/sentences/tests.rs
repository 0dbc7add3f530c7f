//! Sentences as they should be cut, by rules alone: what must hold whatever the model.

use super::*;
use crate::tokens::tokenise;

fn shown(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenise(text, Span::new(0, text.len() as u32), &mut tokens);
    let ranges = by_rules(text, &tokens).into_iter();
    ranges.map(|r| text[tokens[r.start].start as usize..tokens[r.end - 1].end as usize].to_owned()).collect()
}

#[test]
fn sentences_end_where_they_should() {
    let cases: [&[&str]; 7] = [
        &["Troops fired.", "Two men died."],
        &["\"Stop!\" he said.", "\"We won't.\""],
        &["Gen. Poe of the U.S. Army met Mr. Oz.", "He left at 5 p.m.", "The talks failed."],
        &["It cost $3.5 million...", "Nobody paid (or would pay.)", "“Why?” she asked."],
        &["Is it over?!", "No."],
        &["He left in 1805.[19]", "Nobody knew why. [6]", "It rained."],
        &["Dr. J. B. Low spoke in the U.S.", "It rained."],
    ];
    for case in cases {
        assert_eq!(shown(&case.join(" ")), case);
    }
}

#[test]
fn a_text_without_stops_is_cut() {
    let text = "word ".repeat(1000);
    assert_eq!(shown(&text).len(), 4);
}
