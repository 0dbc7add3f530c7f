//! The codebook: predicate rules as data, with the cases they carry.
//!
//! A rule names the words that report an event (verbs, nouns, adjectives), what their arguments must be, which argument
//! is actor and which recipient, and the type, mode and CAMEO code that follow. Rules live in `lexicons/verbs/*.toml`,
//! a file an event family. A rule without a case that fires and a case that stays silent does not load.

mod case;
mod file;

pub use case::{Case, CaseError};
pub use file::Error;

use std::collections::HashMap;
use std::sync::Arc;

/// Part of speech of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TriggerPos {
    /// A verb in any form.
    Verb,
    /// A noun.
    Noun,
    /// A predicative adjective.
    Adjective,
}

/// The words that set a rule off: a head lemma and further lemmas that must hang on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Part of speech of the head.
    pub pos: TriggerPos,
    /// Lemma of the head ("open" in "open fire").
    pub head: Box<str>,
    /// Lemmas of dependents that must be there ("fire").
    pub with: Vec<Box<str>>,
}

/// Where a participant stands. Subject and object are the logical ones: a passive's subject is its object, and for a
/// noun the agent ("by", a possessor) is the subject and the undergoer ("of", a possessor) the object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Logical subject.
    Subject,
    /// Logical object.
    Object,
    /// Indirect object.
    Indirect,
    /// The noun after this preposition.
    After(Box<str>),
    /// The speaker in whose words the event is.
    Speaker,
}

/// A test on a word: an argument's head, or one near the trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// The lemma itself.
    Lemma(Box<str>),
    /// A class of words: one of the codebook's own, or one that the coder knows (`@person`, `@political`…).
    Class(Box<str>),
}

/// A condition on a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Which argument.
    pub slot: Slot,
    /// What it may be: any of these.
    pub any: Vec<Test>,
    /// True: the argument must be there and pass. False: if it is there it must not pass.
    pub wanted: bool,
}

/// One rule of the codebook.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The file that it stands in.
    pub file: Arc<str>,
    /// The line of its `id` there, from 1; 0 where it is written in another way than `id = "…"` on a line.
    pub line: u32,
    /// Identifier, `family.name`.
    pub id: Arc<str>,
    /// Event type.
    pub kind: Arc<str>,
    /// Mode, where the words fix it.
    pub mode: Option<Arc<str>>,
    /// CAMEO code.
    pub cameo: Option<Arc<str>>,
    /// Words that set it off.
    pub triggers: Vec<Trigger>,
    /// What the arguments must and must not be.
    pub conditions: Vec<Condition>,
    /// Prepositions of which one must follow; empty for no such demand.
    pub needs_after: Vec<Box<str>>,
    /// Words of which one must stand in the same sentence; empty for no such demand.
    pub near: Vec<Test>,
    /// Words that must not stand in the same sentence.
    pub not_near: Vec<Test>,
    /// Where actors stand, tried in order.
    pub actor: Vec<Slot>,
    /// Where recipients stand, tried in order.
    pub recipient: Vec<Slot>,
    /// All parties are actors (meet, clash, agree).
    pub mutual: bool,
    /// A noun's possessor undergoes the act ("his arrest") instead of doing it ("his apology").
    pub patient_noun: bool,
    /// At least one side must be a political actor.
    pub political: bool,
    /// Events inside what is asked, threatened, promised or refused are not coded again.
    pub absorbs_content: bool,
    /// It is an assassination where its recipient is a political target.
    pub may_assassinate: bool,
    /// Role of counts of its recipients ("killed").
    pub figure: Option<Box<str>>,
    /// How often it is right, in thousandths.
    pub confidence: u16,
    /// Sentences on which it must fire.
    pub fires: Vec<Case>,
    /// Sentences on which it must not.
    pub silent: Vec<Box<str>>,
}

impl Rule {
    /// Its counts are of those who act together, not of those who undergo it.
    pub fn counts_actors(&self) -> bool {
        self.mutual || self.figure.as_deref() == Some("participants")
    }

    /// How many things it asks for besides its words: the more, the sooner it is tried.
    fn demands(&self) -> usize {
        let wanted = self.conditions.iter().filter(|condition| condition.wanted).count();
        wanted + usize::from(!self.needs_after.is_empty()) + usize::from(!self.near.is_empty())
    }

    /// The classes that its tests name.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        let arguments = self.conditions.iter().flat_map(|condition| &condition.any);
        arguments.chain(&self.near).chain(&self.not_near).filter_map(|test| match test {
            Test::Class(class) => Some(&**class),
            Test::Lemma(_) => None,
        })
    }

    /// Role of its counts: its own, or participants of mutual acts.
    pub fn figure_role(&self) -> Option<&str> {
        self.figure.as_deref().or(self.mutual.then_some("participants"))
    }
}

