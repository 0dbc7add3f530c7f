//! Noun phrases of our own, with the parses that a treebank would give them.

use super::*;
use dateline_doc::{Day, Deprel, Published, PublishedBasis, Syntax, SyntaxBuilder, Upos, Word};

/// Words as "form/lemma/UPOS/head/deprel", heads counted from 1 and 0 for the root, as in CoNLL-U.
fn parse(lines: &str) -> (Article, Syntax) {
    let cells: Vec<Vec<&str>> = lines.split_whitespace().map(|word| word.split('/').collect()).collect();
    let body = cells.iter().map(|cells| cells[0]).collect::<Vec<_>>().join(" ");
    let mut at = 0;
    let words: Vec<Word<'_>> = cells.iter().map(|cells| word(cells, &mut at)).collect();
    let mut builder = SyntaxBuilder::default();
    builder.push(&words, 0, false);
    (article(body), builder.finish())
}

fn word<'a>(cells: &[&'a str], at: &mut u32) -> Word<'a> {
    let span = Span::new(*at, *at + cells[0].len() as u32);
    *at = span.end + 1;
    Word {
        span,
        form: cells[0],
        lemma: cells[1],
        upos: Upos::parse(cells[2]),
        xpos: "_",
        feats: "_",
        head: cells[3].parse::<u32>().ok().and_then(|head| head.checked_sub(1)),
        deprel: Deprel::parse(cells[4]),
    }
}

fn article(body: String) -> Article {
    let day = Day { year: 2016, month: 12, day: 20 };
    Article { published: Some(Published::on(day, PublishedBasis::Given)), ..Article::of_text("test", &body) }
}

/// Names as (first word, words, kind, entity).
type Names<'n> = &'n [(u32, u32, NameKind, u32)];

fn read(lines: &str, names: Names<'_>, head: u32, phrase: (u32, u32)) -> (Article, Participant) {
    let (article, syntax) = parse(lines);
    let names = names.iter().map(|(start, len, kind, entity)| {
        let tokens = TokenRange::new(*start, start + len);
        Name { span: syntax.span_of(tokens), tokens, kind: *kind, entity: *entity }
    });
    let names = names.collect();
    let span = syntax.span_of(TokenRange::new(phrase.0, phrase.1));
    let layers = Layers { syntax, names, ..Layers::default() };
    let found = participant(&article, &layers, TokenId(head), span, &Actors::builtin());
    (article, found)
}

/// "TUR by Turkish; COP by police".
fn shown(article: &Article, found: &Participant) -> String {
    let fields = found.country.iter().chain(&found.sectors);
    let shown = fields.map(|field| {
        let span = field.evidence.spans[0];
        assert!(!article.text.slice(span).is_empty(), "evidence lies in the text");
        format!("{} by {}", field.value, article.text.slice(span))
    });
    shown.collect::<Vec<_>>().join("; ")
}

fn check(lines: &str, names: Names<'_>, head: u32, phrase: (u32, u32), expected: &str) {
    let (article, found) = read(lines, names, head, phrase);
    assert_eq!(shown(&article, &found), expected, "{}", article.text.as_str());
}

#[test]
fn the_words_of_a_phrase_say_country_and_sector() {
    let police = "Kenyan/Kenyan/ADJ/2/amod police/police/NOUN/3/nsubj fired/fire/VERB/0/root";
    check(police, &[], 1, (0, 2), "KEN by Kenyan; COP by police");
    let leader = "a/a/DET/3/det rebel/rebel/NOUN/3/compound leader/leader/NOUN/4/nsubj fled/flee/VERB/0/root";
    check(leader, &[], 2, (0, 3), "REB by rebel leader");
    let minister = "the/the/DET/4/det Polish/Polish/ADJ/4/amod prime/prime/ADJ/4/amod minister/minister/NOUN/5/nsubj left/leave/VERB/0/root";
    check(minister, &[], 3, (0, 4), "POL by Polish; GOV by prime minister");
    let man = "a/a/DET/2/det man/man/NOUN/3/nsubj ran/run/VERB/0/root";
    check(man, &[], 1, (0, 2), "");
}

#[test]
fn a_country_that_is_only_mentioned_is_not_the_heads() {
    let envoy = "the/the/DET/3/det Chilean/Chilean/ADJ/3/amod envoy/envoy/NOUN/6/nsubj to/to/ADP/5/case Peru/Peru/PROPN/3/nmod spoke/speak/VERB/0/root";
    check(envoy, &[], 2, (0, 5), "CHL by Chilean; GOV by envoy");
    let army =
        "the/the/DET/2/det army/army/NOUN/5/nsubj of/of/ADP/4/case Chad/Chad/PROPN/2/nmod moved/move/VERB/0/root";
    check(army, &[], 1, (0, 4), "TCD by Chad; MIL by army");
    let soldiers = "soldiers/soldier/NOUN/4/nsubj in/in/ADP/3/case Mali/Mali/PROPN/1/nmod moved/move/VERB/0/root";
    check(soldiers, &[], 0, (0, 3), "MIL by soldiers");
}

#[test]
fn names_are_looked_up_on_the_day_of_the_report() {
    let obama = "Barack/Barack/PROPN/3/nsubj Obama/Obama/PROPN/1/flat spoke/speak/VERB/0/root";
    check(obama, &[(0, 2, NameKind::Per, 0)], 0, (0, 2), "USA by Barack Obama; GOV by Barack Obama");
    let chirac = "Jacques/Jacques/PROPN/3/nsubj Chirac/Chirac/PROPN/1/flat spoke/speak/VERB/0/root";
    check(chirac, &[(0, 2, NameKind::Per, 0)], 0, (0, 2), "FRA by Jacques Chirac; ELI by Jacques Chirac");
    let hamas = "Hamas/Hamas/PROPN/2/nsubj objected/object/VERB/0/root";
    check(hamas, &[(0, 1, NameKind::Org, 0)], 0, (0, 1), "PSE by Hamas; REB by Hamas; PTY by Hamas");
    let ankara = "Ankara/Ankara/PROPN/2/nsubj objected/object/VERB/0/root";
    check(ankara, &[(0, 1, NameKind::Gpe, 0)], 0, (0, 1), "TUR by Ankara; GOV by Ankara");
}

#[test]
fn other_mentions_of_the_entity_fill_what_is_open() {
    let lines = "Novak/Novak/PROPN/2/nsubj fled/flee/VERB/0/root ,/,/PUNCT/4/punct said/say/VERB/2/parataxis \
        Czech/Czech/ADJ/6/amod lawmaker/lawmaker/NOUN/4/nsubj Petra/Petra/PROPN/6/appos Novak/Novak/PROPN/7/flat";
    let names: Names<'_> = &[(0, 1, NameKind::Per, 4), (6, 2, NameKind::Per, 4)];
    check(lines, names, 0, (0, 1), "CZE by Czech; LEG by lawmaker");
    let (_, found) = read(lines, names, 0, (0, 1));
    assert_eq!(found.name.as_deref(), Some("Petra Novak"));
    assert_eq!(found.entity, Some(4));
}

#[test]
fn a_head_outside_the_report_gives_an_empty_participant() {
    let (_, found) = read("a/a/DET/0/root", &[], 7, (0, 1));
    assert_eq!((found.name, found.country, found.sectors.len()), (None, None, 0));
}
