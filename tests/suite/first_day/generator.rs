//! A fictional export set, as five hands and tools would write it, with the
//! key of what is really there. Seeded: the same at any time.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use techstrata::random::Random;

use super::words::{
    DEPARTMENTS, FAMILY, FIRST, GIVEN, MODELS, NOISE, SECOND, SERVER_SYSTEMS, SITES, SOFTWARE, TEAMS,
};

/// How large a set is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub applications: u32,
    pub servers: u32,
    pub devices: u32,
    pub software_rows: u32,
}

/// What is really there.
#[derive(Clone, Debug, Default)]
pub(super) struct Key {
    /// Applications, by the name that the CMDB gives them.
    pub applications: BTreeSet<String>,
    /// Servers in use that the CMDB holds, and those that only software lists
    /// name.
    pub servers: BTreeSet<String>,
    pub unregistered: BTreeSet<String>,
    /// Which application runs on which server.
    pub runs_on: BTreeSet<(String, String)>,
    /// Devices in use, by serial number, and how many fleets they make.
    pub devices: BTreeSet<String>,
    pub fleets: usize,
    /// Devices not seen for long.
    pub unseen: usize,
    /// Facts that two sources state differently: name and field.
    pub conflicts: BTreeSet<(String, &'static str)>,
    /// Applications with a contract.
    pub contracts: BTreeSet<String>,
    /// Rows of the software list that are noise.
    pub noise: u64,
    /// Every name, address and number of a person.
    pub people: BTreeSet<String>,
}

/// The five files, and the key.
pub(super) struct Set {
    pub files: Vec<(&'static str, Vec<u8>)>,
    pub key: Key,
}

/// Makes a set.
pub(super) fn make(size: Size) -> Set {
    let mut random = Random::new(20_261_130, 1);
    let mut key = Key::default();
    let names = application_names(size.applications);
    let servers = servers(size, &mut random, &mut key);
    let cmdb = cmdb(&names, &servers, &mut random, &mut key);
    let intune = devices(size, &mut random, &mut key);
    let software = software(size, &servers, &intune.1, &mut random, &mut key);
    let contracts = contracts(&names, &mut random, &mut key);
    let list = department_list(&names, &mut random, &mut key);
    let files = vec![
        ("cmdb.xlsx", cmdb),
        ("intune-devices.csv", intune.0),
        ("defender-software.csv", software),
        ("contracts.xlsx", contracts),
        ("pathology-and-friends.csv", list),
    ];
    Set { files, key }
}

fn application_names(count: u32) -> Vec<String> {
    (0..count as usize)
        .map(|at| format!("{} {}", FIRST[at % FIRST.len()], SECOND[(at / FIRST.len()) % SECOND.len()]))
        .collect()
}

fn pick<'a, T>(random: &mut Random, from: &'a [T]) -> &'a T {
    &from[random.below(from.len() as u32) as usize]
}

fn person(random: &mut Random, key: &mut Key) -> String {
    let (given, family) = (*pick(random, GIVEN), *pick(random, FAMILY));
    key.people.insert(family.to_owned());
    format!("{given} {family}")
}

struct Server {
    host: String,
    serial: String,
    system: (&'static str, &'static str),
    is_retired: bool,
    is_registered: bool,
}

fn servers(size: Size, random: &mut Random, key: &mut Key) -> Vec<Server> {
    (0..size.servers)
        .map(|number| {
            let host = format!("NMH-{}{number:04}", pick(random, &["APP", "SQL", "WEB", "FIL"]));
            let is_retired = number % 19 == 7;
            let is_registered = number % 23 != 5;
            if is_registered && !is_retired {
                key.servers.insert(host.clone());
            }
            Server {
                serial: format!("CZ{:08}", number * 7919),
                host,
                system: *pick(random, SERVER_SYSTEMS),
                is_retired,
                is_registered,
            }
        })
        .collect()
}

