//! Logical arguments: who does it and to whom, whatever the construction.
//!
//! Active, passive, participle, relative clause, control, coordination and nominalisation all come out as the same few
//! slots. Works on the dependency labels of Universal Dependencies.

use super::conditions::Classes;
use dateline_doc::{Deprel, Feats, Syntax, TokenId, Upos};
use dateline_lexicon::Codebook;
use dateline_lexicon::codebook::Slot;

/// How far up control and coordination are followed.
const MAX_STEPS: usize = 6;
/// How far below a passive its agent is looked for.
const AGENT_DEPTH: usize = 3;

/// Verbs and adjectives that lay an act at somebody's door.
pub(super) const BLAMES: &[&str] = &[
    "accuse",
    "charge",
    "convict",
    "sentence",
    "jail",
    "imprison",
    "arrest",
    "detain",
    "suspect",
    "blame",
    "indict",
    "try",
    "plead",
    "responsible",
    "guilty",
    "confess",
    "admit",
    "want",
    "acquit",
    "serve",
    "investigate",
    "prosecute",
    "fault",
    "implicate",
    "commit",
    "capable",
];

/// Verbs whose subject gets what their object names from others.
pub(super) const RECEIVES: &[&str] = &[
    "receive", "face", "win", "draw", "get", "earn", "attract", "gain", "garner", "prompt", "provoke", "spark",
    "elicit", "suffer", "trigger", "secure", "enjoy", "seek", "sustain",
];

/// The logical arguments of a predicate, as head words; coordinated members stand side by side.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Arguments {
    pub(super) subject: Vec<TokenId>,
    pub(super) object: Vec<TokenId>,
    pub(super) indirect: Vec<TokenId>,
    /// The preposition (its word) and the noun after it.
    pub(super) after: Vec<(TokenId, TokenId)>,
    /// True for the arguments of a noun.
    pub(super) nominal: bool,
}

impl Arguments {
    /// The fillers of a slot.
    pub(super) fn slot(&self, syntax: &Syntax, slot: &Slot) -> Vec<TokenId> {
        match slot {
            Slot::Subject => self.subject.clone(),
            Slot::Object if self.object.is_empty() => self.indirect.clone(),
            Slot::Object => self.object.clone(),
            Slot::Indirect => self.indirect.clone(),
            Slot::After(word) => {
                let among = |case: &str| &**word == "between" && matches!(case, "among" | "amongst");
                let is_word = |case: &str| case == &**word || among(case);
                let same = |(case, _): &&(TokenId, TokenId)| is_word(syntax.lower(*case));
                self.after.iter().filter(same).map(|(_, noun)| *noun).collect()
            }
            // No argument of the predicate: found where the rule fires.
            Slot::Speaker => Vec::new(),
        }
    }

    /// "discussed the plan with the rebels": partners hung on what is discussed are partners of the act.
    pub(super) fn lend_partners(&mut self, syntax: &Syntax) {
        for &object in &self.object {
            for partner in syntax.children_by(object, Deprel::Nmod) {
                let with = syntax.child_by(partner, Deprel::Case).filter(|case| syntax.lower(*case) == "with");
                self.after.extend(with.map(|case| (case, partner)));
            }
        }
    }

    fn tidy(&mut self, syntax: &Syntax) {
        for list in [&mut self.subject, &mut self.object, &mut self.indirect] {
            *list = with_members(syntax, list);
        }
        let after = std::mem::take(&mut self.after);
        for (case, noun) in after {
            self.after.extend(with_members(syntax, &[noun]).into_iter().map(|member| (case, member)));
        }
    }
}

/// Arguments of a verb or of a predicative adjective.
pub(super) fn of_verb(syntax: &Syntax, verb: TokenId) -> Arguments {
    let mut args = own(syntax, verb);
    complete(syntax, verb, &mut args, 0);
    if args.object.is_empty() && !is_passive(syntax, verb) {
        borrow_object(syntax, verb, &mut args);
    }
    resolve_relatives(syntax, verb, &mut args);
    args.tidy(syntax);
    args
}

