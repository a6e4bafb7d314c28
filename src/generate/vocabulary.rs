//! The words of a synthetic estate: applications by area, platforms, hubs,
//! device types, places. Products of the applications and their makers are
//! invented.

/// Where a system belongs; each area has a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Area {
    Integration,
    Infrastructure,
    Clinical,
    Diagnostics,
    Community,
    Council,
    Corporate,
    Regional,
}

/// An application that many organisations have.
pub(super) struct Application {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    /// The capability that it serves.
    pub(super) capability: &'static str,
    /// The data entity that it keeps.
    pub(super) entity: &'static str,
    /// The invented product.
    pub(super) product: &'static str,
}

const fn app(
    slug: &'static str,
    name: &'static str,
    capability: &'static str,
    entity: &'static str,
    product: &'static str,
) -> Application {
    Application { slug, name, capability, entity, product }
}

/// Applications by area, the most central first.
pub(super) const APPLICATIONS: &[(Area, &[Application])] = &[
    (Area::Clinical, CLINICAL),
    (Area::Diagnostics, DIAGNOSTICS),
    (Area::Community, COMMUNITY),
    (Area::Council, COUNCIL),
    (Area::Corporate, CORPORATE),
    (Area::Regional, REGIONAL),
];

const CLINICAL: &[Application] = &[
    app("pas", "Patient administration", "patient-administration", "patient", "Merrow PAS"),
    app("epr", "Electronic record", "clinical-documentation", "clinical-document", "Larkfield Record"),
    app("emergency", "Emergency department", "emergency-care", "attendance", "Kestrel Emergency"),
    app("order-comms", "Order communications", "ordering", "order", "Larkfield Orders"),
    app("e-prescribing", "Prescribing", "medicines-management", "prescription", "Larkfield Medicines"),
    app("bed-board", "Bed board", "bed-management", "admission", "Penhallow Flow"),
    app("theatres", "Theatres", "theatre-management", "theatre-booking", "Wexcombe Theatre"),
    app("outpatients", "Outpatient booking", "outpatient-booking", "appointment", "Penhallow Plan"),
    app("maternity", "Maternity record", "maternity", "maternity-episode", "Fennimore Birth"),
    app("observations", "Observations", "vital-signs", "observation", "Halden Obs"),
    app("critical-care", "Critical care", "critical-care", "observation", "Halden Critical"),
    app("oncology", "Chemotherapy", "cancer-care", "treatment-plan", "Kestrel Cancer"),
    app("renal", "Renal record", "long-term-conditions", "treatment-plan", "Kestrel Renal"),
    app("cardiology", "Cardiology", "long-term-conditions", "imaging-report", "Halden Cardio"),
    app("endoscopy", "Endoscopy", "imaging", "imaging-report", "Wexcombe Scope"),
    app("discharge", "Discharge summaries", "clinical-documentation", "discharge-summary", "Tern Discharge"),
    app("waiting-list", "Waiting lists", "patient-administration", "waiting-list-entry", "Penhallow List"),
    app("audit", "Clinical audit", "risk-and-safety", "clinical-document", "Orrin Audit"),
];

const DIAGNOSTICS: &[Application] = &[
    app("lims", "Laboratory system", "pathology", "lab-result", "Kestrel Lab"),
    app("pacs", "Image archive", "imaging", "imaging-study", "Halden Archive"),
    app("ris", "Radiology system", "imaging", "imaging-report", "Halden Radiology"),
    app("blood-bank", "Blood bank", "transfusion", "lab-result", "Kestrel Transfuse"),
    app("microbiology", "Microbiology", "infection-control", "lab-result", "Kestrel Micro"),
    app("histology", "Histology", "pathology", "lab-result", "Kestrel Histo"),
    app("dictation", "Dictation", "clinical-correspondence", "clinical-document", "Tern Voice"),
    app("point-of-care", "Point of care tests", "pathology", "lab-result", "Kestrel Link"),
    app("ecg-store", "ECG store", "imaging", "imaging-study", "Halden Trace"),
    app("screening", "Screening recall", "public-health", "appointment", "Penhallow Recall"),
    app("spirometry", "Lung function", "imaging", "observation", "Halden Spiro"),
];

