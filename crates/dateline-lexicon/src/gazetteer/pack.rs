//! The file that holds the gazetteer: fixed-width records and an FST of names, read where they lie.
//!
//! All numbers are little-endian. `b"DLPLACE1"`; five `u32`: number of places, of divisions, of postings, bytes of names,
//! bytes of the FST; then these five parts in this order.
//!
//! - A place has [`Record::BYTES`] bytes, see [`Record::to_bytes`].
//! - A division has 8 bytes: ISO 3166-1 alpha-3 (three zeros for none), a zero, the place of its name (`u32::MAX` for none).
//! - A posting is a `u32`: twice the index of a place, plus one where the name is not its usual one.
//! - A name is its length in one byte and its UTF-8 bytes.
//! - Keys are those of [`super::place_key`]; a demonym has [`DEMONYM`] before it,
//!   a doubtful name [`DOUBTFUL`], a publisher's host [`PUBLISHER`].
//! - The FST maps a key to `posting * 2`, or to `(first posting * 256 + number of postings) * 2 + 1`.

/// First bytes of a pack; the digit is the format.
pub const MAGIC: &[u8; 8] = b"DLPLACE1";

/// Begins the keys of demonyms: "~turkish" leads to Turkey.
pub const DEMONYM: char = '~';

/// Begins the keys of doubtful names: "!reading" leads to the number of a [`Doubt`].
pub const DOUBTFUL: char = '!';

/// Begins the keys of publishers by host or its end: "@example.com" leads to the town, "@uk" to the country.
pub const PUBLISHER: char = '@';

/// Why a name of a place is doubtful where nothing around it speaks for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// More often a person's.
    Name,
    /// More often another word.
    Word,
    /// By itself never a place: "August", "Congress".
    Never,
}

impl Doubt {
    const ALL: [Doubt; 3] = [Doubt::Name, Doubt::Word, Doubt::Never];

    /// The doubt of this name, as `doubtful.tsv` writes it.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "name" => Doubt::Name,
            "word" => Doubt::Word,
            "never" => Doubt::Never,
            _ => return None,
        })
    }

    /// The doubt of this number in a pack.
    pub(super) fn of(number: u64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }
}

/// Bytes before the first part.
pub const HEADER: usize = 28;

/// Bytes of a division.
pub const DIVISION: usize = 8;

/// What kind of thing a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A continent.
    Continent,
    /// A country or dependent territory.
    Country,
    /// A first-order division.
    Admin1,
    /// A second-order division.
    Admin2,
    /// A populated place.
    City,
    /// A region without an administration of its own.
    Region,
    /// A sea, river, lake, strait.
    Water,
    /// A building, camp, square, base.
    Site,
}

impl PlaceKind {
    /// All kinds, in the order of their numbers in a pack.
    pub const ALL: [PlaceKind; 8] = [
        PlaceKind::Continent,
        PlaceKind::Country,
        PlaceKind::Admin1,
        PlaceKind::Admin2,
        PlaceKind::City,
        PlaceKind::Region,
        PlaceKind::Water,
        PlaceKind::Site,
    ];

    /// The kind of this name, as `regions.tsv` writes it.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "continent" => PlaceKind::Continent,
            "country" => PlaceKind::Country,
            "city" => PlaceKind::City,
            "region" => PlaceKind::Region,
            "water" => PlaceKind::Water,
            "site" => PlaceKind::Site,
            _ => return None,
        })
    }
}

/// What a populated place is the seat of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seat {
    /// Of nothing.
    None,
    /// A part of a town.
    Section,
    /// Of a lower division.
    Lower,
    /// Of a first-order division.
    Admin1,
    /// A national capital.
    Capital,
}

impl Seat {
    const ALL: [Seat; 5] = [Seat::None, Seat::Section, Seat::Lower, Seat::Admin1, Seat::Capital];
}

