//! The support state of every component in use, matched once for all rules.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::catalogue::{
    Bought, Candidate, Catalogue, Cycle, Match, MatchMethod, Matcher, Product, Query, SupportPosition,
    SupportState, support,
};
use crate::check::estate::{Endpoint, Estate};
use crate::date::{Day, PartialDate};
use crate::model::{Component, Text};

/// What a spelling of the inventory was found to be.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundProduct {
    /// The product's id, where the catalogue holds it.
    pub product: Option<Arc<str>>,
    /// What people call the product; empty without one.
    pub product_name: String,
    /// The cycle; only where nothing is left to guess.
    pub cycle: Option<Arc<str>>,
    /// What people call product and cycle together; empty without a cycle.
    pub cycle_name: String,
    /// What could be meant, where the cycle is open: product and cycle in
    /// words.
    pub candidates: Vec<String>,
    /// How it was found.
    pub method: MatchMethod,
    /// How sure the product is, 0 to 1.
    pub confidence: f64,
    /// Why, in one sentence.
    pub note: String,
    /// Where the catalogue has the dates from.
    pub source: Arc<str>,
    /// How it was found and how sure that is, in words.
    pub matched: Arc<str>,
    /// When the cycle came out, if known.
    pub released: Option<Day>,
    /// The last day of active support, if known.
    pub end_of_active_support: Option<Day>,
    /// The last day of support by the catalogue, if known.
    pub end_of_support: Option<Day>,
    /// The last day of the extension on sale, if there is one.
    pub end_of_extension: Option<Day>,
}

impl FoundProduct {
    /// Whether product and release are known by identifier or exact name.
    pub fn is_firm(&self) -> bool {
        self.is_named() && self.cycle.is_some()
    }

    /// Whether the product is known by identifier or exact name, whichever
    /// release it is.
    pub fn is_named(&self) -> bool {
        self.product.is_some() && matches!(self.method, MatchMethod::Identifier | MatchMethod::ExactName)
    }
}

/// A component of a system or device, where support stands.
#[derive(Clone, Debug)]
pub struct ComponentStanding {
    /// The system or device.
    pub owner: Endpoint,
    /// Its index in `components`.
    pub index: u32,
    /// Which of the distinct products it is; see [`Lifecycles::product`].
    pub product: u32,
    /// Its support on the day.
    pub standing: SupportPosition,
}

impl ComponentStanding {
    /// The last day on which somebody fixes it, where that is known and no
    /// rule speaks of it yet.
    pub fn covered_until(&self) -> Option<Day> {
        match self.standing.state {
            SupportState::Supported | SupportState::SecurityOnly => self.standing.end_of_support,
            SupportState::Extended => self.standing.decided_by,
            SupportState::Ending | SupportState::Unsupported | SupportState::Unknown => None,
        }
    }
}

/// Every component in use, by owner and index.
#[derive(Clone, Debug, Default)]
pub struct Lifecycles {
    products: Vec<FoundProduct>,
    components: Vec<ComponentStanding>,
    /// Where each owner's components begin.
    starts: FxHashMap<Endpoint, (u32, u32)>,
}

impl Lifecycles {
    /// Matches every component of every system and device in use.
    ///
    /// Each distinct spelling is matched once, in parallel; the rest is linear.
    pub fn build(estate: &Estate, catalogue: &Catalogue, today: Day, horizon_months: u16) -> Self {
        let owned = components(estate);
        let mut numbers: FxHashMap<Spelling<'_>, u32> = FxHashMap::default();
        let mut distinct: Vec<Spelling<'_>> = Vec::new();
        let product_of: Vec<u32> = owned
            .iter()
            .map(|(_, _, component)| {
                let spelling = Spelling::of(component);
                *numbers.entry(spelling).or_insert_with(|| {
                    distinct.push(spelling);
                    distinct.len() as u32 - 1
                })
            })
            .collect();
        let matcher = Matcher::new(catalogue);
        let answers: Vec<Match<'_>> =
            distinct.par_iter().map(|spelling| matcher.find(spelling.query())).collect();
        let months = i32::from(horizon_months);
        // What the catalogue alone says is the same wherever a spelling stands.
        let bare: Vec<SupportPosition> = answers
            .par_iter()
            .map(|found| support::resolve(found, Bought::default(), today, months))
            .collect();
        let components: Vec<ComponentStanding> = owned
            .par_iter()
            .zip(&product_of)
            .map(|((owner, index, component), product)| {
                let product_at = *product as usize;
                let bought = Bought {
                    support: component.support.known().map(AsRef::as_ref),
                    supported_until: component.supported_until.get(),
                };
                let is_bare = bought.support.is_none() && bought.supported_until.is_none();
                let standing = if is_bare {
                    bare[product_at]
                } else {
                    support::resolve(&answers[product_at], bought, today, months)
                };
                ComponentStanding { owner: *owner, index: *index, product: *product, standing }
            })
            .collect();
        let mut starts: FxHashMap<Endpoint, (u32, u32)> = FxHashMap::default();
        for (position, component) in components.iter().enumerate() {
            let range = starts.entry(component.owner).or_insert((position as u32, position as u32));
            range.1 = position as u32 + 1;
        }
        Self { products: answers.iter().map(found).collect(), components, starts }
    }

