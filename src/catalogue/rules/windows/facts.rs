//! What is said of a Windows, and which of the three it is.

use super::super::super::version;
use super::super::said::Said;
use super::super::{Answer, Fit};
use super::{client, embedded, server};

/// Build, client version and feature update, server release.
const BUILDS: &[(u64, &str, &str, &str)] = &[
    (2195, "2000", "", "2000"),
    (2600, "xp", "", ""),
    (3790, "xp-x64", "", "2003"),
    (6000, "vista", "", ""),
    (6001, "vista", "", "2008"),
    (6002, "vista", "", "2008"),
    (6003, "", "", "2008"),
    (7600, "7", "", "2008-r2"),
    (7601, "7", "", "2008-r2"),
    (9200, "8", "", "2012"),
    (9600, "8.1", "", "2012-r2"),
    (10240, "10", "1507", ""),
    (10586, "10", "1511", ""),
    (14393, "10", "1607", "2016"),
    (15063, "10", "1703", ""),
    (16299, "10", "1709", "1709"),
    (17134, "10", "1803", "1803"),
    (17763, "10", "1809", "2019"),
    (18362, "10", "1903", "1903"),
    (18363, "10", "1909", "1909"),
    (19041, "10", "2004", "2004"),
    (19042, "10", "20h2", "20h2"),
    (19043, "10", "21h1", ""),
    (19044, "10", "21h2", ""),
    (19045, "10", "22h2", ""),
    (20348, "", "", "2022"),
    (22000, "11", "21h2", ""),
    (22621, "11", "22h2", ""),
    (22631, "11", "23h2", ""),
    (25398, "", "", "23h2"),
    (26100, "11", "24h2", "2025"),
    (26200, "11", "25h2", ""),
    (28000, "11", "26h1", ""),
];

const YEARS: &[&str] = &["2000", "2003", "2008", "2012", "2016", "2019", "2022", "2025"];

const FEATURES: &[&str] = &["1507", "1511", "1607", "1703", "1709", "1803", "1809", "1903", "1909", "2004"];

/// What is said of a Windows.
pub(super) struct Facts<'a> {
    pub(super) said: &'a Said<'a>,
    pub(super) words: Vec<&'a str>,
    /// `2012`, or of `W2K12`.
    pub(super) year: Option<&'static str>,
    /// Every year that is written out, none where a short one is said.
    pub(super) years: Vec<&'static str>,
    /// Whether `R2` is said.
    pub(super) is_r2: bool,
    /// The client's number or name: `11`, `8.1`, `xp`.
    pub(super) client: Option<&'a str>,
    /// The feature update: `22h2`.
    pub(super) feature: Option<String>,
    pub(super) build: Option<u64>,
    pub(super) service_pack: Option<u64>,
    pub(super) is_server: bool,
    pub(super) is_long_term: bool,
}

/// The cycle of anything called Windows.
pub(in super::super) fn resolve(said: &Said<'_>) -> Answer {
    let facts = Facts::read(said);
    if embedded::is_embedded(&facts) {
        return embedded::resolve(&facts);
    }
    if facts.is_server || (facts.client.is_none() && facts.is_server_year()) {
        return server::resolve(&facts);
    }
    if facts.client.is_none() && facts.year != Some("2000") {
        return facts.by_build();
    }
    client::resolve(&facts)
}

impl<'a> Facts<'a> {
    fn read(said: &'a Said<'a>) -> Self {
        let words = said.words();
        let short_year = short_year(&words);
        let year = short_year.or_else(|| YEARS.iter().copied().find(|year| words.contains(year)));
        let written = YEARS.iter().copied().filter(|year| words.contains(year));
        let years = if short_year.is_some() { Vec::new() } else { written.collect() };
        let build = build(&words);
        let is_long_term = said.has_any(&["ltsc", "ltsb"]);
        let feature = feature(&words).or_else(|| {
            let build = build?;
            let row = BUILDS.iter().find(|row| row.0 == build)?;
            (!row.2.is_empty()).then(|| row.2.to_owned())
        });
        let is_short_server = short_year.is_some_and(|year| year != "2000");
        Self {
            year,
            years,
            is_r2: said.has_sequence(&["r", "2"]),
            client: client_of(&words),
            feature,
            build,
            service_pack: said.service_pack().or(service_pack_of(build)),
            is_server: is_short_server
                || said.has_any(&["server", "srv", "svr", "winsrv", "winsvr", "datacenter", "ws"])
                || said.has("datacentre"),
            is_long_term,
            words,
            said,
        }
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.words.contains(&word)
    }

    fn is_server_year(&self) -> bool {
        self.year.is_some_and(|year| year != "2000")
    }

