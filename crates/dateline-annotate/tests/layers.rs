//! What the shipped model makes of plain sentences.

use dateline_annotate::{Model, annotate, conllu};
use dateline_doc::{Deprel, Name, Syntax, Text};
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(Model::english);

fn read(body: &str) -> (Text, Syntax, Vec<Name>) {
    let text = Text::new(body.to_owned());
    let (syntax, names, _) = annotate(&text, &[], &MODEL);
    (text, syntax, names)
}

/// "head < relation word" for the relations that events stand on.
fn arcs(body: &str) -> Vec<String> {
    let (_, syntax, _) = read(body);
    let kept = [
        Deprel::Nsubj,
        Deprel::NsubjPass,
        Deprel::Obj,
        Deprel::Obl,
        Deprel::OblAgent,
        Deprel::Appos,
        Deprel::Ccomp,
        Deprel::Xcomp,
    ];
    let tokens = syntax.tokens().iter().filter(|token| kept.contains(&syntax.deprel(*token)));
    tokens
        .filter_map(|token| {
            let head = syntax.head(token)?;
            Some(format!("{} < {} {}", syntax.lower(head), syntax.deprel(token).as_str(), syntax.lower(token)))
        })
        .collect()
}

#[test]
fn plain_clauses_are_read() {
    let cases: [(&str, &[&str]); 5] = [
        (
            "Rebels attacked the village on Monday.",
            &["attacked < nsubj rebels", "attacked < obj village", "attacked < obl monday"],
        ),
        ("Two men were arrested by police.", &["arrested < nsubj:pass men", "arrested < obl:agent police"]),
        ("Troops clashed with rebels.", &["clashed < nsubj troops", "clashed < obl rebels"]),
        ("The army said rebels had fled.", &["said < nsubj army", "fled < nsubj rebels", "said < ccomp fled"]),
        ("The minister refused to resign.", &["refused < nsubj minister", "refused < xcomp resign"]),
    ];
    for (body, expected) in cases {
        assert_eq!(arcs(body), expected, "{body}");
    }
}

#[test]
fn mentions_of_one_person_share_a_number() {
    let (text, _, names) =
        read("Police arrested Maria Lopez in Lima on Monday. A judge released Lopez on Friday. Lopez left Lima.");
    let of = |words: &str| {
        names.iter().filter(|name| text.slice(name.span) == words).map(|name| name.entity).collect::<Vec<_>>()
    };
    let full = of("Maria Lopez");
    assert_eq!(full.len(), 1);
    assert_eq!(of("Lopez"), [full[0], full[0]]);
    assert_eq!(of("Lima").len(), 2);
    assert_ne!(of("Lima")[0], full[0]);
}

#[test]
fn conllu_has_written_words_and_places() {
    let (text, syntax, _) = read("They don't go.\n\nÉlan's car stopped.");
    let printed = conllu(&text, "r1", &syntax);
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(lines[0], "# newdoc id = r1");
    assert_eq!(lines[2], "# sent_id = r1-0001");
    assert_eq!(lines[3], "# text = They don't go.");
    assert_eq!(lines[5], "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_");
    assert!(lines[6].starts_with("2\tdo\tdo\tAUX\tVBP\t") && lines[6].ends_with("\tTokenRange=5:7"), "{}", lines[6]);
    assert!(lines.contains(&"# newpar id = r1-p0002"));
    let car = lines.iter().find(|line| line.contains("\tcar\t")).expect("the word is there");
    assert!(car.ends_with("TokenRange=23:26"), "{car}");
    let go = lines.iter().find(|line| line.contains("\tgo\tgo\t")).expect("the word is there");
    assert!(go.contains("SpaceAfter=No|TokenRange=11:13"), "{go}");
}
