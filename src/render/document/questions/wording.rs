//! The words in which each field is asked for: one table, so that none is
//! asked for by the name of its key.

use crate::ask::question::Question;
use crate::assess::Assessment;
use crate::check::estate::Subject;
use crate::method::Indicator;
use crate::text::visible;

/// The question without the name of its subject.
pub(super) fn asked(assessment: &Assessment, question: &Question) -> String {
    let field = question.field.as_str();
    if let Some(component) = component(assessment, question) {
        let component = visible(&component).into_owned();
        return match field.rsplit('.').next() {
            Some("version") => format!("which version of {component} is in use?"),
            Some("support") => format!("was extended support bought for {component}, and until when?"),
            _ => format!("until when is {component} supported?"),
        };
    }
    if let (Subject::Interface(_), "data") = (question.subject, field) {
        return "which data does it carry?".to_owned();
    }
    // Asked of an organisation, it is about its systems.
    if let (Subject::Organisation(_), "contract.supplier") = (question.subject, field) {
        return "with whom are the contracts of its important systems?".to_owned();
    }
    let words = of_field(field).map(str::to_owned);
    // A field without words of its own fails a test; whoever meets it is still asked.
    words.unwrap_or_else(|| format!("what should stand under `{field}`?"))
}

/// The component that a field such as `components[0].version` belongs to.
fn component(assessment: &Assessment, question: &Question) -> Option<String> {
    let (index, _) = question.field.strip_prefix("components[")?.split_once(']')?;
    let index: usize = index.parse().ok()?;
    let entry = assessment.estate.endpoint(question.subject.endpoint()?);
    entry.record.components.get(index).map(|component| component.product_name().to_owned())
}

/// The question about a field, without the name of its subject.
pub fn of_field(field: &str) -> Option<&'static str> {
    if let Some(key) = field.strip_prefix("assessment.") {
        let indicator = Indicator::ALL.iter().find(|known| known.key() == key)?;
        return Some(indicator.question());
    }
    QUESTIONS.iter().find(|(known, _)| *known == field).map(|(_, words)| *words)
}

/// Every field that a rule, a criterion or an indicator may miss.
const QUESTIONS: &[(&str, &str)] = &[
    ("capabilities", "what can the business do with it?"),
    ("components", "which products and versions is it built on?"),
    ("components[].support", "was extended support bought for its components, and until when?"),
    ("components[].supported_until", "until when are its components supported?"),
    ("components[].version", "which versions of its components are in use?"),
    ("connectivity", "how well is it connected: wireless coverage, wide-area link, failures?"),
    ("contract", "which contract stands behind it, and when does it end?"),
    ("contract.auto_renews", "does its contract go on by itself?"),
    ("contract.ends", "when does its contract end?"),
    ("contract.notice_months", "how many months of notice does its contract ask for?"),
    ("contract.supplier", "with whom is its contract?"),
    ("cost.annual", "what does it cost a year?"),
    ("count", "how many of them are there?"),
    ("criticality", "how much depends on it?"),
    ("custom_code_source", "is the source of its custom code held?"),
    ("data", "which data does it hold, and how?"),
    ("data[].role", "in which role does it hold its data: as the record or as a copy?"),
    ("department", "which department does it serve?"),
    ("depends_on", "what does it need to work, other than data?"),
    ("devices[].runs", "which devices is it used from?"),
    ("documented", "is it documented?"),
    ("encrypted", "is the traffic encrypted?"),
    ("fields", "how many fields are typed again for each record?"),
    ("hosting", "where does it run?"),
    ("incidents.major_last_12_months", "how many major incidents did it have in the last 12 months?"),
    ("interfaces", "which interfaces does it have?"),
    ("interfaces[].capacity_per_second", "how many messages a second can its interfaces carry?"),
    ("interfaces[].data", "what do the interfaces that end there carry?"),
    ("interfaces[].documented", "which of the interfaces that end there are documented?"),
    ("interfaces[].encrypted", "which of the interfaces that end there are encrypted?"),
    ("interfaces[].messages_per_day", "how many messages a day pass over its interfaces?"),
    ("interfaces[].monitored", "which of the interfaces that end there are monitored?"),
    ("interfaces[].protocol", "over which protocols do the interfaces that end there run?"),
    ("isolated_by_design", "is it meant to stand alone, and why?"),
    ("kind", "what kind of thing is it?"),
    ("messages_per_day", "how many messages a day pass?"),
    ("minutes_per_transaction", "how many minutes does each record take by hand?"),
    ("monitored", "does anybody notice when it stops?"),
    ("name", "what do people call it?"),
    ("network.segmented", "does it stand in a network segment of its own?"),
    ("owner", "which team answers for it?"),
    ("owner.person_role", "which role answers for it?"),
    ("owner.team", "which team answers for it?"),
    ("people.satisfaction", "how content are its users, from 1 to 5?"),
    ("people.supplier_support", "does the supplier support it?"),
    ("people.supporters", "how many people can support it?"),
    ("people.trained_percent", "how many per cent of its users are trained?"),
    ("people.workarounds", "what do people do in its place?"),
    ("per_year", "how many times a year is it gone through?"),
    ("planned_retirement", "when is it to be left?"),
    ("protocol", "over which protocol does it run?"),
    ("purchased", "when was it bought?"),
    ("records_per_year", "how many records a year are carried over by hand?"),
    ("resilience.failover", "does another machine take over when it fails, and was that ever tried?"),
    ("resilience.failover_tested", "when was the failover last tried?"),
    ("runs", "which systems is it there for?"),
    ("security.internet_facing", "can it be reached from the internet?"),
    (
        "security.known_exploited_vulnerabilities",
        "how many of its open vulnerabilities are known to be exploited?",
    ),
    ("security.patched_within_days", "within how many days are fixes applied?"),
    ("security.segmented", "does it stand in a network segment of its own?"),
    ("sensitivity", "how sensitive is it?"),
    ("site", "where is it?"),
    ("status", "where in its life is it?"),
    ("steps[].device", "on which devices are its steps done?"),
    ("steps[].minutes", "how many minutes does each of its steps take by hand?"),
    ("steps[].system", "which systems do its steps use?"),
    ("users", "how many people use it?"),
    ("vendor", "who makes it?"),
    ("verified", "when did somebody last check these facts?"),
    ("version", "which version is in use?"),
    ("volume", "how many messages a day pass?"),
];