    pub(super) fn row(&self) -> Option<&'static (u64, &'static str, &'static str, &'static str)> {
        let build = self.build?;
        BUILDS.iter().find(|row| row.0 == build)
    }

    /// Only a build is said: one answer if client and server do not share it.
    fn by_build(&self) -> Answer {
        let Some((_, client, _, server)) = self.row().copied() else {
            let fit = if self.words.iter().any(|word| version::components(word).next().is_some()) {
                Fit::Absent
            } else {
                Fit::Missing
            };
            return self.said.none("windows", fit);
        };
        let of_client = client::resolve(&Facts {
            client: Some(client),
            years: self.years.clone(),
            words: self.words.clone(),
            feature: self.feature.clone(),
            ..*self
        });
        let of_server = server::resolve(&Facts {
            years: self.years.clone(),
            words: self.words.clone(),
            feature: None,
            ..*self
        });
        let has_edition = self.is_enterprise() || self.is_home_or_pro();
        match (client.is_empty(), server.is_empty()) {
            (false, true) => of_client,
            (true, _) => of_server,
            (false, false) if self.is_home_or_pro() || (has_edition && self.feature.is_some()) => of_client,
            _ => both(self.said, of_client, of_server),
        }
    }

    pub(super) fn is_enterprise(&self) -> bool {
        !self.is_home_or_pro()
            && ["enterprise", "ent", "education", "edu", "iot"].iter().any(|word| self.has(word))
    }

    /// Whether the long-term channel is ruled out: by the edition, which has
    /// none, or by the name of the other channel.
    pub(super) fn is_short_term(&self) -> bool {
        self.is_home_or_pro()
            || self.said.has_any(&["gac", "sac", "cbb", "semi"])
            || self.said.has_sequence(&["general", "availability"])
    }

    pub(super) fn is_home_or_pro(&self) -> bool {
        ["home", "pro", "professional", "workstations"].iter().any(|word| self.has(word))
    }
}

/// The cycles of two answers as one list.
pub(super) fn both(said: &Said<'_>, a: Answer, b: Answer) -> Answer {
    let mut found = Vec::new();
    for answer in [a, b] {
        match (answer.product, answer.fit) {
            (Some(product), Fit::Cycle(cycle)) => found.push((product, cycle)),
            (_, Fit::OneOf(cycles)) => found.extend(cycles),
            _ => {}
        }
    }
    said.none("windows", Fit::OneOf(found))
}

/// The year of `W2K`, `W2K8`, `Win2k12`.
fn short_year(words: &[&str]) -> Option<&'static str> {
    let at = words.windows(2).position(|pair| pair == ["2", "k"])?;
    Some(match words.get(at + 2).copied() {
        Some("3") => "2003",
        Some("8") => "2008",
        Some("12") => "2012",
        Some("16") => "2016",
        Some("19") => "2019",
        Some("22") => "2022",
        Some("25") => "2025",
        _ => "2000",
    })
}

fn client_of<'a>(words: &[&'a str]) -> Option<&'a str> {
    let named = words.iter().copied().find(|word| {
        matches!(
            *word,
            "vista" | "xp" | "winxp" | "wxp" | "xpe" | "98" | "95" | "me" | "millennium" | "nt" | "winnt"
        )
    });
    named.map(|word| if matches!(word, "winxp" | "wxp") { "xp" } else { word }).or_else(|| {
        words.iter().enumerate().find_map(|(at, word)| {
            let before = if at == 0 { "" } else { words.get(at - 1).copied().unwrap_or("") };
            let is_client = matches!(*word, "11" | "10" | "8.1" | "8" | "7");
            let is_own = !matches!(before, "sp" | "pack" | "k" | "r" | "cu" | "update" | "build");
            (is_client && is_own).then_some(*word)
        })
    })
}

pub(super) fn feature(words: &[&str]) -> Option<String> {
    let half = words.windows(3).find_map(|window| match window {
        [year, "h", half @ ("1" | "2")] if year.len() == 2 => Some(format!("{year}h{half}")),
        _ => None,
    });
    half.or_else(|| words.iter().find(|word| FEATURES.contains(word)).map(|word| (*word).to_owned()))
}

/// The build of `10.0.17763`, `6.1.7601`, `19042.1706` or `22631`.
fn build(words: &[&str]) -> Option<u64> {
    words.iter().find_map(|word| {
        let mut parts = version::components(word);
        let first = parts.next()?;
        let build = match first {
            4..=10 => parts.nth(1)?,
            _ => first,
        };
        BUILDS.iter().any(|row| row.0 == build && build > 2100).then_some(build)
    })
}

fn service_pack_of(build: Option<u64>) -> Option<u64> {
    match build? {
        7601 | 6001 => Some(1),
        6002 | 6003 => Some(2),
        7600 | 6000 => Some(0),
        _ => None,
    }
}
