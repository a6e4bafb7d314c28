//! Scales that rules of several families use.

use super::scales;

scales! {
    CRITICALITY = "criticality", "Criticality",
        words { "administrative" => 0.0, "business-operational" => 0.25, "business-critical" => 0.75, "mission-critical" => 1.0 },
        "How much depends on it, as stated: points 1, 2, 4 and 5 between their ends.";
    BLAST_RADIUS = "blast-radius", "Blast radius",
        line { "share of criticality"; "none" 0.0 => 0.0, "worst" [ReachWorst] => 1.0 },
        "How much else stops or loses data with it.";
    SENSITIVITY = "data-sensitivity", "Data sensitivity",
        words { "public" => 0.0, "internal" => 0.25, "personal" => 0.7, "special-category" => 1.0 },
        "How much harm it does if the data is lost or seen: health data is special-category data.";
    RESILIENCE = "resilience", "Resilience",
        words { "tested" => 0.0, "tested-undated" => 0.3, "tested-long-ago" => 0.4, "untested" => 0.6, "none" => 1.0 },
        "Whether another machine takes over: a standby counts fully only where it was tried lately.";
    OPENNESS = "openness", "Exposure",
        words { "own-segment" => 0.0, "not-on-the-internet" => 0.4, "no-segment" => 0.6, "internet" => 1.0, "exploited" => 1.0 },
        "How well attackers can get at it.";
    SKILLS = "skills", "Skills",
        line { "people"; "nobody" 0.0 => 1.0, "one" 1.0 => 0.9, "two" 2.0 => 0.6, "three" 3.0 => 0.3, "enough" 4.0 => 0.0 },
        "How few can support it: with one, a holiday is an outage; with four, there is a rota.";
    USERS = "users", "Users",
        line { "users"; "none" 0.0 => 0.0, "worst" 1000.0 => 1.0 },
        "How many people feel it: a thousand are a department of every hospital.";
    YEARLY_COST = "yearly-cost", "Yearly cost",
        line { "of the estate's currency a year"; "none" 0.0 => 0.0, "worst" 500_000.0 => 1.0 },
        "What is at stake in money: half a million pounds, which an estate in another currency sets otherwise.";
    VOLUME = "volume", "Volume",
        line { "messages a day"; "none" 0.0 => 0.0, "worst" [LegacyVolumeWorst] => 1.0 },
        "How much is lost with each day of outage.";
}
