//! When each system stops and each feed is lost, and what stopped it.

use super::subject::FailedSubject;
use crate::check::estate::{DependencyLink, Endpoint, Estate, InterfaceIndex, SystemIndex};
use crate::graph::blast::{Need, Needs};
use crate::graph::build::{Route, Views};
use crate::model::Quantity;
use crate::model::vocabulary::Fallback;

/// Why something stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Because {
    /// It is what was asked about.
    Asked,
    /// It needs this, directly.
    Needs(Endpoint),
    /// It needs any one of several; this is the last that stops.
    NeedsOneOf(Endpoint),
    /// It lost this feed and copes no longer.
    LostFeed {
        /// Which.
        interface: InterfaceIndex,
        /// What stopped it, its source or a hub; nothing if the feed itself is
        /// what was asked about.
        with: Option<Endpoint>,
    },
}

/// A system or device fleet that stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Which.
    pub endpoint: Endpoint,
    /// Hours after the failure, from 0.
    pub hours: f64,
    /// Why.
    pub because: Because,
    /// Hours that it copes without what stopped it; nothing if not recorded,
    /// which counts as 0.
    pub copes_hours: Option<f64>,
    /// Whether that is known; else it is the earliest, because a tolerance on
    /// some way to it is not recorded.
    pub is_certain: bool,
}

/// What becomes of the receiver of a lost feed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FeedState {
    /// It has stopped by itself, before or with the feed.
    ReceiverStopped,
    /// Another feed takes over by itself.
    FallsBack,
    /// People carry the data.
    ByHand,
    /// The receiver stops after these hours.
    StopsReceiver(f64),
    /// The receiver is a hub: it does not need what it carries.
    Hub,
    /// The receiver runs on what it has; for how long, nobody recorded.
    RunsOn,
}

/// A feed that is lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feed {
    /// Which.
    pub interface: InterfaceIndex,
    /// Who gets nothing any more.
    pub to: Endpoint,
    /// Hours after the failure, from 0.
    pub hours: f64,
    /// What becomes of the receiver.
    pub state: FeedState,
}

/// What stops and when.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Systems and fleets that stop, the asked ones included; by hour, then
    /// most critical first.
    pub stops: Vec<Stop>,
    /// Feeds that are lost, by hour, then by receiver.
    pub feeds: Vec<Feed>,
}

impl Timeline {
    /// When a system or device stops, if it does.
    pub fn hours(&self, endpoint: Endpoint) -> Option<f64> {
        self.stops.iter().find(|stop| stop.endpoint == endpoint).map(|stop| stop.hours)
    }

    /// What stops besides what was asked about.
    pub fn consequences(&self) -> impl Iterator<Item = &Stop> {
        self.stops.iter().filter(|stop| stop.because != Because::Asked)
    }

    /// The criticality that has stopped within these hours, in points: those
    /// stated, what was asked about included.
    pub fn criticality_within(&self, estate: &Estate, hours: f64) -> u32 {
        let stopped = self.stops.iter().filter(|stop| stop.hours <= hours);
        stopped.map(|stop| points(estate, stop.endpoint)).sum()
    }
}

/// The stated criticality of a system or device in points; 0 if none is.
pub fn points(estate: &Estate, endpoint: Endpoint) -> u32 {
    let stated = estate.endpoint(endpoint).record.criticality.get();
    stated.map_or(0, |criticality| criticality.number() as u32)
}

/// Works out when everything stops. O((n + m) log n).
pub fn timeline(estate: &Estate, views: &Views, asked: &FailedSubject) -> Timeline {
    let graph = Model::new(estate, views);
    let mut failed: Vec<u32> = asked.endpoints.iter().map(|endpoint| graph.node(*endpoint)).collect();
    failed.extend(asked.interfaces.iter().map(|interface| graph.interface(*interface)));
    let needs: Vec<Need> = graph.needs.iter().map(|reason| reason.need.clone()).collect();
    let hours = Needs::new(graph.endpoints + estate.interfaces.len(), &needs).impact_hours(&failed);
    Timeline { stops: graph.stops(&hours, &failed), feeds: graph.feeds(&hours) }
}

