//! Whether a place name stands for a government or its people: "Moscow said", "talks between Ankara and Berlin".

use dateline_doc::{Deprel, PlacePrecision, Syntax, TokenId, Toponym};

/// Verbs whose subject acts or speaks; a place that is their subject stands for those who govern it.
const DECISIONS: &[&str] = &[
    "say",
    "announce",
    "accuse",
    "deny",
    "warn",
    "demand",
    "urge",
    "condemn",
    "insist",
    "claim",
    "call",
    "ask",
    "reject",
    "refuse",
    "agree",
    "threaten",
    "vow",
    "pledge",
    "promise",
    "declare",
    "blame",
    "criticise",
    "criticize",
    "want",
    "support",
    "back",
    "oppose",
    "impose",
    "sign",
    "send",
    "deploy",
    "recall",
    "expel",
    "ban",
    "decide",
    "welcome",
    "recognise",
    "recognize",
    "seek",
    "hope",
    "plan",
    "launch",
    "order",
    "approve",
    "offer",
    "negotiate",
    "retaliate",
    "respond",
    "react",
    "withdraw",
    "suspend",
    "cut",
    "sever",
    "lift",
    "summon",
    "protest",
    "denounce",
    "lobby",
    "fear",
    "believe",
    "consider",
    "propose",
    "suggest",
    "admit",
    "acknowledge",
    "confirm",
    "allege",
    "maintain",
    "stress",
    "invade",
    "attack",
    "annex",
    "fund",
    "arm",
    "train",
    "arrest",
    "help",
    "host",
    "invite",
    "bomb",
    "shell",
    "meet",
];

/// Verbs whose object is addressed.
const ADDRESSED: &[&str] = &[
    "accuse",
    "urge",
    "warn",
    "ask",
    "tell",
    "blame",
    "condemn",
    "criticise",
    "criticize",
    "press",
    "pressure",
    "persuade",
    "convince",
    "call",
    "sue",
    "sanction",
    "thank",
    "support",
    "back",
    "assure",
    "inform",
    "invite",
    "deter",
    "punish",
    "threaten",
    "isolate",
    "denounce",
    "help",
    "oppose",
    "anger",
    "provoke",
    "confront",
    "force",
    "ally",
];

/// Nouns between parties.
const BETWEEN: &[&str] = &[
    "talk",
    "tie",
    "relation",
    "relationship",
    "agreement",
    "deal",
    "negotiation",
    "war",
    "dispute",
    "tension",
    "treaty",
    "accord",
    "cooperation",
    "dialogue",
    "rift",
    "meeting",
    "alliance",
    "conflict",
    "trade",
    "pact",
    "rivalry",
    "truce",
    "ceasefire",
    "summit",
    "consultation",
    "rapprochement",
    "friendship",
    "sanction",
    "attack",
    "support",
    "pressure",
    "complaint",
    "aid",
    "threat",
    "campaign",
];

/// Nouns that are governed, owned or done by a government: "Turkey's apology", "US forces".
const GOVERNED: &[&str] = &[
    "government",
    "president",
    "minister",
    "ministry",
    "army",
    "force",
    "military",
    "police",
    "policy",
    "decision",
    "ambassador",
    "embassy",
    "envoy",
    "official",
    "parliament",
    "leader",
    "leadership",
    "king",
    "queen",
    "authority",
    "regime",
    "administration",
    "apology",
    "response",
    "support",
    "role",
    "involvement",
    "interest",
    "ally",
    "enemy",
    "foe",
    "demand",
    "claim",
    "offensive",
    "operation",
    "campaign",
    "invasion",
    "statement",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "diplomat",
    "delegation",
    "troop",
    "soldier",
    "navy",
    "warplane",
    "jet",
    "aircraft",
    "senator",
    "lawmaker",
    "senate",
    "congress",
    "court",
    "prosecutor",
    "intelligence",
    "agency",
    "department",
    "secretary",
    "mayor",
    "governor",
    "chancellor",
    "premier",
    "prime",
    "council",
    "cabinet",
    "opposition",
    "party",
    "citizen",
    "national",
    "people",
    "rebel",
    "militia",
    "sanction",
    "aid",
    "tie",
    "relation",
    "position",
    "stance",
    "proposal",
    "plan",
    "offer",
    "threat",
    "warning",
    "call",
    "concern",
    "commitment",
    "pledge",
    "programme",
    "program",
    "airstrike",
    "strike",
    "drone",
    "missile",
    "ban",
    "law",
    "constitution",
    "economy",
    "budget",
    "bid",
    "action",
    "aggression",
    "intervention",
    "general",
    "commander",
    "officer",
    "fighter",
    "team",
    "marine",
    "judge",
    "rule",
    "right",
    "security",
];

