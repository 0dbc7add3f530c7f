//! The personal, possessive, reflexive and demonstrative pronouns.

use super::gender::{Gender, Number};

/// What is known of a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pronoun {
    /// The same for all cases of one pronoun: "he", "him" and "his" are one.
    pub(super) lexeme: Lexeme,
    /// True for "himself" and the like.
    pub(super) reflexive: bool,
}

/// Pronouns without their case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the pronouns themselves")]
pub(super) enum Lexeme {
    I,
    We,
    You,
    He,
    She,
    It,
    They,
    This,
    These,
}

impl Pronoun {
    /// The pronoun, where the word (in lower case) is one.
    pub(super) fn of(word: &str) -> Option<Self> {
        let lexeme = match word {
            "i" | "me" | "my" | "mine" | "myself" => Lexeme::I,
            "we" | "us" | "our" | "ours" | "ourselves" | "'s" | "’s" => Lexeme::We,
            "you" | "your" | "yours" | "yourself" | "yourselves" | "ya" => Lexeme::You,
            "he" | "him" | "his" | "himself" => Lexeme::He,
            "she" | "her" | "hers" | "herself" => Lexeme::She,
            "it" | "its" | "itself" => Lexeme::It,
            "they" | "them" | "their" | "theirs" | "themselves" | "'em" | "themself" => Lexeme::They,
            "this" | "that" => Lexeme::This,
            "these" | "those" => Lexeme::These,
            _ => return None,
        };
        Some(Pronoun { lexeme, reflexive: word.contains("sel") })
    }

    /// Gender and number that it asks for.
    pub(super) fn agreement(self) -> (Gender, Number) {
        match self.lexeme {
            Lexeme::I => (Gender::Person, Number::One),
            Lexeme::We => (Gender::Person, Number::Many),
            Lexeme::You => (Gender::Person, Number::Any),
            Lexeme::He => (Gender::Male, Number::One),
            Lexeme::She => (Gender::Female, Number::One),
            Lexeme::It => (Gender::Thing, Number::One),
            Lexeme::They => (Gender::Any, Number::Many),
            Lexeme::This => (Gender::Thing, Number::One),
            Lexeme::These => (Gender::Any, Number::Many),
        }
    }
}