/// Arguments of a verb and of the noun that makes one predicate with it: "reached a deal with Cyprus".
pub(super) fn of_verb_with(syntax: &Syntax, verb: TokenId, parts: &[TokenId]) -> Arguments {
    let mut args = of_verb(syntax, verb);
    for &noun in parts.iter().filter(|t| syntax.upos(**t) == Upos::Noun) {
        let mut lent = Arguments::default();
        for &child in syntax.children(noun).iter().filter(|t| syntax.deprel(**t) == Deprel::Nmod) {
            add_nominal(syntax, child, &mut lent);
        }
        lent.tidy(syntax);
        args.after.extend(lent.after);
        args.object.retain(|t| *t != noun);
    }
    args
}

/// Arguments of a verb and of what hangs on its object: "sent a letter to the bureau".
pub(super) fn of_verb_with_nouns(syntax: &Syntax, verb: TokenId) -> Arguments {
    let parts: Vec<_> = syntax.children_by(verb, Deprel::Obj).collect();
    of_verb_with(syntax, verb, &parts)
}

/// Arguments of an event noun. `patient` is true where its possessor undergoes the act ("his arrest").
pub(super) fn of_noun(classes: &Classes<'_>, noun: TokenId, patient: bool) -> Arguments {
    let (syntax, codebook) = (&classes.layers.syntax, classes.codebook);
    let mut args = Arguments { nominal: true, ..Arguments::default() };
    let mut possessors = Vec::new();
    for &child in syntax.children(noun) {
        match syntax.deprel(child) {
            Deprel::NmodPoss => possessors.push(child),
            Deprel::Nmod | Deprel::Obl | Deprel::OblAgent => {
                add_nominal(syntax, child, &mut args);
                doers_below(syntax, child).for_each(|doer| add_nominal(syntax, doer, &mut args));
            }
            Deprel::Amod if taken_for_modifier(syntax, child).is_some() => {
                args.subject.extend(own(syntax, child).subject)
            }
            Deprel::Amod | Deprel::Compound | Deprel::NmodDesc => add_modifier(classes, child, patient, &mut args),
            Deprel::Acl if is_light(syntax, child, codebook) => args.subject.extend(own(syntax, child).subject),
            _ => {}
        }
    }
    if let Some(phrase) = next_phrase(syntax, noun) {
        add_nominal(syntax, phrase, &mut args);
    }
    let undergoes = patient && args.object.is_empty();
    if undergoes { &mut args.object } else { &mut args.subject }.extend(possessors);
    add_support(syntax, noun, &mut args, codebook);
    args.tidy(syntax);
    args
}

/// "widened its campaign against the rebels": a phrase that follows the noun at once belongs to it, also where it was
/// hung on the verb.
fn next_phrase(syntax: &Syntax, noun: TokenId) -> Option<TokenId> {
    let verb = syntax.head(noun).filter(|_| matches!(syntax.deprel(noun), Deprel::Obj | Deprel::NsubjPass))?;
    let follows =
        |case: TokenId| case.0 == noun.0 + 1 && matches!(syntax.lower(case), "on" | "against" | "with" | "for" | "of");
    syntax.children_by(verb, Deprel::Obl).find(|phrase| syntax.child_by(*phrase, Deprel::Case).is_some_and(follows))
}

/// Sides that were hung on the other side: "the killing of the mayor by gunmen" with the gunmen under the mayor, "the
/// offensive by the army against the rebels" with the rebels under the army.
fn doers_below(syntax: &Syntax, side: TokenId) -> impl Iterator<Item = TokenId> {
    let other = |case: TokenId| matches!(syntax.lower(case), "by" | "against" | "between");
    syntax.children_by(side, Deprel::Nmod).filter(move |t| syntax.children_by(*t, Deprel::Case).any(other))
}

