//! The answer at three in the morning: what stops and when, whom to call, and
//! what carries on by hand. Bounded: bands of time, the most critical first,
//! the rest counted.

use super::document::{FeedRow, ImpactDocument, StopRow};
use super::drawn;
use super::hours::{after, in_hours};
use crate::model::vocabulary::Criticality;
use crate::render::answer::{self, Answer, Column, Readers, Table, Value};
use crate::render::format::drawing::Drawing;
use crate::render::number::{count, decimal};
use crate::render::words::{append, sentence};
use crate::text::{counted, join_and};

/// Rows of each band and list.
const SHOWN: usize = 8;
/// Rows of what fails at hour 0.
const FAILED_SHOWN: usize = 12;

/// Bands of time: what has stopped by then, and its heading.
const BANDS: [(f64, &str); 6] = [
    (0.0, "At once"),
    (1.0, "Within 1 hour"),
    (4.0, "Within 4 hours"),
    (8.0, "Within 8 hours"),
    (24.0, "Within 24 hours"),
    (f64::INFINITY, "Later"),
];

impl answer::Document for ImpactDocument {
    fn answer(&self) -> Answer {
        let subject = &self.subject;
        let id = if subject.id == subject.name { String::new() } else { format!(" ({})", subject.id) };
        let mut answer = Answer::new(self.envelope.clone(), format!("If {}{id} stops", subject.name));
        answer.paragraph(verdict(self));
        contacts(&mut answer, self);
        failed(&mut answer, self);
        stops(&mut answer, self);
        feeds(&mut answer, self);
        people(&mut answer, self);
        answer.section("");
        answer.paragraph(caution(self));
        answer.table(all_stops(&self.stops));
        answer.table(all_feeds(&self.feeds));
        answer
    }

    fn drawing(&self) -> Option<Drawing> {
        Some(drawn::drawing(self))
    }
}

fn verdict(document: &ImpactDocument) -> String {
    let consequences: Vec<&StopRow> = document.stops.iter().filter(|stop| stop.why != "asked").collect();
    let many = fails(document);
    match (first(&consequences), document.subject.kind) {
        (None, "interface") => format!("{many}Neither end is known to stop without it."),
        (None, _) => format!("{many}Nothing else is known to stop with it."),
        (Some(first), _) => format!(
            "{many}{} with it, the first {}.",
            match consequences.len() {
                1 => "1 other stops".to_owned(),
                n => format!("{} others stop", count(n as u64)),
            },
            after(first.hours, first.is_certain)
        ),
    }
}

/// What stops first; what is known to stop then before what may stop later.
fn first<'a>(consequences: &[&'a StopRow]) -> Option<&'a StopRow> {
    let order =
        |a: &&StopRow, b: &&StopRow| a.hours.total_cmp(&b.hours).then(b.is_certain.cmp(&a.is_certain));
    consequences.iter().copied().min_by(order)
}

/// Whether the subject is several things that fail together.
fn is_group(document: &ImpactDocument) -> bool {
    !matches!(document.subject.kind, "system" | "device" | "interface")
}

/// How much fails at hour 0, in a sentence; nothing of a system or interface,
/// whose name says it.
fn fails(document: &ImpactDocument) -> String {
    let devices = document.subject.devices;
    if is_group(document) {
        let asked: Vec<&StopRow> = document.stops.iter().filter(|stop| stop.why == "asked").collect();
        let fleets = if devices > 0 { format!(" ({})", counted_devices(devices)) } else { String::new() };
        return match asked.len() {
            0 => "Nothing fails with it at once. ".to_owned(),
            1 => format!("{}{fleets} fails with it at once. ", by_kind(&asked)),
            _ => format!("{}{fleets} fail with it at once. ", by_kind(&asked)),
        };
    }
    match devices {
        0 => String::new(),
        1 => "1 device is out. ".to_owned(),
        n => format!("{} are out. ", counted_devices(n)),
    }
}

fn counted_devices(many: u64) -> String {
    if many == 1 { "1 device".to_owned() } else { format!("{} devices", count(many)) }
}

/// `35 systems and 36 device fleets`.
fn by_kind(stops: &[&StopRow]) -> String {
    let fleets = stops.iter().filter(|stop| stop.kind == "device").count();
    let parts = [(stops.len() - fleets, "system"), (fleets, "device fleet")];
    let parts = parts.into_iter().filter(|(many, _)| *many > 0);
    join_and(&parts.map(|(many, noun)| counted(many, noun)).collect::<Vec<_>>())
}