const COMMUNITY: &[Application] = &[
    app("care-record", "Care record", "mental-health", "patient", "Fennimore Mind"),
    app("community-record", "Community record", "community-care", "community-contact", "Fennimore Community"),
    app("mobile-sync", "Mobile working", "community-care", "community-contact", "Sable Sync"),
    app("caseload", "Caseload planning", "community-care", "appointment", "Penhallow Caseload"),
    app("access-point", "Single point of access", "referral-management", "referral", "Penhallow Intake"),
    app("crisis-line", "Crisis line", "mental-health", "community-contact", "Tern Call"),
    app("talking-therapies", "Talking therapies", "mental-health", "appointment", "Fennimore Talk"),
    app("equipment-loans", "Equipment loans", "community-equipment", "equipment", "Orrin Loans"),
    app("wheelchairs", "Wheelchair service", "community-equipment", "equipment", "Orrin Wheels"),
    app("school-nursing", "School nursing", "public-health", "community-contact", "Fennimore School"),
    app("dental", "Community dental", "community-care", "treatment-plan", "Kestrel Dental"),
    app("consent", "Consent and capacity", "risk-and-safety", "clinical-document", "Tern Consent"),
];

const COUNCIL: &[Application] = &[
    app("revenues", "Revenues", "revenues", "council-tax-account", "Wexcombe Revenues"),
    app("benefits", "Benefits", "revenues", "benefit-claim", "Wexcombe Benefits"),
    app("adult-care", "Adult social care", "social-care", "care-package", "Finch Casework"),
    app("childrens-care", "Social care for children", "social-care", "care-package", "Finch Family"),
    app("housing", "Housing", "housing", "tenancy", "Quillon Homes"),
    app("planning", "Planning applications", "planning", "planning-application", "Wexcombe Permit"),
    app("land-charges", "Land charges", "planning", "property", "Wexcombe Land"),
    app("gis", "Maps", "planning", "property", "Orrin Maps"),
    app("citizen-portal", "Citizen portal", "digital-services", "citizen", "Tern Portal"),
    app("electoral", "Electoral register", "democracy", "citizen", "Quillon Poll"),
    app("parking", "Parking permits", "highways", "permit", "Quillon Park"),
    app("waste", "Waste collection", "highways", "property", "Sable Rounds"),
    app("licensing", "Licensing", "planning", "permit", "Wexcombe Licence"),
    app("libraries", "Libraries", "culture", "citizen", "Quillon Lend"),
    app("highways", "Highways", "highways", "equipment", "Sable Roads"),
    app("schools", "School admissions", "education", "citizen", "Finch Places"),
];

const CORPORATE: &[Application] = &[
    app("finance", "Finance ledger", "finance", "invoice", "Quillon Ledger"),
    app("payroll", "Payroll", "workforce", "staff-member", "Peverell Pay"),
    app("staff-records", "Staff records", "workforce", "staff-member", "Peverell People"),
    app("roster", "Rostering", "workforce", "shift", "Peverell Roster"),
    app("warehouse", "Data warehouse", "reporting", "report", "Orrin Warehouse"),
    app("procurement", "Purchasing", "procurement", "purchase-order", "Quillon Buy"),
    app("documents", "Document store", "records-management", "document", "Tern Store"),
    app("incidents", "Incident reports", "risk-and-safety", "incident-report", "Orrin Safe"),
    app("estates", "Estates", "estates", "equipment", "Sable Estates"),
    app("service-desk", "Service desk", "digital-services", "ticket", "Sable Desk"),
    app("training", "Learning", "workforce", "course", "Peverell Learn"),
    app("intranet", "Intranet", "communications", "document", "Tern Pages"),
    app("website", "Website", "communications", "document", "Tern Web"),
    app("complaints", "Complaints", "risk-and-safety", "complaint", "Finch Listen"),
    app("telephony", "Telephony", "communications", "ticket", "Tern Voicepath"),
    app("transport", "Transport", "estates", "shift", "Sable Fleet"),
    app("requests", "Information requests", "records-management", "document", "Finch Requests"),
    app("catering", "Catering", "estates", "purchase-order", "Sable Kitchen"),
];

