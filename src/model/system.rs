//! Systems: software and platforms that the organisation runs or uses.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::component::Component;
use super::dependency::Dependency;
use super::fact::{Fact, Percent, Quantity, Satisfaction, Share, Text, may_be_blank, or_empty, stated};
use super::id::{Id, Reference};
use super::modernisation::ModernisationOption;
use super::vocabulary::{Criticality, DataRole, Failover, Hosting, Possession, Status, SystemKind};
use crate::date::PartialDate;
use crate::money::Money;

/// A system. Only `id` and `name` are needed; what is missing is unknown.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// Unique among the organisation's systems.
    pub id: Id,
    /// What people call it.
    pub name: Text,
    /// What it does, in a sentence.
    #[serde(default)]
    pub description: Fact<Text>,
    /// What kind of thing it is. An application where not stated.
    #[serde(default)]
    pub kind: Fact<SystemKind>,
    /// Who makes it.
    #[serde(default)]
    pub vendor: Fact<Text>,
    /// Who answers for it.
    #[serde(default)]
    pub owner: Fact<Box<Owner>>,
    /// The department that it serves.
    #[serde(default)]
    pub department: Fact<Text>,
    /// What the business can do with it.
    #[serde(default, deserialize_with = "or_empty")]
    pub capabilities: Vec<Reference>,
    /// How much depends on it.
    #[serde(default)]
    pub criticality: Fact<Criticality>,
    /// Its place in the clinical safety process.
    #[serde(default)]
    pub clinical_safety: Fact<Box<ClinicalSafety>>,
    /// Where in its life it is. Live where not stated.
    #[serde(default)]
    pub status: Fact<Status>,
    /// When it came into use.
    #[serde(default)]
    pub introduced: Fact<PartialDate>,
    /// When the organisation means to leave it.
    #[serde(default)]
    pub planned_retirement: Fact<PartialDate>,
    /// How many people use it.
    #[serde(default)]
    pub users: Fact<u32>,
    /// Where it is used.
    #[serde(default, deserialize_with = "or_empty")]
    pub sites: Vec<Reference>,
    /// Where it runs.
    #[serde(default)]
    pub hosting: Fact<Hosting>,
    /// The products and versions that it is built on.
    #[serde(default, deserialize_with = "or_empty")]
    pub components: Vec<Component>,
    /// What it needs, other than data flow.
    #[serde(default, deserialize_with = "or_empty")]
    pub depends_on: Vec<Dependency>,
    /// `true`, or the reason why it is meant to stand alone.
    #[serde(default)]
    pub isolated_by_design: Fact<IsolatedByDesign>,
    /// The data entities that it holds.
    #[serde(default, deserialize_with = "or_empty")]
    pub data: Vec<DataHolding>,
    /// The interface standards that it supports.
    #[serde(default, deserialize_with = "or_empty")]
    pub standards: Vec<Text>,
    /// What it costs.
    #[serde(default)]
    pub cost: Fact<Box<Cost>>,
    /// The contract behind it.
    #[serde(default)]
    pub contract: Fact<Box<Contract>>,
    /// Its licences.
    #[serde(default)]
    pub licences: Fact<Box<Licences>>,
    /// What happens when it fails.
    #[serde(default)]
    pub resilience: Fact<Box<Resilience>>,
    /// How well it fits, for keep, invest, migrate, eliminate.
    #[serde(default)]
    pub fit: Fact<Box<Fit>>,
    /// Whether the source of its custom code is held.
    #[serde(default)]
    pub custom_code_source: Fact<Possession>,
    /// Its security facts.
    #[serde(default)]
    pub security: Fact<Box<Security>>,
    /// The people around it.
    #[serde(default)]
    pub people: Fact<Box<People>>,
    /// Its recent incidents.
    #[serde(default)]
    pub incidents: Fact<Box<Incidents>>,
    /// Answers that only people can give, by indicator of the government
    /// framework: `l1` to `l7` and `c1` to `c6`.
    #[serde(default)]
    pub assessment: Fact<Box<FrameworkAssessment>>,
    /// The remediation that is on record for it.
    #[serde(default)]
    pub remediation: Fact<Box<Remediation>>,
    /// What could be done about it.
    #[serde(default, deserialize_with = "or_empty")]
    pub modernisation: Vec<ModernisationOption>,
    /// Where these facts come from.
    #[serde(default)]
    pub source: Fact<Text>,
    /// When somebody last checked them.
    #[serde(default)]
    pub verified: Fact<PartialDate>,
    /// Anything else; shown, never analysed.
    #[serde(default, deserialize_with = "or_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
}

