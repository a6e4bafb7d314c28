//! From the words after a product's name to one of its cycles.
//!
//! Most products name their cycles by the first components of the version;
//! [`general`] reads those. Where editions, builds, service packs, letters or
//! years decide, a family has a rule of its own. What is not said is not
//! guessed: the answer is then a list.

mod apple_and_devices;
mod dotnet;
mod general;
mod java;
mod microsoft;
mod said;
mod sql_server;
mod suse_and_ibm;
mod various;
mod windows;

pub(super) use said::Said;

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// The product, by its place in the catalogue; a rule may correct it.
    pub(super) product: Option<usize>,
    /// The cycle.
    pub(super) fit: Fit,
}

/// How a version fits a product's cycles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// One cycle, by its place in the product.
    Cycle(usize),
    /// One of these (product, cycle); what would decide is not stated.
    OneOf(Vec<(usize, usize)>),
    /// A version is stated and the catalogue has no cycle for it.
    Absent,
    /// No version is stated.
    Missing,
}

/// The product and cycle of what was said, by the rule of the named product.
pub(super) fn resolve(said: &Said<'_>, product: &str) -> Answer {
    match product {
        "windows"
        | "windows-server"
        | "windows-embedded"
        | "windows-server-core"
        | "windows-nano-server" => windows::resolve(said),
        "mssqlserver" => sql_server::resolve(said),
        "oracle-jdk"
        | "openjdk-any"
        | "eclipse-temurin"
        | "redhat-build-of-openjdk"
        | "azul-zulu"
        | "amazon-corretto"
        | "bellsoft-liberica"
        | "ibm-semeru-runtime"
        | "microsoft-build-of-openjdk"
        | "openjdk-builds-from-oracle"
        | "sapmachine"
        | "alibaba-dragonwell" => java::resolve(said, product),
        "dotnetfx" | "dotnet" => dotnet::resolve(said, product),
        "internet-explorer" => microsoft::internet_explorer(said),
        "msexchange" => microsoft::exchange(said),
        "office" => microsoft::office(said),
        "sharepoint" => microsoft::sharepoint(said),
        "visual-studio" => microsoft::visual_studio(said),
        "sles" => suse_and_ibm::sles(said),
        "ibm-aix" => suse_and_ibm::aix(said),
        "ibm-i" => suse_and_ibm::ibm_i(said),
        "oracle-database" => various::oracle_database(said),
        "oracle-solaris" => various::solaris(said),
        "mysql" => various::mysql(said),
        "angular" | "angularjs" => various::angular(said),
        "vsphere-any" => various::vsphere(said),
        "citrix-vad" => various::citrix(said),
        "horizon" => various::horizon(said),
        "ipad" | "iphone" | "samsung-galaxy-tab" | "samsung-mobile" | "surface" | "pixel"
        | "google-nexus" => apple_and_devices::device(said, product),
        _ => general::resolve(said, product),
    }
}
