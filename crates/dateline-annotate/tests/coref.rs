//! Which expressions of a report stand for the same thing, by the trained model.

use dateline_annotate::{Model, annotate, coref};
use dateline_doc::Text;

/// The chains of a text, each as its mentions' words.
fn chains(body: &str) -> Vec<Vec<String>> {
    let model = Model::english();
    let text = Text::new(body.to_owned());
    let (syntax, names, _) = annotate(&text, &[], &model);
    let mut chains: Vec<Vec<String>> = Vec::new();
    for mention in coref::mentions(&text, &syntax, &names, &model) {
        chains.resize(chains.len().max(mention.chain as usize + 1), Vec::new());
        chains[mention.chain as usize].push(text.slice(mention.span).to_owned());
    }
    chains
}

#[test]
fn names_and_pronouns_join_the_fuller_name() {
    let cases = [
        ("Maria Keller resigned on Friday. Keller said she was tired.", ["Maria Keller", "Keller", "she"]),
        ("President Viktor Orlan spoke in Lima. Orlan said he would sign.", ["President Viktor Orlan", "Orlan", "he"]),
    ];
    for (body, expected) in cases {
        assert!(chains(body).iter().any(|chain| chain == &expected), "{body}: {:?}", chains(body));
    }
}

#[test]
fn people_with_other_names_are_kept_apart() {
    let found = chains("Anna Berg met Paul Stone in Oslo. Berg and Stone left together. Stone thanked Berg.");
    let both = |chain: &Vec<String>| {
        let has = |word: &str| chain.iter().any(|mention| mention == word);
        has("Berg") && has("Stone")
    };
    assert!(!found.iter().any(both), "{found:?}");
}

#[test]
fn what_stands_alone_is_in_no_chain() {
    assert!(chains("Rain fell on the hills.").is_empty());
    assert!(chains("").is_empty());
}

#[test]
fn any_text_is_taken() {
    for body in ["he he he", "\u{2028}“", "The the THE (it) , it 's its", "A of of B .\n\nIt’s 's 's"] {
        chains(body);
    }
}
