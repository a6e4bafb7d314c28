//! The publications behind the methods. Rules and measures name them by key.

/// A publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The key by which rules name it.
    pub key: &'static str,
    /// Author, year, title and where it appeared.
    pub citation: &'static str,
}

/// Every publication, by key.
pub static PUBLICATIONS: &[Publication] = &[
    Publication {
        key: "baldwin-2014",
        citation: "Baldwin, MacCormack and Rusnak (2014), Hidden structure: using network methods to map system architecture, Research Policy 43",
    },
    Publication {
        key: "brandes-2001",
        citation: "Brandes (2001), A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25",
    },
    Publication {
        key: "cisa-kev",
        citation: "Cybersecurity and Infrastructure Security Agency, Known Exploited Vulnerabilities Catalog",
    },
    Publication {
        key: "cyber-essentials",
        citation: "National Cyber Security Centre, Cyber Essentials: requirements for IT infrastructure",
    },
    Publication { key: "endoflife", citation: "endoflife.date, lifecycle data of products (MIT licence)" },
    Publication {
        key: "freeman-1977",
        citation: "Freeman (1977), A set of measures of centrality based on betweenness, Sociometry 40",
    },
    Publication {
        key: "garza-2025",
        citation: "Garza et al. (2025), Error rates of data processing methods in clinical research, pooled single-entry rate",
    },
    Publication {
        key: "gdqf-2020",
        citation: "Government Data Quality Framework (2020), Government Data Quality Hub",
    },
    Publication {
        key: "hopcroft-tarjan-1973",
        citation: "Hopcroft and Tarjan (1973), Efficient algorithms for graph manipulation, CACM 16",
    },
    Publication { key: "kleinrock-1975", citation: "Kleinrock (1975), Queueing systems, volume 1" },
    Publication {
        key: "litraf-2025",
        citation: "Legacy IT Risk Assessment Framework (CDDO 2023, updated 2025)",
    },
    Publication {
        key: "mca-2009",
        citation: "Multi-criteria analysis: a manual (2009), Department for Communities and Local Government",
    },
    Publication {
        key: "green-book-mcda-2024",
        citation: "Green Book supplementary guidance: multi-criteria decision analysis (2024), HM Treasury",
    },
    Publication {
        key: "krackhardt-stern-1988",
        citation: "Krackhardt and Stern (1988), Informal networks and organizational crises, Social Psychology Quarterly 51",
    },
    Publication {
        key: "knuth-1977",
        citation: "Knuth (1977), A generalization of Dijkstra's algorithm, Information Processing Letters 6",
    },
    Publication {
        key: "menger-1927",
        citation: "Menger (1927), Zur allgemeinen Kurventheorie, Fundamenta Mathematicae 10",
    },
    Publication {
        key: "adamic-adar-2003",
        citation: "Adamic and Adar (2003), Friends and neighbors on the web, Social Networks 25",
    },
    Publication {
        key: "doj-ftc-2023",
        citation: "Merger guidelines (2023), US Department of Justice and Federal Trade Commission: bands of the Herfindahl–Hirschman index",
    },
    Publication {
        key: "newman-girvan-2004",
        citation: "Newman and Girvan (2004), Finding and evaluating community structure in networks, Physical Review E 69",
    },
    Publication { key: "tcop", citation: "Technology Code of Practice, GOV.UK" },
    Publication {
        key: "winkler-1990",
        citation: "Winkler (1990), String comparator metrics and enhanced decision rules in the Fellegi-Sunter model",
    },
];

/// The publication of a key.
pub fn publication(key: &str) -> Option<&'static Publication> {
    PUBLICATIONS.iter().find(|publication| publication.key == key)
}
