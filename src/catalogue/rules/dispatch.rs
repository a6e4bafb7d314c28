//! Which product has which rule.

use super::{
    Answer, Said, apple_and_devices, dotnet, general, java, microsoft, sql_server, suse_and_ibm, various,
    windows,
};

/// The product and cycle of what was said, by the rule of the named product.
pub(in super::super) fn resolve(said: &Said<'_>, product: &str) -> Answer {
    match product {
        "windows" | "windows-server" | "windows-embedded" | "windows-server-core" | "windows-nano-server" => {
            windows::resolve(said)
        }
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
        "ios" => various::ios(said),
        "horizon" => various::horizon(said),
        "ipad" | "iphone" | "samsung-galaxy-tab" | "samsung-mobile" | "surface" | "pixel"
        | "google-nexus" => apple_and_devices::device(said, product),
        _ => general::resolve(said, product),
    }
}
