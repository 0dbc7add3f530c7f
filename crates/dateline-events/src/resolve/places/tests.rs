//! Sentences of our own: which words are places, and which places they are.

use super::*;
use dateline_doc::{Byte, Deprel, NameKind, Span, SyntaxBuilder, TokenId, TokenRange, Upos, Word};

/// Splits at blanks and punctuation; capitalised words are proper nouns, and there is no tree: what is found here is
/// found without a model.
fn syntax(text: &str) -> Syntax {
    let mut builder = SyntaxBuilder::default();
    let mut from = 0;
    for sentence in text.split_inclusive(". ") {
        let words: Vec<Word<'_>> = words(text, from, from + sentence.len());
        builder.push(&words, 0, false);
        from += sentence.len();
    }
    builder.finish()
}

fn words(text: &str, from: usize, to: usize) -> Vec<Word<'_>> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text[from..to].char_indices().map(|(at, c)| (at + from, c)) {
        let inside = c.is_alphanumeric()
            || matches!(c, '-' | '.') && !text[at..to].trim_end().ends_with(&text[from..at]) && at + 2 < to;
        match (open, inside) {
            (None, true) => open = Some(at),
            (Some(start), false) => {
                spans.push((start, at));
                open = None;
            }
            _ => {}
        }
        if !inside && !c.is_whitespace() {
            spans.push((at, at + c.len_utf8()));
        }
    }
    spans.extend(open.map(|start| (start, to)));
    spans.into_iter().map(|(start, end)| word(&text[start..end], start)).collect()
}

fn word(form: &str, start: usize) -> Word<'_> {
    let upos = match form {
        "in" | "of" | "near" | "to" | "at" | "from" | "between" => Upos::Adp,
        "the" | "The" | "a" => Upos::Det,
        form if form.starts_with(char::is_uppercase) => Upos::Propn,
        _ => Upos::Noun,
    };
    let span = Span::new(start as u32, (start + form.len()) as u32);
    Word { span, form, lemma: form, upos, xpos: "_", feats: "_", head: None, deprel: Deprel::Dep }
}

fn article(text: &str) -> Article {
    Article::of_text("test", text)
}

fn shown(text: &str, names: &[(&str, NameKind)]) -> Vec<String> {
    let (article, syntax) = (article(text), syntax(text));
    let names: Vec<Name> = names.iter().map(|(words, kind)| name(text, &syntax, words, *kind)).collect();
    let found = places(&article, &syntax, &names, &Gazetteer::builtin());
    found.iter().map(|toponym| show(&article, toponym)).collect()
}

fn name(text: &str, syntax: &Syntax, words: &str, kind: NameKind) -> Name {
    let start = text.find(words).unwrap_or(0) as u32;
    let span: Span<Byte> = Span::new(start, start + words.len() as u32);
    Name { span, tokens: syntax.tokens_in(span), kind, entity: 0 }
}

fn show(article: &Article, toponym: &Toponym) -> String {
    let text = article.text.slice(toponym.span);
    match &toponym.place {
        Ok(place) => {
            let admin1 = place.admin1.as_deref().map(|name| format!("/{name}")).unwrap_or_default();
            format!("{text}: {}{admin1} {}", place.country, place.precision.as_str())
        }
        Err(reason) => format!("{text}: {}", reason.as_str()),
    }
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(text, &[]), expected, "{text}");
}

#[test]
fn places_are_found_without_a_model() {
    check("Shells fell in Aleppo overnight", &["Aleppo: SYR/Aleppo exact"]);
    check("A patrol was hit near Mosul", &["Mosul: IRQ/Nineveh near"]);
    check("Fishermen drowned in the South China Sea", &["South China Sea:  water"]);
    check("Police in the western province of Aydin made arrests", &["Aydin: TUR/Aydın admin1"]);
    check("Fires burned across Idlib province", &["Idlib: SYR/Idlib admin1"]);
    check("A mine collapsed in the US", &["US: USA country"]);
}

#[test]
fn what_contains_a_place_decides() {
    check(
        "A barn burned in Springfield, Ill., at noon",
        &["Springfield: USA/Illinois exact", "Ill.: USA/Illinois admin1"],
    );
    check("A barn burned in Paris, Texas, at noon", &["Paris: USA/Texas exact", "Texas: USA/Texas admin1"]);
    check("A barn burned in Paris at noon", &["Paris: FRA/Île-de-France exact"]);
}

#[test]
fn what_is_no_place_is_left_alone() {
    check("they asked Mr Jordan about August and Reading habits", &[]);
    check("the Bank of England and Ankara University disagreed", &[]);
    check("a Turkish court spoke to us", &[]);
    check("", &[]);
}