/// A need with what it stands for.
struct Reason {
    need: Need,
    because: fn(Endpoint) -> Because,
    interface: Option<InterfaceIndex>,
    copes_hours: Option<f64>,
}

/// The estate as needs: systems and devices, then one number an interface.
struct Model<'a> {
    estate: &'a Estate,
    views: &'a Views,
    endpoints: usize,
    needs: Vec<Reason>,
}

impl<'a> Model<'a> {
    fn new(estate: &'a Estate, views: &'a Views) -> Self {
        let endpoints = views.integration.node_count();
        let mut model = Self { estate, views, endpoints, needs: Vec::new() };
        for (endpoint, entry) in estate.endpoints_in_use() {
            model.declare(endpoint, entry.links.depends_on);
        }
        for route in &views.routes {
            model.carry(route);
        }
        model
    }

    fn node(&self, endpoint: Endpoint) -> u32 {
        self.views.number(endpoint) as u32
    }

    fn interface(&self, interface: InterfaceIndex) -> u32 {
        self.endpoints as u32 + interface.0
    }

    fn declare(&mut self, consumer: Endpoint, links: &[DependencyLink]) {
        for link in links {
            let copes = link.tolerance_hours.unwrap_or(0.0);
            let providers = link.any_of.iter().map(|provider| (self.node(*provider), copes)).collect();
            self.needs.push(Reason {
                need: Need { consumer: self.node(consumer), providers },
                because: if link.any_of.len() > 1 { Because::NeedsOneOf } else { Because::Needs },
                interface: None,
                copes_hours: link.tolerance_hours,
            });
        }
    }

    /// A feed stops with its source and with each hub; its receiver after what
    /// it copes, where that is recorded and nothing takes the feed's place.
    fn carry(&mut self, route: &Route) {
        let feed = self.interface(route.interface);
        let hubs = route.hubs.iter().map(|hub| Endpoint::System(*hub));
        for provider in std::iter::once(route.from).chain(hubs) {
            self.needs.push(Reason {
                need: Need { consumer: feed, providers: vec![(self.node(provider), 0.0)] },
                because: Because::Needs,
                interface: None,
                copes_hours: Some(0.0),
            });
        }
        if let FeedState::StopsReceiver(copes) = without_feed(self.estate, route) {
            self.needs.push(Reason {
                need: Need { consumer: self.node(route.to), providers: vec![(feed, copes)] },
                because: Because::Needs,
                interface: Some(route.interface),
                copes_hours: Some(copes),
            });
        }
    }

    fn stops(&self, hours: &[Option<f64>], failed: &[u32]) -> Vec<Stop> {
        let deciding = self.deciding(hours);
        let certain = self.certain(hours, failed);
        let mut is_failed = vec![false; hours.len()];
        for &node in failed {
            is_failed[node as usize] = true;
        }
        let mut stops: Vec<Stop> = (0..self.endpoints)
            .filter_map(|node| {
                let endpoint = self.views.endpoint(node)?;
                let hit = hours[node]?;
                if is_failed[node] {
                    let because = Because::Asked;
                    return Some(Stop { endpoint, hours: 0.0, because, copes_hours: None, is_certain: true });
                }
                let (reason, provider) = deciding[node]?;
                let reason = &self.needs[reason as usize];
                let because = match (reason.interface, self.views.endpoint(provider as usize)) {
                    (Some(interface), _) => {
                        let cause = deciding[provider as usize].map(|(_, cause)| cause as usize);
                        let with = cause.and_then(|cause| self.views.endpoint(cause));
                        Because::LostFeed { interface, with }
                    }
                    (None, Some(provider)) => (reason.because)(provider),
                    (None, None) => return None,
                };
                let (copes_hours, is_certain) = (reason.copes_hours, certain[node]);
                Some(Stop { endpoint, hours: hit, because, copes_hours, is_certain })
            })
            .collect();
        stops.sort_by(|a, b| {
            let rank = |stop: &Stop| std::cmp::Reverse(points(self.estate, stop.endpoint));
            let is_asked = |stop: &Stop| stop.because != Because::Asked;
            (is_asked(a).cmp(&is_asked(b)))
                .then(a.hours.total_cmp(&b.hours))
                .then(rank(a).cmp(&rank(b)))
                .then(a.endpoint.cmp(&b.endpoint))
        });
        stops
    }

