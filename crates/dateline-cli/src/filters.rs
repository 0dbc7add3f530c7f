//! Filters on events, as arguments: what they are called, how they are written, and the query that they make.

use crate::args::{parse_day, parse_share};
use clap::{Args, ValueEnum};
use dateline::doc::Day;
use dateline_store::{Area, Count, Moment, Query, Sort};

/// Which events. Everything that is given must hold.
#[derive(Debug, Clone, Args)]
pub(crate) struct FilterArgs {
    /// Words that the report must hold; "a phrase" in quotation marks is found as such
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// Type of the codebook (ASSAULT)
    #[arg(long = "type", value_name = "TYPE", help_heading = "What happened")]
    kind: Option<String>,
    /// Mode of the codebook (assassinate)
    #[arg(long, help_heading = "What happened")]
    mode: Option<String>,
    /// Whether it happened
    #[arg(long, value_parser = ["occurred", "planned", "hypothetical", "negated"], help_heading = "What happened")]
    reality: Option<String>,
    /// Whether it is background, earlier than the news
    #[arg(long, value_enum, value_name = "YES|NO", help_heading = "What happened")]
    background: Option<Answer>,
    #[command(flatten)]
    figures: FigureArgs,
    #[command(flatten)]
    who: WhoArgs,
    #[command(flatten)]
    place: PlaceArgs,
    #[command(flatten)]
    time: TimeArgs,
    #[command(flatten)]
    said: SaidArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Answer {
    Yes,
    No,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Who and whom")]
struct WhoArgs {
    /// Words in an actor's text or name
    #[arg(long, value_name = "WORDS")]
    actor: Option<String>,
    /// Words in a recipient's text or name
    #[arg(long, value_name = "WORDS")]
    recipient: Option<String>,
    /// Country of an actor (ISO 3166-1 alpha-3)
    #[arg(long, value_name = "ISO3")]
    actor_country: Option<String>,
    /// Country of a recipient (ISO 3166-1 alpha-3)
    #[arg(long, value_name = "ISO3")]
    recipient_country: Option<String>,
    /// Sector of an actor or a recipient (GOV, MIL, COP, REB, CVL)
    #[arg(long, value_name = "SECTOR")]
    sector: Option<String>,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Where")]
struct PlaceArgs {
    /// Country where it happened (ISO 3166-1 alpha-3)
    #[arg(long, value_name = "ISO3")]
    country: Option<String>,
    /// Words in the place's text or name
    #[arg(long, value_name = "WORDS")]
    place: Option<String>,
    /// Around this point, in degrees north and east
    #[arg(long, value_name = "LAT,LON", value_parser = parse_point, allow_hyphen_values = true, requires = "within")]
    near: Option<[f64; 2]>,
    /// No farther from it
    #[arg(long, value_name = "KM", value_parser = parse_km, requires = "near")]
    within: Option<f64>,
    /// Between these degrees; from east to west through the 180th meridian where WEST is greater
    #[arg(
        long = "box",
        value_name = "SOUTH,WEST,NORTH,EAST",
        value_parser = parse_box,
        allow_hyphen_values = true,
        conflicts_with = "near"
    )]
    between: Option<Area>,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "When")]
struct TimeArgs {
    /// Happened on or after this day
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    from: Option<Day>,
    /// Happened on or before this day
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    to: Option<Day>,
    /// Only reports that were published by then: a day (2016-12-20), which means its end, or a time
    /// (2016-12-20T12:00Z); a report that states only a day was published at its end, one that states none is left out
    #[arg(long, value_name = "MOMENT")]
    as_of: Option<Moment>,
    /// As the database stood then: what was coded later is unknown, and what it replaced answers
    #[arg(long, value_name = "MOMENT")]
    recorded: Option<Moment>,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "According to whom")]
struct SaidArgs {
    /// Words in a source's text
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
    /// Outlet of the report, by its whole name
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Only what another source of the report disputes
    #[arg(long)]
    disputed: bool,
    /// At least so sure
    #[arg(long, value_name = "0..1", value_parser = parse_share)]
    min_confidence: Option<f64>,
}