/// True for a passive or a past participle that modifies a noun. Decided by the construction, not by the tag: a verb
/// with an object or a plain subject of its own is active, whatever its form is taken for.
pub(super) fn is_passive(syntax: &Syntax, verb: TokenId) -> bool {
    let has = |deprel| syntax.child_by(verb, deprel).is_some();
    if has(Deprel::AuxPass) || has(Deprel::NsubjPass) || has(Deprel::OblAgent) {
        return true;
    }
    if has(Deprel::Obj) || has(Deprel::Nsubj) || lost_subject(syntax, verb).is_some() {
        return false;
    }
    if !matches!(syntax.xpos(verb), "VBN" | "VBD") {
        return false;
    }
    match syntax.deprel(verb) {
        Deprel::Acl | Deprel::Amod => true,
        Deprel::Xcomp | Deprel::Advcl | Deprel::Dep => syntax.feats(verb).has(Feats::PASS),
        Deprel::Conj => !has_own_aux(syntax, verb) && syntax.head(verb).is_some_and(|h| is_passive(syntax, h)),
        _ => syntax.feats(verb).has(Feats::PASS) && !has(Deprel::Aux),
    }
}

/// A list of heads with the members coordinated to each.
pub(super) fn with_members(syntax: &Syntax, heads: &[TokenId]) -> Vec<TokenId> {
    let mut all = Vec::new();
    for &head in heads {
        let mut members = vec![head];
        members.extend(syntax.children_by(head, Deprel::Conj).filter(|m| is_nominal(syntax, *m)));
        all.extend(members.into_iter().filter(|m| !all.contains(m)).collect::<Vec<_>>());
    }
    all
}

/// True for nouns, names, pronouns and numbers that stand for them.
pub(super) fn is_nominal(syntax: &Syntax, token: TokenId) -> bool {
    matches!(syntax.upos(token), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det | Upos::Adj | Upos::X)
}

/// What hangs on the verb itself.
fn own(syntax: &Syntax, verb: TokenId) -> Arguments {
    let passive = is_passive(syntax, verb);
    let mut args = Arguments::default();
    for &child in syntax.children(verb) {
        match syntax.deprel(child) {
            Deprel::Nsubj | Deprel::NsubjOuter if passive => args.object.push(child),
            Deprel::Nsubj | Deprel::NsubjOuter => args.subject.push(child),
            Deprel::NsubjPass | Deprel::Obj => args.object.push(child),
            Deprel::Iobj => args.indirect.push(child),
            Deprel::OblAgent => args.subject.push(child),
            Deprel::Obl | Deprel::Nmod => add_oblique(syntax, child, passive, &mut args),
            _ => {}
        }
    }
    if let Some(noun) = taken_for_modifier(syntax, verb) {
        args.object.push(noun);
        args.subject.extend(lost_subject(syntax, verb));
    }
    if passive && args.subject.is_empty() {
        args.subject.extend(far_agent(syntax, verb));
    }
    args
}

/// "was banned from praying at the ruins by the ministry": the agent hangs on a word between. Also "killed at the hands
/// of the militia".
fn far_agent(syntax: &Syntax, verb: TokenId) -> Option<TokenId> {
    let word = |t: TokenId| syntax.child_by(t, Deprel::Case).map(|case| syntax.lower(case));
    let phrase = |t: &TokenId| matches!(syntax.deprel(*t), Deprel::Obl | Deprel::Nmod | Deprel::OblUnmarked);
    let of_hands = |hands: TokenId| {
        let at = syntax.lemma(hands) == "hand" && matches!(word(hands), Some("at" | "by"));
        syntax.children_by(hands, Deprel::Nmod).find(|t| at && word(*t) == Some("of"))
    };
    let mut level: Vec<TokenId> = syntax.children(verb).iter().copied().filter(|t| *t > verb).collect();
    for _ in 0..AGENT_DEPTH {
        if let Some(found) = level.iter().copied().filter(phrase).find_map(of_hands) {
            return Some(found);
        }
        let below = |t: &TokenId| {
            let open = matches!(syntax.deprel(*t), Deprel::Obl | Deprel::Nmod | Deprel::OblUnmarked | Deprel::Obj)
                || matches!(syntax.deprel(*t), Deprel::Xcomp | Deprel::Advcl) && syntax.xpos(*t) == "VBG";
            if open { syntax.children(*t) } else { &[] }
        };
        level = level.iter().flat_map(below).copied().collect();
        let by = |t: &TokenId| phrase(t) && word(*t) == Some("by");
        if let Some(found) = level.iter().copied().find(by) {
            return Some(found);
        }
    }
    None
}

