//! ArchiMate models: the Open Group's exchange files of both namespaces,
//! Archi's own files, and Archi's CSV trio.
//!
//! Components become systems, devices and nodes devices, system software
//! components of what it is assigned to. Application services, interfaces and
//! functions speak for the component that they belong to. Flows, serving and
//! triggering between components become interfaces.

mod read;
mod records;

pub(super) use read::{Csv, from_xml};
pub(super) use records::records;

/// A model, however it was written.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    /// Its name.
    pub(super) name: String,
    pub(super) elements: Vec<Item>,
    pub(super) relations: Vec<Link>,
}

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    pub(super) id: String,
    /// `ApplicationComponent`, `Node` and so on.
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) documentation: String,
    pub(super) properties: Vec<(String, String)>,
    pub(super) line: u64,
}

/// A relation; its kind without `Relationship` at the end.
#[derive(Clone, Debug, Default)]
pub(super) struct Link {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) name: String,
    /// Of an access: read, write, both.
    pub(super) access: String,
    pub(super) line: u64,
}
