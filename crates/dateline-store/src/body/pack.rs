//! Records as few bytes: numbers for field names, and for words that stand in the text the place where they stand.
//!
//! What is packed names its fields, as JSON does, so that a record may gain a field without a new format of the file.

use super::mark::{self, Reader, put};
use super::strings::Strings;
use super::{Place, keys};
use serde::de::value::Error;
use serde::ser::{self, Impossible, Serialize};

/// Packs a part of a record behind `out`; its strings go to the table.
pub(super) fn pack<T: Serialize>(out: &mut Vec<u8>, strings: &mut Strings, place: Place<'_>, part: &T) {
    part.serialize(&mut Packer { out, strings, place }).expect("a record is strings, numbers, lists and objects");
}

struct Packer<'p> {
    out: &'p mut Vec<u8>,
    strings: &'p mut Strings,
    place: Place<'p>,
}

impl Packer<'_> {
    fn key(&mut self, key: &str) {
        match keys::number(key) {
            Some(number) => self.out.push(number),
            None => {
                self.out.push(mark::OTHER);
                put(self.out, self.strings.number(key));
            }
        }
    }

    fn number(&mut self, number: u64) {
        match u8::try_from(number).ok().and_then(|small| small.checked_add(mark::SMALL)) {
            Some(small) => self.out.push(small),
            None => {
                self.out.push(mark::NUMBER);
                put(self.out, number);
            }
        }
    }

    fn fraction(&mut self, fraction: f64) {
        let short = mark::SCALES.into_iter().find_map(|(mark, scale)| Some((mark, scaled(fraction, scale)?)));
        match short {
            Some((mark, number)) => {
                self.out.push(mark);
                put(self.out, number);
            }
            None => {
                self.out.push(mark::FRACTION);
                self.out.extend_from_slice(&fraction.to_le_bytes());
            }
        }
    }
}

/// A number that was just written.
fn written(from: &mut Reader<'_>) -> Option<u64> {
    match from.byte()? {
        mark::NUMBER => from.number(),
        small => small.checked_sub(mark::SMALL).map(u64::from),
    }
}

/// A fraction as a whole number of units, where nothing is lost by it.
fn scaled(fraction: f64, scale: f64) -> Option<u64> {
    let units = (fraction * scale).round();
    let exact = units.abs() < 1e15 && (units / scale).to_bits() == fraction.to_bits();
    exact.then(|| (units.abs() as u64) << 1 | u64::from(units < 0.0))
}

/// Narrow numbers are written as wide ones.
macro_rules! same_as {
    ($wide:ident: $($narrow:ident $type:ty),*) => {
        $(fn $narrow(self, value: $type) -> Result<(), Error> {
            self.$wide(value.into())
        })*
    };
}

impl<'s, 'p> ser::Serializer for &'s mut Packer<'p> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = List<'s, 'p>;
    type SerializeTuple = List<'s, 'p>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Object<'s, 'p>;
    type SerializeStruct = Object<'s, 'p>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.push(if value { mark::TRUE } else { mark::FALSE });
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.number(value);
        Ok(())
    }

    same_as!(serialize_u64: serialize_u8 u8, serialize_u16 u16, serialize_u32 u32);
    same_as!(serialize_i64: serialize_i8 i8, serialize_i16 i16, serialize_i32 i32);
    same_as!(serialize_f64: serialize_f32 f32);

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.serialize_u64(u64::try_from(value).map_err(|_| unknown("a negative number"))?)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        self.fraction(value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.out.push(mark::STRING);
        put(self.out, self.strings.number(value));
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        Err(unknown("bytes"))
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.push(mark::NULL);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(unknown(name))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'s, 'p>, Error> {
        let at = self.out.len();
        self.out.push(mark::LIST);
        Ok(List { packer: self, at })
    }

    fn serialize_tuple(self, length: usize) -> Result<List<'s, 'p>, Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Impossible<(), Error>, Error> {
        Err(unknown(name))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(unknown(name))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object<'s, 'p>, Error> {
        self.out.push(mark::OBJECT);
        Ok(Object { packer: self, words: (0, 0), matched: 0 })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'s, 'p>, Error> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(unknown(name))
    }
}

fn unknown(what: &str) -> Error {
    ser::Error::custom(format!("no part of a record: {what}"))
}

struct List<'s, 'p> {
    packer: &'s mut Packer<'p>,
    /// Where in the output it begins.
    at: usize,
}

impl List<'_, '_> {
    /// The numbers, where there are two and the second is no less.
    fn pair(&self) -> Option<(u64, u64)> {
        let mut reader = Reader(&self.packer.out[self.at + 1..]);
        let (first, second) = (written(&mut reader)?, written(&mut reader)?);
        reader.0.is_empty().then_some((first, second.checked_sub(first)?))
    }
}

impl ser::SerializeSeq for List<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.packer)
    }

    fn end(self) -> Result<(), Error> {
        match self.pair() {
            None => self.packer.out.push(mark::END),
            Some((first, more)) => {
                self.packer.out.truncate(self.at);
                self.packer.out.push(mark::PAIR);
                put(self.packer.out, first);
                put(self.packer.out, more);
            }
        }
        Ok(())
    }
}