const REGIONAL: &[Application] = &[
    app("shared-record", "Shared care record", "shared-care", "clinical-document", "Tern Shared View"),
    app("patient-index", "Patient index", "shared-care", "patient", "Merrow Index"),
    app("referral-hub", "Referral hub", "referral-management", "referral", "Penhallow Refer"),
    app("population-health", "Population health", "reporting", "report", "Orrin Cohorts"),
    app("image-exchange", "Image exchange", "imaging", "imaging-study", "Halden Exchange"),
    app("care-homes", "Care home portal", "community-care", "care-package", "Fennimore Homes"),
];

/// A hub.
pub(super) struct Hub {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
}

/// Integration engines, the busiest first.
pub(super) const HUBS: &[Hub] = &[
    Hub { slug: "integration-engine", name: "Integration engine" },
    Hub { slug: "results-engine", name: "Results engine" },
    Hub { slug: "message-broker", name: "Message broker" },
    Hub { slug: "api-gateway", name: "API gateway" },
    Hub { slug: "transfer-hub", name: "File transfer hub" },
    Hub { slug: "document-router", name: "Document router" },
];

/// What a platform is built of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stack {
    Windows,
    Virtualisation,
    Storage,
    Database,
    Network,
    Web,
}

/// What others run on.
pub(super) struct Platform {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    /// The kind of system.
    pub(super) kind: &'static str,
    pub(super) stack: Stack,
}

const fn platform(slug: &'static str, name: &'static str, kind: &'static str, stack: Stack) -> Platform {
    Platform { slug, name, kind, stack }
}

/// Platforms, those that most depend on first.
pub(super) const PLATFORMS: &[Platform] = &[
    platform("directory", "Directory", "infrastructure", Stack::Windows),
    platform("server-farm", "Virtual server farm", "infrastructure", Stack::Virtualisation),
    platform("storage-array", "Storage array", "infrastructure", Stack::Storage),
    platform("database-cluster", "Database cluster", "database", Stack::Database),
    platform("core-network", "Core network", "infrastructure", Stack::Network),
    platform("web-cluster", "Web application cluster", "platform", Stack::Web),
    platform("backup", "Backup", "infrastructure", Stack::Storage),
    platform("file-server", "File server", "infrastructure", Stack::Windows),
    platform("remote-access", "Remote access", "platform", Stack::Windows),
    platform("print-server", "Print server", "infrastructure", Stack::Windows),
];

/// What a device runs, for the choice of its products.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Client {
    Windows,
    Embedded,
    Mobile,
    Network,
    Server,
    /// Firmware of its maker alone.
    Firmware,
}

/// A kind of device or fleet.
pub(super) struct DeviceType {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    /// The kind of the format.
    pub(super) kind: &'static str,
    /// The largest fleet.
    pub(super) most: u32,
    pub(super) client: Client,
    /// Makers and models.
    pub(super) models: &'static [(&'static str, &'static str)],
}

const fn device(
    slug: &'static str,
    name: &'static str,
    kind: &'static str,
    most: u32,
    client: Client,
    models: &'static [(&'static str, &'static str)],
) -> DeviceType {
    DeviceType { slug, name, kind, most, client, models }
}

const DESKTOPS: &[(&str, &str)] = &[
    ("Dell", "OptiPlex 3020"),
    ("Dell", "OptiPlex 5060"),
    ("HP", "ProDesk 400 G5"),
    ("HP", "EliteDesk 800 G3"),
    ("Lenovo", "ThinkCentre M720"),
];
const LAPTOPS: &[(&str, &str)] =
    &[("Dell", "Latitude 5440"), ("HP", "EliteBook 840 G7"), ("Lenovo", "ThinkPad X13")];

