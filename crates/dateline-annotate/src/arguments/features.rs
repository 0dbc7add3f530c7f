//! What the choice of a role looks at: the predicate, the word, and the way between them.

use super::candidates::Candidate;
use super::frames::{self, Frame};
use super::sketch::{Item, NONE, Sketch, bit};
use dateline_doc::{Deprel, Role, Upos};
use dateline_learn::{Bag, Table, hash_text, mix};

const SUBJECTS: u64 = bit(Deprel::Nsubj) | bit(Deprel::NsubjPass) | bit(Deprel::Csubj) | bit(Deprel::CsubjPass);
const OBJECTS: u64 = bit(Deprel::Obj) | bit(Deprel::Iobj);
const CLAUSES: u64 = bit(Deprel::Ccomp) | bit(Deprel::Xcomp);
const OUTSIDE: u64 = 0xFFFF;

/// What is known of a predicate.
#[derive(Debug, Clone, Copy)]
pub struct Focus {
    /// Where it stands.
    pub at: u32,
    /// Its lemma, with its particle.
    pub lemma: u64,
    /// What the frame files say.
    pub frame: Frame,
    /// Part of speech and Penn tag and whether it is passive.
    form: u64,
    /// Part of speech and whether it is passive.
    voice: u64,
    /// The relations around it, in order.
    valency: u64,
    /// Which of subject, object, clause, particle, copula it has.
    has: u64,
}

impl Focus {
    /// Of the word at `at`.
    pub fn new(sketch: &Sketch, at: u32, table: &Table<'_>) -> Self {
        let item = &sketch.items[at as usize];
        let particle = sketch.get(item.particle).map_or(0, |item| item.lower);
        let passive = u64::from(is_passive(item));
        let voice = (item.upos as u64) << 1 | passive;
        Focus {
            at,
            lemma: if particle == 0 { item.lemma } else { mix(item.lemma, particle) },
            frame: frames::look_up(table, item.lemma, item.upos, particle),
            form: mix(item.xpos, voice),
            voice,
            valency: valency(sketch, at),
            has: has(item),
        }
    }
}

fn is_passive(item: &Item) -> bool {
    let marked = item.below & (bit(Deprel::AuxPass) | bit(Deprel::NsubjPass)) != 0;
    let bare = matches!(item.deprel, Deprel::Acl | Deprel::Amod) && item.below & bit(Deprel::Aux) == 0;
    marked || bare && item.xpos == hash_text("VBN")
}

fn has(item: &Item) -> u64 {
    let groups = [SUBJECTS, OBJECTS, CLAUSES, bit(Deprel::CompoundPrt), bit(Deprel::Cop), bit(Deprel::Mark)];
    groups.iter().enumerate().fold(0, |all, (nth, group)| all | u64::from(item.below & group != 0) << nth)
}

/// The relations of the dependents that carry meaning, before and after the word.
fn valency(sketch: &Sketch, at: u32) -> u64 {
    let mut hash = 0;
    let mut passed = false;
    for child in sketch.children(at) {
        if *child > at && !passed {
            passed = true;
            hash = mix(hash, OUTSIDE);
        }
        let deprel = sketch.items[*child as usize].deprel;
        if !matches!(deprel, Deprel::Punct | Deprel::Conj | Deprel::Cc | Deprel::Parataxis | Deprel::Discourse) {
            hash = mix(hash, deprel as u64);
        }
    }
    hash
}

/// The roles given so far, as bits. Candidates nearer in the tree come first.
#[derive(Debug, Clone, Copy, Default)]
pub struct Given(u64);

impl Given {
    /// With one more role.
    pub fn with(self, role: Role) -> Self {
        Given(self.0 | 1 << role as u64)
    }

    /// The numbered arguments.
    fn core(self) -> u64 {
        self.0 & ((1 << (Role::Arg4 as u64 + 1)) - 1)
    }
}

