//! The nouns of an estate, one file each, as written in YAML.
//!
//! These types say what can be written and nothing about whether it makes
//! sense together: references are texts here and are resolved in `check`. The
//! JSON Schemas are generated from these types, so that editor, checker and
//! program never disagree.

pub mod component;
pub mod dependency;
pub mod device;
pub mod endpoint;
pub mod fact;
pub mod id;
pub mod interface;
pub mod inventory;
pub mod journey;
pub mod lifecycle;
pub mod modernisation;
pub mod organisation;
pub mod schema;
pub mod system;
pub mod vocabulary;

pub use component::{Component, Support};
pub use dependency::Dependency;
pub use device::Device;
pub use fact::{Fact, Percent, Quantity, Satisfaction, Share, Text};
pub use id::{Id, Reference};
pub use interface::Interface;
pub use inventory::Inventory;
pub use journey::{Journey, Step};
pub use lifecycle::{Lifecycle, Release};
pub use modernisation::{ModernisationOption, Resolves, Yearly};
pub use organisation::{Capability, DataEntity, Organisation, Site, Team};
pub use system::{IsolatedByDesign, System};
