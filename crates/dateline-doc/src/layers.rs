//! The layers that stand beside the text: names, times, places, quantities, attributions.

use crate::{
    Article, Attribution, Byte, Event, Note, Predicate, Quote, Reason, Span, Syntax, Timex, TokenId, TokenRange,
};
use std::sync::Arc;

/// Kinds of name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Per,
    /// An organisation.
    Org,
    /// A place with a government: country, city, province.
    Gpe,
    /// A place without one: river, region, mountain.
    Loc,
    /// A building or facility.
    Fac,
    /// A nationality, religious or political group.
    Norp,
    /// A named event.
    Event,
}

impl NameKind {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            NameKind::Per => "PER",
            NameKind::Org => "ORG",
            NameKind::Gpe => "GPE",
            NameKind::Loc => "LOC",
            NameKind::Fac => "FAC",
            NameKind::Norp => "NORP",
            NameKind::Event => "EVENT",
        }
    }
}

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The words.
    pub span: Span<Byte>,
    /// The tokens.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: NameKind,
    /// Mentions with the same number name the same thing within the report.
    pub entity: u32,
}

/// Kinds of mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A proper name, with its title and modifiers.
    Name,
    /// A pronoun.
    Pronoun,
    /// Another noun phrase.
    Nominal,
}

impl MentionKind {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            MentionKind::Name => "name",
            MentionKind::Pronoun => "pronoun",
            MentionKind::Nominal => "nominal",
        }
    }
}

/// An expression that stands for the same thing as another one of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub span: Span<Byte>,
    /// The tokens.
    pub tokens: TokenRange,
    /// Its head.
    pub head: TokenId,
    /// What kind of expression it is.
    pub kind: MentionKind,
    /// Mentions with the same number stand for the same thing; from 0 in the order of first mention.
    pub chain: u32,
}

/// How exactly a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlacePrecision {
    /// The named town or site itself.
    Exact,
    /// Near the named town.
    Near,
    /// A second-order division.
    Admin2,
    /// A first-order division.
    Admin1,
    /// Only the country.
    Country,
    /// At sea or on a river.
    Water,
}

impl PlacePrecision {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            PlacePrecision::Exact => "exact",
            PlacePrecision::Near => "near",
            PlacePrecision::Admin2 => "admin2",
            PlacePrecision::Admin1 => "admin1",
            PlacePrecision::Country => "country",
            PlacePrecision::Water => "water",
        }
    }
}

/// A place of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// GeoNames identifier; 0 for regions and sites of our own.
    pub geonames: u32,
    /// GeoNames' name.
    pub name: Arc<str>,
    /// ISO 3166-1 alpha-3; empty where it lies in several countries.
    pub country: Arc<str>,
    /// Name of the first-order division.
    pub admin1: Option<Arc<str>>,
    /// Latitude in 1e-5 degrees north (WGS 84).
    pub lat_e5: i32,
    /// Longitude in 1e-5 degrees east (WGS 84).
    pub lon_e5: i32,
    /// What kind of thing the coordinates stand for.
    pub precision: PlacePrecision,
}

/// A place name of the text, used as a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toponym {
    /// The words.
    pub span: Span<Byte>,
    /// The tokens.
    pub tokens: TokenRange,
    /// Where it is, or why we can't say.
    pub place: Result<Place, Reason>,
}

/// How a count is qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantifier {
    /// "six".
    Exact,
    /// "at least six", "no fewer than six".
    AtLeast,
    /// "more than six", "over six".
    MoreThan,
    /// "about six", "some six", "dozens".
    About,
    /// "up to six", "as many as six".
    UpTo,
    /// "fewer than six", "under six".
    LessThan,
}

impl Quantifier {
    /// As published.
    pub const fn as_str(self) -> &'static str {
        match self {
            Quantifier::Exact => "exact",
            Quantifier::AtLeast => "at_least",
            Quantifier::MoreThan => "more_than",
            Quantifier::About => "about",
            Quantifier::UpTo => "up_to",
            Quantifier::LessThan => "less_than",
        }
    }
}

/// A count of people or things in the text ("at least three people").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The number with its quantifier ("at least three").
    pub span: Span<Byte>,
    /// The tokens of `span`.
    pub tokens: TokenRange,
    /// The number; `None` for vague counts ("dozens").
    pub value: Option<u64>,
    /// Least value meant; `None` where unbounded.
    pub low: Option<u64>,
    /// Greatest value meant; `None` where unbounded.
    pub high: Option<u64>,
    /// How it is qualified.
    pub quantifier: Quantifier,
    /// The noun counted ("people"), or the number itself where it stands alone ("three were killed").
    pub counted: TokenId,
    /// Whether it counts or is a sum of money.
    pub measure: Measure,
}

/// What a number is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// People or things.
    Count,
    /// A currency: never a figure of people.
    Money,
}

/// All layers of one report.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    /// Sentences, tokens, tags, dependencies.
    pub syntax: Syntax,
    /// Names.
    pub names: Vec<Name>,
    /// Predicates with their arguments.
    pub predicates: Vec<Predicate>,
    /// Time expressions.
    pub times: Vec<Timex>,
    /// Places.
    pub toponyms: Vec<Toponym>,
    /// Counts of people and things.
    pub quantities: Vec<Quantity>,
    /// Quotations.
    pub quotes: Vec<Quote>,
    /// Who says what.
    pub attributions: Vec<Attribution>,
    /// What stands for the same thing as something else in the report, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// What Dateline made of one report.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The report.
    pub article: Article,
    /// What the events were read from.
    pub layers: Layers,
    /// Its events, in the order of the text.
    pub events: Vec<Event>,
    /// Remarks, in the order of the text.
    pub notes: Vec<Note>,
}
