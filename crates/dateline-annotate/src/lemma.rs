//! Lemmas by edit scripts: cut so many characters from the end, append these.

use crate::signature::Signature;
use dateline_learn::{Bag, Scorer, best};

/// How to get from a form to its lemma.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Script {
    /// Characters to cut from the end.
    pub cut: u8,
    /// What to append.
    pub append: String,
}

impl Script {
    /// The script that leads from `form` to `lemma`.
    pub fn between(form: &str, lemma: &str) -> Self {
        let same = form.char_indices().zip(lemma.chars()).take_while(|((_, a), b)| a == b).last();
        let kept = same.map_or(0, |((at, char), _)| at + char.len_utf8());
        let cut = form[kept..].chars().count().min(255) as u8;
        Script { cut, append: lemma[kept..].to_owned() }
    }

    /// Its text in the weights file ("2+y").
    pub fn to_line(&self) -> String {
        format!("{}+{}", self.cut, self.append)
    }

    /// From that text.
    pub fn from_line(line: &str) -> Option<Self> {
        let (cut, append) = line.split_once('+')?;
        Some(Script { cut: cut.parse().ok()?, append: append.to_owned() })
    }

    /// The lemma; `None` where the form is too short.
    pub fn apply(&self, form: &str) -> Option<String> {
        let cut = usize::from(self.cut);
        let end = if cut == 0 { form.len() } else { form.char_indices().rev().nth(cut - 1)?.0 };
        let lemma = format!("{}{}", &form[..end], self.append);
        (!lemma.is_empty()).then_some(lemma)
    }
}

/// The form that scripts work on: lower case, or for names the form itself with capitals brought down.
pub fn base(form: &str, name: bool, capitals: bool) -> String {
    let form: String = form.chars().map(|c| if c == '’' { '\'' } else { c }).collect();
    if !name {
        return form.to_lowercase();
    }
    let long = form.chars().count() > 3 && form.chars().all(char::is_uppercase);
    if capitals && long { titled(&form) } else { form }
}

fn titled(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// Features of a word with its tag.
pub fn features(word: &Signature, tag: u64, bag: &mut Bag) {
    bag.clear();
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

/// The best script that can be applied.
pub fn choose(scorer: &impl Scorer, scripts: &[Script], base: &str, word: &Signature, tag: u64, bag: &mut Bag) -> usize {
    let mut scores = Vec::new();
    features(word, tag, bag);
    scorer.score(bag.keys(), &mut scores);
    let length = base.chars().count();
    best(&scores, |class| {
        scripts.get(class).is_some_and(|script| {
            usize::from(script.cut) < length || usize::from(script.cut) == length && !script.append.is_empty()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lead_from_form_to_lemma() {
        for (form, lemma) in [("stopped", "stop"), ("was", "be"), ("cities", "city"), ("élus", "élu"), ("go", "go")] {
            let script = Script::between(form, lemma);
            assert_eq!(script.apply(form).as_deref(), Some(lemma));
            assert_eq!(Script::from_line(&script.to_line()), Some(script));
        }
        assert_eq!(Script { cut: 9, append: String::new() }.apply("it"), None);
    }
}