impl System {
    /// Its kind; an application where none is stated.
    pub fn kind_or_application(&self) -> SystemKind {
        self.kind.get().unwrap_or(SystemKind::Application)
    }

    /// Whether it is a hub whose job is to route messages.
    pub fn is_engine(&self) -> bool {
        self.kind.get() == Some(SystemKind::IntegrationEngine)
    }

    /// Whether it is in use; a system of unstated status is.
    pub fn is_in_use(&self) -> bool {
        self.status.get().is_none_or(Status::is_in_use)
    }

    /// Whether somebody else runs it: it has no version of ours to know, its
    /// contract counts instead, and it stops with its supplier.
    pub fn is_run_by_others(&self) -> bool {
        matches!(self.hosting.get(), Some(Hosting::Saas | Hosting::HostedBySupplier))
            || self.kind.get() == Some(SystemKind::ExternalService)
    }
}

/// Who answers for something.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// The team.
    #[serde(default)]
    pub team: Fact<Reference>,
    /// The role of the person, never a name.
    #[serde(default)]
    pub person_role: Fact<Text>,
}

/// Its place in the clinical safety process (DCB0129 and DCB0160).
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClinicalSafety {
    /// Whether a hazard log exists.
    #[serde(default)]
    pub hazard_log: Fact<bool>,
    /// When it was last reviewed.
    #[serde(default)]
    pub last_review: Fact<PartialDate>,
}

/// A data entity that a system holds, and how.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataHolding {
    /// The data entity.
    pub entity: Reference,
    /// How it is held.
    #[serde(default)]
    pub role: Fact<DataRole>,
}

/// What a thing costs.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Per year.
    #[serde(default)]
    pub annual: Fact<Money>,
    /// Once.
    #[serde(default)]
    pub one_off: Fact<Money>,
}

/// A contract.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// Who it is with.
    #[serde(default)]
    pub supplier: Fact<Text>,
    /// When it began.
    #[serde(default)]
    pub starts: Fact<PartialDate>,
    /// Its last day.
    #[serde(default)]
    pub ends: Fact<PartialDate>,
    /// How many months before its end notice must be given.
    #[serde(default)]
    pub notice_months: Fact<u16>,
    /// Whether it goes on by itself.
    #[serde(default)]
    pub auto_renews: Fact<bool>,
}

/// Licences bought and used.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Licences {
    /// How many were bought.
    #[serde(default)]
    pub purchased: Fact<u32>,
    /// How many are in use, at the peak if known.
    #[serde(default)]
    pub in_use: Fact<u32>,
    /// What one costs per year.
    #[serde(default)]
    pub unit_cost: Fact<Money>,
}

/// What happens when it fails.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resilience {
    /// Whether another machine takes over.
    #[serde(default)]
    pub failover: Fact<Failover>,
    /// When the failover was last tried.
    #[serde(default)]
    pub failover_tested: Fact<PartialDate>,
    /// Hours within which it must be back.
    #[serde(default)]
    pub rto_hours: Fact<Quantity>,
    /// Hours of work that may be lost.
    #[serde(default)]
    pub rpo_hours: Fact<Quantity>,
    /// When a restore from backup was last tried.
    #[serde(default)]
    pub backup_restore_tested: Fact<PartialDate>,
}

/// How well a system fits.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fit {
    /// How well it does the job, 0 to 1.
    #[serde(default)]
    pub functional: Fact<Share>,
    /// How well it is built, 0 to 1.
    #[serde(default)]
    pub technical: Fact<Share>,
    /// Why.
    #[serde(default)]
    pub reason: Fact<Text>,
}

