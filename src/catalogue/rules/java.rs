//! Java: `1.8` means 8, and the distributor decides the dates.

use super::super::normalise::Field;
use super::super::version;
use super::said::Said;
use super::{Answer, Fit};

/// Distributors by a word of their name.
const DISTRIBUTORS: &[(&str, &[&str])] = &[
    ("redhat-build-of-openjdk", &["red", "redhat"]),
    ("eclipse-temurin", &["temurin", "adoptium", "adoptopenjdk", "eclipse"]),
    ("azul-zulu", &["azul", "zulu"]),
    ("amazon-corretto", &["corretto", "amazon", "aws"]),
    ("microsoft-build-of-openjdk", &["microsoft"]),
    ("sapmachine", &["sapmachine", "sap"]),
    ("alibaba-dragonwell", &["dragonwell", "alibaba"]),
    ("bellsoft-liberica", &["liberica", "bellsoft"]),
    ("ibm-semeru-runtime", &["semeru", "ibm"]),
    ("openjdk-builds-from-oracle", &["oracle"]),
];

/// The cycle of a Java; `named` is the product that its name leads to.
pub(super) fn resolve(said: &Said<'_>, named: &str) -> Answer {
    let release = release(said, named);
    let is_bare = is_bare(said, named);
    let is_open = named == "openjdk-any" || is_bare || (named == "oracle-jdk" && said.has("openjdk"));
    if !is_open {
        return of(said, named, release);
    }
    let distributor = DISTRIBUTORS
        .iter()
        .find(|(_, words)| said.has_any(words))
        .or_else(|| DISTRIBUTORS.iter().find(|(_, words)| said.vendor_has(words)));
    if let Some((id, _)) = distributor {
        return of(said, id, release);
    }
    if said.has_vendor() && !is_bare && !said.vendor_has(&["openjdk", "java"]) {
        return said.none(named, Fit::Missing);
    }
    let Some(release) = release else {
        return said.none(named, Fit::Missing);
    };
    let oracle = is_bare.then_some("oracle-jdk");
    let found = oracle
        .into_iter()
        .chain(DISTRIBUTORS.iter().map(|(id, _)| *id))
        .flat_map(|id| said.find(id, |cycle| is_release(&cycle.name, release)))
        .collect();
    said.none(named, Fit::OneOf(found))
}

/// `Java`, `JDK` or `JRE` and nothing that says whose: every distributor calls
/// its own so. `SE` and `Update` are Oracle's words.
fn is_bare(said: &Said<'_>, named: &str) -> bool {
    let is_short = said.name.len() == 1;
    let is_oracle =
        said.has_any(&["oracle", "sun", "se", "update", "tm"]) || said.vendor_has(&["oracle", "sun"]);
    named == "oracle-jdk" && is_short && !is_oracle
}

fn of(said: &Said<'_>, product: &str, release: Option<u64>) -> Answer {
    match release {
        Some(release) => said.all(product, |cycle| is_release(&cycle.name, release)),
        None => said.none(product, Fit::Missing),
    }
}

fn is_release(cycle: &str, release: u64) -> bool {
    cycle.parse() == Ok(release)
}

/// The first number of the name, else of the version; `1.x` means x.
fn release(said: &Said<'_>, id: &str) -> Option<u64> {
    let of_field = |field| {
        said.versions(field, id)
            .filter_map(|number| {
                let mut parts = version::components(number);
                match (parts.next()?, parts.next()) {
                    // `J2SE` and `Java 2 Platform` are names.
                    (1 | 2, None) => None,
                    (1, Some(release)) | (release, _) => Some(release),
                }
            })
            .find(|release| *release < 60)
    };
    of_field(Field::Product).or_else(|| of_field(Field::Version))
}
