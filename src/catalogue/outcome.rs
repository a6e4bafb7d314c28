//! What is asked of the matcher and what it answers.

use super::product::{Cycle, Product};

/// What is to be matched; empty texts count as not stated.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// Who makes it.
    pub vendor: Option<&'a str>,
    /// The product, as written; a CPE or package URL may stand here too.
    pub product: &'a str,
    /// The version, as written.
    pub version: Option<&'a str>,
    /// A CPE name.
    pub cpe: Option<&'a str>,
    /// A package URL.
    pub purl: Option<&'a str>,
}

/// How a match was made, strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchMethod {
    /// By CPE or package URL.
    Identifier,
    /// By a known name, written as known.
    ExactName,
    /// By a known name, with a word mistyped.
    Probable,
    /// It is a known product, and not one of the catalogue's.
    OtherProduct,
    /// No known name.
    Unmatched,
}

impl MatchMethod {
    /// The method as written in reports and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::ExactName => "exact name",
            Self::Probable => "probable",
            Self::OtherProduct => "another product",
            Self::Unmatched => "unmatched",
        }
    }
}

/// How the version fits the product's cycles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VersionFit {
    /// One cycle.
    Cycle,
    /// Several; edition, service pack, distributor or the like is not stated.
    OneOf,
    /// The catalogue has no cycle for the version stated.
    Absent,
    /// No version is stated: any of the product's cycles.
    Missing,
    /// There is no product to ask.
    NoProduct,
}

/// A product and cycle that could be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate<'c> {
    /// The product.
    pub product: &'c Product,
    /// The cycle.
    pub cycle: &'c Cycle,
}

/// What else a text may mean than the cycles that it leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Beyond {
    /// Nothing: one of the cycles is meant.
    #[default]
    Nothing,
    /// A release newer than all that the catalogue has.
    Newer,
    /// A release of which the catalogue knows nothing.
    Anything,
}

/// What a text itself says of extended support.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamedExtension {
    /// Nothing.
    #[default]
    Unsaid,
    /// It is in use: `RHEL 7 ELS`.
    InUse,
    /// It is not: `Windows 10 22H2, no ESU`.
    NotInUse,
}

/// What a query leads to: the set of releases that the text may mean. Every
/// command and every rule reads this one value; what it says of support on a
/// day is [`super::support::resolve`].
#[derive(Clone, Debug, PartialEq)]
pub struct Match<'c> {
    /// The product, where the catalogue holds it.
    pub product: Option<&'c Product>,
    /// The cycle; only where nothing is left to guess.
    pub cycle: Option<&'c Cycle>,
    /// What could be meant, where `cycle` is open.
    pub candidates: Vec<Candidate<'c>>,
    /// What could be meant beyond the candidates.
    pub beyond: Beyond,
    /// What the text says of extended support.
    pub extension: NamedExtension,
    /// How it was made.
    pub method: MatchMethod,
    /// How the version fits.
    pub version: VersionFit,
    /// How sure the product is, 0 to 1: 1 for identifiers and exact names,
    /// the likeness of the least alike word for probable ones, else 0.
    pub confidence: f64,
    /// Why, in one sentence without a full stop.
    pub note: &'static str,
}

impl Match<'_> {
    /// Whether the release is known and may raise a red finding unaided: by
    /// identifier or exact name, and with a cycle.
    pub fn is_firm(&self) -> bool {
        matches!(self.method, MatchMethod::Identifier | MatchMethod::ExactName) && self.cycle.is_some()
    }

    /// Whether the product is known and its release is not.
    pub fn is_open(&self) -> bool {
        self.product.is_some() && self.cycle.is_none()
    }

    /// Every cycle that may be meant: the one that was found, else the
    /// candidates.
    pub fn cycles(&self) -> impl Iterator<Item = &Cycle> {
        self.cycle.into_iter().chain(self.candidates.iter().map(|candidate| candidate.cycle))
    }

    /// A match with nothing, and why.
    pub(super) fn unmatched(method: MatchMethod, note: &'static str) -> Self {
        Self {
            product: None,
            cycle: None,
            candidates: Vec::new(),
            beyond: Beyond::Anything,
            extension: NamedExtension::Unsaid,
            method,
            version: VersionFit::NoProduct,
            confidence: 0.0,
            note,
        }
    }
}
