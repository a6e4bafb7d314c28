//! Scales of the rules about what we do not know.
//!
//! Not to know is neither fine nor bad, so each counts half at most.

use super::scales;

scales! {
    UNKNOWN = "unknown-share", "Unknown",
        line { "share not known"; "none" 0.0 => 0.0, "all" 1.0 => 0.5 },
        "How much is not known; it counts half at most.";
    STALE = "stale-facts.age", "Unknown",
        line { "years since somebody checked"; "none" 0.0 => 0.0, "worst" 5.0 => 0.5 },
        "After five years a fact says little; it counts half at most.";
    CONTRADICTIONS = "contradicting-facts.count", "Unknown",
        line { "contradictions"; "none" 0.0 => 0.0, "worst" 2.0 => 0.5 },
        "Two facts that exclude each other leave both open; it counts half at most.";
    DUPLICATE = "likely-duplicate.likeness", "Unknown",
        words { "alike" => 0.25 },
        "Alike is not the same; half of what not knowing counts at most.";
}
