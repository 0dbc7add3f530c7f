//! Trains a tiny model on a few sentences of our own, from treebank to annotated text.

use dateline_annotate::{Model, annotate};
use dateline_doc::{Deprel, Text, Upos};
use dateline_train::recipe::{Epochs, Material, train};
use dateline_train::{naming, treebank};

fn weights() -> Vec<u8> {
    let treebank = treebank::parse(include_str!("tiny.conllu")).expect("the treebank can be read");
    let treebank = std::iter::repeat_n(treebank, 30).flatten().collect();
    let names = naming::parse(include_str!("tiny.bio"), 0, 1);
    let names = std::iter::repeat_n(names, 8).flatten().collect();
    let material = Material { treebank, names, ..Material::default() };
    let epochs = Epochs { tags: 8, parser: 6, jackknife: true, others: 8 };
    train(&material, "tiny", epochs, &|_| ())
}

#[test]
fn a_tiny_model_learns_its_sentences() {
    let model = Model::from_bytes(Box::leak(weights().into_boxed_slice())).expect("weights open");
    assert_eq!(model.version(), "tiny");
    let text = Text::new(
        "The village was attacked by rebels. Police didn't arrest the men in Lima. Ana Ruiz fled to Peru.".to_owned(),
    );
    let (syntax, names, _) = annotate(&text, &[], &model);
    let shown = |test: fn(Deprel) -> bool| {
        let words = syntax.tokens().iter().filter(|token| test(syntax.deprel(*token)));
        words.map(|token| syntax.lower(token)).collect::<Vec<_>>()
    };
    assert_eq!(syntax.sentences().len(), 3);
    assert_eq!(shown(|label| label == Deprel::Root)[..2], ["attacked", "arrest"]);
    assert_eq!(shown(|label| label == Deprel::OblAgent), ["rebels"]);
    assert_eq!(shown(|label| label == Deprel::NsubjPass)[..1], ["village"]);
    let lemmas: Vec<_> = syntax.tokens().iter().skip(1).take(5).map(|token| syntax.lemma(token)).collect();
    assert_eq!(lemmas, ["village", "be", "attack", "by", "rebel"]);
    assert!(syntax.tokens().iter().any(|token| syntax.upos(token) == Upos::Part));
    assert_eq!(names.iter().map(|name| text.slice(name.span)).collect::<Vec<_>>(), ["Lima", "Ana Ruiz", "Peru"]);
}

#[test]
fn training_twice_gives_the_same_bytes() {
    assert!(weights() == weights());
}

#[test]
fn a_broken_treebank_is_told_with_its_line() {
    let error = treebank::parse("1\tword\n").expect_err("two columns are too few");
    assert!(format!("{error:#}").contains("line 1"), "{error:#}");
}