/// A rule and one of its triggers, by number, with the trigger's part of speech.
type Entry = (TriggerPos, u32, u32);

/// A compiled codebook.
#[derive(Debug)]
pub struct Codebook {
    version: String,
    rules: Vec<Rule>,
    index: HashMap<Box<str>, Vec<Entry>>,
    classes: HashMap<Box<str>, Vec<Box<str>>>,
    /// Classes that only a codebook of one's own has, in order.
    added: Vec<Box<str>>,
    modes: Vec<ModeCue>,
    contexts: Vec<Context>,
}

/// A context of PLOVER and the words that tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Its name ("election").
    pub name: Arc<str>,
    /// Lemmas and words in lower case, sorted.
    words: Vec<Box<str>>,
}

impl Context {
    /// True where the lemma or word tells of it.
    pub fn has(&self, word: &str) -> bool {
        self.words.binary_search_by(|own| (**own).cmp(word)).is_ok()
    }
}

/// Words that fix the mode of a type where its rule leaves it open ("with a knife").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModeCue {
    /// Event type.
    pub kind: Arc<str>,
    /// The mode that follows.
    pub mode: Arc<str>,
    /// Lemmas, any of which fixes it.
    pub lemmas: Vec<Box<str>>,
}

/// The file of a codebook of one's own that says what it is called and whether it extends the built-in one.
pub const HEADER: &str = "codebook.toml";

/// The file of words that the coder itself asks for (light verbs, verbs of planning and doubt).
const CLASSES: &str = "classes.toml";

/// Classes that the coder tells by itself: by names, lexicons of actors and grammar.
pub const KNOWN_CLASSES: &[&str] = &[
    "animate",
    "armed",
    "authority",
    "country",
    "igo",
    "official",
    "person",
    "place",
    "political",
    "political-person",
];

/// The files inside the program.
const BUILTIN: &[(&str, &str)] = &[
    (CLASSES, include_str!("../../../../lexicons/verbs/classes.toml")),
    ("assault.toml", include_str!("../../../../lexicons/verbs/assault.toml")),
    ("coerce.toml", include_str!("../../../../lexicons/verbs/coerce.toml")),
    ("protest.toml", include_str!("../../../../lexicons/verbs/protest.toml")),
    ("mobilize.toml", include_str!("../../../../lexicons/verbs/mobilize.toml")),
    ("sanction.toml", include_str!("../../../../lexicons/verbs/sanction.toml")),
    ("threaten.toml", include_str!("../../../../lexicons/verbs/threaten.toml")),
    ("reject.toml", include_str!("../../../../lexicons/verbs/reject.toml")),
    ("accuse.toml", include_str!("../../../../lexicons/verbs/accuse.toml")),
    ("request.toml", include_str!("../../../../lexicons/verbs/request.toml")),
    ("retreat.toml", include_str!("../../../../lexicons/verbs/retreat.toml")),
    ("concede.toml", include_str!("../../../../lexicons/verbs/concede.toml")),
    ("aid.toml", include_str!("../../../../lexicons/verbs/aid.toml")),
    ("cooperate.toml", include_str!("../../../../lexicons/verbs/cooperate.toml")),
    ("support.toml", include_str!("../../../../lexicons/verbs/support.toml")),
    ("consult.toml", include_str!("../../../../lexicons/verbs/consult.toml")),
    ("agree.toml", include_str!("../../../../lexicons/verbs/agree.toml")),
    ("contexts.toml", include_str!("../../../../lexicons/verbs/contexts.toml")),
];

impl Codebook {
    /// The codebook inside the program: PLOVER's 16 types with their modes.
    ///
    /// # Panics
    /// Only where the built-in files are broken, which a test excludes.
    pub fn builtin() -> Self {
        Codebook::load("plover", BUILTIN).expect("the built-in codebook loads")
    }

    /// Compiles a codebook from files given as name and text.
    ///
    /// # Errors
    /// Names the file, the rule and what to mend: bad TOML, unknown keys, a rule without both kinds of case, an unknown
    /// class.
    pub fn load(name: &str, files: &[(&str, &str)]) -> Result<Self, Error> {
        let mut book = Codebook::read(name, files)?;
        book.know_all_classes()?;
        book.build_index();
        Ok(book)
    }

    /// The rules of the files, not yet checked against each other or indexed.
    fn read(name: &str, files: &[(&str, &str)]) -> Result<Self, Error> {
        let mut book = Codebook {
            version: format!("{name}-{:08x}", fingerprint(files)),
            rules: Vec::new(),
            index: HashMap::new(),
            classes: HashMap::new(),
            added: Vec::new(),
            modes: Vec::new(),
            contexts: Vec::new(),
        };
        for (file, text) in files {
            file::read(&mut book, file, text)?;
        }
        Ok(book)
    }

