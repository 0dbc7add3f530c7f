//! Chains of sources: for words of short reports, according to whom they are, outermost first.
//!
//! `chains.cases` says how cases are written. The share that is right may not fall below what was measured; run with
//! `--nocapture` to see what is wrong.

use dateline::doc::{Article, Attribution, Byte, Reading, Source, Span, Stance, Upos};
use dateline::{Tools, read};
use dateline_events::attribute::Said;

const CASES: &str = include_str!("chains.cases");

/// Cases right when last measured: all, and those with two links or more.
const RIGHT: usize = 175;
const RIGHT_LONG: usize = 94;

struct Case {
    text: String,
    marked: Span<Byte>,
    chain: Vec<&'static str>,
}

fn cases() -> Vec<Case> {
    let lines = CASES.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let lines: Vec<_> = lines.collect();
    lines.chunks(2).map(|pair| case(pair[0], pair[1].trim())).collect()
}

fn case(text: &str, chain: &'static str) -> Case {
    let text = text.replace("||", "\n\n");
    let open = text.find('[').expect("words in question begin with [");
    let close = text.find(']').expect("and end with ]");
    let marked = Span::new(open as u32, close as u32 - 1);
    let chain = if chain == "none" { Vec::new() } else { chain.split(" > ").collect() };
    Case { text: text.replace(['[', ']'], ""), marked, chain }
}

/// The chain for the marked words, each link as it is compared.
fn found(reading: &Reading, marked: Span<Byte>) -> Vec<String> {
    let said = Said::new(&reading.layers.attributions);
    let (chain, _) = said.at(&reading.layers.syntax, marked).unwrap_or_default();
    chain.iter().map(|source| named(reading, source)).collect()
}

/// The words of a source; for a pronoun the first name or source that is the same entity.
fn named(reading: &Reading, source: &Source) -> String {
    let layers = &reading.layers;
    let pronoun = layers.syntax.upos(source.head) == Upos::Pron;
    let entity = source.entity.filter(|_| pronoun);
    let name = entity.and_then(|entity| {
        let names = layers.names.iter().filter(|name| name.entity == entity).map(|name| name.span);
        let sources = layers.attributions.iter().flat_map(|said| &said.chain).filter(|s| s.entity == Some(entity));
        names.chain(sources.map(|source| source.span)).next()
    });
    reading.article.text.slice(name.unwrap_or(source.span)).to_owned()
}

/// Without the article, whatever the case of the letters; a name also with its title.
fn same(found: &str, expected: &str) -> bool {
    let plain = |text: &str| {
        let lower = text.to_lowercase();
        ["a ", "an ", "the "].iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower).to_owned()
    };
    let (found, expected) = (plain(found), plain(expected));
    let titled = expected.split_whitespace().count() > 1 && found.ends_with(&format!(" {expected}"));
    found == expected || titled
}

#[test]
fn chains_are_read_as_written_down() {
    let tools = Tools::builtin();
    let (mut right, mut right_long, mut wrong) = (0, 0, Vec::new());
    let all = cases();
    for case in &all {
        let article = Article { language: Some("en".into()), ..Article::of_text("case", &case.text) };
        let chain = found(&read(article, &tools), case.marked);
        let good = chain.len() == case.chain.len() && chain.iter().zip(&case.chain).all(|(a, b)| same(a, b));
        if good {
            right += 1;
            right_long += usize::from(case.chain.len() > 1);
        } else {
            wrong.push(format!("{}\n  expected {:?}\n  found    {chain:?}", case.text, case.chain));
        }
    }
    let long = all.iter().filter(|case| case.chain.len() > 1).count();
    println!("{}", wrong.join("\n"));
    println!("right: {right} of {}; of two links or more {right_long} of {long}", all.len());
    assert!(right >= RIGHT && right_long >= RIGHT_LONG, "{right} and {right_long}, were {RIGHT} and {RIGHT_LONG}");
    assert!(all.len() >= 150 && long >= 60, "{} cases, {long} long", all.len());
}

