//! The plan of a synthetic estate, and its files one by one.

use super::interface::Kind;
use super::shape::{Organisation, Shape};
use super::vocabulary::Area;
use super::{device, interface, journey, organisation, region, system};
use crate::yaml::Writer;

/// What estate to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EstatePlan {
    /// Organisations beside the region that they are part of. With 0 the
    /// region owns everything.
    pub organisations: u32,
    /// Systems in all.
    pub systems: u32,
    /// Devices and fleets in all.
    pub devices: u32,
    /// Interfaces in all. An estate of fewer than two systems has none.
    pub interfaces: u32,
    /// The same seed gives the same bytes, on every platform.
    pub seed: u64,
}

/// One file of a synthetic estate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Its path below the inventory's folder, with `/` between folders.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The files of a plan, in a fixed order. Each is written when it is asked
/// for and none is kept; linear in the size of the estate.
pub fn files(plan: &EstatePlan) -> EstateFiles {
    EstateFiles { shape: Shape::new(*plan), organisation: 0, list: 0, next: 0, part: 1 }
}

/// What each file says of itself.
const REMARK: &str =
    "Synthetic: made by `techstrata generate`. Every organisation, system and figure is invented.";

/// A file grows by one entity beyond this many bytes at most: small enough to
/// read in an editor, and many enough to load in parallel.
const ENOUGH: usize = 1_000_000;

/// An iterator over the files of a plan; see [`files`].
#[derive(Debug)]
pub struct EstateFiles {
    shape: Shape,
    /// The organisation that is being written.
    organisation: usize,
    /// The list of it that is being written.
    list: usize,
    /// The next entity of that list.
    next: u32,
    /// The part of that list, from 1.
    part: u32,
}

impl Iterator for EstateFiles {
    type Item = GeneratedFile;

    fn next(&mut self) -> Option<GeneratedFile> {
        while self.organisation < self.shape.organisations.len() {
            let Some(list) = LISTS.get(self.list) else {
                self.organisation += 1;
                self.list = 0;
                continue;
            };
            let file = self.write(list);
            if file.is_some() {
                return file;
            }
        }
        None
    }
}

impl EstateFiles {
    /// Writes the next part of a list, if it holds anything.
    fn write(&mut self, list: &List) -> Option<GeneratedFile> {
        let organisation = &self.shape.organisations[self.organisation];
        let count = list.what.count(organisation);
        let mut yaml = Writer::new();
        yaml.schema("../inventory.schema.json");
        yaml.comment(REMARK);
        yaml.organisation(&organisation.id);
        let mut is_empty = true;
        while self.next < count && yaml.len() < ENOUGH {
            if list.what.holds(&self.shape, organisation, self.next) {
                list.what.write(&self.shape, organisation, self.next, &mut yaml);
                is_empty = false;
            }
            self.next += 1;
        }
        let part = self.part;
        if self.next < count {
            self.part += 1;
        } else {
            (self.list, self.next, self.part) = (self.list + 1, 0, 1);
        }
        let part = if part == 1 { String::new() } else { format!("-{part}") };
        let path = format!("{}/{}{part}.yaml", organisation.id, list.file);
        (!is_empty).then(|| GeneratedFile { path, text: yaml.into_text() })
    }
}

/// What a file, or several, of an organisation hold.
struct List {
    /// The file's name, without its part and ending.
    file: &'static str,
    /// What it lists.
    what: What,
}

/// What a file lists.
enum What {
    /// The organisation itself, its sites and teams.
    Organisation,
    /// Data entities, capabilities and lifecycles; of the region only.
    Vocabulary,
    /// The systems of an area.
    Systems(Area),
    Devices,
    /// The interfaces of some kinds.
    Interfaces(&'static [Kind]),
    Journeys,
}

impl What {
    /// How many entities to go through.
    fn count(&self, organisation: &Organisation) -> u32 {
        match self {
            Self::Organisation => 1,
            Self::Vocabulary => u32::from(organisation.is_region()),
            Self::Systems(_) => organisation.systems,
            Self::Devices => organisation.devices,
            Self::Interfaces(_) => organisation.interfaces,
            Self::Journeys => journey::count(organisation),
        }
    }

    /// Whether an entity stands in this file.
    fn holds(&self, shape: &Shape, organisation: &Organisation, index: u32) -> bool {
        match self {
            Self::Systems(area) => organisation.area(index) == *area,
            Self::Interfaces(kinds) => kinds.contains(&interface::kind(shape, organisation, index)),
            _ => true,
        }
    }

    /// Writes an entity.
    fn write(&self, shape: &Shape, organisation: &Organisation, index: u32, yaml: &mut Writer) {
        match self {
            Self::Organisation => organisation::write(shape, organisation, yaml),
            Self::Vocabulary => region::write(yaml),
            Self::Systems(_) => system::write(shape, organisation, index, yaml),
            Self::Devices => device::write(shape, organisation, index, yaml),
            Self::Interfaces(_) => interface::write(shape, organisation, index, yaml),
            Self::Journeys => journey::write(shape, organisation, index, yaml),
        }
    }
}

/// The files of an organisation, in the order of writing.
const LISTS: &[List] = &[
    List { file: "organisation", what: What::Organisation },
    List { file: "vocabulary", what: What::Vocabulary },
    List { file: "systems-integration", what: What::Systems(Area::Integration) },
    List { file: "systems-infrastructure", what: What::Systems(Area::Infrastructure) },
    List { file: "systems-clinical", what: What::Systems(Area::Clinical) },
    List { file: "systems-diagnostics", what: What::Systems(Area::Diagnostics) },
    List { file: "systems-community", what: What::Systems(Area::Community) },
    List { file: "systems-council", what: What::Systems(Area::Council) },
    List { file: "systems-corporate", what: What::Systems(Area::Corporate) },
    List { file: "systems-regional", what: What::Systems(Area::Regional) },
    List { file: "devices", what: What::Devices },
    List { file: "interfaces-engine", what: What::Interfaces(&[Kind::ThroughHub, Kind::AtHub]) },
    List { file: "interfaces-direct", what: What::Interfaces(&[Kind::Direct]) },
    List { file: "interfaces-devices", what: What::Interfaces(&[Kind::FromDevice]) },
    List { file: "interfaces-manual", what: What::Interfaces(&[Kind::Manual]) },
    List { file: "interfaces-region", what: What::Interfaces(&[Kind::BetweenOrganisations]) },
    List { file: "journeys", what: What::Journeys },
];
