//! The sectors that the words of a noun phrase give to its head.
//!
//! What the head says comes first ("government troops" are MIL, then GOV), unless it is a title or a word for people in
//! general, which says little beside what modifies it ("a rebel spokesman", "opposition supporters").

use super::phrase::Phrase;
use super::{Scene, field};
use dateline_doc::{Field, TokenId, TokenRange};
use std::sync::Arc;

/// Words for those who have left an office or service.
const FORMER: &[&str] =
    &["former", "ex", "ex-", "retired", "ousted", "deposed", "onetime", "one-time", "erstwhile", "ex-president"];

/// Titles that state, company, party and gang have alike.
const TITLES: &[&str] = &[
    "president",
    "vice president",
    "vice-president",
    "secretary",
    "secretary-general",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "official",
    "officer",
    "representative",
    "delegation",
    "mission",
    "agency",
    "agent",
    "department",
    "commission",
    "authority",
    "authorities",
    "administration",
    "administrator",
    "executive",
    "manager",
    "force",
    "forces",
    "captain",
    "commander",
    "general",
    "major",
    "wing",
    "council",
    "state",
    "media",
    "website",
    "speaker",
];

/// What a phrase says.
pub(super) struct Found {
    pub(super) sectors: Vec<Field<Arc<str>>>,
    /// True where it says that the office is one of the past.
    pub(super) former: bool,
    /// True where only a title speaks.
    pub(super) weak: bool,
}

/// True for the sectors of those who hold an office.
pub(super) fn ends_with_office(sector: &str) -> bool {
    matches!(sector, "GOV" | "LEG" | "JUD" | "MIL" | "COP" | "SPY" | "IGO" | "PRE" | "ELI")
}

/// True for the sectors of those who are mostly of the country that they are in, unlike soldiers, envoys and reporters.
pub(super) fn stays(sector: &str) -> bool {
    matches!(
        sector,
        "COP" | "JUD" | "LEG" | "CVL" | "REL" | "EDU" | "MED" | "AGR" | "LAB" | "CRM" | "OPP" | "PTY" | "REB"
    )
}

/// One run of words and its sectors.
struct Word {
    sectors: Vec<&'static str>,
    tokens: TokenRange,
    head: bool,
    weak: bool,
    /// The name of a faith: REL, and the faith's own code.
    faith: bool,
}

impl Scene<'_> {
    /// Sectors of the words of the phrase, the strongest first.
    pub(super) fn sectors_in(&self, phrase: &Phrase<'_>) -> Found {
        let (faiths, mut words): (Vec<Word>, Vec<Word>) =
            self.sector_words(phrase).into_iter().partition(|word| word.faith);
        let weak = !words.is_empty() && words.iter().all(|word| word.weak);
        if !weak {
            words.retain(|word| !word.weak);
        }
        words.sort_by_key(|word| !word.head);
        let mut sectors: Vec<Field<Arc<str>>> = words.iter().flat_map(|word| self.fields(word, 0)).collect();
        let other = !sectors.is_empty();
        // A believer is not of the clergy, and "REL" says nothing beside another sector: "Hindu protesters".
        sectors.extend(faiths.iter().flat_map(|word| self.fields(word, usize::from(word.head || other))));
        let former = phrase.words().find(|token| FORMER.contains(&self.layers.syntax.lower(*token)));
        match former {
            Some(word) if sectors.iter().all(|sector| ends_with_office(&sector.value)) && !sectors.is_empty() => {
                let span = self.layers.syntax.span(word);
                Found { sectors: vec![field("ELI", span, "actors.former")], former: true, weak: false }
            }
            _ => Found { sectors, former: false, weak },
        }
    }

    fn fields(&self, word: &Word, skipped: usize) -> impl Iterator<Item = Field<Arc<str>>> {
        let span = self.layers.syntax.span_of(word.tokens);
        word.sectors[skipped.min(word.sectors.len())..].iter().map(move |sector| field(sector, span, "actors.role"))
    }

    fn sector_words(&self, phrase: &Phrase<'_>) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        for tokens in phrase.pieces() {
            if tokens.len() > 1 && self.actors.country(self.text(tokens)).is_some() {
                // The "states" of "United States" are no role.
                words.push(Word { sectors: Vec::new(), tokens, head: false, weak: true, faith: false });
                continue;
            }
            let taken = words.iter().any(|word| word.tokens.iter().any(|token| tokens.contains(token)));
            let head = tokens.iter().any(|token| phrase.is_head(token));
            if let Some(word) = self.word(tokens, head).filter(|_| !taken) {
                words.push(word);
            }
        }
        words
    }

    /// What a run of words is, where the lexicon has it.
    fn word(&self, tokens: TokenRange, head: bool) -> Option<Word> {
        let capital = self.text(tokens).starts_with(char::is_uppercase);
        if let Some(organisation) = self.actors.organisation(self.text(tokens)).filter(|_| capital) {
            let sectors = organisation.sectors.clone();
            return Some(Word { weak: sectors.is_empty(), sectors, tokens, head, faith: false });
        }
        let (whole, base) = self.keys(tokens);
        if let Some(role) = self.actors.role(&whole).or_else(|| self.actors.role(&base)) {
            let title = TITLES.contains(&base.as_str()) || TITLES.contains(&whole.as_str());
            let weak = title || matches!(role.sector, Some("CVL") | None);
            let sectors = role.sector.into_iter().chain(role.second).collect();
            return Some(Word { sectors, tokens, head, weak, faith: false });
        }
        let sectors = [&whole, &base].map(|key| self.actors.modifier(key)).into_iter().find(|s| !s.is_empty())?;
        let faith = sectors.len() > 1;
        (capital || !faith).then(|| Word { sectors: sectors.to_vec(), tokens, head, weak: false, faith })
    }

    /// The words in lower case, as they are and with the last one's lemma.
    fn keys(&self, tokens: TokenRange) -> (String, String) {
        let syntax = &self.layers.syntax;
        let last = TokenId(tokens.end.0.saturating_sub(1));
        let before: String =
            tokens.iter().take_while(|token| *token < last).flat_map(|token| [syntax.lower(token), " "]).collect();
        (format!("{before}{}", syntax.lower(last)), format!("{before}{}", syntax.lemma(last)).to_lowercase())
    }
}