/// Features of a candidate.
pub fn features(sketch: &Sketch, focus: &Focus, candidate: &Candidate, given: Given, bag: &mut Bag) {
    bag.clear();
    let item = &sketch.items[candidate.at as usize];
    let predicate = &sketch.items[focus.at as usize];
    let lower = |at: u32| sketch.get(at).map_or(OUTSIDE, |item| item.lower);
    let deprel = item.deprel as u64;
    let side = u64::from(candidate.at > focus.at);
    let path = mix(candidate.path, side);
    let marker = lower(item.marker);
    let relation = mix(mix(deprel, u64::from(candidate.up) << 4 | u64::from(candidate.down)), side);
    let marked = mix(relation, marker);
    let frame = focus.frame.signature();
    let head = sketch.get(item.head).filter(|_| item.head != focus.at);
    let head_lemma = head.map_or(1, |head| head.lemma);
    let shape = item.below & (SUBJECTS | bit(Deprel::Case) | bit(Deprel::Cop) | bit(Deprel::Mark) | bit(Deprel::Det));
    let top = top(sketch, focus, candidate);
    bag.add([relation, focus.voice]);
    bag.add([path]);
    bag.add([path, focus.lemma]);
    bag.add([path, frame, focus.voice]);
    bag.add([path, focus.lemma, focus.voice]);
    bag.add([path, focus.form]);
    bag.add([path, focus.has, focus.form]);
    bag.add([path, focus.has, focus.lemma]);
    bag.add([path, focus.has, frame]);
    bag.add([path, focus.valency, focus.voice]);
    bag.add([path, focus.valency, focus.lemma]);
    bag.add([path, marker, focus.form]);
    bag.add([marked, focus.lemma]);
    bag.add([marked, frame]);
    bag.add([marked, item.lemma]);
    bag.add([marked, item.cluster]);
    bag.add([marked, item.coarse, focus.voice]);
    bag.add([marked, item.xpos]);
    bag.add([marked, predicate.cluster]);
    bag.add([marked, item.name, focus.voice]);
    bag.add([relation, item.lemma]);
    bag.add([path, item.lower]);
    bag.add([path, item.cluster]);
    bag.add([path, item.xpos, focus.voice]);
    bag.add([relation, focus.lemma, item.lemma]);
    bag.add([relation, focus.lemma, item.cluster]);
    bag.add([relation, predicate.cluster, item.cluster]);
    bag.add([relation, predicate.cluster, focus.has]);
    bag.add([relation, focus.frame.first.into(), focus.frame.any.into(), focus.voice]);
    bag.add([relation, lower(item.first), item.xpos]);
    bag.add([relation, lower(item.last)]);
    bag.add([path, head_lemma]);
    bag.add([relation, head_lemma, focus.lemma]);
    bag.add([relation, shape, item.xpos]);
    bag.add([relation, u64::from(item.nth), focus.has, focus.voice]);
    bag.add([path, u64::from(distance(candidate.at, focus.at))]);
    bag.add([path, top]);
    bag.add([relation, lower(candidate.at.wrapping_sub(1)), item.upos as u64]);
    bag.add([marker, item.lemma, focus.lemma]);
    bag.add([relation, given.core(), focus.voice]);
    bag.add([relation, given.core(), frame]);
    bag.add([relation, given.core(), focus.lemma]);
    bag.add([path, given.0]);
}

/// The word where the way turns down, and how it stands to its own head; what shared arguments depend on.
fn top(sketch: &Sketch, focus: &Focus, candidate: &Candidate) -> u64 {
    let mut at = focus.at;
    for _ in 0..candidate.up {
        at = sketch.get(at).map_or(NONE, |item| item.head);
    }
    sketch.get(at).map_or(OUTSIDE, |item| if candidate.up == 0 { 2 } else { mix(item.lemma, has(item)) })
}

fn distance(a: u32, b: u32) -> u32 {
    match a.abs_diff(b) {
        near @ 0..=2 => near,
        3..=4 => 3,
        5..=8 => 4,
        9..=16 => 5,
        _ => 6,
    }
}

/// Features of a word that may be a predicate.
pub fn predicate_features(sketch: &Sketch, focus: &Focus, bag: &mut Bag) {
    bag.clear();
    let item = &sketch.items[focus.at as usize];
    let near = |by: i32| sketch.get(focus.at.wrapping_add_signed(by));
    let lower = |by: i32| near(by).map_or(OUTSIDE, |item| item.lower);
    let upos = item.upos as u64;
    let deprel = item.deprel as u64;
    let known = mix(u64::from(focus.frame.senses.min(3)), u64::from(focus.frame.any));
    let head = sketch.get(item.head);
    bag.add([upos]);
    bag.add([known, upos]);
    bag.add([known, deprel, upos]);
    bag.add([known, item.xpos, item.below]);
    bag.add([known, focus.frame.signature()]);
    bag.add([item.lemma, upos]);
    bag.add([item.lower, item.xpos]);
    bag.add([item.lemma, deprel]);
    bag.add([item.lemma, item.below]);
    bag.add([item.lemma, lower(-1)]);
    bag.add([item.lemma, lower(1)]);
    bag.add([item.lemma, head.map_or(OUTSIDE, |head| head.lemma)]);
    bag.add([item.ending, upos, deprel]);
    bag.add([item.ending, known]);
    bag.add([item.cluster, upos]);
    bag.add([item.cluster, deprel, item.below]);
    bag.add([upos, deprel, head.map_or(OUTSIDE, |head| head.xpos)]);
    bag.add([upos, deprel, head.map_or(OUTSIDE, |head| head.lemma)]);
    bag.add([upos, item.below, item.xpos]);
    bag.add([upos, lower(-1), lower(1)]);
    bag.add([
        upos,
        sketch.children(focus.at).iter().fold(0, |all, child| mix(all, sketch.items[*child as usize].lower)),
    ]);
    bag.add([upos, item.name, item.xpos]);
}

/// True for parts of speech that predicates have.
pub fn may_be_predicate(upos: Upos) -> bool {
    matches!(upos, Upos::Verb | Upos::Aux | Upos::Noun | Upos::Propn | Upos::Adj)
}
