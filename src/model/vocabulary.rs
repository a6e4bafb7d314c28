//! The closed lists of words that an inventory may use.
//!
//! Each list is one enum; its words, its schema and its messages come from
//! the same place.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::may_be_blank;

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$word_doc])* #[serde(rename = $word)] $variant),*
        }

        impl $name {
            /// Every word of the list, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word as written in YAML.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        may_be_blank!($name);
    };
}
pub(crate) use vocabulary;

vocabulary!(
    /// What kind of thing a system is.
    SystemKind {
        /// Software that people work with.
        Application = "application",
        /// A hub that routes messages: being central is its job.
        IntegrationEngine = "integration-engine",
        /// Software that other software is built on.
        Platform = "platform",
        /// A database or database cluster.
        Database = "database",
        /// Servers, storage, directories, networks.
        Infrastructure = "infrastructure",
        /// A service that somebody else runs.
        ExternalService = "external-service",
    }
);

vocabulary!(
    /// How much depends on a system, most first.
    Criticality {
        /// Work stops, or people come to harm, without it.
        MissionCritical = "mission-critical",
        /// Work is badly hampered without it.
        BusinessCritical = "business-critical",
        /// Work goes on without it for a while.
        BusinessOperational = "business-operational",
        /// It would hardly be missed for days.
        Administrative = "administrative",
    }
);

impl Criticality {
    /// Criticality as a number of 1 to 5 (methods §0, our default): 5, 4, 2, 1.
    pub fn number(self) -> f64 {
        match self {
            Self::MissionCritical => 5.0,
            Self::BusinessCritical => 4.0,
            Self::BusinessOperational => 2.0,
            Self::Administrative => 1.0,
        }
    }
}

vocabulary!(
    /// Where in its life a system or device is.
    Status {
        /// Not in use yet.
        Planned = "planned",
        /// In use by a few, on trial.
        Pilot = "pilot",
        /// In use.
        Live = "live",
        /// In use, and being left.
        Retiring = "retiring",
        /// No longer in use.
        Retired = "retired",
    }
);

impl Status {
    /// Whether it is in use: pilot, live or retiring.
    pub fn is_in_use(self) -> bool {
        matches!(self, Self::Pilot | Self::Live | Self::Retiring)
    }
}

vocabulary!(
    /// Where a system runs.
    Hosting {
        /// In the organisation's own rooms.
        OnPremises = "on-premises",
        /// In a cloud of its own.
        PrivateCloud = "private-cloud",
        /// In a public cloud.
        PublicCloud = "public-cloud",
        /// As software that is rented ready to use.
        Saas = "saas",
        /// In the supplier's rooms.
        HostedBySupplier = "hosted-by-supplier",
    }
);

vocabulary!(
    /// What a component does in its system or device.
    ComponentRole {
        /// The operating system.
        OperatingSystem = "operating-system",
        /// A database.
        Database = "database",
        /// The application itself.
        Application = "application",
        /// An application or web server.
        ApplicationServer = "application-server",
        /// A language runtime or framework.
        Runtime = "runtime",
        /// Middleware, messaging, integration.
        Middleware = "middleware",
        /// A hypervisor or container platform.
        Virtualisation = "virtualisation",
        /// A browser or browser plug-in.
        Browser = "browser",
        /// Firmware or appliance software.
        Firmware = "firmware",
        /// A code library.
        Library = "library",
        /// Anything else.
        Other = "other",
    }
);

vocabulary!(
    /// What kind of support was bought beyond the vendor's normal support.
    SupportKind {
        /// The vendor's normal support.
        Standard = "standard",
        /// Paid extended support.
        Extended = "extended",
        /// Support from another company.
        ThirdParty = "third-party",
        /// It is known that there is none.
        None = "none",
    }
);

vocabulary!(
    /// How a system holds a data entity.
    DataRole {
        /// The master: where the entity is kept true.
        SystemOfRecord = "system-of-record",
        /// A copy that is fed from elsewhere.
        Copy = "copy",
        /// Shown, not kept.
        View = "view",
        /// Where it is first written down, before the master takes it over.
        Origin = "origin",
    }
);

vocabulary!(
    /// Whether another machine takes over when one fails.
    Failover {
        /// There is nothing to take over.
        None = "none",
        /// There is something, never tried.
        Untested = "untested",
        /// There is something, and it was tried.
        Tested = "tested",
    }
);

vocabulary!(
    /// Whether a thing is still held.
    Possession {
        /// It is held.
        Held = "held",
        /// It is missing.
        Missing = "missing",
    }
);

