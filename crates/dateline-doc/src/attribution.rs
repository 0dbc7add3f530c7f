//! According to whom: sources, attributions and quotations.

use crate::{Byte, Span, TokenId};

/// What kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A newspaper, broadcaster, site.
    Outlet,
    /// A news agency.
    Agency,
    /// A state body or its officers.
    Official,
    /// A written source or a recording.
    Document,
    /// Someone who saw it.
    Witness,
    /// A party to the conflict.
    Party,
    /// "a source", "officials who asked not to be named".
    Unnamed,
}

impl SourceKind {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            SourceKind::Outlet => "outlet",
            SourceKind::Agency => "agency",
            SourceKind::Official => "official",
            SourceKind::Document => "document",
            SourceKind::Witness => "witness",
            SourceKind::Party => "party",
            SourceKind::Unnamed => "unnamed",
        }
    }
}

/// How a source stands towards what it is a source of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Stance {
    /// Says that it is so.
    #[default]
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Questions it.
    Doubts,
    /// Says it of somebody, and the report keeps its distance ("alleged", "accused", "claimed").
    Alleges,
    /// Says that it did it.
    ClaimsResponsibility,
    /// Can't or won't say whether it is so.
    CannotConfirm,
}

impl Stance {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            Stance::Asserts => "asserts",
            Stance::Denies => "denies",
            Stance::Doubts => "doubts",
            Stance::Alleges => "alleges",
            Stance::ClaimsResponsibility => "claims_responsibility",
            Stance::CannotConfirm => "cannot_confirm",
        }
    }
}

/// One link of a chain of sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The noun phrase that names the source.
    pub span: Span<Byte>,
    /// Its head word.
    pub head: TokenId,
    /// The words that say that it is one ("said", "according to", "citing").
    pub cue: Option<Span<Byte>>,
    /// What kind, where it can be told.
    pub kind: Option<SourceKind>,
    /// How it stands towards what it is a source of.
    pub stance: Stance,
    /// Number of the entity within the report, the one of its names where it is named.
    pub entity: Option<u32>,
}

/// How words are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteMode {
    /// In quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Both.
    Mixed,
}

impl QuoteMode {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            QuoteMode::Direct => "direct",
            QuoteMode::Indirect => "indirect",
            QuoteMode::Mixed => "mixed",
        }
    }
}

/// Content, and the chain of sources that it is according to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// From the outermost source to the innermost; never empty.
    pub chain: Vec<Source>,
    /// What they say; one span a clause or quotation, in the order of the text.
    pub content: Vec<Span<Byte>>,
    /// How.
    pub mode: QuoteMode,
    /// The rule that found it ("said-ccomp", "according-to").
    pub rule: &'static str,
    /// The earlier attribution that it disputes ("the army denied the claim"), by its place in the list.
    pub disputes: Option<usize>,
}

/// Words that keep a distance without naming a source ("reportedly", "is believed to").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hedge {
    /// The words.
    pub span: Span<Byte>,
    /// What they qualify.
    pub scope: Span<Byte>,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words, without the quotation marks.
    pub span: Span<Byte>,
    /// How it is reported.
    pub mode: QuoteMode,
    /// Who speaks.
    pub speaker: Option<Source>,
    /// The language it was translated from ("in Turkish"): the words that say so.
    pub translated_from: Option<Span<Byte>>,
}
