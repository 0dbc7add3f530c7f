//! Hashes in columns: 32 bytes rather than 64 digits.

use rusqlite::types::Value;

/// A hash as it is stored; what is no SHA-256 in lower-case digits is stored as it is.
pub(crate) fn to_column(digits: &str) -> Value {
    bytes(digits).map_or_else(|| Value::Text(digits.to_owned()), Value::Blob)
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let bytes: Option<Vec<u8>> =
        digits.as_bytes().chunks(2).map(|pair| Some(digit(pair.first()?)? << 4 | digit(pair.get(1)?)?)).collect();
    bytes.filter(|bytes| bytes.len() == 32)
}

/// What [`to_column`] made.
pub(crate) fn from_column(value: Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text),
        Value::Blob(bytes) => Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_for_a_hash_comes_back() {
        let hash = "00ff".repeat(16);
        assert_eq!(to_column(&hash), Value::Blob([0, 255].repeat(16)));
        for digits in [hash.as_str(), "", "0", "00ff", &"00FF".repeat(16), &"é".repeat(32)] {
            assert_eq!(from_column(to_column(digits)).as_deref(), Some(digits));
        }
    }
}
