//! What reading needs besides the report: the model and the lexicons.

use dateline_annotate::Model;
use dateline_doc::Confidence;
use dateline_events::code::{MIN_CONFIDENCE, decisions_version};
use dateline_lexicon::{Actors, Codebook, Gazetteer, Sources};

/// Model and lexicons. Build once, share between threads.
#[derive(Debug)]
pub struct Tools {
    /// The language model.
    pub model: Model,
    /// Place names.
    pub gazetteer: Gazetteer,
    /// Countries, offices, organisations.
    pub actors: Actors,
    /// Predicate rules.
    pub codebook: Codebook,
    /// Words of attribution, kinds of source.
    pub sources: Sources,
    /// Events below this are left out.
    pub min_confidence: Confidence,
    /// Whether predicates with PropBank's arguments are read. They are a layer for others: no stage needs them, and they
    /// take a fifth of the time.
    pub predicates: bool,
}

/// Versions that a record carries, so that two runs can be told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    /// Of the program.
    pub dateline: String,
    /// Of the language model.
    pub model: String,
    /// Of the weights that decide how likely an event is.
    pub decisions: String,
    /// Of the codebook.
    pub codebook: String,
}

impl Tools {
    /// What is inside the program.
    pub fn builtin() -> Self {
        Tools {
            model: Model::english(),
            gazetteer: Gazetteer::builtin(),
            actors: Actors::builtin(),
            codebook: Codebook::builtin(),
            sources: Sources::builtin(),
            min_confidence: MIN_CONFIDENCE,
            predicates: false,
        }
    }

    /// The codebook's version, and the confidence asked for where it is another than the usual one: two runs that differ
    /// in it give different events.
    fn coding_version(&self) -> String {
        let version = self.codebook.version();
        match self.min_confidence {
            MIN_CONFIDENCE => version.to_owned(),
            other => format!("{version}+confidence-{}", other.as_per_mille()),
        }
    }

    /// Versions of program, model and codebook.
    pub fn versions(&self) -> Versions {
        Versions {
            dateline: env!("CARGO_PKG_VERSION").to_owned(),
            model: self.model.version().to_owned(),
            decisions: decisions_version(),
            codebook: self.coding_version(),
        }
    }
}
