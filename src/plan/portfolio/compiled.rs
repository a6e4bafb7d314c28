//! A portfolio in numbers: what the solver reads. Made from a [`super::Problem`]
//! or from the actions of an estate.

/// Something that runs out: money, or the days of a team.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// What it is called.
    pub name: String,
    /// Whether it is money; else the days of a team.
    pub is_money: bool,
    /// What there is of it in each year, from year 1.
    pub limit: Vec<f64>,
}

/// What an action takes of one resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// The resource.
    pub resource: usize,
    /// How much in each year of work.
    pub by_year: Vec<f64>,
}

impl Demand {
    /// What is taken of a resource; nothing where that is nothing.
    pub fn of(resource: usize, by_year: Vec<f64>) -> Option<Self> {
        by_year.iter().any(|amount| *amount != 0.0).then_some(Self { resource, by_year })
    }
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledAction {
    /// Its id.
    pub id: String,
    /// How many years it takes, 1 or more.
    pub years: usize,
    /// What it takes: each resource once, ascending; none of which it takes
    /// nothing.
    pub demand: Vec<Demand>,
    /// Actions that must be complete before it starts.
    pub after: Vec<usize>,
    /// The first year in which it may start, from 1.
    pub earliest: usize,
    /// The year by which it must have started, if it must be done at all.
    pub deadline: Option<usize>,
    /// The last year in which it may start, if it is done; it need not be.
    pub latest: Option<usize>,
}

/// Something that is to be cleared.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledFinding {
    /// What clearing it is worth in each year.
    pub value: f64,
    /// Whether all of the actions are needed; else any one does.
    pub needs_all: bool,
    /// The actions, ascending; never empty.
    pub actions: Vec<usize>,
}

/// A portfolio in numbers. Years count from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// P: years of the plan.
    pub years: usize,
    /// What a value of one a year is worth when it is cleared at the end of
    /// year 0 to P, discounted; falls from year to year.
    pub worth: Vec<f64>,
    /// The same without discount.
    pub worth_undiscounted: Vec<f64>,
    /// What runs out.
    pub resources: Vec<Resource>,
    /// What can be done.
    pub actions: Vec<CompiledAction>,
    /// Pairs of which at most one may be done, each smaller first.
    pub exclusive: Vec<(usize, usize)>,
    /// What is to be cleared.
    pub findings: Vec<CompiledFinding>,
}

/// The room within which an action can start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first year in which it can start.
    pub first: usize,
    /// The last; below `first` where it cannot be done at all.
    pub last: usize,
    /// Whether it must be done.
    pub is_needed: bool,
}

impl Window {
    /// Whether it can be done.
    pub fn is_open(self) -> bool {
        self.first <= self.last
    }
}

impl Compiled {
    /// The actions with each after all that must come before it; nothing if
    /// `after` leads in a circle.
    pub fn order(&self) -> Option<Vec<usize>> {
        let (order, waits) = self.sorted();
        (order.len() == waits.len()).then_some(order)
    }

    /// Actions that wait for each other in a circle, each for the next; empty
    /// where there is none.
    pub fn circle(&self) -> Vec<usize> {
        let (_, waits) = self.sorted();
        // What is stuck waits for something that is stuck.
        let mut path: Vec<usize> = waits.iter().position(|count| *count > 0).into_iter().collect();
        while let Some(last) = path.last() {
            let next = self.actions[*last].after.iter().copied().find(|before| waits[*before] > 0);
            let Some(next) = next else { break };
            if let Some(at) = path.iter().position(|action| *action == next) {
                return path.split_off(at);
            }
            path.push(next);
        }
        Vec::new()
    }

    /// The actions in order, as far as there is one, and for how many others
    /// each still waits then.
    fn sorted(&self) -> (Vec<usize>, Vec<usize>) {
        let mut waits: Vec<usize> = self.actions.iter().map(|action| action.after.len()).collect();
        let followers = self.followers();
        let mut ready: Vec<usize> = (0..waits.len()).rev().filter(|&action| waits[action] == 0).collect();
        let mut order = Vec::with_capacity(waits.len());
        while let Some(action) = ready.pop() {
            order.push(action);
            for &follower in &followers[action] {
                waits[follower] -= 1;
                if waits[follower] == 0 {
                    ready.push(follower);
                }
            }
        }
        (order, waits)
    }

    /// For each action those that must wait for it.
    pub fn followers(&self) -> Vec<Vec<usize>> {
        let mut followers = vec![Vec::new(); self.actions.len()];
        for (action, row) in self.actions.iter().enumerate() {
            for &before in &row.after {
                followers[before].push(action);
            }
        }
        followers
    }

    /// For each action those that it rules out.
    pub fn rivals(&self) -> Vec<Vec<usize>> {
        let mut rivals = vec![Vec::new(); self.actions.len()];
        for &(one, other) in &self.exclusive {
            rivals[one].push(other);
            rivals[other].push(one);
        }
        rivals
    }

    /// The room of each action, from lengths, order, deadlines and what no
    /// year could pay for. Needs an order without circles.
    pub fn windows(&self, order: &[usize]) -> Vec<Window> {
        let mut windows: Vec<Window> = self
            .actions
            .iter()
            .map(|action| {
                let last = (self.years + 1).saturating_sub(action.years);
                let last = action.latest.map_or(last, |latest| latest.min(last));
                Window {
                    first: action.earliest,
                    last: action.deadline.map_or(last, |deadline| deadline.min(last)),
                    is_needed: action.deadline.is_some(),
                }
            })
            .collect();
        for &action in order {
            let row = &self.actions[action];
            for &before in &row.after {
                let done = windows[before].first + self.actions[before].years;
                windows[action].first = windows[action].first.max(done);
                if !windows[before].is_open() {
                    windows[action].last = 0;
                }
            }
            while windows[action].is_open() && !self.fits_alone(action, windows[action].first) {
                windows[action].first += 1;
            }
        }
        for &action in order.iter().rev().filter(|&&action| self.actions[action].deadline.is_some()) {
            self.pass_back(action, &mut windows);
        }
        windows
    }

    /// What a needed action needs before it is needed too, and in time.
    fn pass_back(&self, action: usize, windows: &mut [Window]) {
        let mut open = vec![action];
        while let Some(current) = open.pop() {
            for &before in &self.actions[current].after {
                let last = windows[current].last.saturating_sub(self.actions[before].years);
                let window = &mut windows[before];
                if !window.is_needed || last < window.last {
                    window.is_needed = true;
                    window.last = window.last.min(last);
                    open.push(before);
                }
            }
        }
    }

    fn fits_alone(&self, action: usize, start: usize) -> bool {
        let row = &self.actions[action];
        start + row.years <= self.years + 1
            && row.demand.iter().all(|demand| {
                let limit = &self.resources[demand.resource].limit[start - 1..];
                demand.by_year.iter().zip(limit).all(|(amount, limit)| *amount <= limit + ROOM)
            })
    }

    /// The money that an action takes; that of all pots where there are several.
    pub fn price(&self, action: usize) -> f64 {
        let money =
            self.actions[action].demand.iter().filter(|demand| self.resources[demand.resource].is_money);
        money.map(|demand| demand.by_year.iter().sum::<f64>()).sum()
    }
}

/// What rounding may add to a sum.
pub const ROOM: f64 = 1e-9;

/// A limit that is none.
pub const UNBOUNDED: f64 = 1e15;
