//! Scales of the rules about where people feel it.

use super::scales;

scales! {
    SUPPLIER_SUPPORT = "too-few-supporters.supplier", "Supplier support",
        words { "supported" => 0.2, "not-supported" => 1.0 },
        "A supplier who stands behind it can be called, and is not on site.";
    SATISFACTION = "dissatisfied-staff.rating", "Satisfaction",
        line { "of 5"; "worst" 1.0 => 1.0, "low" [LowSatisfaction] => 0.5 },
        "Staff know where it hurts.";
    TRAINING = "untrained-staff.trained", "Training",
        line { "share trained"; "none" 0.0 => 1.0, "low" [LowTraining] => 0.4 },
        "Untrained people use a part of it and work around the rest.";
    WORKAROUNDS = "workarounds", "Workarounds",
        line { "workarounds"; "one" 1.0 => 0.5, "worst" 2.0 => 1.0 },
        "What people do instead.";
    WIFI = "weak-connectivity.wireless", "Wireless coverage",
        line { "share covered by wireless"; "none" 0.0 => 1.0, "limit" [WifiCoverage] => 0.4 },
        "A system that does not load at the bedside is done on paper.";
    DEAD_SPOTS = "weak-connectivity.dead-spots", "Dead spots",
        line { "dead spots"; "one" 1.0 => 0.3, "worst" 4.0 => 0.6 },
        "One is a fact of life; several are a pattern.";
    COPPER = "weak-connectivity.technology", "Copper",
        words { "copper" => 0.7 },
        "The copper network is being switched off.";
    NARROW_LINK = "weak-connectivity.link", "Narrow link",
        words { "narrow" => 0.8 },
        "A narrow link is slow for all at once.";
    NETWORK = "weak-connectivity.network", "Network",
        worst { WIFI, DEAD_SPOTS, COPPER, NARROW_LINK; further 0.1 },
        "The worst weakness decides; the others add to it.";
    DEVICES_THERE = "weak-connectivity.devices", "Devices",
        line { "devices"; "none" 0.0 => 0.0, "worst" 1000.0 => 1.0 },
        "How many machines hang on that network.";
    HANDOFFS = "broken-journey.hand-offs", "Hand-offs",
        sum { "hand-off-without-flow" => 0.3, "change-of-device" => 0.05 },
        "Where no flow leads on, people carry the patient's data; each change of device is another log-in.";
    JOURNEY_TIME = "broken-journey.hours", "Staff time",
        unless { "nothing-by-hand" => 0.0; else JOURNEY_HOURS },
        "How much of a step by hand would remain is not known: anything from none of the hours to all of them.";
    JOURNEY_HOURS = "broken-journey.hours-by-hand", "Staff time",
        line { "hours a year"; "none" 0.0 => 0.2, "worst" [JourneyHoursWorst] => 1.0 },
        "That people make up for it is certain; the hours say how much hangs on it.";
    HOW_OFTEN = "broken-journey.times", "How often",
        line { "times a year"; "never" 0.0 => 0.0, "worst" 50_000.0 => 1.0 },
        "A thousand times a week are a busy clinic.";
}
