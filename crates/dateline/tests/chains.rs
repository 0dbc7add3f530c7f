//! Chains of sources: for words of short reports, according to whom they are, outermost first.
//!
//! `chains.cases` says how cases are written. The share that is right may not fall below what was measured; run with
//! `--nocapture` to see what is wrong.

use dateline::doc::{Article, Byte, Reading, Source, Span, Upos};
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