/// "Washington imposed sanctions": a verb with a subject can't modify the noun after it; that noun is its object. The
/// subject may have been given to the noun, which has no copula to want one.
pub(super) fn taken_for_modifier(syntax: &Syntax, verb: TokenId) -> Option<TokenId> {
    let noun = syntax.head(verb).filter(|noun| *noun > verb && syntax.deprel(verb) == Deprel::Amod)?;
    (syntax.child_by(verb, Deprel::Nsubj).is_some() || lost_subject(syntax, verb).is_some()).then_some(noun)
}

/// The subject before a participle that hangs on the noun after it.
fn lost_subject(syntax: &Syntax, verb: TokenId) -> Option<TokenId> {
    let noun = syntax.head(verb).filter(|_| syntax.deprel(verb) == Deprel::Amod)?;
    let copula = syntax.child_by(noun, Deprel::Cop).is_some();
    syntax.child_by(noun, Deprel::Nsubj).filter(|subject| *subject < verb && !copula)
}

fn add_oblique(syntax: &Syntax, noun: TokenId, passive: bool, args: &mut Arguments) {
    let Some(case) = syntax.child_by(noun, Deprel::Case) else { return };
    if passive && syntax.lower(case) == "by" {
        args.subject.push(noun);
    }
    args.after.push((case, noun));
}

/// Fills a missing subject or object from the construction the verb stands in.
fn complete(syntax: &Syntax, verb: TokenId, args: &mut Arguments, step: usize) {
    let Some(head) = syntax.head(verb).filter(|_| step < MAX_STEPS) else { return };
    let passive = is_passive(syntax, verb);
    let lacking = if passive { args.object.is_empty() } else { args.subject.is_empty() };
    if !lacking {
        return;
    }
    let found = match syntax.deprel(verb) {
        Deprel::Acl if syntax.child_by(verb, Deprel::Mark).is_none() => vec![head],
        Deprel::Acl if is_laid_on_object(syntax, verb) && is_blamed(syntax, head) => vec![head],
        Deprel::Amod => vec![head],
        Deprel::Advcl | Deprel::Obl if is_laid_on_object(syntax, verb) => controller(syntax, head, step + 1),
        Deprel::Conj | Deprel::Advcl | Deprel::Parataxis => surface_subject(syntax, head, step + 1),
        Deprel::Xcomp => controller(syntax, head, step + 1),
        Deprel::Acl if is_nominal(syntax, head) => support_subject(syntax, head, step + 1),
        _ => Vec::new(),
    };
    let slot = if passive { &mut args.object } else { &mut args.subject };
    slot.extend(found.into_iter().filter(|t| *t != verb));
    if syntax.deprel(verb) == Deprel::Conj && !passive && args.object.is_empty() {
        share_object(syntax, verb, head, args);
    }
}

/// "arrested and charged two men": the object stands after both verbs and hangs on either.
fn share_object(syntax: &Syntax, verb: TokenId, head: TokenId, args: &mut Arguments) {
    let shared = syntax.children_by(head, Deprel::Obj).filter(|object| *object > verb);
    args.object.extend(shared);
}

fn borrow_object(syntax: &Syntax, verb: TokenId, args: &mut Arguments) {
    let bare = |t: &TokenId| syntax.upos(*t) == Upos::Verb && !has_own_aux(syntax, *t) && t.0 <= verb.0 + 2;
    let second = syntax.children_by(verb, Deprel::Conj).find(bare);
    args.object.extend(second.into_iter().flat_map(|t| syntax.children_by(t, Deprel::Obj)));
}

/// The subject on the surface, looked for upwards.
fn surface_subject(syntax: &Syntax, verb: TokenId, step: usize) -> Vec<TokenId> {
    let args = own(syntax, verb);
    let mine = if is_passive(syntax, verb) { args.object } else { args.subject };
    if !mine.is_empty() {
        return mine;
    }
    let mut args = Arguments::default();
    complete(syntax, verb, &mut args, step);
    if args.subject.is_empty() { args.object } else { args.subject }
}

