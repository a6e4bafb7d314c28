//! The words of the fictional trust: nobody and nothing that is.

pub(super) const GIVEN: &[&str] =
    &["Amelia", "Oliver", "Priya", "Mohammed", "Siobhan", "Grzegorz", "Chloe", "Rajesh", "Harriet", "Callum"];
pub(super) const FAMILY: &[&str] = &[
    "Ashworth",
    "Okonkwo",
    "Whitcombe",
    "Rahman",
    "Gallagher",
    "Nowak",
    "Penhaligon",
    "Chaudhry",
    "Featherstone",
    "MacAllister",
];
pub(super) const SITES: &[&str] =
    &["Northmoor General Hospital", "Eastlea Infirmary", "Cairnwell Clinic", "Harbour House"];
pub(super) const DEPARTMENTS: &[&str] =
    &["Pathology", "Radiology", "Finance", "Human Resources", "Pharmacy", "Estates", "Outpatients"];
pub(super) const TEAMS: &[&str] =
    &["Clinical Systems", "Infrastructure Services", "Integration Team", "Corporate Applications"];
pub(super) const FIRST: &[&str] = &[
    "Heron",
    "Larkspur",
    "Meridian",
    "Tamarisk",
    "Quillon",
    "Bramble",
    "Osprey",
    "Juniper",
    "Saltmarsh",
    "Peregrine",
    "Foxglove",
    "Kestrel",
    "Windrush",
    "Alder",
    "Curlew",
];
pub(super) const SECOND: &[&str] = &[
    "Bookings",
    "Ledger",
    "Imaging Store",
    "Theatres",
    "Maternity",
    "Rostering",
    "Prescribing",
    "Referrals",
    "Stock Control",
    "Archive",
    "Dictation",
    "Transport",
    "Complaints",
    "Bed State",
    "Outcomes",
    "Library",
    "Catering",
    "Payroll",
    "Wards",
    "Audit Trail",
];
pub(super) const SERVER_SYSTEMS: &[(&str, &str)] = &[
    ("Microsoft Windows Server 2008 R2 Standard", ""),
    ("Windows Server 2012 R2", ""),
    ("Windows Server 2016 Standard", "1607"),
    ("Windows Server 2019", "1809"),
    ("Windows Server 2022", "21H2"),
    ("Red Hat Enterprise Linux", "7.9"),
    ("RHEL", "8.6"),
    ("Ubuntu", "18.04"),
];
/// Maker, model, kind's word, operating system and version.
pub(super) const MODELS: &[(&str, &str, &str, &str)] = &[
    ("Dell", "OptiPlex 3070", "Windows 10", "22H2"),
    ("Dell", "Latitude 5420", "Windows 11", "23H2"),
    ("HP", "EliteBook 840 G5", "Windows 10", "22H2"),
    ("HP", "ProDesk 600 G3", "Windows 10", "1809"),
    ("Lenovo", "ThinkPad T480", "Windows 11", "22H2"),
    ("Apple", "iPad 9th generation", "iPadOS", "17.4"),
    ("Apple", "iPhone 12", "iOS", "15.8"),
    ("Samsung", "Galaxy A52", "Android", "13"),
    ("Dell", "OptiPlex 9020", "Windows 7", "SP1"),
];
pub(super) const SOFTWARE: &[(&str, &str, &str)] = &[
    ("Google", "Google Chrome", "109.0.5414.120"),
    ("Oracle", "Java 8 Update 202", "8.0.2020.8"),
    ("Adobe", "Adobe Acrobat Reader DC", "23.001"),
    ("Mozilla", "Mozilla Firefox ESR", "102.3"),
    ("Microsoft", "Microsoft Office Professional Plus 2016", "16.0.4266"),
    ("7-Zip", "7-Zip", "19.00"),
    ("Northmoor", "Ward Whiteboard Client", "3.2"),
];
pub(super) const NOISE: &[(&str, &str, &str)] = &[
    ("Microsoft", "Security Update for Windows (KB5034441)", "1"),
    ("Microsoft", "Microsoft Visual C++ 2015-2022 Redistributable (x64)", "14.32"),
    ("Realtek", "Realtek High Definition Audio Driver", "6.0"),
    ("Microsoft", "Microsoft Office Proofing Tools 2016 - English", "16.0"),
];