fn contacts(answer: &mut Answer, document: &ImpactDocument) {
    let subject = &document.subject;
    if !is_group(document) {
        let mut call = match (&subject.team, &subject.person_role) {
            (Some(team), Some(role)) => format!("{team} ({role})"),
            (Some(only), None) | (None, Some(only)) => only.clone(),
            (None, None) => "no owner is recorded".to_owned(),
        };
        if let Some(supplier) = &subject.supplier {
            append(&mut call, &format!("; supplier {supplier}"));
        }
        answer.fact("Call", call);
    }
    if let Some(ends) = &subject.ends {
        answer.fact("From", &ends.from);
        answer.fact("To", &ends.to);
        answer.fact("Through", some(&ends.via, 6));
    } else if !is_group(document) {
        answer.fact("Standby", subject.standby.clone().unwrap_or_else(|| "not recorded".into()));
        answer.fact("Back by", objective(document));
    }
    for assumed in &subject.assumed {
        answer.fact("Assumed", assumed);
    }
    answer.fact("Runs on", some(&subject.runs_on, 6));
}

fn objective(document: &ImpactDocument) -> String {
    let subject = &document.subject;
    match (subject.rto_hours, subject.stops_before_rto) {
        (Some(hours), Some(0)) => {
            format!("{} by its recovery objective; nothing else stops sooner", in_hours(hours))
        }
        (Some(hours), Some(before)) => format!(
            "{} by its recovery objective, too late for {}",
            in_hours(hours),
            counted(before, "other")
        ),
        _ => "no recovery objective is recorded".to_owned(),
    }
}

/// The first names and how many more.
fn some<S: AsRef<str>>(names: &[S], most: usize) -> String {
    let mut shown: Vec<String> = names.iter().take(most).map(|name| name.as_ref().to_owned()).collect();
    if names.len() > shown.len() {
        shown.push(format!("{} more", names.len() - shown.len()));
    }
    join_and(&shown)
}

/// What fails at hour 0 with a product, a site or a supplier.
fn failed(answer: &mut Answer, document: &ImpactDocument) {
    let asked: Vec<&StopRow> = document.stops.iter().filter(|stop| stop.why == "asked").collect();
    if asked.is_empty() || !is_group(document) {
        return;
    }
    answer.section("Fails with it, most critical first");
    let (shown, rest) = asked.split_at(asked.len().min(FAILED_SHOWN));
    answer.table(shown_stops(shown));
    if !rest.is_empty() {
        answer.paragraph(format!("and {} more: {}", rest.len(), by_kind(rest)));
    }
}

fn stops(answer: &mut Answer, document: &ImpactDocument) {
    let mut least = f64::NEG_INFINITY;
    for (most, heading) in BANDS {
        let is_in = |stop: &&StopRow| stop.why != "asked" && stop.hours > least && stop.hours <= most;
        let band: Vec<&StopRow> = document.stops.iter().filter(is_in).collect();
        least = most;
        if band.is_empty() {
            continue;
        }
        let early = match band.iter().filter(|stop| !stop.is_certain).count() {
            0 => String::new(),
            n if n == band.len() => " at the earliest".to_owned(),
            n => format!(", {n} of them at the earliest"),
        };
        let stop = if band.len() == 1 { "1 stops".to_owned() } else { format!("{} stop", band.len()) };
        answer.section(format!("{heading}, {stop}{early}"));
        let (shown, rest) = band.split_at(band.len().min(SHOWN));
        answer.table(shown_stops(shown));
        if !rest.is_empty() {
            answer.paragraph(format!("and {} more: {}", rest.len(), by_criticality(rest)));
        }
    }
}

fn shown_stops(stops: &[&StopRow]) -> Table {
    let early = |stop: &StopRow| if stop.is_certain { "" } else { "≥\u{a0}" };
    let columns = vec![
        Column::new("after", move |stop: &&StopRow| format!("{}{}", early(stop), in_hours(stop.hours))),
        Column::new("criticality", |stop: &&StopRow| {
            stop.criticality.map_or("not stated", Criticality::word)
        }),
        Column::new("what", |stop: &&StopRow| Value::text(&stop.name)),
        Column::new("users", |stop: &&StopRow| stop.users),
        Column::new("because", |stop: &&StopRow| because(stop)),
    ];
    Table::new("Stops", stops, columns).for_readers(Readers::People)
}

