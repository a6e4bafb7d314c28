//! Scales of the rules about what is out of date.

use super::scales;

scales! {
    LIFECYCLE = "lifecycle", "Lifecycle",
        line { "years since the last day of support"; "horizon" [horizon] => 0.3, "last-day" 0.0 => 0.7, "worst" [DebtAgeWorst] => 1.0 },
        "The nearer the end, the less can be chosen; after it, nobody mends what is found. One line for both, so that no day makes it milder.";
    UNPROVEN_LIFECYCLE = "unproven-extension.lifecycle", "Lifecycle",
        unless { "bought" => 0.2; else LIFECYCLE },
        "An extension that was bought is mended, for money and a while; whether it was bought is not recorded, so it is anything between.";
    OPEN_LIFECYCLE = "unknown-version.lifecycle", "Lifecycle",
        unless { "supported" => 0.0, "extended" => 0.2, "not-known" => 1.0; else LIFECYCLE },
        "Which release it is, is not known, so it is anything between what the best and the worst of them count.";
    HARDWARE_AGE = "aged-hardware.age", "Age",
        line { "years past its time"; "first-day" 0.0 => 0.4, "worst" [HardwareAgeWorst] => 1.0 },
        "Past its expected life a device fails more often, and its parts and warranty run out.";
    FLEET_SIZE = "fleet-size", "Fleet size",
        line { "share of all devices"; "none" 0.0 => 0.0, "worst" [FleetWorst] => 1.0 },
        "How many devices go with it.";
    DEVICE_KIND = "device-kind", "Kind of device",
        words { "medical" => 1.0, "other" => 0.3 },
        "Care hangs on a medical device, and its maker must approve changes.";
    EXPLOITED = "exploited-vulnerability.count", "Exploited vulnerabilities",
        line { "vulnerabilities known to be exploited"; "one" 1.0 => 0.85, "worst" 4.0 => 1.0 },
        "One way in is enough; more of them make it likelier.";
    TIME_TO_FIX = "slow-patching.days", "Time to fix",
        line { "days"; "limit" [PatchDays] => 0.2, "worst" [PatchDaysWorst] => 0.6 },
        "What is mended late is still mended: on the first day without support, when nothing is, the lifecycle counts more.";
    LEGACY_PROTOCOL = "legacy-protocol.protocol", "Protocol",
        words { "csv-email" => 0.8, "ftp" => 0.8, "screen-scraping" => 0.7, "file-share" => 0.5, "shared-database" => 0.4, "database-link" => 0.4 },
        "Mail goes astray and stays in mailboxes; FTP sends its passwords in the clear; a screen changes without notice; neither system can change shared tables without the other.";
    LEGACY_ENCRYPTION = "legacy-protocol.encryption", "Encryption",
        words { "all-encrypted" => 0.0, "some-not-encrypted" => 1.0 },
        "Whoever listens reads what is not encrypted.";
    RELEASES = "several-versions.releases", "Releases",
        line { "releases"; "limit" [SeveralVersions] => 0.2, "worst" [SeveralVersionsWorst] => 0.6 },
        "Many releases cost effort; by themselves they break nothing.";
    SYSTEMS_CONCERNED = "several-versions.systems", "Systems concerned",
        line { "systems"; "none" 0.0 => 0.0, "worst" [SeveralVersionsSystems] => 1.0 },
        "A count, not a share of the organisation: a system that has nothing to do with them changes nothing.";
    CARRIES = "shared-platform.carries", "Carries",
        line { "systems and devices"; "none" 0.0 => 0.0, "worst" 40.0 => 1.0 },
        "How many stand on it.";
}