/// A workbook with a sheet of notes, servers below two lines of title,
/// applications, and relations.
fn cmdb(names: &[String], servers: &[Server], random: &mut Random, key: &mut Key) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.set_properties(
        &rust_xlsxwriter::DocProperties::new()
            .set_creation_datetime(&rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 1).unwrap()),
    );
    let date = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    book.add_worksheet().set_name("Read me").unwrap().write_string(0, 0, "CMDB extract, fictional").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Servers").unwrap();
    sheet.write_string(0, 0, "Servers as known to the CMDB").unwrap();
    let headings = [
        "CI Number",
        "Server name",
        "Serial number",
        "Manufacturer",
        "Model ID",
        "Operating System",
        "OS Version",
        "Environment",
        "Install Status",
        "Location",
        "Support group",
        "Assigned to",
        "Warranty expiration",
    ];
    for (column, heading) in headings.iter().enumerate() {
        sheet.write_string(2, column as u16, *heading).unwrap();
    }
    let registered = servers.iter().enumerate().filter(|(_, server)| server.is_registered);
    for (row, (number, server)) in (3..).zip(registered) {
        let assigned = person(random, key);
        let name = if number % 11 == 3 {
            format!("{}.northmoor.example", server.host.to_lowercase())
        } else {
            format!(" {} ", server.host)
        };
        let cells = [
            format!("CI{number:07}"),
            name,
            server.serial.clone(),
            "HPE".to_owned(),
            "ProLiant DL380 Gen10".to_owned(),
            server.system.0.to_owned(),
            server.system.1.to_owned(),
            (*pick(random, &["Production", "PROD", "Live", "UAT", "Dev"])).to_owned(),
            if server.is_retired { "Retired" } else { "Installed" }.to_owned(),
            (*pick(random, SITES)).to_owned(),
            (*pick(random, TEAMS)).to_owned(),
            assigned,
        ];
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(row, column as u16, cell).unwrap();
        }
        sheet.write_number_with_format(row, 12, f64::from(45_000 + random.below(1500)), &date).unwrap();
    }
    applications(book.add_worksheet(), names, random, key);
    relations(book.add_worksheet(), names, servers, random, key);
    book.save_to_buffer().unwrap()
}

fn applications(
    sheet: &mut rust_xlsxwriter::Worksheet,
    names: &[String],
    random: &mut Random,
    key: &mut Key,
) {
    sheet.set_name("Business applications").unwrap();
    let headings = [
        "Number",
        "Name",
        "Business criticality",
        "Business owner",
        "Managed by group",
        "Install type",
        "Status",
        "Department",
        "User base",
        "Installed",
        "Contact email",
    ];
    for (column, heading) in headings.iter().enumerate() {
        sheet.write_string(0, column as u16, *heading).unwrap();
    }
    for (at, name) in names.iter().enumerate() {
        key.applications.insert(name.clone());
        let owner = person(random, key);
        let address = format!("{}@northmoor.example", owner.to_lowercase().replace(' ', "."));
        key.people.insert(address.clone());
        let criticality =
            ["1 - most critical", "2 - somewhat critical", "3 - less critical", "4 - not critical"][at % 4];
        let cells = [
            format!("APM{at:07}"),
            name.clone(),
            criticality.to_owned(),
            owner,
            (*pick(random, TEAMS)).to_owned(),
            (*pick(random, &["On Premise", "SaaS", "Cloud", "Vendor hosted"])).to_owned(),
            "In Production".to_owned(),
            DEPARTMENTS[at % DEPARTMENTS.len()].to_owned(),
            format!("{}", 20 + random.below(900)),
            format!("{:02}/{:02}/20{:02}", 13 + at % 15, 1 + at % 12, 5 + at % 18),
            address,
        ];
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(at as u32 + 1, column as u16, cell).unwrap();
        }
    }
}

fn relations(
    sheet: &mut rust_xlsxwriter::Worksheet,
    names: &[String],
    servers: &[Server],
    random: &mut Random,
    key: &mut Key,
) {
    sheet.set_name("Relations").unwrap();
    for (column, heading) in ["Parent CI", "Relationship type", "Child CI"].iter().enumerate() {
        sheet.write_string(0, column as u16, *heading).unwrap();
    }
    let mut row = 1;
    for name in names {
        for _ in 0..6 {
            let server = pick(random, servers);
            if !server.is_registered {
                continue;
            }
            if !server.is_retired {
                key.runs_on.insert((name.clone(), server.host.clone()));
            }
            let host = if random.below(3) == 0 { server.host.to_lowercase() } else { server.host.clone() };
            for (column, cell) in [name.as_str(), "Runs on::Runs", host.as_str()].iter().enumerate() {
                sheet.write_string(row, column as u16, *cell).unwrap();
            }
            row += 1;
        }
    }
}

struct Laptop {
    name: String,
}

fn devices(size: Size, random: &mut Random, key: &mut Key) -> (Vec<u8>, Vec<Laptop>) {
    let mut text = String::from(
        "\u{feff}Device ID,Device name,Enrollment date,Last check-in,OS,OS version,Serial number,Manufacturer,Model,Primary user UPN,Primary user display name,Phone number,Location,Compliance\r\n",
    );
    let mut laptops = Vec::new();
    let mut fleets: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for number in 0..size.devices {
        let at = random.below(MODELS.len() as u32) as usize;
        let place = random.below(SITES.len() as u32) as usize;
        let (maker, model, system, version) = MODELS[at];
        let user = person(random, key);
        let address = format!("{}{number}@northmoor.example", user.to_lowercase().replace(' ', "."));
        key.people.insert(address.clone());
        let name = if system.starts_with("iOS") {
            format!("{}'s iPhone", user.split(' ').next().unwrap_or(""))
        } else {
            format!("NMH-{number:06}")
        };
        let is_unseen = number % 97 == 11;
        key.unseen += usize::from(is_unseen);
        let seen = if is_unseen {
            format!("14/0{}/2026", 1 + number % 5)
        } else {
            format!("{:02}/11/2026", 13 + number % 16)
        };
        let serial = format!("5CG{number:07}");
        let phone = format!("07700 900{:03}", number % 1000);
        let line = format!(
            "{:08x}-0000,{name},01/02/2022,{seen} 08:15,{system},{version},{serial},{maker},{model},{address},\"{}\",{phone},{},Compliant\r\n",
            number * 31,
            user,
            SITES[place]
        );
        text.push_str(&line);
        if number % 211 == 3 {
            text.push_str(&line);
        }
        key.devices.insert(serial);
        *fleets.entry((at, place)).or_default() += 1;
        laptops.push(Laptop { name });
    }
    key.fleets = fleets.len();
    (text.into_bytes(), laptops)
}

