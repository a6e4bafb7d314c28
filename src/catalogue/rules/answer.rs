//! What a rule finds.

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Answer {
    /// The product, by its place in the catalogue; a rule may correct it.
    pub(in super::super) product: Option<usize>,
    /// The cycle.
    pub(in super::super) fit: Fit,
}

/// How a version fits a product's cycles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Fit {
    /// One cycle, by its place in the product.
    Cycle(usize),
    /// One of these (product, cycle); what would decide is not stated.
    OneOf(Vec<(usize, usize)>),
    /// A version is stated and the catalogue has no cycle for it.
    Absent,
    /// No version is stated.
    Missing,
}
