//! Lemmas by edit scripts: cut so many characters from the end, append these.

use crate::signature::Signature;
use dateline_learn::{Bag, Scorer, best};

/// What becomes of capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Case {
    /// All become small.
    Lower,
    /// They stay.
    Keep,
    /// All but the first become small.
    Title,
}

/// How to get from a form to its lemma.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Script {
    /// What becomes of capitals.
    pub case: Case,
    /// Characters to cut from the end.
    pub cut: u8,
    /// What to append.
    pub append: String,
}

impl Script {
    /// The script that leads from `form` to `lemma`.
    pub fn between(form: &str, lemma: &str) -> Self {
        let case = case_between(form, lemma);
        let form = cased(form, case);
        let same = form.char_indices().zip(lemma.chars()).take_while(|((_, a), b)| a == b).last();
        let kept = same.map_or(0, |((at, char), _)| at + char.len_utf8());
        let cut = form[kept..].chars().count().min(255) as u8;
        Script { case, cut, append: lemma[kept..].to_owned() }
    }

    /// Its text in the weights file ("L2+y").
    pub fn to_line(&self) -> String {
        let case = match self.case {
            Case::Lower => 'L',
            Case::Keep => 'K',
            Case::Title => 'T',
        };
        format!("{case}{}+{}", self.cut, self.append)
    }

    /// From that text.
    pub fn from_line(line: &str) -> Option<Self> {
        let (head, append) = line.split_once('+')?;
        let mut chars = head.chars();
        let case = match chars.next()? {
            'L' => Case::Lower,
            'K' => Case::Keep,
            'T' => Case::Title,
            _ => return None,
        };
        Some(Script { case, cut: chars.as_str().parse().ok()?, append: append.to_owned() })
    }

    /// The lemma; `None` where the form is too short.
    pub fn apply(&self, form: &str) -> Option<String> {
        let form = cased(form, self.case);
        let cut = usize::from(self.cut);
        let end = if cut == 0 { form.len() } else { form.char_indices().rev().nth(cut - 1)?.0 };
        let lemma = format!("{}{}", &form[..end], self.append);
        (!lemma.is_empty()).then_some(lemma)
    }
}

fn case_between(form: &str, lemma: &str) -> Case {
    let small = |text: &str| !text.contains(char::is_uppercase);
    let rest = lemma.char_indices().nth(1).map_or("", |(at, _)| &lemma[at..]);
    let capital = lemma.starts_with(char::is_uppercase);
    if small(form) || small(lemma) {
        Case::Lower
    } else if capital && form.chars().count() > 2 && form.chars().nth(1).is_some_and(char::is_uppercase) && small(rest)
    {
        Case::Title
    } else {
        Case::Keep
    }
}

fn cased(form: &str, case: Case) -> String {
    let form = form.chars().map(|c| if c == '’' { '\'' } else { c });
    match case {
        Case::Lower => form.flat_map(char::to_lowercase).collect(),
        Case::Keep => form.collect(),
        Case::Title => {
            form.enumerate().flat_map(|(at, c)| if at == 0 { vec![c] } else { c.to_lowercase().collect() }).collect()
        }
    }
}

/// Features of a word with its tag; `first` where it opens the sentence, `style` as in `Signed`.
pub fn features(word: &Signature, tag: u64, style: u64, first: bool, bag: &mut Bag) {
    bag.clear();
    let case = style * 8 + u64::from(word.capital) * 2 + u64::from(word.upper) * 4 + u64::from(first);
    bag.add([tag, case]);
    bag.add([word.lower, case]);
    bag.add([tag, word.classes, case]);
    bag.add([tag, word.cluster, case]);
    bag.add([tag]);
    bag.add([tag, word.lower]);
    bag.add([word.lower]);
    for suffix in word.suffixes {
        bag.add([tag, suffix]);
    }
    bag.add([tag, word.suffixes[3], word.prefixes[0]]);
    bag.add([tag, word.suffixes[2], word.prefixes[2]]);
    bag.add([tag, word.suffixes[4], word.prefixes[1]]);
    bag.add([tag, word.classes, word.suffixes[0]]);
    bag.add([tag, word.shape]);
}

/// The best script that can be applied, by the features in the bag.
pub fn choose(scorer: &impl Scorer, scripts: &[Script], form: &str, bag: &Bag) -> usize {
    let mut scores = Vec::new();
    scorer.score(bag.keys(), &mut scores);
    let length = form.chars().count();
    best(&scores, |class| {
        scripts.get(class).is_some_and(|script| {
            let cut = usize::from(script.cut);
            cut < length || cut == length && !script.append.is_empty()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lead_from_form_to_lemma() {
        for (form, lemma) in [
            ("stopped", "stop"),
            ("was", "be"),
            ("cities", "city"),
            ("élus", "élu"),
            ("go", "go"),
            ("Iraqis", "Iraqi"),
            ("BUSH", "Bush"),
            ("NATO", "NATO"),
            ("Gunmen", "gunman"),
        ] {
            let script = Script::between(form, lemma);
            assert_eq!(script.apply(form).as_deref(), Some(lemma));
            assert_eq!(Script::from_line(&script.to_line()), Some(script));
        }
        assert_eq!(Script { case: Case::Lower, cut: 9, append: String::new() }.apply("it"), None);
    }
}