/// Security facts.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Security {
    /// Whether it asks for a second factor.
    #[serde(default)]
    pub mfa: Fact<bool>,
    /// Within how many days fixes are applied.
    #[serde(default)]
    pub patched_within_days: Fact<u32>,
    /// How many of its open vulnerabilities are known to be exploited.
    #[serde(default)]
    pub known_exploited_vulnerabilities: Fact<u32>,
    /// Whether it can be reached from the internet.
    #[serde(default)]
    pub internet_facing: Fact<bool>,
    /// When it was last tested by an attacker on our side.
    #[serde(default)]
    pub penetration_tested: Fact<PartialDate>,
    /// Whether it stands in a network segment of its own.
    #[serde(default)]
    pub segmented: Fact<bool>,
}

/// The people around a system.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// How many people can support it.
    #[serde(default)]
    pub supporters: Fact<u32>,
    /// Whether the supplier supports it.
    #[serde(default)]
    pub supplier_support: Fact<bool>,
    /// How many per cent of its users are trained.
    #[serde(default)]
    pub trained_percent: Fact<Percent>,
    /// How content its users are, 1 to 5.
    #[serde(default)]
    pub satisfaction: Fact<Satisfaction>,
    /// What people do instead.
    #[serde(default, deserialize_with = "or_empty")]
    pub workarounds: Vec<Text>,
}

/// Recent incidents.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Incidents {
    /// Major ones in the last twelve months.
    #[serde(default)]
    pub major_last_12_months: Fact<u32>,
    /// Hours down in the last twelve months.
    #[serde(default)]
    pub downtime_hours_last_12_months: Fact<Quantity>,
}

/// An answer that only a person can give.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameworkJudgement {
    /// 1 to 6 for likelihood, 1 to 5 for impact.
    #[schemars(range(min = 1, max = 6))]
    #[serde(deserialize_with = "stated")]
    pub score: u16,
    /// Why.
    #[serde(default)]
    pub reason: Fact<Text>,
}

/// Judgements by indicator of the Legacy IT Risk Assessment Framework.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "the indicators are named in docs/methods.md; their labels are l1 to l7 and c1 to c6"
)]
pub struct FrameworkAssessment {
    #[serde(default)]
    pub l1: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub l2: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub l3: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub l4: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub l5: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub l6: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub l7: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub c1: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub c2: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub c3: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub c4: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub c5: Fact<FrameworkJudgement>,
    #[serde(default)]
    pub c6: Fact<FrameworkJudgement>,
}

/// Remediation on record.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remediation {
    /// Whether a plan exists.
    #[serde(default)]
    pub plan: Fact<bool>,
    /// Whether it is funded.
    #[serde(default)]
    pub funded: Fact<bool>,
    /// When it is to be done.
    #[serde(default)]
    pub target: Fact<PartialDate>,
}

may_be_blank!(
    Owner,
    ClinicalSafety,
    Cost,
    Contract,
    Licences,
    Resilience,
    Fit,
    Security,
    People,
    Incidents,
    FrameworkJudgement,
    FrameworkAssessment,
    Remediation,
    IsolatedByDesign
);

/// Whether a system is meant to stand alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IsolatedByDesign {
    /// It is not.
    No,
    /// It is, without a reason on record.
    Yes,
    /// It is, for this reason.
    Because(Text),
}

impl IsolatedByDesign {
    /// Whether it is meant to stand alone.
    pub fn holds(&self) -> bool {
        !matches!(self, Self::No)
    }
}

impl<'de> Deserialize<'de> for IsolatedByDesign {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IsolatedVisitor;
        impl Visitor<'_> for IsolatedVisitor {
            type Value = IsolatedByDesign;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("`true`, `false` or the reason in words")
            }

            fn visit_bool<E: de::Error>(self, yes: bool) -> Result<IsolatedByDesign, E> {
                Ok(if yes { IsolatedByDesign::Yes } else { IsolatedByDesign::No })
            }

            fn visit_str<E: de::Error>(self, reason: &str) -> Result<IsolatedByDesign, E> {
                Ok(IsolatedByDesign::Because(reason.into()))
            }
        }
        deserializer.deserialize_any(IsolatedVisitor)
    }
}

impl Serialize for IsolatedByDesign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::No => serializer.serialize_bool(false),
            Self::Yes => serializer.serialize_bool(true),
            Self::Because(reason) => reason.serialize(serializer),
        }
    }
}

impl JsonSchema for IsolatedByDesign {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "IsolatedByDesign".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "`true`, or the reason why it is meant to stand alone.",
            "type": ["boolean", "string"]
        })
    }
}