fn because(stop: &StopRow) -> String {
    let Some(cause) = &stop.because_of_name else { return String::new() };
    let copes = stop.copes_hours.map_or_else(String::new, |hours| format!(", copes {}", in_hours(hours)));
    match stop.why {
        "lost-feed" => {
            let feed = cause.strip_suffix(&format!(" to {}", stop.name)).unwrap_or(cause);
            format!("loses {feed}{copes}")
        }
        "needs-one-of" => format!("{cause} was the last of several{copes}"),
        _ => format!("needs {cause}{copes}"),
    }
}

fn all_stops(stops: &[StopRow]) -> Table {
    let columns = vec![
        Column::new("id", |stop: &StopRow| Value::id(&stop.id)),
        Column::new("name", |stop: &StopRow| Value::text(&stop.name)),
        Column::new("kind", |stop: &StopRow| stop.kind),
        Column::new("hours", |stop: &StopRow| Value::Decimal(stop.hours, 2)),
        Column::new("is_certain", |stop: &StopRow| stop.is_certain),
        Column::new("why", |stop: &StopRow| stop.why),
        Column::new("because_of", |stop: &StopRow| stop.because_of.clone().map(Value::Id)),
        Column::new("copes_hours", |stop: &StopRow| stop.copes_hours.map(|hours| Value::Decimal(hours, 2))),
        Column::new("criticality", |stop: &StopRow| stop.criticality.map(Criticality::word)),
        Column::new("users", |stop: &StopRow| stop.users),
        Column::new("rto_hours", |stop: &StopRow| stop.rto_hours.map(|hours| Value::Decimal(hours, 2))),
    ];
    Table::new("Stops", stops, columns).for_readers(Readers::Sheets)
}

fn all_feeds(feeds: &[FeedRow]) -> Table {
    let columns = vec![
        Column::new("interface", |feed: &FeedRow| Value::id(&feed.interface)),
        Column::new("name", |feed: &FeedRow| Value::text(&feed.name)),
        Column::new("to", |feed: &FeedRow| Value::id(&feed.to)),
        Column::new("data", |feed: &FeedRow| feed.data.clone()),
        Column::new("hours", |feed: &FeedRow| Value::Decimal(feed.hours, 2)),
        Column::new("then", |feed: &FeedRow| feed.then),
        Column::new("copes_hours", |feed: &FeedRow| feed.copes_hours.map(|hours| Value::Decimal(hours, 2))),
        Column::new("messages_per_day", |feed: &FeedRow| feed.messages_per_day.map(|n| Value::Decimal(n, 0))),
    ];
    Table::new("Feeds", feeds, columns).for_readers(Readers::Sheets)
}

fn by_criticality(stops: &[&StopRow]) -> String {
    let mut parts: Vec<String> = Criticality::ALL
        .iter()
        .filter_map(|&criticality| {
            let many = stops.iter().filter(|stop| stop.criticality == Some(criticality)).count();
            (many > 0).then(|| format!("{many} {}", criticality.word()))
        })
        .collect();
    let unstated = stops.iter().filter(|stop| stop.criticality.is_none()).count();
    if unstated > 0 {
        parts.push(format!("{unstated} not stated"));
    }
    parts.join(", ")
}

/// What becomes of a lost feed: the word of the document, what people read,
/// and whether the feeds are worth a list.
const THEN: [(&str, &str, bool); 6] = [
    ("by-hand", "carried by hand meanwhile", true),
    ("automatic", "taken over by another feed", true),
    ("stops-receiver", "stop their receiver when it copes no longer (above)", false),
    ("runs-on", "leave their receiver with what it has; how long it copes is not recorded", true),
    ("hub", "end at a hub, which does not need them itself", false),
    ("receiver-stopped", "to what has stopped already", false),
];

fn feeds(answer: &mut Answer, document: &ImpactDocument) {
    if document.feeds.is_empty() {
        return;
    }
    let volume: f64 = document.feeds.iter().filter_map(|feed| feed.messages_per_day).sum();
    let messages =
        if volume > 0.0 { format!(", {} messages a day", count(volume as u64)) } else { String::new() };
    answer.section(format!("Feeds lost: {}{messages}", document.feeds.len()));
    let rows: Vec<(usize, String)> = THEN.iter().filter_map(|then| lost(&document.feeds, *then)).collect();
    let columns = vec![
        Column::people("Feeds", |row: &(usize, String)| row.0),
        Column::people("Then", |row: &(usize, String)| row.1.clone()),
    ];
    answer.table(Table::new("Lost", &rows, columns).for_readers(Readers::People));
}