    /// The components of a system or device, in the order of its list.
    pub fn of(&self, owner: Endpoint) -> &[ComponentStanding] {
        match self.starts.get(&owner) {
            Some(&(start, end)) => &self.components[start as usize..end as usize],
            None => &[],
        }
    }

    /// Every component in use.
    pub fn all(&self) -> &[ComponentStanding] {
        &self.components
    }

    /// Whether a component's product is known and its release is not.
    pub fn has_open_release(&self, component: &ComponentStanding) -> bool {
        let found = self.product(component);
        found.product.is_some() && found.cycle.is_none()
    }

    /// How a component's product was found.
    pub fn product(&self, component: &ComponentStanding) -> &FoundProduct {
        &self.products[component.product as usize]
    }
}

fn found(found: &Match<'_>) -> FoundProduct {
    let source = found.cycles().next().map(|cycle| Arc::from(cycle.source.text.as_ref()));
    let named = |candidate: &Candidate<'_>| named(candidate.product, candidate.cycle);
    FoundProduct {
        product: found.product.map(|product| product.id.as_ref().into()),
        product_name: found.product.map_or_else(String::new, |product| product.label.to_string()),
        cycle: found.cycle.map(|cycle| cycle.name.as_ref().into()),
        cycle_name: found.product.zip(found.cycle).map_or_else(String::new, |(p, c)| self::named(p, c)),
        candidates: found.candidates.iter().map(named).collect(),
        method: found.method,
        confidence: found.confidence,
        note: found.note.to_string(),
        source: source.unwrap_or_default(),
        matched: format!("{}, confidence {:.2}", found.method.word(), found.confidence).into(),
        released: found.cycle.and_then(|cycle| cycle.released.get()).map(PartialDate::first_day),
        end_of_active_support: found.cycle.and_then(|cycle| cycle.end_of_active_support.last_day()),
        end_of_support: found.cycle.and_then(|cycle| cycle.end_of_support.last_day()),
        end_of_extension: found.cycle.and_then(|cycle| cycle.end_of_extended_support.last_day()),
    }
}

/// Product and cycle in words: some labels of cycles hold the product already.
fn named(product: &Product, cycle: &Cycle) -> String {
    let repeats = product.label.split(' ').next_back().is_some_and(|last| cycle.label.contains(last));
    if repeats { cycle.label.to_string() } else { format!("{} {}", product.label, cycle.label) }
}

fn components(estate: &Estate) -> Vec<(Endpoint, u32, &Component)> {
    estate
        .endpoints_in_use()
        .flat_map(|(owner, entry)| {
            (0u32..).zip(entry.record.components).map(move |(index, component)| (owner, index, component))
        })
        .collect()
}

/// Everything that the match depends on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Spelling<'a> {
    vendor: Option<&'a str>,
    product: Option<&'a str>,
    version: Option<&'a str>,
    cpe: Option<&'a str>,
    purl: Option<&'a str>,
}

impl<'a> Spelling<'a> {
    fn of(component: &'a Component) -> Self {
        let text = |fact: &'a crate::model::Fact<Text>| fact.known().map(Text::as_str);
        Self {
            vendor: text(&component.vendor),
            product: text(&component.product),
            version: text(&component.version),
            cpe: text(&component.cpe),
            purl: text(&component.purl),
        }
    }

    fn query(self) -> Query<'a> {
        Query {
            vendor: self.vendor,
            product: self.product.unwrap_or_default(),
            version: self.version,
            cpe: self.cpe,
            purl: self.purl,
        }
    }
}
