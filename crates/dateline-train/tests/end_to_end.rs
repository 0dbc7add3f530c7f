//! Trains a tiny model on a few sentences of our own, from treebank to annotated text.

use dateline_annotate::arguments::frames::key_of_alias;
use dateline_annotate::{Model, annotate};
use dateline_doc::{Deprel, Predicate, Text, Upos};
use dateline_train::encoder::Plan;
use dateline_train::keep::Keep;
use dateline_train::recipe::{Epochs, Material, train};
use dateline_train::{naming, propbank, treebank};

fn weights() -> Vec<u8> {
    let treebank = treebank::parse(include_str!("tiny.conllu")).expect("the treebank can be read");
    // One document: sentence ends are learned from what stands beside them.
    let joined = treebank.into_iter().map(|one| treebank::Sentence { doc: "tiny".to_owned(), ..one });
    let treebank = std::iter::repeat_n(joined.collect::<Vec<_>>(), 30).flatten().collect();
    let names = naming::parse(include_str!("tiny.bio"), (0, 1), 0);
    let names = std::iter::repeat_n(names, 8).flatten().collect();
    let propbank = propbank::parse(include_str!("tiny.jsonl")).expect("the arguments can be read");
    let frames = propbank::parse_frames(include_str!("tiny.frames.jsonl")).expect("the frames can be read");
    let material = Material { treebank, names, propbank, frames, ..Material::default() };
    let encoder = Plan { epochs: 12, batch: 60, tuned: 1, drop: 0.1, input_drop: 0.1, ..Plan::default() };
    let epochs = Epochs { encoder, others: 8, arguments: 8 };
    train(&material, "tiny", epochs, &Keep::default(), &|_| ()).expect("nothing is kept, so nothing fails")
}

#[test]
fn a_tiny_model_learns_its_sentences() {
    let model = Model::from_bytes(Box::leak(weights().into_boxed_slice())).expect("weights open");
    assert_eq!(model.version(), "tiny");
    let text = Text::new(
        "The village was attacked by rebels. Police didn't arrest the men in Lima.\n\nAna Ruiz fled to Peru."
            .to_owned(),
    );
    let (syntax, names, _) = annotate(&text, &[], &model);
    let shown = |test: fn(Deprel) -> bool| {
        let words = syntax.tokens().iter().filter(|token| test(syntax.deprel(*token)));
        words.map(|token| syntax.lower(token)).collect::<Vec<_>>()
    };
    let sentences: Vec<_> = syntax.sentences().iter().map(|one| text.slice(one.span)).collect();
    assert_eq!(sentences.len(), 3, "{sentences:?}");
    assert_eq!(shown(|label| label == Deprel::Root)[..2], ["attacked", "arrest"]);
    assert_eq!(shown(|label| label == Deprel::OblAgent), ["rebels"]);
    assert_eq!(shown(|label| label == Deprel::NsubjPass)[..1], ["village"]);
    let lemmas: Vec<_> = syntax.tokens().iter().skip(1).take(5).map(|token| syntax.lemma(token)).collect();
    assert_eq!(lemmas, ["village", "be", "attack", "by", "rebel"]);
    assert!(syntax.tokens().iter().any(|token| syntax.upos(token) == Upos::Part));
    assert_eq!(names.iter().map(|name| text.slice(name.span)).collect::<Vec<_>>(), ["Lima", "Ana Ruiz", "Peru"]);
}

#[test]
fn a_tiny_model_learns_who_did_what() {
    let model = Model::from_bytes(Box::leak(weights().into_boxed_slice())).expect("weights open");
    let cases = [
        ("Police attacked the men.", "attack ARG0=Police ARG1=the men"),
        ("The men was attacked by police.", "attack ARG1=The men ARG0=by police"),
        (
            "Soldiers did n't arrest the rebels in Peru.",
            "arrest ARG0=Soldiers ARGM-NEG=n't ARG1=the rebels ARGM-LOC=in Peru",
        ),
    ];
    for (text, expected) in cases {
        let text = Text::new(text.to_owned());
        let (syntax, names, _) = annotate(&text, &[], &model);
        let shown = |predicate: &Predicate| {
            let arguments = predicate.arguments.iter();
            let arguments = arguments.map(|one| format!(" {}={}", one.role.as_str(), text.slice(one.span)));
            format!("{}{}", predicate.lemma, arguments.collect::<String>())
        };
        assert_eq!(model.predicates(&syntax, &names).iter().map(shown).collect::<Vec<_>>(), [expected]);
    }
}

#[test]
fn frames_tell_first_senses_from_all_and_particles_from_verbs() {
    let frames = propbank::parse_frames(include_str!("tiny.frames.jsonl")).expect("the frames can be read");
    let of = |alias: &str| frames.get(&key_of_alias(alias, Upos::Verb)).copied().unwrap_or_default();
    assert_eq!((of("burn").first, of("burn").any, of("burn").senses), (0b11, 0b11, 1));
    assert_eq!((of("burn_down").first, of("flee")), (0b10, Default::default()));
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
