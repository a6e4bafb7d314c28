//! A system keeps copies of data that nothing brings it.

use std::collections::BTreeSet;

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{DataEntityIndex, DataLink, Endpoint, Subject, SystemIndex};
use crate::method::{scale, weighing};
use crate::model::vocabulary::{ActionKind, DataRole};
use crate::text::join_few;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unfed-copy",
        version: 1,
        family: Family::Silo,
        title: "Copy that nothing feeds",
        question: "Which systems keep copies that no interface and no person is recorded to bring?",
        why: "A copy that nothing renews is wrong from the first change on. Or somebody types it in, and nobody counts the time.",
        needs: &["data", "data[].role", "interfaces[].data", "criticality", "data_entities[].sensitivity"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        weighings: &[&weighing::UNFED_COPY, &weighing::UNFED_COPY_LOSS],
        thresholds: &[],
        sources: &["adamic-adar-2003", "gdqf-2020"],
        remediation: &[ActionKind::Integrate, ActionKind::Consolidate, ActionKind::Retire],
        limits: "A missing record of an interface is no proof that there is none. Only data that another system holds as its record is judged. A feed whose data is not recorded may bring the copy: then it is a question. The strength of the expectation is Σ 1 / ln(holders): sharing what few hold says more than sharing what all hold.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let fed = fed(context);
    let silent: BTreeSet<Endpoint> = context
        .views
        .routes
        .iter()
        .filter(|route| context.estate.interfaces[route.interface.at()].links.data.is_empty())
        .map(|route| route.to)
        .collect();
    let mut verdicts = Verdicts::default();
    for (system, entry) in context.estate.systems().filter(|(_, entry)| entry.record.is_in_use()) {
        let endpoint = Endpoint::System(system);
        let unfed: Vec<DataLink> = entry
            .links
            .data
            .iter()
            .filter(|link| link.role == Some(DataRole::Copy))
            .filter(|link| {
                !fed.contains(&(endpoint, link.entity)) && has_master(context, link.entity, system)
            })
            .copied()
            .collect();
        if unfed.is_empty() {
            continue;
        }
        if silent.contains(&endpoint) {
            verdicts.gaps.push(gap(context, endpoint));
        } else {
            verdicts.findings.extend(finding(context, system, &unfed));
        }
    }
    verdicts
}

/// Who receives what, by any recorded means, people included.
fn fed(context: &Context<'_>) -> BTreeSet<(Endpoint, DataEntityIndex)> {
    let mut fed = BTreeSet::new();
    for route in &context.views.routes {
        for entity in &context.estate.interfaces[route.interface.at()].links.data {
            fed.insert((route.to, *entity));
        }
    }
    fed
}

fn has_master(context: &Context<'_>, entity: DataEntityIndex, other: SystemIndex) -> bool {
    context.measures.holders(entity).iter().any(|holder| {
        let links = &context.estate.systems[holder.at()].links.data;
        let is_master =
            |link: &DataLink| link.entity == entity && link.role == Some(DataRole::SystemOfRecord);
        *holder != other && links.iter().any(is_master)
    })
}

fn gap(context: &Context<'_>, endpoint: Endpoint) -> Gap {
    Gap {
        rule: &RULE.meta,
        subject: endpoint.into(),
        headline: format!(
            "{} keeps copies, and what some of its feeds bring is not recorded",
            context.name(endpoint)
        ),
        field: "interfaces[].data",
    }
}

fn finding(context: &Context<'_>, system: SystemIndex, unfed: &[DataLink]) -> Option<Finding> {
    let endpoint = Endpoint::System(system);
    let entry = &context.estate.systems[system.at()];
    let name = |link: &DataLink| context.estate.name(Subject::DataEntity(link.entity));
    let names: Vec<String> = unfed.iter().map(name).collect();
    let headline = format!(
        "{} keeps copies of {} that no recorded interface supplies",
        context.name(endpoint),
        join_few(&names)
    );
    let mut lines = unfed.iter().map(|link| Evidence::Inventory {
        place: entry.field(format!("data[{}]", link.index)),
        statement: format!("copy of {}", name(link)),
    });
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, lines.next()?);
    draft.add_all(lines);
    let (sum, arithmetic) = expectation(context, unfed);
    let statement = format!("how much a link is expected: {arithmetic} = {sum:.2}");
    let evidence = draft.add_all([Evidence::Graph {
        measure: "expected link",
        statement: statement.clone(),
        example: Vec::new(),
    }]);
    draft.touches = unfed.iter().map(|link| Subject::DataEntity(link.entity)).collect();
    let likelihood = vec![Rated {
        scale: &scale::EXPECTED_LINK,
        fact: factor::capitalised(&statement),
        value: Bounds::exact(draft.value(&scale::EXPECTED_LINK, sum)),
        evidence,
    }];
    let impact = vec![factor::criticality(&mut draft, endpoint), factor::sensitivity(&mut draft, system)];
    Some(draft.finish(
        Weighed(&weighing::UNFED_COPY, likelihood),
        Weighed(&weighing::UNFED_COPY_LOSS, impact),
        context.belief(endpoint, Ageing::Slow),
    ))
}

/// The fewest that share something.
const PAIR: usize = 2;

/// Σ 1 / ln(holders) over shared data (Adamic and Adar), with its arithmetic.
fn expectation(context: &Context<'_>, shared: &[DataLink]) -> (f64, String) {
    let holders = shared.iter().map(|link| context.measures.holders(link.entity).len().max(PAIR));
    let terms: Vec<String> = holders.clone().map(|count| format!("1 / ln {count}")).collect();
    (adamic_adar(holders), terms.join(" + "))
}

/// Σ 1 / ln(holders); each count is 2 or more.
fn adamic_adar(holders: impl Iterator<Item = usize>) -> f64 {
    holders.map(|count| 1.0 / (count as f64).ln()).sum()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_worked_example_of_the_method_page() {
        // methods §3: Patient with 5 holders, Lab result with 2: 2.0640.
        assert!((super::adamic_adar([5, 2].into_iter()) - 2.0640).abs() < 5e-5);
    }
}
