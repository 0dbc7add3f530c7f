//! Packed records back into JSON values.

use super::mark::{self, Reader};
use super::{Place, keys};
use serde_json::{Map, Number, Value};

/// No record nests deeper; what does is damaged.
const DEEPEST: usize = 32;

/// The first value of the bytes; `None` where they are not what was packed.
pub(super) fn unpack(bytes: &[u8], strings: &[String], place: Place<'_>) -> Option<Value> {
    Unpacker { strings, place }.value(&mut Reader(bytes), DEEPEST)
}

struct Unpacker<'t> {
    strings: &'t [String],
    place: Place<'t>,
}

impl<'t> Unpacker<'t> {
    fn value(&self, from: &mut Reader<'_>, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        Some(match from.byte()? {
            mark::NULL => Value::Null,
            mark::FALSE => Value::Bool(false),
            mark::TRUE => Value::Bool(true),
            mark::NUMBER => from.number()?.into(),
            mark::THOUSANDTHS => fraction(units(from.number()?) / mark::SCALES[0].1),
            mark::DEGREES => fraction(units(from.number()?) / mark::SCALES[1].1),
            mark::FRACTION => fraction(f64::from_le_bytes(from.take(8)?.try_into().ok()?)),
            mark::STRING => self.string(from)?.into(),
            mark::PAIR => pair(from)?,
            mark::LIST => self.list(from, depth)?,
            mark::OBJECT => self.object(from, depth)?,
            small => small.checked_sub(mark::SMALL)?.into(),
        })
    }

    fn string(&self, from: &mut Reader<'_>) -> Option<&'t str> {
        self.strings.get(usize::try_from(from.number()?).ok()?).map(String::as_str)
    }

    fn list(&self, from: &mut Reader<'_>, depth: usize) -> Option<Value> {
        let mut list = Vec::new();
        while *from.0.first()? != mark::END {
            list.push(self.value(from, depth)?);
        }
        from.byte();
        Some(Value::Array(list))
    }

    fn object(&self, from: &mut Reader<'_>, depth: usize) -> Option<Value> {
        let mut object = Map::new();
        loop {
            let key = match from.byte()? {
                mark::CLOSE => return Some(Value::Object(object)),
                mark::SPAN => {
                    self.words(from, &mut object)?;
                    continue;
                }
                mark::OTHER => self.string(from)?,
                number => keys::KEYS.get(usize::from(number))?,
            };
            object.insert(key.to_owned(), self.value(from, depth)?);
        }
    }

    fn words(&self, from: &mut Reader<'_>, object: &mut Map<String, Value>) -> Option<()> {
        let (start, length) = (from.number()?, from.number()?);
        object.insert("text".to_owned(), self.place.slice(start, length)?.into());
        object.insert("start".to_owned(), start.into());
        object.insert("end".to_owned(), start.checked_add(length)?.into());
        Some(())
    }
}

fn pair(from: &mut Reader<'_>) -> Option<Value> {
    let (first, more) = (from.number()?, from.number()?);
    Some(Value::from(vec![first, first.checked_add(more)?]))
}

/// A whole number whose sign is its lowest bit.
fn units(number: u64) -> f64 {
    let units = (number >> 1) as f64;
    if number & 1 == 1 { -units } else { units }
}

fn fraction(fraction: f64) -> Value {
    Number::from_f64(fraction).map_or(Value::Null, Value::Number)
}
