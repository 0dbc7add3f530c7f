//! Makes more of the treebank: repeats news-like genres, and writes some sentences as headlines or behind datelines.

use crate::treebank::{Sentence, Word};
use dateline_doc::Deprel;

/// Places that datelines open with.
const PLACES: &[&str] = &[
    "ANKARA", "KABUL", "GENEVA", "Beirut", "MOSCOW", "Nairobi", "KYIV", "BOGOTA", "Manila", "LAGOS", "TUNIS", "Delhi",
];
const MONTHS: &[&str] = &["Dec", "Jan.", "Feb", "March", "Sept.", "Oct", "June", "Nov."];
const AGENCIES: &[&str] = &["Reuters", "AP", "AFP", "Xinhua", "Agency", "ANSA"];

/// Sentences to train on with the number of the sentence that each comes from.
pub fn material(sentences: &[Sentence]) -> Vec<(usize, Sentence)> {
    let mut out = Vec::new();
    for (nth, sentence) in sentences.iter().enumerate() {
        let near = matches!(sentence.genre(), "weblog" | "newsgroup" | "GUM_news" | "GUM_interview" | "GUM_speech");
        for _ in 0..if near { 2 } else { 1 } {
            out.push((nth, sentence.clone()));
        }
        if nth % 24 == 0 {
            out.push((nth, with_forms(sentence, |word| word.form.to_uppercase())));
        }
        if nth % 24 == 12 {
            out.push((nth, headline(sentence)));
        }
        if near && nth % 10 == 5 {
            out.push((nth, behind_dateline(sentence, nth)));
        }
    }
    out
}

fn with_forms(sentence: &Sentence, form: impl Fn(&Word) -> String) -> Sentence {
    let words = sentence.words.iter().map(|word| Word { form: form(word), ..word.clone() });
    Sentence { words: words.collect(), ..sentence.clone() }
}

/// The sentence as a headline.
pub fn headline(sentence: &Sentence) -> Sentence {
    without_stop(with_forms(sentence, capital))
}

/// As in a headline: capitals but for short function words.
fn capital(word: &Word) -> String {
    let small = ["ADP", "DET", "CCONJ", "PART"].iter().any(|tag| word.tag.starts_with(tag)) && word.form.len() < 5;
    let mut chars = word.form.chars();
    if small { word.form.clone() } else { chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect() }
}

fn without_stop(mut sentence: Sentence) -> Sentence {
    let last = sentence.words.len() as u32 - 1;
    let stop = sentence.words.last().is_some_and(|word| word.form == ".");
    if stop && last > 0 && sentence.words.iter().all(|word| word.head != last) {
        sentence.words.pop();
        sentence.words.iter_mut().filter(|word| word.head == last + 1).for_each(|word| word.head = last);
    }
    sentence
}

/// Puts "ANKARA, Dec 19 (Agency) -" before a sentence; its place hangs on the root as a parataxis.
pub fn behind_dateline(sentence: &Sentence, nth: usize) -> Sentence {
    let day = (nth % 28 + 1).to_string();
    let mut head = vec![
        dateline_word(PLACES[nth % PLACES.len()], "PROPN\tNNP", u32::MAX, Deprel::Parataxis),
        dateline_word(",", "PUNCT\t,", 0, Deprel::Punct),
        dateline_word(MONTHS[nth % MONTHS.len()], "PROPN\tNNP", 0, Deprel::NmodUnmarked),
        dateline_word(&day, "NUM\tCD", 2, Deprel::Nummod),
    ];
    if nth % 4 != 3 {
        head.push(dateline_word("(", "PUNCT\t-LRB-", 5, Deprel::Punct));
        head.push(dateline_word(AGENCIES[nth % AGENCIES.len()], "PROPN\tNNP", 0, Deprel::Parataxis));
        head.push(dateline_word(")", "PUNCT\t-RRB-", 5, Deprel::Punct));
    }
    let dash = if nth.is_multiple_of(3) {
        "--"
    } else if nth % 3 == 1 {
        "-"
    } else {
        "—"
    };
    head.push(dateline_word(dash, "PUNCT\t,", 0, Deprel::Punct));
    let shift = head.len() as u32;
    let size = sentence.words.len() as u32;
    let root = sentence.words.iter().position(|word| word.head == size).unwrap_or(0) as u32 + shift;
    head.iter_mut().filter(|word| word.head == u32::MAX).for_each(|word| word.head = root);
    head.extend(sentence.words.iter().map(|word| Word { head: word.head + shift, ..word.clone() }));
    Sentence { words: head, ..sentence.clone() }
}

fn dateline_word(form: &str, tag: &str, head: u32, deprel: Deprel) -> Word {
    Word {
        form: form.to_owned(),
        lemma: if form == "—" { "-".to_owned() } else { form.to_owned() },
        tag: tag.to_owned(),
        feats: if tag.starts_with("PROPN") {
            "Number=Sing"
        } else if tag.starts_with("NUM") {
            "NumForm=Digit|NumType=Card"
        } else {
            "_"
        }
        .to_owned(),
        head,
        label: Deprel::ALL.iter().position(|one| *one == deprel).unwrap_or(0) as u8,
        spaced: true,
    }
}