    /// For each node that is hit, the first need that explains when, and the
    /// provider whose end decided it.
    fn deciding(&self, hours: &[Option<f64>]) -> Vec<Option<(u32, u32)>> {
        let mut deciding: Vec<Option<(u32, u32)>> = vec![None; hours.len()];
        for (number, reason) in (0u32..).zip(&self.needs) {
            let consumer = reason.need.consumer as usize;
            let (Some(hit), None) = (hours[consumer], deciding[consumer]) else { continue };
            if let Some((end, provider)) = last_end(&reason.need, hours)
                && end.to_bits() == hit.to_bits()
            {
                deciding[consumer] = Some((number, provider));
            }
        }
        deciding
    }

    /// Whether the time of each node is known rather than the earliest that it
    /// can be. Recorded tolerances make it known, and every alternative counts:
    /// one whose own time is open may well end last. Linear.
    fn certain(&self, hours: &[Option<f64>], failed: &[u32]) -> Vec<bool> {
        // Of each need that explains when its consumer stops and whose
        // tolerance is recorded: how many providers are not yet known.
        let mut open: Vec<usize> = vec![0; self.needs.len()];
        let mut uses: Vec<Vec<usize>> = vec![Vec::new(); hours.len()];
        for (number, Reason { need, copes_hours, .. }) in self.needs.iter().enumerate() {
            let (Some(hit), true) = (hours[need.consumer as usize], copes_hours.is_some()) else { continue };
            if last_end(need, hours).is_some_and(|(end, _)| end.to_bits() == hit.to_bits()) {
                open[number] = need.providers.len();
                for &(provider, _) in &need.providers {
                    uses[provider as usize].push(number);
                }
            }
        }
        let mut certain = vec![false; hours.len()];
        let mut next: Vec<u32> = failed.to_vec();
        while let Some(node) = next.pop() {
            if std::mem::replace(&mut certain[node as usize], true) {
                continue;
            }
            for &number in &uses[node as usize] {
                open[number] -= 1;
                if open[number] == 0 {
                    next.push(self.needs[number].need.consumer);
                }
            }
        }
        certain
    }

    fn feeds(&self, hours: &[Option<f64>]) -> Vec<Feed> {
        let mut feeds: Vec<Feed> = self
            .views
            .routes
            .iter()
            .filter_map(|route| {
                let lost = hours[self.interface(route.interface) as usize]?;
                let receiver = hours[self.node(route.to) as usize];
                let state = if receiver.is_some_and(|stopped| stopped <= lost) {
                    FeedState::ReceiverStopped
                } else {
                    without_feed(self.estate, route)
                };
                Some(Feed { interface: route.interface, to: route.to, hours: lost, state })
            })
            .collect();
        feeds.sort_by(|a, b| {
            a.hours.total_cmp(&b.hours).then(a.to.cmp(&b.to)).then(a.interface.cmp(&b.interface))
        });
        feeds
    }
}

/// When a need is met no longer, and the provider that ends last; nothing if
/// one of them goes on.
fn last_end(need: &Need, hours: &[Option<f64>]) -> Option<(f64, u32)> {
    let ends: Option<Vec<(f64, u32)>> = need
        .providers
        .iter()
        .map(|&(provider, copes)| Some((hours[provider as usize]? + copes.max(0.0), provider)))
        .collect();
    ends?.into_iter().max_by(|a, b| a.0.total_cmp(&b.0))
}

/// What becomes of a receiver that loses a feed.
fn without_feed(estate: &Estate, route: &Route) -> FeedState {
    let is_hub = |index: SystemIndex| estate.systems[index.at()].record.is_engine();
    if route.to.system().is_some_and(is_hub) {
        return FeedState::Hub;
    }
    let record = &estate.interfaces[route.interface.at()].record;
    match record.fallback.get() {
        Some(Fallback::Automatic) => FeedState::FallsBack,
        Some(Fallback::Manual) => FeedState::ByHand,
        Some(Fallback::None) | None => record
            .tolerance_hours
            .get()
            .map(Quantity::value)
            .map_or(FeedState::RunsOn, FeedState::StopsReceiver),
    }
}