/// The noun right before a finite verb that was left without a subject.
pub(super) fn noun_before(syntax: &Syntax, verb: TokenId) -> Option<TokenId> {
    let finite = matches!(syntax.xpos(verb), "VBD" | "VBZ" | "VBP") || has_own_aux(syntax, verb);
    let own = |t: TokenId| {
        syntax.head(t) == Some(verb) && matches!(syntax.deprel(t), Deprel::Aux | Deprel::Advmod | Deprel::AuxPass)
    };
    if !finite || is_passive(syntax, verb) || syntax.child_by(verb, Deprel::Nsubj).is_some() {
        return None;
    }
    let start = syntax.sentence(verb).tokens.start;
    let before = (start.0..verb.0).rev().map(TokenId).find(|t| !own(*t))?;
    matches!(syntax.upos(before), Upos::Noun | Upos::Propn).then_some(before)
}

/// "said that the deaths were caused by gunshots and called on the army": the subject of a clause further up, where the
/// nearest one can't be meant.
pub(super) fn subject_above(syntax: &Syntax, verb: TokenId) -> Vec<TokenId> {
    if syntax.deprel(verb) != Deprel::Conj || syntax.child_by(verb, Deprel::Nsubj).is_some() || is_passive(syntax, verb)
    {
        return Vec::new();
    }
    let clause = |t: &TokenId| matches!(syntax.deprel(*t), Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl);
    let below = std::iter::once(verb).chain(syntax.ancestors(verb)).take(MAX_STEPS).find(clause);
    below.and_then(|t| syntax.head(t)).map(|verb| of_verb(syntax, verb).subject).unwrap_or_default()
}

/// Who is understood as the subject of an infinitive below `verb`: its object if it has one, else its subject.
fn controller(syntax: &Syntax, verb: TokenId, step: usize) -> Vec<TokenId> {
    let objects: Vec<_> = syntax.children_by(verb, Deprel::Obj).chain(syntax.children_by(verb, Deprel::Iobj)).collect();
    if objects.is_empty() { surface_subject(syntax, verb, step) } else { objects }
}

/// "accused the army of shelling", "stopped them from leaving", "arrested a man for killing": the object is the doer.
fn is_laid_on_object(syntax: &Syntax, gerund: TokenId) -> bool {
    let mut marks = syntax.children_by(gerund, Deprel::Mark).chain(syntax.children_by(gerund, Deprel::Case));
    syntax.xpos(gerund) == "VBG" && marks.any(|t| matches!(syntax.lower(t), "of" | "from" | "into" | "for" | "with"))
}

/// The object or subject of a verb that lays an act at somebody's door.
pub(super) fn is_blamed(syntax: &Syntax, noun: TokenId) -> bool {
    matches!(syntax.deprel(noun), Deprel::Obj | Deprel::NsubjPass)
        && syntax.head(noun).is_some_and(|verb| BLAMES.contains(&syntax.lemma(verb)))
}

/// "launched a bid to free X": the subject of the verb that the noun is the object of.
fn support_subject(syntax: &Syntax, noun: TokenId, step: usize) -> Vec<TokenId> {
    match syntax.head(noun) {
        // "gave the army a chance to strike".
        Some(verb) if syntax.deprel(noun) == Deprel::Obj && syntax.child_by(verb, Deprel::Iobj).is_some() => {
            syntax.children_by(verb, Deprel::Iobj).collect()
        }
        Some(verb) if syntax.deprel(noun) == Deprel::Obj && doers_of(syntax, noun).is_empty() => {
            surface_subject(syntax, verb, step)
        }
        _ => doers_of(syntax, noun),
    }
}

fn doers_of(syntax: &Syntax, noun: TokenId) -> Vec<TokenId> {
    syntax.children(noun).iter().copied().filter(|child| is_doer_of_noun(syntax, *child)).collect()
}

/// "Beijing's efforts to", "efforts by Beijing to".
fn is_doer_of_noun(syntax: &Syntax, child: TokenId) -> bool {
    let by = || syntax.child_by(child, Deprel::Case).is_some_and(|case| syntax.lower(case) == "by");
    syntax.deprel(child) == Deprel::NmodPoss || matches!(syntax.deprel(child), Deprel::Nmod | Deprel::OblAgent) && by()
}

