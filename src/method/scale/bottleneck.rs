//! Scales of the rules about what everything passes through.

use super::scales;

scales! {
    FRAGILITY = "dangerous-hub.fragility", "Fragility",
        share { "1 − Π (1 − weakness)" },
        "What could break it, each as its own threshold says, taken as independent.";
    IMPORTANCE = "dangerous-hub.importance", "Importance",
        line { "share of the estate"; "none" 0.0 => 0.0, "worst" 0.5 => 1.0 },
        "The largest share of messages, criticality or connected pairs that leans on it.";
    SEPARATION = "single-point-of-failure.separation", "Separation",
        line { "share of pairs cut off"; "none" 0.0 => 0.0, "worst" 0.5 => 1.0 },
        "How much of the estate falls apart without it.";
    SHARED_GROUND = "false-redundancy.ground", "Shared ground",
        words { "shared" => 0.7 },
        "Both ways fail with what they stand on; how likely that is, is not known.";
    USE_OF_CAPACITY = "full-interface.use", "Use of capacity",
        line { "share of capacity"; "busy" [UtilisationBusy] => 0.3, "full" [UtilisationFull] => 0.7, "no-room" 1.0 => 1.0 },
        "Queues grow as 1/(1 − use): 3.3 times when busy, 6.7 times when full.";
    FEEDS_PAST = "bypassed-hub.feeds", "Feeds past the hub",
        line { "feeds"; "none" 0.0 => 0.1, "worst" [BypassWorst] => 0.5 },
        "Each feed past the hub is one more to keep; by itself it breaks nothing.";
    FEEDS_ALIKE = "duplicate-feed.feeds", "Feeds alike",
        line { "feeds"; "two" 2.0 => 0.5, "worst" 4.0 => 0.9 },
        "Two that carry the same can differ; each more makes it likelier.";
    UNDOCUMENTED = "undocumented-interface.share", "Documentation",
        line { "share not documented"; "none" 0.0 => 0.05, "all" 1.0 => 0.3 },
        "What is not written down works until somebody has to change it.";
    UNMONITORED = "unmonitored-interface.share", "Monitoring",
        line { "share not monitored"; "none" 0.0 => 0.1, "all" 1.0 => 0.45 },
        "A feed that nobody watches stops in silence, but does not stop more often.";
    UNENCRYPTED = "unencrypted-interface.share", "Encryption",
        line { "share not encrypted"; "none" 0.0 => 0.15, "all" 1.0 => 0.5 },
        "Somebody must listen first, inside the network for the most part.";
}
