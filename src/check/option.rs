//! Modernisation options: numbered across the estate, and what they wait for
//! and exclude.

use super::estate::{Endpoint, Estate, OptionEntry, OptionIndex, OrganisationIndex, TeamIndex};
use super::resolve::{Build, one};
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::model::{Id, ModernisationOption, Reference};
use crate::source::Place;

impl Build {
    /// Numbers the options by organisation and id, then finds what they name.
    pub(super) fn collect_options(&mut self, estate: &mut Estate) {
        let mut options: Vec<(OrganisationIndex, Id, Endpoint, u32)> = Vec::new();
        for (subject, entry) in estate.endpoints() {
            let of_subject = |(index, option): (u32, &ModernisationOption)| {
                (entry.organisation, option.id.clone(), subject, index)
            };
            options.extend((0u32..).zip(entry.record.modernisation).map(of_subject));
        }
        options.sort_by(|a, b| (a.0, &a.1, a.2, a.3).cmp(&(b.0, &b.1, b.2, b.3)));
        for (organisation, id, subject, index) in options {
            let number = OptionIndex(estate.options.len() as u32);
            let key = (organisation, Box::from(id.as_str()));
            if let Some(first) = self.options.get(&key) {
                let place = estate.origin(subject.into()).field(format!("modernisation[{index}].id"));
                self.resolver.diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateId,
                        format!("the modernisation option `{id}` is declared twice"),
                    )
                    .at(LabelPlace::Value(place), "declared again here")
                    .at(LabelPlace::Value(estate.option_place(*first, "id")), "first declared here"),
                );
                continue;
            }
            self.options.insert(key, number);
            estate.options.push(OptionEntry {
                organisation,
                subject,
                index,
                after: Vec::new(),
                excludes: Vec::new(),
                teams: Vec::new(),
            });
        }
        for number in 0..estate.options.len() {
            self.link_option(estate, OptionIndex(number as u32));
        }
        self.report_after_circles(estate);
    }

    fn link_option(&mut self, estate: &mut Estate, number: OptionIndex) {
        let organisation = estate.options[number.at()].organisation;
        let record = estate.option(number).clone();
        let mut after = Vec::new();
        let mut excludes = Vec::new();
        for (list, field, references) in
            [(&mut after, "after", &record.after), (&mut excludes, "excludes", &record.excludes)]
        {
            for (index, reference) in references.iter().enumerate() {
                let place = estate.option_place(number, &format!("{field}[{index}]"));
                list.extend(self.find_option(organisation, reference, number, place));
            }
        }
        let mut teams = Vec::new();
        for name in record.capacity.keys() {
            let place = || estate.option_place(number, &format!("capacity.{name}"));
            match Reference::parse(name) {
                Ok(reference) => teams.extend(
                    one(&mut self.resolver, &mut self.teams, organisation, &reference, place).map(TeamIndex),
                ),
                Err(reason) => self
                    .resolver
                    .diagnostics
                    .push(Diagnostic::new(Code::BadId, reason).at(LabelPlace::Key(place()), "is not a team")),
            }
        }
        let entry = &mut estate.options[number.at()];
        (entry.after, entry.excludes, entry.teams) = (after, excludes, teams);
    }

    fn find_option(
        &mut self,
        organisation: OrganisationIndex,
        reference: &Reference,
        own: OptionIndex,
        place: Place,
    ) -> Option<OptionIndex> {
        let (named, id) = reference.parts();
        let owner = named.map_or(Some(organisation), |name| self.resolver.organisations.get(name).copied());
        let found = owner.and_then(|owner| self.options.get(&(owner, Box::from(id))).copied());
        match found {
            Some(index) if index == own => {
                self.resolver.diagnostics.push(
                    Diagnostic::new(Code::SelfReference, format!("the option `{id}` names itself"))
                        .at(LabelPlace::Value(place), "is the same option"),
                );
                None
            }
            Some(index) => Some(index),
            None => {
                let ids = self.options.keys().filter(|(of, _)| Some(*of) == owner).map(|(_, id)| &**id);
                let mut ids: Vec<&str> = ids.collect();
                ids.sort_unstable();
                let nearest = crate::text::nearest(id, ids, 3);
                self.resolver.diagnostics.push(
                    Diagnostic::new(
                        Code::DanglingReference,
                        format!("no modernisation option is called `{reference}`"),
                    )
                    .at(LabelPlace::Value(place), "leads to nothing")
                    .suggest(&nearest),
                );
                None
            }
        }
    }

    /// Options that wait for each other in a circle can never start.
    fn report_after_circles(&mut self, estate: &mut Estate) {
        let mut graph = petgraph::graph::DiGraph::<(), ()>::new();
        let nodes: Vec<_> = estate.options.iter().map(|_| graph.add_node(())).collect();
        for (index, entry) in estate.options() {
            for after in &entry.after {
                graph.add_edge(nodes[index.at()], nodes[after.at()], ());
            }
        }
        let mut circles: Vec<Vec<u32>> = petgraph::algo::kosaraju_scc(&graph)
            .into_iter()
            .filter(|group| group.len() > 1)
            .map(|group| {
                let mut members: Vec<u32> = group.iter().map(|node| node.index() as u32).collect();
                members.sort_unstable();
                members
            })
            .collect();
        circles.sort();
        for members in circles {
            let ids: Vec<String> =
                members.iter().map(|&index| format!("`{}`", estate.option(OptionIndex(index)).id)).collect();
            let place = estate.option_place(OptionIndex(members[0]), "after");
            self.resolver.diagnostics.push(
                Diagnostic::new(
                    Code::AfterCycle,
                    format!("{} wait for each other", crate::text::join_and(&ids)),
                )
                .at(LabelPlace::Value(place), "can never start")
                .help("remove one `after` of the circle"),
            );
            for &index in &members {
                estate.options[index as usize].after.clear();
            }
        }
    }
}
