//! Several named byte sections in one file.
//!
//! Layout: `magic: [u8; 8], count: u32`, then per section `name length: u8, name, start: u32, size: u32`, then the
//! bytes; starts count from the beginning of the file.

const MAGIC: &[u8; 8] = b"DLMODEL1";

/// Reads sections in place.
#[derive(Debug, Clone, Copy)]
pub struct Archive<'a> {
    bytes: &'a [u8],
}

impl<'a> Archive<'a> {
    /// Opens an archive; `None` where the bytes are not one.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        bytes.starts_with(MAGIC).then_some(Archive { bytes })
    }

    /// The section of this name.
    pub fn section(&self, name: &str) -> Option<&'a [u8]> {
        self.sections().find(|(found, _)| *found == name.as_bytes()).map(|(_, bytes)| bytes)
    }

    /// All sections with their names; a broken one ends the list.
    pub fn sections(&self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + use<'a> {
        let bytes = self.bytes;
        let count = u32_at(bytes, 8).unwrap_or(0);
        let mut at = 12;
        (0..count).map_while(move |_| {
            let length = usize::from(*bytes.get(at)?);
            let name = bytes.get(at + 1..at + 1 + length)?;
            let (start, size) = (u32_at(bytes, at + 1 + length)? as usize, u32_at(bytes, at + 5 + length)? as usize);
            at += 9 + length;
            Some((name, bytes.get(start..start.checked_add(size)?)?))
        })
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Collects sections.
#[derive(Debug, Default)]
pub struct ArchiveWriter {
    sections: Vec<(String, Vec<u8>)>,
}

impl ArchiveWriter {
    /// With the sections of an archive, but those of these names.
    pub fn without(archive: Archive<'_>, names: &[&str]) -> Self {
        let mut writer = ArchiveWriter::default();
        for (name, bytes) in archive.sections() {
            let name = String::from_utf8_lossy(name);
            if !names.contains(&name.as_ref()) {
                writer.push(&name, bytes.to_vec());
            }
        }
        writer
    }

    /// Adds a section. Names are at most 255 bytes; a longer one is cut.
    pub fn push(&mut self, name: &str, bytes: Vec<u8>) {
        self.sections.push((name.chars().take(60).collect(), bytes));
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        let head: usize = self.sections.iter().map(|(name, _)| name.len() + 9).sum();
        let mut start = 12 + head;
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&(self.sections.len() as u32).to_le_bytes());
        for (name, bytes) in &self.sections {
            out.push(name.len() as u8);
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(&(start as u32).to_le_bytes());
            out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
            start += bytes.len();
        }
        for (_, bytes) in self.sections {
            out.extend(bytes);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_come_back_by_name() {
        let mut writer = ArchiveWriter::default();
        writer.push("a", vec![1, 2]);
        writer.push("empty", Vec::new());
        writer.push("b", vec![3]);
        let bytes = writer.finish();
        let archive = Archive::open(&bytes).unwrap();
        assert_eq!(archive.section("a"), Some(&[1, 2][..]));
        assert_eq!(archive.section("b"), Some(&[3][..]));
        assert_eq!(archive.section("empty"), Some(&[][..]));
        assert_eq!(archive.section("c"), None);
        assert!(Archive::open(b"something else").is_none());
        let mut fewer = ArchiveWriter::without(archive, &["a"]);
        fewer.push("a", vec![4]);
        let bytes = fewer.finish();
        let names: Vec<_> = Archive::open(&bytes).unwrap().sections().collect();
        assert_eq!(names, [(&b"empty"[..], &[][..]), (b"b", &[3]), (b"a", &[4])]);
    }
}