#[test]
fn names_are_believed() {
    let found = shown(
        "officers came to Qwxville with Jordan Smith",
        &[("Qwxville", NameKind::Gpe), ("Jordan Smith", NameKind::Per)],
    );
    assert_eq!(found, ["Qwxville: unresolved"]);
}

/// No coordinates are finer than the text: what lies near a place, around it or in a division isn't there exactly.
#[test]
fn no_place_is_finer_than_the_text() {
    for (text, expected) in [
        ("A patrol was hit north of Mosul", "Mosul: IRQ/Nineveh near"),
        ("Troops massed on the outskirts of Mosul", "Mosul: IRQ/Nineveh near"),
        ("A convoy burned 20 kilometres from Mosul", "Mosul: IRQ/Nineveh near"),
        ("A tanker sank off Benghazi", "Benghazi: LBY/Banghāzī near"),
        ("A boat capsized off the coast of Libya", "Libya: LBY country"),
        ("A bomb went off near the embassy in Ankara", "Ankara: TUR/Ankara exact"),
        ("Gunmen struck in northern Mali", "Mali: MLI country"),
        ("A farm in Edgar County was searched", "Edgar County: USA/Illinois admin2"),
        ("Police searched the province of Aydin", "Aydin: TUR/Aydın admin1"),
        ("A ferry sank in the Red Sea", "Red Sea:  water"),
    ] {
        check(text, &[expected]);
    }
}

fn placed_by(url: &str, text: &str) -> Vec<String> {
    let article = Article { url: Some(url.to_owned()), ..article(text) };
    let found = places(&article, &syntax(text), &[], &Gazetteer::builtin());
    found.iter().map(|toponym| show(&article, toponym)).collect()
}

#[test]
fn the_home_of_the_publisher_decides_between_namesakes() {
    let text = "A fire burned in Springfield overnight";
    assert_eq!(placed_by("https://www.sj-r.com/a", text), ["Springfield: USA/Illinois exact"]);
    assert_eq!(placed_by("https://www.masslive.com/a", text), ["Springfield: USA/Massachusetts exact"]);
    let abroad = "Ministers met in Paris overnight";
    assert_eq!(placed_by("https://www.dallasnews.com/a", abroad), ["Paris: FRA/Île-de-France exact"]);
}

#[test]
fn names_agree_on_a_division() {
    check(
        "A man of Paris was seen in Edgar County and in Coles County",
        &["Paris: USA/Illinois exact", "Edgar County: USA/Illinois admin2", "Coles County: USA/Illinois admin2"],
    );
}

#[test]
fn what_stands_around_vouches_for_a_place() {
    let seat = shown("Sen. Ann Doe, R - Ocilla, voted", &[("Ann Doe", NameKind::Per)]);
    assert!(seat.is_empty() || seat == ["Ocilla: USA/Georgia exact"], "{seat:?}");
    let found =
        shown("Tom Doe, 24, of Elkhart, was indicted", &[("Tom Doe", NameKind::Per), ("Elkhart", NameKind::Per)]);
    assert_eq!(found, ["Elkhart: USA/Indiana exact"]);
    let found = shown("Roselle police stopped a car", &[("Roselle", NameKind::Per)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(shown("Jordan Roselle and Ms Roselle spoke", &[("Jordan Roselle", NameKind::Per)]).is_empty());
}

/// A parse of "X VERB": the toponym is a subject.
fn subject(verb: &str, precision: PlacePrecision) -> bool {
    let form = |form: &'static str, start: u32, head: Option<u32>, deprel| Word {
        span: Span::new(start, start + form.len() as u32),
        form,
        lemma: form,
        upos: Upos::Propn,
        xpos: "_",
        feats: "_",
        head,
        deprel,
    };
    let mut action = form("verb", 7, None, Deprel::Root);
    action.lemma = verb;
    let mut builder = SyntaxBuilder::default();
    builder.push(&[form("Moscow", 0, Some(1), Deprel::Nsubj), action], 0, false);
    let place = Gazetteer::builtin().lookup("Moscow")[0].to_place();
    let place = dateline_doc::Place { precision, ..place };
    let toponym =
        Toponym { span: Span::new(0, 6), tokens: TokenRange { start: TokenId(0), end: TokenId(1) }, place: Ok(place) };
    used_as_actor(&builder.finish(), &toponym)
}

#[test]
fn a_seat_that_speaks_is_an_actor() {
    assert!(subject("say", PlacePrecision::Exact));
    assert!(!subject("burn", PlacePrecision::Exact));
    assert!(subject("lose", PlacePrecision::Country));
}
