//! Scales of the rules about what should be joined and is not.

use super::scales;

scales! {
    ALONE = "isolated-system.connection", "Connection",
        words { "nothing" => 1.0 },
        "It is joined to nothing at all.";
    ISLAND = "isolated-island.connection", "Connection",
        words { "island" => 0.8 },
        "The systems of an island reach each other, and nothing else.";
    SHARED_DATA = "isolated-system.data", "Shared data",
        words { "held-here-alone" => 0.0, "held-elsewhere-too" => 1.0 },
        "Where others hold the same, a missing link costs somebody work.";
    RIVAL_MASTERS = "competing-records.rivals", "Rival masters",
        line { "systems of record"; "two" 2.0 => 0.6, "worst" 4.0 => 1.0 },
        "Where two are right, neither is; each more makes more to settle.";
    MASTER = "missing-record.master", "Master",
        words { "none" => 0.8 },
        "Copies of nothing drift apart.";
    FRAGMENTATION = "fragmented-entity.pieces", "Fragmentation",
        share { "(pieces − 1) ÷ (holders − 1)" },
        "0 where all holders exchange it, 1 where none does.";
    SPREAD = "record-spread", "Spread",
        line { "systems that hold it"; "none" 0.0 => 0.0, "worst" 10.0 => 1.0 },
        "How many have to be kept alike.";
    EXPECTED_LINK = "unfed-copy.expectation", "Expected link",
        line { "Σ 1 ÷ ln(holders)"; "none" 0.0 => 0.2, "worst" 2.8 => 0.9 },
        "Sharing what few hold says more than sharing what all hold (Adamic and Adar); a missing record is no proof, so it never counts fully.";
    REKEYING_TIME = "manual-rekeying.hours", "Staff time",
        line { "hours a year"; "none" 0.0 => 0.4, "worst" [RekeyingHoursWorst] => 1.0 },
        "That people carry it is certain; the hours say how much hangs on it.";
    WRONG_FIELDS = "manual-rekeying.wrong-fields", "Wrong fields",
        line { "wrong fields a year"; "none" 0.0 => 0.0, "worst" 2000.0 => 1.0 },
        "Forty a week are one on every ward round.";
    WAY_FOR_DATA = "cross-organisation-gap.way", "Way for the data",
        words { "by-hand" => 0.6, "nothing" => 0.8 },
        "What people carry arrives late; what nobody carries does not arrive.";
    REFERRALS = "cross-organisation-gap.people", "People",
        line { "referrals a year"; "none" 0.0 => 0.2, "worst" [ReferralsWorst] => 1.0 },
        "How many arrive without their record.";
    INWARDNESS = "inward-unit.index", "E–I index",
        line { "− E–I index"; "even" 0.0 => 0.0, "all-inside" 1.0 => 0.7 },
        "A unit may look inward for good reasons, so it never counts fully.";
}