/// "who", "which", "that" become the noun that the relative clause hangs on.
fn resolve_relatives(syntax: &Syntax, verb: TokenId, args: &mut Arguments) {
    let antecedent = std::iter::once(verb)
        .chain(syntax.ancestors(verb))
        .take(MAX_STEPS)
        .find(|t| syntax.deprel(*t) == Deprel::AclRelcl)
        .and_then(|t| syntax.head(t));
    for list in [&mut args.subject, &mut args.object, &mut args.indirect] {
        list.retain_mut(|token| match (is_relative(syntax, *token), antecedent) {
            (false, _) => true,
            (true, Some(noun)) => {
                *token = noun;
                true
            }
            (true, None) => false,
        });
    }
    let objectless = args.object.is_empty() && !is_passive(syntax, verb) && !args.subject.is_empty();
    if objectless && syntax.deprel(verb) == Deprel::AclRelcl && !has_relative_pronoun(syntax, verb) {
        args.object.extend(antecedent);
    }
}

fn has_relative_pronoun(syntax: &Syntax, verb: TokenId) -> bool {
    syntax.children(verb).iter().any(|child| {
        is_relative(syntax, *child) || syntax.children(*child).iter().any(|below| is_relative(syntax, *below))
    })
}

fn is_relative(syntax: &Syntax, token: TokenId) -> bool {
    matches!(syntax.lower(token), "who" | "whom" | "which" | "that" | "whose") && syntax.upos(token) == Upos::Pron
        || matches!(syntax.xpos(token), "WP" | "WDT")
}

fn has_own_aux(syntax: &Syntax, verb: TokenId) -> bool {
    syntax.children(verb).iter().any(|t| syntax.deprel(*t) == Deprel::Aux)
}

fn add_nominal(syntax: &Syntax, child: TokenId, args: &mut Arguments) {
    let Some(case) = syntax.child_by(child, Deprel::Case) else { return };
    match syntax.lower(case) {
        "by" => args.subject.push(child),
        "of" => args.object.push(child),
        _ => {}
    }
    args.after.push((case, child));
}

/// "Israeli air strikes", "the Karlov assassination", "police raid": a name or a body before the noun does it or
/// undergoes it.
fn add_modifier(classes: &Classes<'_>, child: TokenId, patient: bool, args: &mut Arguments) {
    if patient && classes.is_named_person(child) {
        args.object.push(child);
    } else if classes.is_country(child) || classes.is_doer(child) {
        args.subject.push(child);
    }
}

/// Arguments that a light verb lends its noun: "carried out an attack on", "held talks with".
fn add_support(syntax: &Syntax, noun: TokenId, args: &mut Arguments, codebook: &Codebook) {
    let first = first_member(syntax, noun);
    let Some(verb) = syntax.head(first).filter(|verb| is_light(syntax, *verb, codebook)) else { return };
    if !matches!(syntax.deprel(first), Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj | Deprel::Obl) {
        return;
    }
    let of_verb = self::of_verb(syntax, verb);
    let gets = syntax.deprel(first) == Deprel::Obj && RECEIVES.contains(&syntax.lemma(verb));
    if args.subject.is_empty() && !of_verb.subject.contains(&first) && !gets {
        args.subject.extend(of_verb.subject);
    }
    let known: Vec<_> = args.after.iter().map(|(_, phrase)| *phrase).chain([first]).collect();
    args.after.extend(of_verb.after.into_iter().filter(|(_, phrase)| !known.contains(phrase)));
}

/// The first noun of a coordination.
fn first_member(syntax: &Syntax, noun: TokenId) -> TokenId {
    match syntax.head(noun) {
        Some(head) if syntax.deprel(noun) == Deprel::Conj && is_nominal(syntax, head) => head,
        _ => noun,
    }
}

fn is_light(syntax: &Syntax, verb: TokenId, codebook: &Codebook) -> bool {
    syntax.upos(verb) == Upos::Verb && codebook.in_class("light", syntax.lemma(verb))
}
