//! Few bytes as fewer: zlib with a dictionary of what reports and records have in common.
//!
//! The stream carries the number of the dictionary and a sum over its contents, so that damage is noticed when it is read.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

/// What reports and records have in common, most common last. Made from packed records; see `dictionary::write`. Files
/// depend on it: a better one is a second one.
const DICTIONARY: &[u8] = include_bytes!("dictionary.bin");

/// Higher saves less than a fiftieth and takes a fifth longer.
const LEVEL: u32 = 3;

/// zlib makes of a byte no more than so many.
const LARGEST_RATIO: usize = 1032;

/// Compresses one body after the other.
#[derive(Debug)]
pub(crate) struct Deflater(Compress);

impl Default for Deflater {
    fn default() -> Self {
        Deflater(Compress::new(Compression::new(LEVEL), true))
    }
}

impl Deflater {
    /// The length of `bytes` and their compressed form.
    pub(super) fn deflate(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        super::mark::put(&mut out, bytes.len() as u64);
        self.0.reset();
        self.0.set_dictionary(DICTIONARY).expect("a stream takes a dictionary at its beginning");
        let mut done = Status::Ok;
        while done != Status::StreamEnd {
            let taken = self.0.total_in() as usize;
            out.reserve(256);
            done = self.0.compress_vec(&bytes[taken..], &mut out, FlushCompress::Finish).expect("zlib takes any bytes");
        }
        out
    }
}

/// What was compressed; `None` where it is damaged.
pub(super) fn inflate(packed: &[u8]) -> Option<Vec<u8>> {
    let mut reader = super::mark::Reader(packed);
    let length = usize::try_from(reader.number()?).ok()?;
    let stream = reader.0;
    if length > stream.len().saturating_mul(LARGEST_RATIO) {
        return None;
    }
    let mut out = Vec::with_capacity(length);
    let mut inflater = Decompress::new(true);
    let asked = inflater.decompress_vec(stream, &mut out, FlushDecompress::Finish).err()?;
    asked.needs_dictionary()?;
    inflater.set_dictionary(DICTIONARY).ok()?;
    let taken = inflater.total_in() as usize;
    let end = inflater.decompress_vec(stream.get(taken..)?, &mut out, FlushDecompress::Finish).ok()?;
    (end == Status::StreamEnd && out.len() == length).then_some(out)
}
