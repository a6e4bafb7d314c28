//! What a column can mean, and what the rows of a table can be.
//!
//! Each list is one enum; its words stand in mapping files and reports.

use std::fmt;
use std::str::FromStr;

macro_rules! meanings {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal, $says:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $says] $variant),* }

        impl $name {
            /// Every one, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in mapping files and reports.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// What it is, in a few words.
            pub fn says(self) -> &'static str {
                match self { $(Self::$variant => $says),* }
            }
        }

        impl FromStr for $name {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                Self::ALL.iter().copied().find(|one| one.word() == text).ok_or(())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

meanings!(
    /// What the rows of a table are.
    RowKind {
        Systems = "systems", "applications and services";
        Devices = "devices", "machines, one a row or with a count";
        Software = "software", "software found on machines";
        Databases = "databases", "databases and what serves them";
        Interfaces = "interfaces", "flows of data from one system to another";
        Relations = "relations", "links between two records";
        Contracts = "contracts", "contracts and agreements";
        Licences = "licences", "licences held and used";
        Costs = "costs", "what things cost in a year";
        Findings = "findings", "what a vulnerability scanner found";
        Lifecycles = "lifecycles", "when products leave support";
        Sites = "sites", "places";
        Properties = "properties", "keys with values of other records";
        People = "people", "people; never taken";
        Other = "other", "something else; not taken";
    }
);

meanings!(
    /// What a column means.
    Field {
        Name = "name", "what people call it";
        Alias = "alias", "another name of it";
        Key = "key", "the source's own key of the record";
        Class = "class", "what the record is, where a table holds several kinds";
        Kind = "kind", "which kind of system or device";
        Description = "description", "what it does";
        Status = "status", "where in its life it is";
        Environment = "environment", "production, test and the like";
        Site = "site", "where it stands or is used";
        Department = "department", "whom it serves";
        Team = "team", "the team that answers for it";
        OwnerRole = "owner-role", "the role of the person who answers for it";
        Organisation = "organisation", "the organisation that it belongs to";
        Criticality = "criticality", "how much depends on it";
        Vendor = "vendor", "who makes the software";
        Verified = "verified", "when it was last seen or checked";
        Source = "source", "where the record came from";
        Removed = "removed", "whether the source has deleted the record";
        Retired = "retired", "whether it is retired";
        Path = "path", "its name with its parents";
        Serial = "serial", "the maker's serial number";
        AssetTag = "asset-tag", "the organisation's own label";
        Manufacturer = "manufacturer", "who made the device";
        Model = "model", "the maker's model";
        ModelNumber = "model-number", "the maker's number of the model";
        Os = "os", "the operating system, perhaps with its version";
        OsVersion = "os-version", "the operating system's version";
        OsBuild = "os-build", "the operating system's build";
        OsEdition = "os-edition", "the operating system's edition";
        OsFamily = "os-family", "the operating system's family";
        ServicePack = "service-pack", "the operating system's service pack";
        OsEnd = "os-end", "when the operating system leaves support";
        Firmware = "firmware", "the version of the firmware";
        Domain = "domain", "the network domain";
        Mac = "mac", "the network card's address";
        Ip = "ip", "the network address; not taken";
        Virtual = "virtual", "whether it is a virtual machine";
        Host = "host", "what a virtual machine runs on";
        Segment = "segment", "the network segment";
        Count = "count", "how many the row stands for";
        Purchased = "purchased", "when it was bought";
        WarrantyUntil = "warranty-until", "when the warranty ends";
        HardwareEnd = "hardware-end", "when the maker stops supporting the hardware";
        Life = "life", "for how long it is meant to be used";
        PurchaseCost = "purchase-cost", "what it cost once";
        AnnualCost = "annual-cost", "what it costs in a year";
        Introduced = "introduced", "when it came into use";
        PlannedRetirement = "planned-retirement", "when it is to go";
        Capability = "capability", "what the business can do with it";
        Hosting = "hosting", "where it runs";
        Users = "users", "how many people use it";
        Application = "application", "the system that it serves";
        Server = "server", "the machine that it runs on";
        Database = "database", "the database product below it";
        DependsOn = "depends-on", "what it needs";
        PartOf = "part-of", "what it is part of";
        Stack = "stack", "the products that it is built on, as text";
        LicencesPurchased = "licences-purchased", "how many licences were bought";
        LicencesInUse = "licences-in-use", "how many licences are in use";
        UnitCost = "unit-cost", "what one licence costs in a year";
        Rto = "rto", "hours within which it must be back";
        Rpo = "rpo", "hours of work that may be lost";
        Failover = "failover", "whether another machine takes over";
        Mfa = "mfa", "whether it asks for a second factor";
        InternetFacing = "internet-facing", "whether the internet reaches it";
        PatchedDays = "patched-days", "within how many days it is patched";
        Supporters = "supporters", "how many people can support it";
        FitFunctional = "fit-functional", "how well it does the job";
        FitTechnical = "fit-technical", "how well it is built";
        FitReason = "fit-reason", "why it fits so";
        RemediationPlan = "remediation-plan", "whether a plan is on record";
        RemediationTarget = "remediation-target", "when the plan is to be done";
        DataEntity = "data-entity", "the data that it holds";
        Sensitivity = "sensitivity", "how sensitive its data is";
        Product = "product", "the software product";
        Version = "version", "the product's version";
        Identifier = "identifier", "a CPE name or package URL";
        ComponentRole = "component-role", "what the product does there";
        SupportedUntil = "supported-until", "when the product leaves support";
        LifecyclePhase = "lifecycle-phase", "which date of a lifecycle the row states";
        From = "from", "where data comes from, or the first end of a link";
        To = "to", "where data goes, or the second end of a link";
        EndKind = "end-kind", "of what kind an end is";
        Relation = "relation", "what links the two ends";
        Protocol = "protocol", "how the data travels";
        Frequency = "frequency", "how often the data travels";
        InterfaceData = "interface-data", "which data travels";
        Messages = "messages", "messages per day";
        Supplier = "supplier", "whom the contract is with";
        ContractStart = "contract-start", "when the contract begins";
        ContractEnd = "contract-end", "when the contract ends";
        NoticeMonths = "notice-months", "months of notice";
        AutoRenews = "auto-renews", "whether the contract goes on by itself";
        ContractValue = "contract-value", "what the contract is worth over its term";
        ContractReference = "contract-reference", "the contract's number";
        Framework = "framework", "the procurement framework";
        Covers = "covers", "the systems that the contract covers";
        Year = "year", "the year of the figure";
        CheckId = "check-id", "the scanner's number of its check";
        FindingTitle = "finding-title", "what the scanner found";
        FindingText = "finding-text", "what the scanner printed";
        Cve = "cve", "the vulnerability's number";
        PropertyKey = "property-key", "the key of a property";
        PropertyValue = "property-value", "the value of a property";
        Extra = "extra", "kept as written where one record becomes one entry";
        Nothing = "nothing", "of no use here; not taken";
        Personal = "personal", "about a person; never taken";
    }
);

impl Field {
    /// Whether its cells are dates.
    pub fn is_date(self) -> bool {
        matches!(
            self,
            Self::Verified
                | Self::OsEnd
                | Self::Purchased
                | Self::WarrantyUntil
                | Self::HardwareEnd
                | Self::Introduced
                | Self::PlannedRetirement
                | Self::RemediationTarget
                | Self::SupportedUntil
                | Self::ContractStart
                | Self::ContractEnd
        )
    }

    /// Whether its cells are numbers or sums of money.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Self::Count
                | Self::PurchaseCost
                | Self::AnnualCost
                | Self::Users
                | Self::LicencesPurchased
                | Self::LicencesInUse
                | Self::UnitCost
                | Self::Supporters
                | Self::ContractValue
                | Self::Messages
        )
    }

    /// Whether something of it reaches the inventory.
    pub fn is_taken(self) -> bool {
        !matches!(
            self,
            Self::Nothing | Self::Personal | Self::Ip | Self::OsFamily | Self::FindingText | Self::CheckId
        )
    }
}