impl ser::SerializeTuple for List<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Error> {
        ser::SerializeSeq::end(self)
    }
}

/// The fields that say where words stand, in the order in which they are written.
const WORDS: [&str; 3] = ["text", "start", "end"];

struct Object<'s, 'p> {
    packer: &'s mut Packer<'p>,
    /// Where in the output the last `text` begins, and how many strings there were then.
    words: (usize, usize),
    /// How many of `WORDS` came one after the other.
    matched: usize,
}

impl Object<'_, '_> {
    fn open(&mut self, key: &str) {
        if key == WORDS[0] {
            (self.words, self.matched) = ((self.packer.out.len(), self.packer.strings.count()), 1);
        } else if self.matched > 0 && WORDS.get(self.matched).is_some_and(|next| *next == key) {
            self.matched += 1;
        } else {
            self.matched = 0;
        }
        self.packer.key(key);
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.packer)?;
        if self.matched == WORDS.len() {
            self.shorten();
            self.matched = 0;
        }
        Ok(())
    }

    /// Words that the text holds where they say they stand need not be repeated.
    fn shorten(&mut self) {
        if let Some((start, length)) = self.standing() {
            let (at, strings) = self.words;
            self.packer.strings.truncate(strings);
            self.packer.out.truncate(at);
            self.packer.out.push(mark::SPAN);
            put(self.packer.out, start);
            put(self.packer.out, length);
        }
    }

    /// First character and length, where the three fields that were just written are words of the text.
    fn standing(&self) -> Option<(u64, u64)> {
        let mut reader = Reader(&self.packer.out[self.words.0..]);
        reader.byte()?;
        let words = (reader.byte()? == mark::STRING).then(|| reader.number())??;
        let mut number = || reader.byte().and_then(|_key| written(&mut reader));
        let (start, end) = (number()?, number()?);
        let length = end.checked_sub(start)?;
        (self.packer.place.slice(start, length) == self.packer.strings.get(words)).then_some((start, length))
    }
}

impl ser::SerializeStruct for Object<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.open(key);
        self.value(value)
    }

    fn end(self) -> Result<(), Error> {
        self.packer.out.push(mark::CLOSE);
        Ok(())
    }
}

impl ser::SerializeMap for Object<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        // Keys of maps are strings too: written as one, read back, and taken away again.
        let (at, strings) = (self.packer.out.len(), self.packer.strings.count());
        key.serialize(&mut *self.packer)?;
        let number = Reader(&self.packer.out[at + 1..]).number().unwrap_or_default();
        let key = self.packer.strings.get(number).unwrap_or_default().to_owned();
        self.packer.out.truncate(at);
        self.packer.strings.truncate(strings);
        self.open(&key);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.value(value)
    }

    fn end(self) -> Result<(), Error> {
        ser::SerializeStruct::end(self)
    }
}