/// Kinds of devices: those that every organisation has, then those of care.
pub(super) const DEVICES: &[DeviceType] = &[
    device("desktops", "Desktops", "workstation", 1500, Client::Windows, DESKTOPS),
    device("laptops", "Laptops", "laptop", 1200, Client::Windows, LAPTOPS),
    device("shared-pcs", "Shared computers", "workstation", 400, Client::Windows, DESKTOPS),
    device(
        "tablets",
        "Tablets",
        "tablet",
        300,
        Client::Mobile,
        &[("Apple", "iPad 9"), ("Samsung", "Tab Active3")],
    ),
    device(
        "switches",
        "Network switches",
        "network",
        200,
        Client::Network,
        &[("Cisco", "Catalyst 3850"), ("Cisco", "Catalyst 9300")],
    ),
    device(
        "printers",
        "Printers",
        "printer",
        250,
        Client::Firmware,
        &[("HP", "LaserJet M506"), ("Ricoh", "IM C3000")],
    ),
    device(
        "servers",
        "Physical servers",
        "server",
        40,
        Client::Server,
        &[("Dell", "PowerEdge R740"), ("HPE", "ProLiant DL380 Gen9")],
    ),
    device(
        "phones",
        "Mobile phones",
        "phone",
        800,
        Client::Mobile,
        &[("Apple", "iPhone SE"), ("Samsung", "Galaxy A54")],
    ),
    device(
        "kiosks",
        "Check-in kiosks",
        "kiosk",
        60,
        Client::Embedded,
        &[("Tern", "Kiosk 2"), ("Tern", "Kiosk 3")],
    ),
    device(
        "wall-screens",
        "Wall screens",
        "kiosk",
        90,
        Client::Mobile,
        &[("Samsung", "QM55"), ("Samsung", "QB43")],
    ),
    device(
        "firewalls",
        "Firewalls",
        "network",
        6,
        Client::Network,
        &[("Fortinet", "FortiGate 600E"), ("Cisco", "ASA 5525")],
    ),
    device(
        "monitors",
        "Bedside monitors",
        "bedside-monitor",
        120,
        Client::Embedded,
        &[("Halden", "Obs 7"), ("Halden", "Obs 9")],
    ),
    device(
        "pumps",
        "Infusion pumps",
        "infusion-pump",
        300,
        Client::Firmware,
        &[("Halden", "Volumat"), ("Halden", "Volumat 2")],
    ),
    device(
        "analysers",
        "Analysers",
        "analyser",
        12,
        Client::Embedded,
        &[("Kestrel", "Chem 400"), ("Kestrel", "Haem 20")],
    ),
    device(
        "scanners",
        "Scanners",
        "imaging-modality",
        8,
        Client::Embedded,
        &[("Halden", "Axial 64"), ("Halden", "Reson 1.5")],
    ),
];

/// How many of the kinds of devices people work at.
pub(super) const WORKPLACES: u32 = 4;

/// How many of the kinds of devices every organisation has.
pub(super) const EVERYWHERE: usize = 11;

/// Whom the second and later applications of a kind are for: a slug and words.
pub(super) const DEPARTMENTS: &[(&str, &str)] = &[
    ("north", "the north"),
    ("south", "the south"),
    ("east", "the east"),
    ("west", "the west"),
    ("projects", "projects"),
    ("archive", "the archive"),
    ("partners", "partners"),
    ("research", "research"),
    ("contracts", "contracts"),
    ("nights", "nights and weekends"),
    ("trial", "trials"),
    ("old-records", "old records"),
];

/// Sites: an id and a name.
pub(super) const SITES: &[(&str, &str)] = &[
    ("main", "Main site"),
    ("north-wing", "North wing"),
    ("park-house", "Park House"),
    ("elm-road", "Elm Road"),
    ("mill-lane", "Mill Lane"),
    ("station-street", "Station Street"),
    ("willow-centre", "Willow Centre"),
    ("harbour", "Harbour building"),
    ("hill-top", "Hill Top"),
    ("old-school", "The old school"),
    ("bridge-end", "Bridge End"),
    ("quarry-bank", "Quarry Bank"),
];

/// Teams: an id, a name and the role of its head.
pub(super) const TEAMS: &[(&str, &str, &str)] = &[
    ("integration", "Integration", "Lead integration engineer"),
    ("infrastructure", "Infrastructure", "Head of infrastructure"),
    ("applications", "Applications", "Head of applications"),
    ("informatics", "Informatics", "Head of informatics"),
    ("service-desk", "Service desk", "Service desk manager"),
];

/// The team that the region has for all.
pub(super) const SHARED_TEAM: (&str, &str) = ("regional-security", "Regional cyber security");

/// Beginnings and ends of invented place names.
pub(super) const PLACES: (&[&str], &[&str]) = (
    &[
        "Brack", "Calder", "Dunnel", "Elver", "Farrow", "Gannet", "Hazel", "Ivel", "Kelder", "Larch", "Marl",
        "Nettle", "Orrel", "Peder", "Quarl", "Rowan", "Sedge", "Tarn", "Ulver", "Wether",
    ],
    &["mere", "wick", "holt", "combe", "stow", "haven", "thwaite", "bourne", "leigh", "garth"],
);