    /// Compiles a codebook of one's own from files given as name and text, one of them its [`HEADER`]. It stands on the
    /// word classes inside the program. Where it extends the built-in codebook, a rule of the same id replaces that one.
    ///
    /// # Errors
    /// As [`Codebook::load`]; also where the header is missing, or extends something unknown.
    pub fn own(files: &[(&str, &str)]) -> Result<Self, Error> {
        let header = file::header(files)?;
        let below = BUILTIN.iter().filter(|(name, _)| header.extends || *name == CLASSES);
        let mut book = Codebook::read("", &below.copied().collect::<Vec<_>>())?;
        let rules = files.iter().filter(|(name, _)| *name != HEADER);
        let mut added = Codebook::read(&header.name, &rules.copied().collect::<Vec<_>>())?;
        book.added = added.classes.keys().filter(|name| !book.classes.contains_key(*name)).cloned().collect();
        book.added.sort();
        if !header.extends {
            // What fixes the modes of PLOVER's types says nothing of others, even of the same name.
            book.modes.clear();
        }
        book.rules.retain(|rule| added.rule(&rule.id).is_none());
        book.rules.append(&mut added.rules);
        book.classes.extend(added.classes);
        book.modes.append(&mut added.modes);
        book.contexts.retain(|context| added.contexts.iter().all(|own| own.name != context.name));
        book.contexts.append(&mut added.contexts);
        book.version = format!("{}-{:08x}", header.name, fingerprint(files) ^ fingerprint(BUILTIN));
        book.know_all_classes()?;
        book.build_index();
        Ok(book)
    }

    /// Finds the first rule that asks for a class which is neither the coder's nor the codebook's.
    fn know_all_classes(&self) -> Result<(), Error> {
        let known = |class: &str| KNOWN_CLASSES.contains(&class) || self.classes.contains_key(class);
        let unknown = |rule: &Rule| rule.classes().find(|class| !known(class)).map(str::to_owned);
        match self.rules.iter().find_map(|rule| Some((rule, unknown(rule)?))) {
            None => Ok(()),
            Some((rule, class)) => Err(file::unknown_class(rule, &class, &self.class_names())),
        }
    }

    /// The names of all classes that rules may ask for, in order.
    fn class_names(&self) -> Vec<&str> {
        let own = self.classes.keys().map(|name| &**name);
        let mut names: Vec<&str> = own.chain(KNOWN_CLASSES.iter().copied()).collect();
        names.sort_unstable();
        names
    }

    /// Word classes that a codebook of one's own adds to those of the program, in order.
    pub fn added_classes(&self) -> impl Iterator<Item = &str> {
        self.added.iter().map(|name| &**name)
    }

    /// The words of one of the codebook's classes, in order.
    pub fn words_of(&self, class: &str) -> &[Box<str>] {
        self.classes.get(class).map_or(&[], Vec::as_slice)
    }

    /// Its version as published in records: its name and a fingerprint of its files.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// All rules, in the order of the files.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of this identifier.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.id == id)
    }

    /// What events can be about, in the order of the files.
    pub fn contexts(&self) -> &[Context] {
        &self.contexts
    }

    /// Words that fix a mode, in the order of the files.
    pub fn modes(&self) -> &[ModeCue] {
        &self.modes
    }

    /// Rules that a head word may set off, the most specific triggers first.
    pub fn candidates<'a>(
        &'a self,
        pos: TriggerPos,
        lemma: &str,
    ) -> impl Iterator<Item = (&'a Rule, &'a Trigger)> + use<'a> {
        let hits = self.index.get(lemma).map_or(&[][..], Vec::as_slice);
        hits.iter().filter(move |entry| entry.0 == pos).map(|(_, rule, trigger)| {
            let rule = &self.rules[*rule as usize];
            (rule, &rule.triggers[*trigger as usize])
        })
    }

    /// True where the codebook's own class (without the `@`) holds the lemma.
    pub fn in_class(&self, class: &str, lemma: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.binary_search_by(|w| (**w).cmp(lemma)).is_ok())
    }

    fn build_index(&mut self) {
        for (r, rule) in self.rules.iter().enumerate() {
            for (t, trigger) in rule.triggers.iter().enumerate() {
                self.index.entry(trigger.head.clone()).or_default().push((trigger.pos, r as u32, t as u32));
            }
        }
        let rules = &self.rules;
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted by itself; no order reaches the output")]
        for hits in self.index.values_mut() {
            hits.sort_by_key(|(_, r, t)| {
                let rule = &rules[*r as usize];
                (std::cmp::Reverse((rule.triggers[*t as usize].with.len(), rule.demands())), *r)
            });
        }
    }
}

/// FNV-1a over names and texts: tells two codebooks apart in records.
fn fingerprint(files: &[(&str, &str)]) -> u32 {
    let bytes = files.iter().flat_map(|(name, text)| name.bytes().chain(text.bytes()));
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