/// True where the place name is used as an actor, so that an event can't be said to have happened there on its account:
/// subject of a verb of speech or decision, party to talks, owner of a policy, modifier of an official or a force.
pub fn used_as_actor(syntax: &Syntax, toponym: &Toponym) -> bool {
    let Some(head) = head_of(syntax, toponym) else { return false };
    let head = first_conjunct(syntax, head);
    let Some(governor) = syntax.head(head) else { return false };
    let lemma = syntax.lemma(governor);
    match syntax.deprel(head) {
        Deprel::Nsubj | Deprel::CsubjOuter | Deprel::NsubjOuter => {
            is_state(toponym) && !is_predicated(syntax, governor) || has(DECISIONS, lemma)
        }
        Deprel::Obj | Deprel::Iobj | Deprel::NsubjPass => has(ADDRESSED, lemma),
        Deprel::OblAgent => true,
        Deprel::NmodPoss | Deprel::Compound | Deprel::Nmod if preposition(syntax, head).is_none() => {
            has(GOVERNED, lemma) || has(GOVERNED, syntax.lower(governor))
        }
        Deprel::Nmod | Deprel::Obl => is_party(syntax, head, governor),
        Deprel::NmodDesc | Deprel::Flat => has(GOVERNED, lemma),
        _ => false,
    }
}

/// The word of the name whose head lies outside.
fn head_of(syntax: &Syntax, toponym: &Toponym) -> Option<TokenId> {
    let inside = toponym.tokens.iter().filter(|token| token.index() < syntax.len());
    inside.clone().find(|token| syntax.head(*token).is_none_or(|head| !toponym.tokens.contains(head)))
}

/// "Ankara" of "Ankara and Berlin" for either.
fn first_conjunct(syntax: &Syntax, token: TokenId) -> TokenId {
    if syntax.deprel(token) == Deprel::Conj { syntax.head(token).unwrap_or(token) } else { token }
}

/// A country, or what can't be told from one.
fn is_state(toponym: &Toponym) -> bool {
    toponym.place.as_ref().is_ok_and(|place| place.precision == PlacePrecision::Country)
}

/// "Syria is a country": nothing is done.
fn is_predicated(syntax: &Syntax, governor: TokenId) -> bool {
    syntax.child_by(governor, Deprel::Cop).is_some()
}

fn preposition(syntax: &Syntax, token: TokenId) -> Option<&str> {
    syntax
        .children_by(token, Deprel::Case)
        .map(|case| syntax.lower(case))
        .find(|case| !matches!(*case, "'s" | "’s" | "'" | "’"))
}

/// "talks with Turkey", "sanctions against Russia", "relations between A and B", "meet with China".
fn is_party(syntax: &Syntax, token: TokenId, governor: TokenId) -> bool {
    let Some(preposition) = preposition(syntax, token) else { return false };
    let lemma = syntax.lemma(governor);
    match preposition {
        "with" | "against" | "by" => true,
        "between" => has(BETWEEN, lemma),
        "of" => has(GOVERNED, lemma),
        "on" | "for" => has(&["sanction", "pressure", "support", "impose", "aid", "tariff"], lemma),
        "to" => has(&["sell", "ambassador", "envoy", "message", "warning", "apologise", "apologize", "appeal"], lemma),
        _ => false,
    }
}

fn has(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}
