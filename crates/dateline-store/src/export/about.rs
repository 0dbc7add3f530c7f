//! What every export says of itself: versions, filters, the moment it speaks of, and whom to name.

use crate::record::Version;
use serde::{Deserialize, Serialize};

/// Whom users of an export have to name.
pub const ATTRIBUTION: &str = "Places: GeoNames (https://www.geonames.org), CC BY 4.0. Event types: PLOVER and CAMEO. \
     Values repeat what the reports say; the reports belong to their publishers.";

/// Where an export comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// "dateline" and the version that wrote it.
    pub written_by: String,
    /// Name of the file.
    pub file: String,
    /// Name of the format.
    pub format: String,
    /// Versions of program, models and codebook that coded the reports.
    pub versions: Vec<Version>,
    /// The filters as the user gave them, in order ("--country TUR").
    pub filters: Vec<String>,
    /// The moment the export answers for; null for all that is known.
    pub as_of: Option<String>,
    /// Whom to name.
    pub attribution: String,
}

impl About {
    /// The codebooks, each once.
    pub(crate) fn codebooks(&self) -> String {
        self.each(|version| &version.codebook)
    }

    /// The versions of the program, each once.
    pub(crate) fn programs(&self) -> String {
        self.each(|version| &version.dateline)
    }

    fn each(&self, of: fn(&Version) -> &String) -> String {
        let mut names: Vec<&str> = self.versions.iter().map(|version| of(version).as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.join("; ")
    }
}
