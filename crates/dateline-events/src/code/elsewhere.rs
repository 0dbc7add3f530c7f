//! Doers whom no argument of the event noun names: the accused of its charge, the one who claims it, the subject of the
//! clause whose means it is.

use super::arguments;
use super::conditions::Classes;
use dateline_doc::{Deprel, Syntax, TokenId, Upos};

/// How many nouns up the one is looked for whom a charge concerns ("jails in connection with the killings").
const MAX_NOUNS: usize = 4;

/// Nouns that lay an act at somebody's door; whoever has, faces or claims them did it.
const CHARGES: &[&str] = &[
    "charge",
    "count",
    "accusation",
    "allegation",
    "suspicion",
    "conviction",
    "responsibility",
    "guilt",
    "role",
    "part",
    "involvement",
    "connection",
    "complicity",
    "trial",
];

/// Those who stand behind an act by what they are called.
const MINDS: &[&str] = &["mastermind", "architect", "perpetrator", "author", "planner", "organiser", "organizer"];

/// The doers of the act that a noun names, from the rest of the sentence; none where nothing tells.
pub(super) fn doers(classes: &Classes<'_>, noun: TokenId) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let first = first_member(syntax, noun);
    let able = |found: &Vec<TokenId>| found.iter().any(|t| classes.can_act(*t));
    if received(classes, first).is_some() {
        return from(syntax, first);
    }
    [claimants, charged, by_means].into_iter().map(|find| find(classes, first)).find(able).unwrap_or_default()
}

/// "faced criticism", "won backing from the party": the subject of a verb of getting is whom the act concerns.
pub(super) fn receivers(classes: &Classes<'_>, noun: TokenId) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let verb = received(classes, first_member(syntax, noun));
    verb.map(|verb| arguments::of_verb(syntax, verb).subject).unwrap_or_default()
}

fn received(classes: &Classes<'_>, noun: TokenId) -> Option<TokenId> {
    let syntax = &classes.layers.syntax;
    let verb = syntax.head(noun).filter(|_| syntax.deprel(noun) == Deprel::Obj)?;
    arguments::RECEIVES.contains(&syntax.lemma(verb)).then_some(verb)
}

/// "from the party", on the noun or on the verb that it is the object of.
fn from(syntax: &Syntax, noun: TokenId) -> Vec<TokenId> {
    let verb = syntax.head(noun).map_or(&[][..], |verb| syntax.children(verb));
    let phrase = |t: &&TokenId| matches!(syntax.deprel(**t), Deprel::Nmod | Deprel::Obl);
    let from = |t: &&TokenId| phrase(t) && case(syntax, **t) == Some("from");
    syntax.children(noun).iter().chain(verb).find(from).copied().into_iter().collect()
}

/// "the atrocities that the group has perpetrated", "the attack, for which the group claimed responsibility".
fn claimants(classes: &Classes<'_>, noun: TokenId) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let does = |verb: &TokenId| classes.codebook.in_class("light", syntax.lemma(*verb));
    let clauses = syntax.children_by(noun, Deprel::AclRelcl).chain(syntax.children_by(noun, Deprel::Acl));
    let subjects = clauses.filter(does).map(|verb| arguments::of_verb(syntax, verb).subject);
    subjects.map(|subject| without(subject, noun)).find(|subject| !subject.is_empty()).unwrap_or_default()
}

fn without(mut list: Vec<TokenId>, token: TokenId) -> Vec<TokenId> {
    list.retain(|t| *t != token);
    list
}

/// "faces charges of kidnapping", "was jailed for the killings", "the mastermind behind the attacks".
fn charged(classes: &Classes<'_>, noun: TokenId) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let Some(case) = case(syntax, noun) else { return Vec::new() };
    if !matches!(case, "of" | "for" | "in" | "to" | "with" | "behind" | "over" | "on") {
        return Vec::new();
    }
    let mut charge = false;
    let mut at = noun;
    for above in syntax.ancestors(noun).take(MAX_NOUNS) {
        let lemma = syntax.lemma(above);
        if MINDS.contains(&lemma) {
            return mind(syntax, above);
        }
        if arguments::BLAMES.contains(&lemma) && syntax.upos(above) != Upos::Noun {
            return concerned(classes, above, at);
        }
        if syntax.upos(above) == Upos::Verb {
            return if charge { concerned(classes, above, at) } else { Vec::new() };
        }
        if CHARGES.contains(&lemma) {
            let owners = owners(syntax, above);
            if !owners.is_empty() {
                return owners;
            }
            charge = true;
        } else if !charge {
            return Vec::new();
        }
        at = above;
    }
    Vec::new()
}

/// Whom "mastermind" stands for: the one so called, else the word itself.
fn mind(syntax: &Syntax, noun: TokenId) -> Vec<TokenId> {
    if let Some(subject) = syntax.child_by(noun, Deprel::Nsubj) {
        return vec![subject];
    }
    match syntax.head(noun) {
        Some(head) if syntax.deprel(noun) == Deprel::Appos => vec![head],
        Some(verb) if case(syntax, noun) == Some("as") => {
            let found = arguments::of_verb(syntax, verb).object;
            if found.is_empty() { vec![noun] } else { found }
        }
        _ => vec![noun],
    }
}

/// "the charges against the mayor", "his role in the attack".
fn owners(syntax: &Syntax, charge: TokenId) -> Vec<TokenId> {
    let owns = |t: &&TokenId| match syntax.deprel(**t) {
        Deprel::NmodPoss => true,
        Deprel::Nmod => case(syntax, **t) == Some("against"),
        _ => false,
    };
    syntax.children(charge).iter().filter(owns).copied().collect()
}

/// The accused: what the verb is done to, else its subject.
fn concerned(classes: &Classes<'_>, verb: TokenId, charge: TokenId) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let args = arguments::of_verb(syntax, verb);
    let against = args.after.iter().filter(|(case, _)| syntax.lower(*case) == "against").map(|(_, t)| *t).collect();
    let able = |list: &Vec<TokenId>| list.iter().any(|t| *t != charge && classes.can_act(*t));
    [against, args.object, args.subject].into_iter().find(able).unwrap_or_default()
}

/// "supports the army with air strikes", "responded through shelling": the subject of the clause whose means the act is.
fn by_means(classes: &Classes<'_>, noun: TokenId) -> Vec<TokenId> {
    let syntax = &classes.layers.syntax;
    let used = syntax.head(noun).filter(|head| case(syntax, noun) == Some("of") && syntax.lemma(*head) == "use");
    let means = used.unwrap_or(noun);
    let Some(verb) = syntax.head(means).filter(|_| matches!(syntax.deprel(means), Deprel::Obl | Deprel::Nmod)) else {
        return Vec::new();
    };
    let is_means = matches!(case(syntax, means), Some("with" | "through" | "by" | "via"));
    if !is_means || syntax.upos(verb) != Upos::Verb || arguments::is_passive(syntax, verb) {
        return Vec::new();
    }
    without(arguments::of_verb(syntax, verb).subject, means)
}

fn case(syntax: &Syntax, noun: TokenId) -> Option<&str> {
    syntax.child_by(noun, Deprel::Case).map(|case| syntax.lower(case))
}

/// The first noun of a coordination.
fn first_member(syntax: &Syntax, noun: TokenId) -> TokenId {
    syntax.head(noun).filter(|_| syntax.deprel(noun) == Deprel::Conj).unwrap_or(noun)
}