fn software(
    size: Size,
    servers: &[Server],
    laptops: &[Laptop],
    random: &mut Random,
    key: &mut Key,
) -> Vec<u8> {
    let mut text = String::from(
        "DeviceId,DeviceName,OSPlatform,SoftwareVendor,SoftwareName,SoftwareVersion,NumberOfWeaknesses,DiskPaths\n",
    );
    let live: Vec<&Server> = servers.iter().filter(|server| !server.is_retired).collect();
    for row in 0..size.software_rows {
        let host = if row % 4 == 0 {
            let server = live[(row / 4) as usize % live.len()];
            if !server.is_registered {
                key.unregistered.insert(server.host.clone());
            }
            server.host.clone()
        } else {
            pick(random, laptops).name.clone()
        };
        if host.contains('\'') {
            // Phones are in no software list.
            continue;
        }
        let is_noise = random.below(3) == 0;
        let (vendor, product, version) = *pick(random, if is_noise { NOISE } else { SOFTWARE });
        key.noise += u64::from(is_noise);
        let _ = writeln!(
            text,
            "{row:032x},{}.northmoor.example,Windows10,{vendor},{product},{version},{},\"[C:\\Program Files\\x]\"",
            host.to_lowercase(),
            row % 7
        );
    }
    text.into_bytes()
}

fn contracts(names: &[String], random: &mut Random, key: &mut Key) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.set_properties(
        &rust_xlsxwriter::DocProperties::new()
            .set_creation_datetime(&rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 1).unwrap()),
    );
    let sheet = book.add_worksheet();
    sheet.set_name("Contracts").unwrap();
    for (column, heading) in [
        "Contract reference",
        "Supplier",
        "System",
        "Start date",
        "End date",
        "Annual value",
        "Notice period (months)",
        "Auto renew",
        "Contract manager email",
    ]
    .iter()
    .enumerate()
    {
        sheet.write_string(0, column as u16, *heading).unwrap();
    }
    for (row, name) in names.iter().step_by(3).enumerate() {
        key.contracts.insert(name.clone());
        let manager = person(random, key);
        let cells = [
            format!("C-{row:04}"),
            format!("{} Software Ltd", name.split(' ').next().unwrap_or("")),
            name.clone(),
            "01/04/2022".to_owned(),
            format!("31/03/20{}", 26 + row % 5),
            format!("£{},{:03}.00", 10 + row % 300, row * 37 % 1000),
            format!("{}", [3, 6, 12][row % 3]),
            ["Yes", "No"][row % 2].to_owned(),
            format!("{}@northmoor.example", manager.to_lowercase().replace(' ', ".")),
        ];
        key.people.insert(cells[8].clone());
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(row as u32 + 1, column as u16, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// What a department keeps: its own headings, some systems that the CMDB
/// does not know, and a criticality that does not agree everywhere.
fn department_list(names: &[String], random: &mut Random, key: &mut Key) -> Vec<u8> {
    let mut text = String::from(
        "Systems we use (updated by hand);;;;;\r\n\r\nSystem name;Supplier;What it does;How critical is it? Criticality;Go live date;Who to ring\r\n",
    );
    for (at, name) in names.iter().enumerate().take(40) {
        let ours = ["Very high", "High", "Medium", "Low"][at % 4];
        let theirs = if at % 10 == 9 {
            key.conflicts.insert((name.clone(), "criticality"));
            if ours == "Low" { "High" } else { "Low" }
        } else {
            ours
        };
        let ring = person(random, key);
        let _ = write!(
            text,
            "{};Larkspur & Sons plc;Used on the wards daily;{theirs};;{ring} on 0161 496 0{:03}\r\n",
            name.to_uppercase(),
            at
        );
    }
    for number in 0..20 {
        let name = format!("Ward list {number}");
        let _ = write!(text, "{name};In house;Spreadsheet;Low;15/06/20{:02};\r\n", 10 + number);
        key.applications.insert(name);
    }
    text.into_bytes()
}