/// A place as it lies in a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// GeoNames identifier; 0 for places that GeoNames' tables at hand don't have.
    pub geonames: u32,
    /// Where its name begins among the names.
    pub name: u32,
    /// Latitude in 1e-5 degrees.
    pub lat_e5: i32,
    /// Longitude in 1e-5 degrees.
    pub lon_e5: i32,
    /// Population; 0 for unknown.
    pub population: u32,
    /// Index of its division, which says country and first-order division.
    pub division: u16,
    /// Kind.
    pub kind: PlaceKind,
    /// Seat of what.
    pub seat: Seat,
}

impl Record {
    /// Bytes of a record.
    pub const BYTES: usize = 24;

    /// The record in the order of its fields.
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut out = [0; Self::BYTES];
        out[0..4].copy_from_slice(&self.geonames.to_le_bytes());
        out[4..8].copy_from_slice(&self.name.to_le_bytes());
        out[8..12].copy_from_slice(&self.lat_e5.to_le_bytes());
        out[12..16].copy_from_slice(&self.lon_e5.to_le_bytes());
        out[16..20].copy_from_slice(&self.population.to_le_bytes());
        out[20..22].copy_from_slice(&self.division.to_le_bytes());
        out[22] = self.kind as u8;
        out[23] = self.seat as u8;
        out
    }

    /// Reads a record; `None` where there are too few bytes or the kind is unknown.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Record {
            geonames: u32_at(bytes, 0)?,
            name: u32_at(bytes, 4)?,
            lat_e5: u32_at(bytes, 8)? as i32,
            lon_e5: u32_at(bytes, 12)? as i32,
            population: u32_at(bytes, 16)?,
            division: u16::from_le_bytes([*bytes.get(20)?, *bytes.get(21)?]),
            kind: *PlaceKind::ALL.get(*bytes.get(22)? as usize)?,
            seat: *Seat::ALL.get(*bytes.get(23)? as usize)?,
        })
    }
}

/// The `u32` that begins at a byte.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// The parts of a pack.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) places: &'a [u8],
    pub(super) divisions: &'a [u8],
    pub(super) postings: &'a [u8],
    pub(super) names: &'a [u8],
    pub(super) fst: &'a [u8],
}

impl<'a> Parts<'a> {
    /// Cuts a pack into its parts; `None` where it is no pack of this format or is cut short.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        if bytes.get(..MAGIC.len())? != MAGIC {
            return None;
        }
        let count = |nth: usize| u32_at(bytes, MAGIC.len() + 4 * nth).map(|n| n as usize);
        let mut rest = bytes.get(HEADER..)?;
        let mut take = |len: usize| {
            let (part, left) = rest.split_at_checked(len)?;
            rest = left;
            Some(part)
        };
        Some(Parts {
            places: take(count(0)?.checked_mul(Record::BYTES)?)?,
            divisions: take(count(1)?.checked_mul(DIVISION)?)?,
            postings: take(count(2)?.checked_mul(4)?)?,
            names: take(count(3)?)?,
            fst: take(count(4)?)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back_as_it_went() {
        let record = Record {
            geonames: 323_786,
            name: 7,
            lat_e5: -3_991_987,
            lon_e5: 3_285_427,
            population: 3_517_182,
            division: 4_000,
            kind: PlaceKind::City,
            seat: Seat::Capital,
        };
        assert_eq!(Record::from_bytes(&record.to_bytes()), Some(record));
        assert_eq!(Record::from_bytes(&record.to_bytes()[1..]), None);
    }

    #[test]
    fn kinds_stand_at_their_numbers() {
        assert!(PlaceKind::ALL.iter().enumerate().all(|(at, kind)| *kind as usize == at));
        assert!(Seat::ALL.iter().enumerate().all(|(at, seat)| *seat as usize == at));
    }

    #[test]
    fn what_is_no_pack_is_refused() {
        assert!(Parts::of(b"").is_none());
        assert!(Parts::of(b"DLPLACE0").is_none());
        assert!(Parts::of(&[MAGIC.as_slice(), &[255; 40]].concat()).is_none());
    }
}