vocabulary!(
    /// What could be done about findings.
    ActionKind {
        /// Switch it off.
        Retire = "retire",
        /// Put another product in its place.
        Replace = "replace",
        /// Move to a later version.
        Upgrade = "upgrade",
        /// Move to another platform.
        RePlatform = "re-platform",
        /// Connect it.
        Integrate = "integrate",
        /// Bring several into one.
        Consolidate = "consolidate",
        /// Get more from what is there.
        Optimise = "optimise",
        /// Teach people to use it.
        Train = "train",
        /// Keep the harm inside: segment, isolate, monitor.
        Contain = "contain",
        /// Live with it, knowingly.
        Accept = "accept",
    }
);

vocabulary!(
    /// What kind of device a device or fleet is.
    DeviceKind {
        /// A desk computer.
        Workstation = "workstation",
        /// A laptop.
        Laptop = "laptop",
        /// A tablet.
        Tablet = "tablet",
        /// A phone.
        Phone = "phone",
        /// A server.
        Server = "server",
        /// A switch, router, firewall or access point.
        Network = "network",
        /// A printer or scanner.
        Printer = "printer",
        /// A scanner of people: CT, MR, X-ray, ultrasound.
        ImagingModality = "imaging-modality",
        /// A bedside monitor.
        BedsideMonitor = "bedside-monitor",
        /// An infusion pump.
        InfusionPump = "infusion-pump",
        /// A laboratory analyser.
        Analyser = "analyser",
        /// Any other medical device.
        OtherMedical = "other-medical",
        /// A kiosk or public screen.
        Kiosk = "kiosk",
        /// Storage.
        Storage = "storage",
    }
);

impl DeviceKind {
    /// Whether it is a medical device, whose software may not be changed at will.
    pub fn is_medical(self) -> bool {
        matches!(
            self,
            Self::ImagingModality
                | Self::BedsideMonitor
                | Self::InfusionPump
                | Self::Analyser
                | Self::OtherMedical
        )
    }
}

vocabulary!(
    /// How data travels over an interface.
    Protocol {
        /// HL7 version 2 messages.
        Hl7v2 = "hl7v2",
        /// HL7 FHIR.
        Fhir = "fhir",
        /// DICOM imaging.
        Dicom = "dicom",
        /// IHE document sharing.
        IheXds = "ihe-xds",
        /// A REST interface.
        Rest = "rest",
        /// A SOAP web service.
        Soap = "soap",
        /// ANSI X12 messages.
        X12 = "x12",
        /// EDIFACT messages.
        Edifact = "edifact",
        /// The NHS message exchange for social care and health.
        Mesh = "mesh",
        /// Apache Kafka.
        Kafka = "kafka",
        /// AMQP queues.
        Amqp = "amqp",
        /// A link from one database into another.
        DatabaseLink = "database-link",
        /// Two systems on one database.
        SharedDatabase = "shared-database",
        /// Files over SFTP.
        Sftp = "sftp",
        /// Files over FTP.
        Ftp = "ftp",
        /// Files on a shared folder.
        FileShare = "file-share",
        /// CSV files by e-mail.
        CsvEmail = "csv-email",
        /// A robot that reads screens.
        ScreenScraping = "screen-scraping",
        /// A person types it in again.
        ManualRekeying = "manual-rekeying",
        /// Paper.
        Paper = "paper",
        /// Fax.
        Fax = "fax",
        /// A format of one maker.
        Proprietary = "proprietary",
    }
);

impl Protocol {
    /// Whether people carry the data by hand, paper or fax.
    pub fn is_manual(self) -> bool {
        matches!(self, Self::ManualRekeying | Self::Paper | Self::Fax)
    }
}

vocabulary!(
    /// When data travels over an interface.
    InterfaceMode {
        /// At once.
        RealTime = "real-time",
        /// Within minutes.
        NearRealTime = "near-real-time",
        /// In batches.
        Batch = "batch",
        /// When asked for.
        OnDemand = "on-demand",
        /// When a person does it.
        Manual = "manual",
    }
);

vocabulary!(
    /// What the receiver does while an interface is down.
    Fallback {
        /// Nothing.
        None = "none",
        /// People step in.
        Manual = "manual",
        /// Another route takes over.
        Automatic = "automatic",
    }
);

vocabulary!(
    /// How sensitive a data entity is.
    Sensitivity {
        /// Anybody may see it.
        Public = "public",
        /// For the organisation.
        Internal = "internal",
        /// About people.
        Personal = "personal",
        /// About people's health and the like (UK GDPR article 9).
        SpecialCategory = "special-category",
    }
);

impl Sensitivity {
    /// Whether it identifies people.
    pub fn identifies_people(self) -> bool {
        matches!(self, Self::Personal | Self::SpecialCategory)
    }
}
