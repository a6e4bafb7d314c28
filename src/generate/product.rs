//! Which products run where: by era, in the spellings that people use.
//!
//! A row holds the years in which a release was put into use and its
//! spellings: product and version. An empty version is one that nobody wrote
//! down apart from the name.

use super::random::Random;
use super::vocabulary::{Client, Stack};

/// A product and a version as written; the version may be empty.
pub(super) type Spelling = (&'static str, &'static str);

/// A release: the first and last year in which it was put into use, and its
/// spellings.
type Release = (u32, u32, &'static [Spelling]);

/// A component: its spelling and its role.
pub(super) type Part = (Spelling, &'static str);

const OPERATING_SYSTEM: &str = "operating-system";
const DATABASE: &str = "database";
const RUNTIME: &str = "runtime";
const VIRTUALISATION: &str = "virtualisation";
const FIRMWARE: &str = "firmware";

const WINDOWS_SERVER: &[Release] = &[
    (1990, 2009, &[("Windows Server", "2003 R2 SP2"), ("Microsoft Windows Server 2003", "")]),
    (
        2009,
        2013,
        &[
            ("Windows Server", "2008 R2"),
            ("Windows Server 2008 R2 SP1", ""),
            ("Microsoft Windows Server 2008 R2 Standard", "6.1.7601"),
            ("Win2008R2", ""),
        ],
    ),
    (
        2012,
        2017,
        &[
            ("Windows Server", "2012 R2"),
            ("Windows Server 2012 R2 Datacenter", ""),
            ("Win Server 2012 R2", ""),
            ("Windows Server", "2012"),
        ],
    ),
    (
        2016,
        2020,
        &[
            ("Windows Server", "2016"),
            ("Microsoft Windows Server 2016 Standard", "10.0.14393"),
            ("Windows Server 2016", "1607"),
        ],
    ),
    (
        2019,
        2023,
        &[
            ("Windows Server", "2019"),
            ("Microsoft Windows Server 2019 Datacenter", "10.0.17763"),
            ("windows server", "2019 Standard"),
        ],
    ),
    (2022, 2026, &[("Windows Server", "2022"), ("Windows Server 2022 Standard", "")]),
    (2025, 2027, &[("Windows Server", "2025")]),
];

const LINUX: &[Release] = &[
    (
        1990,
        2012,
        &[("RHEL", "5.11"), ("Red Hat Enterprise Linux", "5"), ("Oracle Solaris", "10"), ("IBM AIX", "7.1")],
    ),
    (2011, 2015, &[("RHEL", "6.10"), ("CentOS", "6"), ("Red Hat Enterprise Linux Server release 6.9", "")]),
    (
        2014,
        2019,
        &[("RHEL", "7.9"), ("CentOS Linux", "7"), ("rhel", "7"), ("Ubuntu", "16.04 LTS"), ("SLES", "12 SP5")],
    ),
    (
        2019,
        2023,
        &[("RHEL", "8.10"), ("Red Hat Enterprise Linux", "8.6"), ("Ubuntu", "20.04"), ("SLES", "15 SP3")],
    ),
    (2022, 2027, &[("RHEL", "9.4"), ("Ubuntu", "22.04 LTS"), ("Ubuntu", "24.04"), ("Debian", "12")]),
];

const DATABASES: &[Release] = &[
    (1990, 2010, &[("SQL Server", "2005"), ("Oracle Database", "10.2.0.5"), ("Oracle 9i", "9.2.0.8")]),
    (
        2008,
        2014,
        &[
            ("SQL Server", "2008 R2 SP3"),
            ("Microsoft SQL Server 2008 R2 (SP3)", "10.50.6000.34"),
            ("Oracle Database", "11.2.0.4"),
            ("Oracle 11g", ""),
            ("MySQL", "5.5"),
        ],
    ),
    (
        2012,
        2017,
        &[
            ("SQL Server", "2012 SP4"),
            ("SQL Server", "2014"),
            ("MS SQL Server 2014 SP3", ""),
            ("Oracle Database", "12.1.0.2"),
            ("Postgres", "9.6"),
        ],
    ),
    (
        2016,
        2021,
        &[
            ("SQL Server", "2016 SP3"),
            ("SQL Server", "2017"),
            ("MySQL", "5.7.44"),
            ("PostgreSQL", "11.22"),
            ("MariaDB", "10.3"),
        ],
    ),
    (
        2019,
        2024,
        &[
            ("SQL Server", "2019"),
            ("Microsoft SQL Server 2019", "15.0.4375"),
            ("Oracle Database", "19c"),
            ("PostgreSQL", "14.11"),
        ],
    ),
    (2022, 2027, &[("SQL Server", "2022"), ("PostgreSQL", "16.4"), ("MySQL", "8.4"), ("MongoDB", "7.0")]),
];

const RUNTIMES: &[Release] = &[
    (1990, 2012, &[("Java", "6"), (".NET Framework", "3.5"), ("PHP", "5.6"), ("Python", "2.7")]),
    (
        2011,
        2017,
        &[
            ("Java", "7"),
            ("Oracle Java SE", "8u202"),
            (".NET Framework", "4.5.2"),
            ("Tomcat", "7.0.109"),
            ("AngularJS", "1.5"),
        ],
    ),
    (
        2015,
        2021,
        &[
            ("OpenJDK", "8"),
            ("Java", "11"),
            ("PHP", "7.4"),
            ("Tomcat", "8.5.94"),
            (".NET Core", "3.1"),
            ("Node.js", "12"),
        ],
    ),
    (
        2020,
        2025,
        &[
            ("OpenJDK", "17.0.10"),
            ("Apache Tomcat", "9.0.89"),
            (".NET", "6"),
            ("Node.js", "18"),
            ("PHP", "8.1"),
        ],
    ),
    (2023, 2027, &[("Java", "21"), (".NET", "8"), ("Tomcat", "10.1"), ("Node.js", "22"), ("Python", "3.12")]),
];

const HYPERVISORS: &[Release] = &[
    (1990, 2016, &[("VMware ESXi", "5.5"), ("VMware vSphere", "5.5")]),
    (2015, 2019, &[("VMware ESXi", "6.0"), ("VMware ESXi 6.5 U3", "")]),
    (2018, 2022, &[("VMware ESXi", "6.7"), ("ESXi", "6.7 Update 3")]),
    (2020, 2025, &[("VMware ESXi", "7.0 U3"), ("VMware vSphere", "7.0")]),
    (2023, 2027, &[("VMware ESXi", "8.0"), ("Nutanix AOS", "6.10")]),
];

const STORAGE: &[Release] = &[
    (1990, 2019, &[("NetApp ONTAP", "9.1"), ("Veeam Backup & Replication", "9.5")]),
    (2019, 2023, &[("NetApp ONTAP", "9.9.1"), ("Veeam Backup & Replication", "11")]),
    (2022, 2027, &[("NetApp ONTAP", "9.16.1"), ("Veeam Backup & Replication", "12")]),
];

const NETWORK: &[Release] = &[
    (1990, 2016, &[("Cisco IOS", "15.2"), ("FortiOS", "5.6")]),
    (2015, 2021, &[("Cisco IOS XE", "16.9"), ("FortiOS", "6.4")]),
    (2020, 2027, &[("Cisco IOS XE", "17.9"), ("FortiOS", "7.2.8"), ("PAN-OS", "11.1")]),
];

const ENGINES: &[Release] = &[
    (1990, 2015, &[("Mirth Connect", "3.0"), ("InterSystems Ensemble", "2014.1")]),
    (2014, 2020, &[("Mirth Connect", "3.6.1"), ("Rhapsody", "6.3"), ("InterSystems Ensemble", "2017.2")]),
    (
        2019,
        2027,
        &[
            ("Mirth Connect", "4.4"),
            ("InterSystems IRIS", "2023.1"),
            ("RabbitMQ", "3.12"),
            ("Apache Kafka", "3.6"),
        ],
    ),
];

const DESKTOP_WINDOWS: &[Release] = &[
    (1990, 2009, &[("Windows XP Professional", "SP3"), ("Windows XP", "")]),
    (
        2009,
        2015,
        &[("Windows 7 Professional", "SP1"), ("Win 7 SP1", ""), ("Windows 7 Enterprise", "6.1.7601")],
    ),
    (
        2015,
        2019,
        &[("Windows 10", "1809"), ("Windows 10 Pro", "10.0.17763"), ("Windows 10 Enterprise LTSB", "2016")],
    ),
    (
        2018,
        2022,
        &[
            ("Windows 10", "21H2"),
            ("Windows 10", "22H2"),
            ("Microsoft Windows 10 Enterprise", "10.0.19045"),
            ("Win10 22H2", ""),
        ],
    ),
    (
        2021,
        2027,
        &[
            ("Windows 11", "23H2"),
            ("Windows 11 Enterprise", "24H2"),
            ("Windows 11 Pro", "10.0.22631"),
            ("Win 11", ""),
        ],
    ),
];

const EMBEDDED_WINDOWS: &[Release] = &[
    (1990, 2011, &[("Windows XP Embedded", "SP3"), ("Windows CE", "6.0")]),
    (2010, 2016, &[("Windows Embedded Standard 7", "SP1"), ("Windows 7", "SP1")]),
    (2015, 2021, &[("Windows 10 IoT Enterprise LTSC", "2019"), ("Windows 10 Enterprise LTSB", "2016")]),
    (2020, 2027, &[("Windows 10 IoT Enterprise LTSC", "2021"), ("Windows 11 IoT Enterprise LTSC", "2024")]),
];

const MOBILE: &[Release] = &[
    (1990, 2019, &[("iPadOS", "14"), ("Android", "9"), ("iOS", "13")]),
    (2019, 2023, &[("iPadOS", "16"), ("Android", "11"), ("iOS", "16.7")]),
    (2022, 2027, &[("iPadOS", "18"), ("Android", "14"), ("iOS", "18"), ("Android", "15")]),
];

/// What an application put on its machine in a year is built on.
pub(super) fn application_stack(random: &mut Random, year: u32) -> Vec<Part> {
    let is_windows = random.chance(72);
    let system = if is_windows { WINDOWS_SERVER } else { LINUX };
    let mut parts = vec![(choose(random, system, year), OPERATING_SYSTEM)];
    if random.chance(75) {
        parts.push((choose(random, DATABASES, year), DATABASE));
    }
    if random.chance(25) {
        parts.push((choose(random, RUNTIMES, year), RUNTIME));
    }
    parts
}

/// What an integration engine put in place in a year is built on.
pub(super) fn engine_stack(random: &mut Random, year: u32) -> Vec<Part> {
    let system = if random.chance(60) { WINDOWS_SERVER } else { LINUX };
    vec![
        (choose(random, system, year), OPERATING_SYSTEM),
        (choose(random, ENGINES, year), "middleware"),
        (choose(random, DATABASES, year), DATABASE),
    ]
}

/// What a platform put in place in a year is built on.
pub(super) fn platform_stack(random: &mut Random, stack: Stack, year: u32) -> Vec<Part> {
    match stack {
        Stack::Windows => vec![(choose(random, WINDOWS_SERVER, year), OPERATING_SYSTEM)],
        Stack::Virtualisation => vec![(choose(random, HYPERVISORS, year), VIRTUALISATION)],
        Stack::Storage => vec![(choose(random, STORAGE, year), FIRMWARE)],
        Stack::Network => vec![(choose(random, NETWORK, year), FIRMWARE)],
        Stack::Database => {
            vec![(choose(random, LINUX, year), OPERATING_SYSTEM), (choose(random, DATABASES, year), DATABASE)]
        }
        Stack::Web => {
            vec![(choose(random, LINUX, year), OPERATING_SYSTEM), (choose(random, RUNTIMES, year), RUNTIME)]
        }
    }
}

/// What a device that was set up in a year runs.
pub(super) fn device_stack(random: &mut Random, client: Client, year: u32) -> Option<Part> {
    Some(match client {
        Client::Windows => (choose(random, DESKTOP_WINDOWS, year), OPERATING_SYSTEM),
        Client::Embedded => (choose(random, EMBEDDED_WINDOWS, year), OPERATING_SYSTEM),
        Client::Mobile => (choose(random, MOBILE, year), OPERATING_SYSTEM),
        Client::Network => (choose(random, NETWORK, year), FIRMWARE),
        Client::Server => (choose(random, HYPERVISORS, year), VIRTUALISATION),
        Client::Firmware => return None,
    })
}

/// A release that was put into use in a year, in one of its spellings.
fn choose(random: &mut Random, releases: &[Release], year: u32) -> Spelling {
    let fits = |release: &&Release| (release.0..=release.1).contains(&year);
    let fitting = releases.iter().filter(fits).count() as u32;
    let nth = random.below(fitting.max(1)) as usize;
    let release = releases.iter().filter(fits).nth(nth).unwrap_or(&releases[0]);
    *random.pick(release.2)
}

#[cfg(test)]
mod tests {
    use super::super::random::Stream;
    use super::*;

    #[test]
    fn every_year_has_a_release() {
        let tables = [
            WINDOWS_SERVER,
            LINUX,
            DATABASES,
            RUNTIMES,
            HYPERVISORS,
            STORAGE,
            NETWORK,
            ENGINES,
            DESKTOP_WINDOWS,
            EMBEDDED_WINDOWS,
            MOBILE,
        ];
        for table in tables {
            for year in 1995..=2026 {
                assert!(table.iter().any(|release| (release.0..=release.1).contains(&year)), "{year}");
            }
        }
    }

    #[test]
    fn old_machines_run_old_products() {
        let mut random = Random::of(1, Stream::System, 0, 0);
        for _ in 0..100 {
            let (product, version) = choose(&mut random, WINDOWS_SERVER, 2007);
            assert!(product.contains("2003") || version.contains("2003"), "{product} {version}");
        }
    }
}