fn lost(feeds: &[FeedRow], (then, says, is_listed): (&str, &str, bool)) -> Option<(usize, String)> {
    let mut of: Vec<&FeedRow> = feeds.iter().filter(|feed| feed.then == then).collect();
    of.sort_by(|a, b| {
        let volume = |feed: &FeedRow| feed.messages_per_day.unwrap_or(0.0);
        volume(b).total_cmp(&volume(a)).then_with(|| a.interface.cmp(&b.interface))
    });
    let listed = if is_listed { format!(": {}", some(&grouped(&of, then), SHOWN)) } else { String::new() };
    (!of.is_empty()).then(|| (of.len(), format!("{says}{listed}")))
}

/// What people must carry, as `Admissions to Pharmacy`; of feeds that nobody
/// has to act on, the receivers with their number of feeds, most first.
fn grouped(feeds: &[&FeedRow], then: &str) -> Vec<String> {
    let mut names: Vec<(String, usize)> = Vec::new();
    for feed in feeds {
        let name = match feed.data.first() {
            Some(data) if then == "by-hand" => format!("{data} to {}", feed.to_name),
            _ => feed.to_name.clone(),
        };
        match names.iter_mut().find(|(known, _)| *known == name) {
            Some((_, many)) => *many += 1,
            None => names.push((name, 1)),
        }
    }
    if then != "by-hand" {
        names.sort_by_key(|(_, many)| std::cmp::Reverse(*many));
    }
    let shown = |(name, many): (String, usize)| if many > 1 { format!("{name} ({many})") } else { name };
    names.into_iter().map(shown).collect()
}

fn people(answer: &mut Answer, document: &ImpactDocument) {
    let affected = &document.affected;
    answer.section("Who feels it");
    let unstated = match affected.systems_without_users {
        0 => String::new(),
        1 => "; 1 system states none".to_owned(),
        n => format!("; {n} systems state none"),
    };
    let users = if affected.users > 0 {
        format!("up to {}, added over systems, so people may count twice{unstated}", count(affected.users))
    } else {
        "not recorded".to_owned()
    };
    answer.fact("Users", users);
    answer.fact("Sites", some(&affected.sites, SHOWN));
    let devices: u64 = affected.fleets.iter().map(|fleet| u64::from(fleet.devices)).sum();
    if devices > 0 {
        let names: Vec<String> =
            affected.fleets.iter().map(|fleet| format!("{} ({})", fleet.name, fleet.devices)).collect();
        let some = some(&names, 4);
        answer.fact("Devices", format!("{} from which something stopped is reached: {some}", count(devices)));
    }
    let labelled = |number: usize, label| if number == 0 { label } else { "" };
    for (number, journey) in affected.journeys.iter().take(SHOWN).enumerate() {
        let often = journey.per_hour.map_or_else(String::new, |times| format!(", {} an hour", short(times)));
        let when = after(journey.hours, journey.is_certain);
        let text = format!("{}: {when} at “{}”{often}", journey.name, journey.step);
        answer.fact(labelled(number, "Journeys"), text);
    }
    for (number, capability) in affected.capabilities.iter().take(SHOWN).enumerate() {
        let when = after(capability.hours, capability.is_certain);
        let lost = match (capability.stopped, capability.all) {
            (stopped, all) if stopped == all => format!("lost {when}"),
            (stopped, all) => format!("{stopped} of {all} systems, the first {when}"),
        };
        answer.fact(labelled(number, "Capabilities"), format!("{}: {lost}", capability.name));
    }
    answer.fact("", crate::render::words::more(affected.capabilities.len(), SHOWN, ""));
}

/// A rate with as many places as it needs.
fn short(value: f64) -> String {
    decimal(value, usize::from(value < 10.0))
}

fn caution(document: &ImpactDocument) -> String {
    let uncertain = document.stops.iter().filter(|stop| !stop.is_certain).count();
    let silent = document.feeds.iter().filter(|feed| feed.then == "runs-on").count();
    let mut says = Vec::new();
    if uncertain > 0 {
        says.push(format!(
            "≥ and “or later” mark the earliest, of {}, because how long somebody on the way there copes is not recorded and counts as no time",
            counted(uncertain, "stop")
        ));
    }
    if silent > 0 {
        says.push(format!(
            "{} {} neither a tolerance nor a fallback (`tolerance_hours`, `fallback`)",
            counted(silent, "lost feed"),
            if silent == 1 { "states" } else { "state" }
        ));
    }
    says.push("what nobody recorded is not here".to_owned());
    sentence(&(says.join("; ") + ". `--format csv` lists everything that stops."))
}
