//! How two names are alike: the same words, a part of the other's, its initials.

use dateline_learn::hash_text;

/// The words of a name as hashes, without articles, honorifics and possessive endings.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    list: Vec<u64>,
    /// Initials of the words, and of those with a capital; of a single word in capitals the word itself.
    initials: [u64; 2],
    acronym: Option<u64>,
}

/// How two names are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// One of the two is no name.
    Unnamed,
    /// The same words.
    Same,
    /// The shorter is the other's end ("Obama").
    End,
    /// The shorter is the other's beginning.
    Start,
    /// The shorter's words are all in the other.
    Part,
    /// One is the other's initials.
    Acronym,
    /// Some words are the same.
    Shared,
    /// No word is the same.
    Different,
}

impl Words {
    /// From the words in lower case and as written.
    pub(super) fn new<'a>(words: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut all = Words::default();
        let (mut whole, mut capitals, mut single) = (String::new(), String::new(), None);
        for (lower, form) in words.filter(|(lower, _)| !is_empty_word(lower)) {
            all.list.push(canonical(lower));
            whole.extend(lower.chars().next());
            capitals.extend(form.chars().next().filter(|c| c.is_uppercase()).map(|c| c.to_ascii_lowercase()));
            single = Some(form);
        }
        all.initials = [hash_text(&whole), hash_text(&capitals)];
        all.acronym = single.filter(|_| all.list.len() == 1).and_then(acronym);
        all
    }

    /// The words under which an earlier name can be found: each of its own, and its initials.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        let initials = self.initials.iter().filter(|_| self.list.len() > 1);
        self.list.iter().chain(initials).copied()
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// How alike two names are.
    pub(super) fn likeness(&self, other: &Words) -> Likeness {
        let (short, long) = if self.len() <= other.len() { (self, other) } else { (other, self) };
        if short.list.is_empty() {
            return Likeness::Unnamed;
        }
        let shared = short.list.iter().filter(|word| long.list.contains(word)).count();
        match () {
            () if short.list == long.list => Likeness::Same,
            () if long.list.ends_with(&short.list) => Likeness::End,
            () if long.list.starts_with(&short.list) => Likeness::Start,
            () if shared == short.len() => Likeness::Part,
            () if short.acronym.is_some_and(|word| long.len() > 1 && long.initials.contains(&word)) => {
                Likeness::Acronym
            }
            () if shared > 0 => Likeness::Shared,
            () => Likeness::Different,
        }
    }
}

fn is_empty_word(lower: &str) -> bool {
    matches!(lower, "the" | "'s" | "’s" | "'" | "mr" | "mr." | "mrs." | "ms." | "dr." | "sir" | "," | "." | "-" | "of")
}

fn acronym(form: &str) -> Option<u64> {
    let letters: String = form.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    (letters.len() > 1 && capitals * 2 > letters.chars().count()).then(|| hash_text(&letters.to_lowercase()))
}

/// Names of states that news writes in two ways.
fn canonical(lower: &str) -> u64 {
    hash_text(match lower {
        "us" | "u.s." | "u.s" | "usa" | "u.s.a." | "america" => "us",
        "uk" | "u.k." | "u.k" | "britain" => "uk",
        "un" | "u.n." | "u.n" => "un",
        "eu" | "e.u." => "eu",
        other => other,
    })
}
