//! What the region declares once for all: data entities, capabilities and the
//! lifecycles of products that no public catalogue holds.

use super::vocabulary::APPLICATIONS;
use crate::source::List;
use crate::yaml::{Facts, Writer};

/// Data entities: an id, a name and how sensitive it is.
const DATA_ENTITIES: &[(&str, &str, &str)] = &[
    ("patient", "Patient demographics", "special-category"),
    ("admission", "Admissions and transfers", "special-category"),
    ("attendance", "Emergency attendances", "special-category"),
    ("appointment", "Appointments", "special-category"),
    ("referral", "Referrals", "special-category"),
    ("waiting-list-entry", "Waiting list entries", "special-category"),
    ("order", "Orders and requests", "special-category"),
    ("lab-result", "Laboratory results", "special-category"),
    ("imaging-study", "Imaging studies", "special-category"),
    ("imaging-report", "Imaging reports", "special-category"),
    ("prescription", "Prescriptions", "special-category"),
    ("observation", "Observations", "special-category"),
    ("treatment-plan", "Treatment plans", "special-category"),
    ("theatre-booking", "Theatre bookings", "special-category"),
    ("maternity-episode", "Maternity episodes", "special-category"),
    ("clinical-document", "Clinical documents", "special-category"),
    ("discharge-summary", "Discharge summaries", "special-category"),
    ("community-contact", "Community contacts", "special-category"),
    ("care-package", "Care packages", "special-category"),
    ("citizen", "Citizens", "personal"),
    ("council-tax-account", "Council tax accounts", "personal"),
    ("benefit-claim", "Benefit claims", "personal"),
    ("tenancy", "Tenancies", "personal"),
    ("planning-application", "Planning applications", "public"),
    ("property", "Properties", "public"),
    ("permit", "Permits", "personal"),
    ("staff-member", "Staff", "personal"),
    ("shift", "Shifts", "personal"),
    ("course", "Courses", "internal"),
    ("complaint", "Complaints", "personal"),
    ("incident-report", "Incident reports", "personal"),
    ("ticket", "Tickets", "internal"),
    ("invoice", "Invoices", "internal"),
    ("purchase-order", "Purchase orders", "internal"),
    ("equipment", "Equipment", "internal"),
    ("document", "Documents", "internal"),
    ("report", "Reports", "internal"),
];

/// Capabilities: an id, a name, what it is part of and how important it is.
const CAPABILITIES: &[(&str, &str, Option<&str>, u32)] = &[
    ("care-delivery", "Care delivery", None, 5),
    ("patient-administration", "Patient administration", Some("care-delivery"), 5),
    ("outpatient-booking", "Outpatient booking", Some("patient-administration"), 4),
    ("bed-management", "Bed management", Some("patient-administration"), 5),
    ("referral-management", "Referral management", Some("patient-administration"), 4),
    ("clinical-documentation", "Clinical documentation", Some("care-delivery"), 5),
    ("clinical-correspondence", "Letters", Some("care-delivery"), 3),
    ("emergency-care", "Emergency care", Some("care-delivery"), 5),
    ("critical-care", "Critical care", Some("care-delivery"), 5),
    ("theatre-management", "Theatres", Some("care-delivery"), 4),
    ("maternity", "Maternity care", Some("care-delivery"), 5),
    ("cancer-care", "Cancer care", Some("care-delivery"), 5),
    ("long-term-conditions", "Long-term conditions", Some("care-delivery"), 4),
    ("vital-signs", "Observations", Some("care-delivery"), 5),
    ("medicines-management", "Medicines", Some("care-delivery"), 5),
    ("ordering", "Ordering tests", Some("care-delivery"), 5),
    ("pathology", "Pathology", Some("care-delivery"), 5),
    ("transfusion", "Transfusion", Some("pathology"), 5),
    ("infection-control", "Infection control", Some("care-delivery"), 4),
    ("imaging", "Imaging", Some("care-delivery"), 5),
    ("mental-health", "Mental health care", Some("care-delivery"), 5),
    ("community-care", "Community care", Some("care-delivery"), 5),
    ("community-equipment", "Community equipment", Some("community-care"), 3),
    ("public-health", "Public health", None, 4),
    ("shared-care", "Sharing across organisations", None, 4),
    ("social-care", "Social care", None, 5),
    ("revenues", "Revenues and benefits", None, 4),
    ("housing", "Housing", None, 4),
    ("planning", "Planning and property", None, 3),
    ("highways", "Streets and waste", None, 3),
    ("education", "Education", None, 4),
    ("culture", "Culture", None, 2),
    ("democracy", "Elections", None, 4),
    ("finance", "Finance", None, 3),
    ("procurement", "Purchasing", Some("finance"), 3),
    ("workforce", "Workforce", None, 4),
    ("estates", "Estates", None, 3),
    ("records-management", "Records", None, 3),
    ("reporting", "Reporting", None, 4),
    ("risk-and-safety", "Risk and safety", None, 4),
    ("communications", "Communications", None, 3),
    ("digital-services", "Digital services", None, 4),
];

/// Writes the vocabulary.
pub(super) fn write(yaml: &mut Writer) {
    for (id, name, sensitivity) in DATA_ENTITIES {
        let entity = Facts::new().and("id", *id).and("name", *name).and("sensitivity", *sensitivity);
        yaml.entity(List::DataEntities, &entity.into());
    }
    for (id, name, part_of, importance) in CAPABILITIES {
        let capability = Facts::new()
            .and("id", *id)
            .and("name", *name)
            .maybe("part_of", *part_of)
            .and("importance", *importance);
        yaml.entity(List::Capabilities, &capability.into());
    }
    let products = APPLICATIONS.iter().flat_map(|(_, applications)| *applications);
    // Every third maker publishes dates; the other products stay unknown.
    for application in products.step_by(3) {
        yaml.entity(List::Lifecycles, &lifecycle(application.product).into());
    }
}

/// Twelve releases, one every two years, each supported for six.
fn lifecycle(product: &str) -> Facts {
    let release = |cycle: u32| {
        let released = 2002 + 2 * cycle;
        Facts::new()
            .and("cycle", cycle.to_string())
            .and("released", released)
            .and("end_of_support", format!("{}-06-30", released + 6))
    };
    let mut facts = Facts::new()
        .and("product", product.to_lowercase().replace(' ', "-"))
        .and("name", product)
        .and("aliases", vec![product.replace(' ', "")]);
    facts.list("releases", (1..=12).map(release));
    facts
}
