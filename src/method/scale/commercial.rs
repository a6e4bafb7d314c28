//! Scales of the rules about contracts and money.

use super::scales;

scales! {
    CONTRACT = "lapsed-contract.contract", "Contract",
        line { "years since it ended"; "last-day" 0.0 => 0.7, "worst" 2.0 => 1.0 },
        "Without a contract nobody is bound to mend it, and after two years nobody is ready to.";
    RENEWAL = "lapsed-contract.renewal", "Renewal",
        words { "does-not-renew" => 1.0 },
        "A contract that renews itself has not ended.";
    NOTICE = "notice-deadline.notice", "Notice",
        unless { "passed" => 1.0; else NOTICE_LEFT },
        "After the day of notice the choice is the supplier's.";
    NOTICE_LEFT = "notice-deadline.left", "Notice",
        line { "months left"; "last-day" 0.0 => 0.8, "window" [NoticeWindowMonths] => 0.3 },
        "The nearer the day, the less can be weighed.";
    SUPPLIER_SHARE = "supplier-concentration.share", "Share of one supplier",
        line { "share of criticality"; "none" 0.0 => 0.3, "all" 1.0 => 1.0 },
        "Who supplies the core sets the price at renewal.";
    SUPPLIER_SYSTEMS = "supplier-concentration.systems", "Systems",
        line { "systems"; "none" 0.0 => 0.0, "worst" 20.0 => 1.0 },
        "How many move at once if the supplier fails.";
}