/// Counts, as ranges: "3" is three, "3.." three and more, "..9" nine and fewer, "3..9" between.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "How many (3 is three, 3.. at least three, 3..9 between)")]
struct FigureArgs {
    /// Killed
    #[arg(long, value_name = "RANGE", value_parser = parse_range)]
    killed: Option<Range>,
    /// Injured
    #[arg(long, value_name = "RANGE", value_parser = parse_range)]
    injured: Option<Range>,
    /// Detained
    #[arg(long, value_name = "RANGE", value_parser = parse_range)]
    detained: Option<Range>,
    /// Missing
    #[arg(long, value_name = "RANGE", value_parser = parse_range)]
    missing: Option<Range>,
    /// Displaced
    #[arg(long, value_name = "RANGE", value_parser = parse_range)]
    displaced: Option<Range>,
    /// Abducted
    #[arg(long, value_name = "RANGE", value_parser = parse_range)]
    abducted: Option<Range>,
    /// Released
    #[arg(long, value_name = "RANGE", value_parser = parse_range)]
    released: Option<Range>,
    /// Taking part
    #[arg(long, value_name = "RANGE", value_parser = parse_range)]
    participants: Option<Range>,
}

/// Least and, where it ends, most.
type Range = (u64, Option<u64>);

/// The order of what is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// Those that happened last first
    Day,
    /// Those of the latest reports first
    Published,
    /// The surest first
    Confidence,
}

impl FilterArgs {
    /// The query that they make; without an order, what holds most of the words comes first.
    pub(crate) fn query(&self, order: Option<Order>) -> Query {
        let upper = |text: &Option<String>| text.as_ref().map(|text| text.to_uppercase());
        let FilterArgs { who, place, time, said, .. } = self;
        Query {
            words: (!self.query.is_empty()).then(|| self.query.join(" ")),
            kind: upper(&self.kind),
            mode: self.mode.as_ref().map(|mode| mode.to_lowercase()),
            reality: self.reality.clone(),
            background: self.background.map(|answer| answer == Answer::Yes),
            figures: self.figures.counts(),
            actor: who.actor.clone(),
            recipient: who.recipient.clone(),
            actor_country: upper(&who.actor_country),
            recipient_country: upper(&who.recipient_country),
            sector: upper(&who.sector),
            country: upper(&place.country),
            place: place.place.clone(),
            area: place.area(),
            from: time.from,
            to: time.to,
            as_of: time.as_of,
            recorded: time.recorded,
            source: said.source.clone(),
            publisher: said.publisher.clone(),
            disputed: said.disputed,
            least_confidence: said.min_confidence,
            sort: sort(order),
            ..Query::default()
        }
    }
}

impl FilterArgs {
    /// Until when reports count.
    pub(crate) fn as_of(&self) -> Option<Moment> {
        self.time.as_of
    }

    /// The filters as they were given, for exports to keep.
    pub(crate) fn given(&self) -> Vec<String> {
        let FilterArgs { who, place, time, said, .. } = self;
        let text = |value: &Option<String>| value.clone();
        let flags = [
            ("type", text(&self.kind)),
            ("mode", text(&self.mode)),
            ("reality", text(&self.reality)),
            ("background", self.background.map(|answer| if answer == Answer::Yes { "yes" } else { "no" }.to_owned())),
            ("actor", text(&who.actor)),
            ("recipient", text(&who.recipient)),
            ("actor-country", text(&who.actor_country)),
            ("recipient-country", text(&who.recipient_country)),
            ("sector", text(&who.sector)),
            ("country", text(&place.country)),
            ("place", text(&place.place)),
            ("near", place.near.map(|[lat, lon]| format!("{lat},{lon}"))),
            ("within", place.within.map(|km| km.to_string())),
            ("box", place.between.map(|area| area.to_string())),
            ("from", time.from.map(|day| day.to_string())),
            ("to", time.to.map(|day| day.to_string())),
            ("as-of", time.as_of.map(|moment| moment.to_string())),
            ("recorded", time.recorded.map(|moment| moment.to_string())),
            ("source", text(&said.source)),
            ("publisher", text(&said.publisher)),
            ("disputed", said.disputed.then(String::new)),
            ("min-confidence", said.min_confidence.map(|share| share.to_string())),
        ];
        let flags =
            flags.into_iter().filter_map(|(flag, value)| Some(format!("--{flag} {}", value?).trim_end().to_owned()));
        let figure = |count: Count| {
            format!(
                "--{} {}..{}",
                count.role,
                count.least,
                count.most.map_or_else(String::new, |most| most.to_string())
            )
        };
        self.query.iter().cloned().chain(flags).chain(self.figures.counts().into_iter().map(figure)).collect()
    }
}

