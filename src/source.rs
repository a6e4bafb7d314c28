//! The files that were read, and places in them.
//!
//! A place is symbolic: file, list, index and field, such as
//! `systems[3].components[0].version`. It costs nothing to keep and is turned
//! into line and column only where a person will see it (`load::place`).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Which of the files that were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A file as read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path relative to the inventory folder, with `/` on every system.
    pub path: String,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
}

/// All files that were read, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    restated: BTreeMap<Origin, Vec<Restated>>,
}

/// A value that a scenario states in place of the entity's own file.
#[derive(Clone, Debug)]
struct Restated {
    field: String,
    file: FileId,
    path: String,
}

impl Sources {
    /// Keeps a file; ids count up from 0.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(self.files.len() as u32 - 1)
    }

    /// The file of an id of these sources.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The path of a file; empty for an id of other sources.
    pub fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| &file.path)
    }

    /// The text of a file; empty for an id of other sources.
    pub fn text(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| &file.text)
    }

    /// Every file with its id, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index as u32), file))
    }

    /// Notes that a value, with all below it, is stated at a path of another
    /// file. A later note on the same value replaces an earlier one.
    pub fn restate(&mut self, origin: Origin, field: &str, file: FileId, path: String) {
        let all = self.restated.entry(origin).or_default();
        all.retain(|restated| restated.field != field);
        all.push(Restated { field: field.to_owned(), file, path });
    }

    /// The file and the path in it at which a value is stated instead of
    /// under its entity.
    pub fn restated(&self, place: &Place) -> Option<(FileId, String)> {
        let all = self.restated.get(&place.origin)?.iter();
        let fitting = all.filter_map(|restated| Some((restated, below(&place.field, &restated.field)?)));
        let (nearest, rest) = fitting.max_by_key(|(restated, _)| restated.field.len())?;
        let dot = if rest.is_empty() || rest.starts_with(['.', '[']) { "" } else { "." };
        Some((nearest.file, format!("{}{dot}{rest}", nearest.path)))
    }

    /// How many files were read.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// SHA-256 over every path and text, in order, in hexadecimal: the same for
    /// the same files, wherever they stand. Linear.
    pub fn sha256(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        for file in &self.files {
            hash.update((file.path.len() as u64).to_le_bytes());
            hash.update(file.path.as_bytes());
            hash.update((file.text.len() as u64).to_le_bytes());
            hash.update(file.text.as_bytes());
        }
        hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
            use fmt::Write as _;
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// Whether no file was read.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// What of a field is left below another, which may be itself.
fn below<'a>(field: &'a str, above: &str) -> Option<&'a str> {
    let rest = field.strip_prefix(above)?;
    (above.is_empty() || rest.is_empty() || rest.starts_with(['.', '['])).then_some(rest)
}

/// A list of an inventory file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the lists' own")]
pub enum List {
    Organisations,
    Sites,
    Teams,
    Capabilities,
    DataEntities,
    Systems,
    Devices,
    Interfaces,
    Journeys,
    Lifecycles,
}

impl List {
    /// Every list, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::Organisations,
        Self::Sites,
        Self::Teams,
        Self::Capabilities,
        Self::DataEntities,
        Self::Systems,
        Self::Devices,
        Self::Interfaces,
        Self::Journeys,
        Self::Lifecycles,
    ];

    /// The key in YAML.
    pub fn key(self) -> &'static str {
        match self {
            Self::Organisations => "organisations",
            Self::Sites => "sites",
            Self::Teams => "teams",
            Self::Capabilities => "capabilities",
            Self::DataEntities => "data_entities",
            Self::Systems => "systems",
            Self::Devices => "devices",
            Self::Interfaces => "interfaces",
            Self::Journeys => "journeys",
            Self::Lifecycles => "lifecycles",
        }
    }

    /// One entry of the list, in words: `system`, `data entity`.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Organisations => "organisation",
            Self::Sites => "site",
            Self::Teams => "team",
            Self::Capabilities => "capability",
            Self::DataEntities => "data entity",
            Self::Systems => "system",
            Self::Devices => "device",
            Self::Interfaces => "interface",
            Self::Journeys => "journey",
            Self::Lifecycles => "lifecycle",
        }
    }
}

/// Where an entity stands: its file, its list and its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The list in the file.
    pub list: List,
    /// The index in the list, from 0.
    pub index: u32,
}

impl Origin {
    /// The place of a field of this entity, such as `contract.ends`; the
    /// empty field is the entity itself.
    pub fn field(self, field: impl Into<Cow<'static, str>>) -> Place {
        Place { origin: self, field: field.into() }
    }
}

/// The symbolic place of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The entity.
    pub origin: Origin,
    /// The field below it, such as `components[0].version`; empty for the
    /// entity itself.
    pub field: Cow<'static, str>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.origin.list.key(), self.origin.index)?;
        if self.field.is_empty() { Ok(()) } else { write!(f, ".{}", self.field) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_restatement_of_a_value_holds() {
        let mut sources = Sources::default();
        let (own, other) = (FileId(0), FileId(1));
        let origin = Origin { file: own, list: List::Systems, index: 3 };
        sources.restate(origin, "contract", other, "set[0].facts.contract".to_owned());
        sources.restate(origin, "contract.ends", other, "set[1].facts.contract.ends".to_owned());
        let at = |sources: &Sources, field: &'static str| {
            sources.restated(&origin.field(field)).map(|(_, path)| path)
        };
        assert_eq!(at(&sources, "contract.ends").as_deref(), Some("set[1].facts.contract.ends"));
        assert_eq!(at(&sources, "contract.supplier").as_deref(), Some("set[0].facts.contract.supplier"));
        assert_eq!(at(&sources, "contracts"), None);
        sources.restate(origin, "", other, "add.systems[3]".to_owned());
        assert_eq!(
            at(&sources, "components[0].version").as_deref(),
            Some("add.systems[3].components[0].version")
        );
        assert_eq!(at(&sources, "contract").as_deref(), Some("set[0].facts.contract"));
    }
}
