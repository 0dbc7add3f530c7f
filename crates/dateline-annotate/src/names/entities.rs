//! Which names of a report name the same thing: the same words, a surname or other end of a person's name, an acronym.

use dateline_doc::{Name, NameKind, Text};
use std::collections::HashMap;

/// Numbers the names in the order of first mention.
pub(super) fn number(text: &Text, names: &mut [Name]) {
    let mut seen = Seen::default();
    for name in names {
        let words = normal(text.slice(name.span));
        name.entity = seen.find(&words, name.kind).unwrap_or_else(|| seen.add());
        seen.learn(&words, name.kind, name.entity);
    }
}

/// Keys under which earlier names can be found again.
#[derive(Default)]
struct Seen {
    whole: HashMap<(String, bool), u32>,
    parts: HashMap<(String, NameKind), u32>,
    acronyms: HashMap<String, u32>,
    next: u32,
}

impl Seen {
    fn find(&self, words: &str, kind: NameKind) -> Option<u32> {
        let whole = self.whole.get(&(words.to_owned(), kind == NameKind::Norp));
        let part = || self.parts.get(&(words.to_owned(), kind));
        let short = || (kind == NameKind::Org).then(|| self.acronyms.get(&words.replace('.', ""))).flatten();
        whole.or_else(part).or_else(short).copied()
    }

    fn add(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    fn learn(&mut self, words: &str, kind: NameKind, entity: u32) {
        self.whole.entry((words.to_owned(), kind == NameKind::Norp)).or_insert(entity);
        let list: Vec<_> = words.split(' ').collect();
        if kind == NameKind::Per {
            for from in 1..list.len().min(6) {
                self.parts.entry((list[from..].join(" "), kind)).or_insert(entity);
            }
        }
        if kind == NameKind::Org && list.len() > 1 {
            for acronym in acronyms(&list) {
                self.acronyms.entry(acronym).or_insert(entity);
            }
        }
    }
}

/// Initials of all words, and of those that are no particles.
fn acronyms(words: &[&str]) -> [String; 2] {
    let initials = |words: &mut dyn Iterator<Item = &&str>| words.filter_map(|word| word.chars().next()).collect();
    let small = |word: &str| matches!(word, "of" | "the" | "and" | "for" | "in" | "on" | "de" | "&" | "-");
    [initials(&mut words.iter()), initials(&mut words.iter().filter(|word| !small(word)))]
}

/// Lower case, without an article, an honorific or a possessive.
fn normal(words: &str) -> String {
    let lower = words.to_lowercase().replace('’', "'");
    let mut list: Vec<_> = lower.split_whitespace().collect();
    while list.len() > 1
        && matches!(list[0], "the" | "mr" | "mr." | "mrs." | "ms." | "dr." | "sir" | "gen." | "president")
    {
        list.remove(0);
    }
    list.join(" ").trim_end_matches("'s").to_owned()
}