fn sort(order: Option<Order>) -> Sort {
    match order {
        None => Sort::Best,
        Some(Order::Day) => Sort::Day,
        Some(Order::Published) => Sort::Published,
        Some(Order::Confidence) => Sort::Confidence,
    }
}

impl PlaceArgs {
    fn area(&self) -> Option<Area> {
        let near = self.near.zip(self.within).map(|([lat, lon], km)| Area::Near { lat, lon, km });
        near.or(self.between)
    }
}

impl FigureArgs {
    fn counts(&self) -> Vec<Count> {
        let roles = [
            ("killed", self.killed),
            ("injured", self.injured),
            ("detained", self.detained),
            ("missing", self.missing),
            ("displaced", self.displaced),
            ("abducted", self.abducted),
            ("released", self.released),
            ("participants", self.participants),
        ];
        let count = |(role, range): (&str, Option<Range>)| {
            let (least, most) = range?;
            Some(Count { role: role.to_owned(), least, most })
        };
        roles.into_iter().filter_map(count).collect()
    }
}

fn parse_range(text: &str) -> Result<Range, String> {
    let expected = || format!("expected a number such as 3 or a range such as 3.. or 3..9, got {text:?}");
    let number = |part: &str| part.parse::<u64>().map_err(|_| expected());
    let (least, most) = match text.split_once("..") {
        None => (number(text)?, Some(number(text)?)),
        Some(("", "")) => return Err(expected()),
        Some(("", most)) => (0, Some(number(most)?)),
        Some((least, "")) => (number(least)?, None),
        Some((least, most)) => (number(least)?, Some(number(most)?)),
    };
    if most.is_some_and(|most| most < least) { Err(expected()) } else { Ok((least, most)) }
}

fn parse_point(text: &str) -> Result<[f64; 2], String> {
    let [lat, lon] = degrees(text)?;
    on_earth(&[lat], &[lon])?;
    Ok([lat, lon])
}

fn parse_box(text: &str) -> Result<Area, String> {
    let [south, west, north, east] = degrees(text)?;
    on_earth(&[south, north], &[west, east])?;
    if south > north {
        return Err(format!("south ({south}) lies north of north ({north})"));
    }
    Ok(Area::Box { south, west, north, east })
}

fn parse_km(text: &str) -> Result<f64, String> {
    let km = text.parse().ok().filter(|km| (0.0..=20_100.0).contains(km));
    km.ok_or_else(|| format!("expected kilometres from 0 to 20100, got {text:?}"))
}

fn degrees<const N: usize>(text: &str) -> Result<[f64; N], String> {
    let numbers: Option<Vec<f64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    let numbers = numbers.and_then(|numbers| numbers.try_into().ok());
    numbers.ok_or_else(|| format!("expected {N} numbers with commas between, got {text:?}"))
}

fn on_earth(lats: &[f64], lons: &[f64]) -> Result<(), String> {
    let within = |numbers: &[f64], most: f64| numbers.iter().all(|number| (-most..=most).contains(number));
    let there = within(lats, 90.0) && within(lons, 180.0);
    there.then_some(()).ok_or_else(|| "degrees north go from -90 to 90, degrees east from -180 to 180".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_numbers_with_or_without_an_end() {
        let good = [("3", (3, Some(3))), ("3..", (3, None)), ("..9", (0, Some(9))), ("3..9", (3, Some(9)))];
        for (text, range) in good {
            assert_eq!(parse_range(text), Ok(range), "{text:?}");
        }
        for bad in ["", "..", "x", "-3..", "9..3", "3...9", "3..x"] {
            assert!(parse_range(bad).is_err(), "{bad:?} was accepted");
        }
    }

    #[test]
    fn points_and_boxes_lie_on_the_earth() {
        assert_eq!(parse_point("-33.9, 151.2"), Ok([-33.9, 151.2]));
        let around_fiji = Area::Box { south: -20.0, west: 176.0, north: -15.0, east: -178.0 };
        assert_eq!(parse_box("-20,176,-15,-178"), Ok(around_fiji));
        for bad in ["", "1", "91,0", "0,181", "1,2,3", "a,b", "NaN,0", "inf,0"] {
            assert!(parse_point(bad).is_err(), "{bad:?} was accepted");
        }
        for bad in ["5,0,4,1", "0,0,91,0", "1,2,3", "NaN,0,0,0"] {
            assert!(parse_box(bad).is_err(), "{bad:?} was accepted");
        }
        assert!(parse_km("-1").is_err() && parse_km("NaN").is_err() && parse_km("50").is_ok());
    }
}
