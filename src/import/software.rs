//! Software lists: rows of host, product and version, of which there may be
//! millions. Each product and each host is kept once, each pair as two
//! numbers; what says nothing of an estate is left out and counted.

use rustc_hash::{FxHashMap, FxHashSet};

use super::field::Field;
use super::record::{Record, RecordPlace};
use super::thing::{host, mark};

const NOISE: &str = include_str!("data/noise.txt");

/// A product at a version, as lists write it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Installed {
    /// The product.
    pub product: String,
    /// The version, where one is stated.
    pub version: String,
    /// Who makes it.
    pub vendor: String,
    /// A CPE name or package URL.
    pub identifier: String,
    /// When it leaves support, by the list.
    pub until: String,
}

/// A host as a software list names it.
#[derive(Clone, Debug)]
pub struct Host {
    /// The name, without its domain.
    pub name: String,
    /// The first row that names it.
    pub place: RecordPlace,
    /// The operating system, if the list states one.
    pub os: Option<(String, Option<String>)>,
    /// The list's key of the host.
    pub key: Option<String>,
}

/// All software lists, taken together.
#[derive(Debug, Default)]
pub struct Software {
    /// Each product and version once.
    pub installed: Vec<Installed>,
    /// Each host once.
    pub hosts: Vec<Host>,
    /// Which is on which: host, installed; each once.
    pub pairs: FxHashSet<(u32, u32)>,
    /// Rows that were left out as noise.
    pub noise: u64,
    /// Rows without a host or a product.
    pub incomplete: u64,
    by_text: FxHashMap<Installed, Option<u32>>,
    by_host: FxHashMap<String, u32>,
}

impl Software {
    /// Takes one row.
    pub fn add(&mut self, record: &Record) {
        let name =
            record.get(Field::Name).or_else(|| record.get(Field::Alias)).or_else(|| record.get(Field::Key));
        let Some(name) = name else {
            self.incomplete += 1;
            return;
        };
        let host = self.host(name, record);
        let os = record.get(Field::Os);
        if let (Some(os), Some(known)) = (os, self.hosts.get_mut(host as usize))
            && known.os.is_none()
        {
            known.os = Some((os.to_owned(), record.get(Field::OsVersion).map(str::to_owned)));
        }
        let Some(product) = record.get(Field::Product) else {
            self.incomplete += 1;
            return;
        };
        let text = |field: Field| record.get(field).unwrap_or("").to_owned();
        let installed = Installed {
            product: product.replace('_', " "),
            version: text(Field::Version),
            vendor: text(Field::Vendor),
            identifier: text(Field::Identifier),
            until: text(Field::SupportedUntil),
        };
        match self.installed(installed) {
            Some(installed) => {
                self.pairs.insert((host, installed));
            }
            None => self.noise += 1,
        }
    }

    fn host(&mut self, name: &str, record: &Record) -> u32 {
        let (name, _) = host(name);
        let next = self.hosts.len() as u32;
        let at = *self.by_host.entry(mark(&name)).or_insert(next);
        if at == next {
            let key = record.get(Field::Key).map(str::to_owned);
            self.hosts.push(Host { name, place: record.place, os: None, key });
        }
        at
    }

    fn installed(&mut self, installed: Installed) -> Option<u32> {
        if let Some(known) = self.by_text.get(&installed) {
            return *known;
        }
        let at = (!is_noise(&installed.product)).then_some(self.installed.len() as u32);
        if at.is_some() {
            self.installed.push(installed.clone());
        }
        self.by_text.insert(installed, at);
        at
    }
}

/// Whether a product's name says nothing of an estate, by the published list.
pub fn is_noise(product: &str) -> bool {
    let product = product.to_lowercase();
    NOISE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .any(|pattern| fits(pattern, &product))
}

/// A pattern of the list: `^` and `$` bind, `[0-9]` is a digit, the rest is
/// itself; `.*(a|b)` any of several later words.
fn fits(pattern: &str, product: &str) -> bool {
    if let Some((start, words)) = pattern.split_once(".*(") {
        return fits(start, product)
            && words.trim_end_matches(')').split('|').any(|word| product.contains(word));
    }
    if let Some(start) = pattern.strip_suffix("[0-9]") {
        let is_first = start.starts_with('^');
        let start = start.trim_start_matches('^');
        return product.match_indices(start).any(|(at, _)| {
            let next = product.get(at + start.len()..).and_then(|rest| rest.chars().next());
            (!is_first || at == 0) && next.is_some_and(|next| next.is_ascii_digit())
        });
    }
    match (pattern.strip_prefix('^'), pattern.strip_suffix('$')) {
        (Some(start), _) => product.starts_with(start),
        (_, Some(end)) => product.ends_with(end),
        _ => product.contains(pattern),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn updates_drivers_and_redistributables_are_noise() {
        for text in [
            "Security Update for Windows 10 (KB5005565)",
            "KB5005565",
            "Microsoft Visual C++ 2015-2022 Redistributable (x64)",
            "Realtek High Definition Audio Driver",
            "Office 16 Click-to-Run Extensibility Component",
            "Microsoft Office Proofing Tools 2016",
            "Python 3.8.1 Documentation (64-bit)",
            "Intel(R) Management Engine Components",
        ] {
            assert!(is_noise(text), "{text}");
        }
        for text in [
            "Microsoft Office Professional Plus 2016",
            "Java 8 Update 202",
            "Google Chrome",
            "Python 3.8.1 (64-bit)",
            "Adobe Flash Player 32",
            "Microsoft SQL Server 2012",
            "EMIS Web",
            "Oracle Client 11g",
            "DriverTrack",
        ] {
            assert!(!is_noise(text), "{text}");
        }
    }

    #[test]
    fn each_pair_counts_once() {
        let mut software = Software::default();
        for host in ["PC1", "pc1.example.nhs.uk", "PC2"] {
            let mut record = Record::default();
            record.put(Field::Name, host);
            record.put(Field::Product, "Google Chrome");
            record.put(Field::Version, "109.0");
            software.add(&record);
        }
        assert_eq!((software.hosts.len(), software.installed.len(), software.pairs.len()), (2, 1, 2));
    }
}