/// A text and how it stands to it: "source stance" for each source that does not simply assert, "hedge words ~ scope" for
/// each hedge, "A against B" where A disputes what B said.
const STANCES: &[(&str, &[&str])] = &[
    ("Police said three men were killed.", &[]),
    ("The ministry denied that its jets bombed the school.", &["The ministry denies"]),
    ("The army rejected the allegations.", &["The army denies"]),
    ("The minister did not deny that the envoy was detained.", &[]),
    ("The opposition accused the army of shelling the market.", &["The opposition alleges"]),
    ("The rebels claimed that they captured two pilots.", &["The rebels alleges"]),
    ("Prosecutors alleged that the banker bribed a judge.", &["Prosecutors alleges"]),
    ("The group claimed responsibility for the bombing.", &["The group claims_responsibility"]),
    ("Diplomats doubted that the truce would hold.", &["Diplomats doubts"]),
    ("Reuters could not confirm that the town was captured.", &["Reuters cannot_confirm"]),
    ("The governor declined to confirm that the dam was mined.", &["The governor cannot_confirm"]),
    ("The mayor confirmed that the hall was burned.", &[]),
    ("Rebels reportedly captured the town.", &["hedge reportedly ~ Rebels reportedly captured the town."]),
    ("The suspected bomber fled.", &["hedge suspected ~ The suspected bomber"]),
    ("The colonel is believed to have fled.", &["hedge is believed ~ to have fled"]),
    (
        "Villagers said soldiers burned the barn. The army denied the claim.",
        &["The army denies", "The army against Villagers"],
    ),
    (
        "Residents said jets bombed the school. The ministry denied that its jets had bombed it.",
        &["The ministry denies", "The ministry against Residents"],
    ),
    ("The army denied the claim. Villagers said soldiers burned the barn.", &["The army denies"]),
];

#[test]
fn stances_hedges_and_disputes() {
    let tools = Tools::builtin();
    let mut wrong = Vec::new();
    for (text, expected) in STANCES {
        let article = Article { language: Some("en".into()), ..Article::of_text("case", text) };
        let found = stances(&read(article, &tools));
        if found != *expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn stances(reading: &Reading) -> Vec<String> {
    let (text, layers) = (&reading.article.text, &reading.layers);
    let words = |span| text.slice(span);
    let own = |said: &Attribution| said.chain.last().cloned().expect("no chain is empty");
    let mut lines = Vec::new();
    for source in layers.attributions.iter().map(own).filter(|source| source.stance != Stance::Asserts) {
        lines.push(format!("{} {}", words(source.span), source.stance.as_str()));
    }
    lines.extend(layers.hedges.iter().map(|hedge| format!("hedge {} ~ {}", words(hedge.span), words(hedge.scope))));
    for (denial, at) in layers.attributions.iter().filter_map(|said| Some((said, said.disputes?))) {
        lines.push(format!("{} against {}", words(own(denial).span), words(own(&layers.attributions[at]).span)));
    }
    lines
}

#[test]
fn a_source_is_one_entity_across_a_report() {
    let text = "The interior ministry said two men were arrested. Karel Novak, the mayor, said the town was calm. \
                The ministry denied that a boy was beaten. Novak said the boy was safe. He added that nobody was hurt. \
                The interior ministry said the men were released.";
    let article = Article { language: Some("en".into()), ..Article::of_text("case", text) };
    let reading = read(article, &Tools::builtin());
    let of = |words: &str| {
        let sources = reading.layers.attributions.iter().filter_map(|said| said.chain.last());
        let named = sources.filter(|source| reading.article.text.slice(source.span).eq_ignore_ascii_case(words));
        named.map(|source| source.entity).collect::<Vec<_>>()
    };
    let novak = of("Novak");
    assert!(novak.len() == 1 && novak[0].is_some(), "{novak:?}");
    assert_eq!(of("He"), novak);
    let ministry = of("the interior ministry");
    assert!(ministry.len() == 2 && ministry[0].is_some() && ministry[0] == ministry[1], "{ministry:?}");
    assert_ne!(ministry[0], novak[0]);
}
