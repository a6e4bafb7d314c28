//! The answer at three in the morning: what stops and when, whom to call, and
//! what carries on by hand. Bounded: bands of time, the most critical first,
//! the rest counted.

use std::fmt::Write as _;

use super::document::{Document, FeedRow, StopRow};
use super::hours::{after, in_hours};
use crate::model::vocabulary::Criticality;
use crate::render::format::text::wrapped;
use crate::render::number::{count, decimal};
use crate::text::{counted, join_and, visible};

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

// Writing to a String cannot fail, so results of `writeln!` are dropped here.

/// The answer as text, `width` columns wide where lines can be broken.
pub fn text(document: &Document, width: usize) -> String {
    let mut out = String::new();
    head(&mut out, document, width);
    failed(&mut out, document, width);
    stops(&mut out, document, width);
    feeds(&mut out, document, width);
    people(&mut out, document, width);
    caution(&mut out, document, width);
    out
}

fn line(out: &mut String, text: &str, width: usize, indent: usize) {
    let _ = writeln!(out, "{}", wrapped(text, width, indent));
}

fn head(out: &mut String, document: &Document, width: usize) {
    let subject = &document.subject;
    let id = if subject.id == subject.name { String::new() } else { format!(" ({})", visible(&subject.id)) };
    let _ = writeln!(out, "If {}{id} stops\n", visible(&subject.name));
    let consequences: Vec<&StopRow> = document.stops.iter().filter(|stop| stop.why != "asked").collect();
    let verdict = match (first(&consequences), subject.kind) {
        (None, "interface") => "Neither end is known to stop without it.".to_owned(),
        (None, _) => "Nothing else is known to stop with it.".to_owned(),
        (Some(first), _) => format!(
            "{} with it, the first {}.",
            match consequences.len() {
                1 => "1 other stops".to_owned(),
                n => format!("{} others stop", count(n as u64)),
            },
            after(first.hours, first.is_certain)
        ),
    };
    let many = fails(document);
    line(out, &format!("{many}{verdict}"), width, 0);
    out.push('\n');
    contacts(out, document, width);
}

/// What stops first; what is known to stop then before what may stop later.
fn first<'a>(consequences: &[&'a StopRow]) -> Option<&'a StopRow> {
    let order =
        |a: &&StopRow, b: &&StopRow| a.hours.total_cmp(&b.hours).then(b.is_certain.cmp(&a.is_certain));
    consequences.iter().copied().min_by(order)
}

/// Whether the subject is several things that fail together.
fn is_group(document: &Document) -> bool {
    !matches!(document.subject.kind, "system" | "device" | "interface")
}

/// How much fails at hour 0, in a sentence; nothing of a system or interface,
/// whose name says it.
fn fails(document: &Document) -> String {
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

fn contacts(out: &mut String, document: &Document, width: usize) {
    let subject = &document.subject;
    if !is_group(document) {
        let mut call = Vec::new();
        match (&subject.team, &subject.person_role) {
            (Some(team), Some(role)) => call.push(format!("{} ({})", visible(team), visible(role))),
            (Some(only), None) | (None, Some(only)) => call.push(visible(only).into_owned()),
            (None, None) => call.push("no owner is recorded".to_owned()),
        }
        if let Some(supplier) = &subject.supplier {
            call.push(format!("supplier {}", visible(supplier)));
        }
        line(out, &format!("  Call       {}", call.join("; ")), width, 13);
    }
    if let Some(ends) = &subject.ends {
        line(out, &format!("  From       {}", visible(&ends.from)), width, 13);
        line(out, &format!("  To         {}", visible(&ends.to)), width, 13);
        if !ends.via.is_empty() {
            let names: Vec<&str> = ends.via.iter().map(String::as_str).collect();
            line(out, &format!("  Through    {}", some(&names, 6)), width, 13);
        }
    } else if !is_group(document) {
        let standby = subject.standby.as_deref().unwrap_or("not recorded");
        line(out, &format!("  Standby    {standby}"), width, 13);
        line(out, &format!("  Back by    {}", objective(document)), width, 13);
    }
    for assumed in &subject.assumed {
        line(out, &format!("  Assumed    {assumed}"), width, 13);
    }
    if !subject.runs_on.is_empty() {
        let names: Vec<&str> = subject.runs_on.iter().map(String::as_str).collect();
        line(out, &format!("  Runs on    {}", some(&names, 6)), width, 13);
    }
    out.push('\n');
}

fn objective(document: &Document) -> String {
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
fn some(names: &[&str], most: usize) -> String {
    let mut shown: Vec<String> = names.iter().take(most).map(|name| visible(name).into_owned()).collect();
    if names.len() > shown.len() {
        shown.push(format!("{} more", names.len() - shown.len()));
    }
    join_and(&shown)
}

/// What fails at hour 0 with a product, a site or a supplier.
fn failed(out: &mut String, document: &Document, width: usize) {
    let asked: Vec<&StopRow> = document.stops.iter().filter(|stop| stop.why == "asked").collect();
    if asked.is_empty() || !is_group(document) {
        return;
    }
    let _ = writeln!(out, "Fails with it, most critical first");
    for stop in asked.iter().take(FAILED_SHOWN) {
        line(out, &row(stop), width, 33);
    }
    if let Some(rest) = asked.get(FAILED_SHOWN..).filter(|rest| !rest.is_empty()) {
        let _ = writeln!(out, "  and {} more: {}", rest.len(), by_kind(rest));
    }
    out.push('\n');
}

fn stops(out: &mut String, document: &Document, width: usize) {
    let mut least = f64::NEG_INFINITY;
    for (most, heading) in BANDS {
        let band: Vec<&StopRow> = document
            .stops
            .iter()
            .filter(|stop| stop.why != "asked" && stop.hours > least && stop.hours <= most)
            .collect();
        least = most;
        if band.is_empty() {
            continue;
        }
        let early = band.iter().filter(|stop| !stop.is_certain).count();
        let early = match early {
            0 => String::new(),
            n if n == band.len() => " at the earliest".to_owned(),
            n => format!(", {n} of them at the earliest"),
        };
        let _ = writeln!(out, "{heading}, {}{early}", stop_words(band.len()));
        for stop in band.iter().take(SHOWN) {
            line(out, &row(stop), width, 33);
        }
        if band.len() > SHOWN {
            let _ = writeln!(out, "  and {} more: {}", band.len() - SHOWN, by_criticality(&band[SHOWN..]));
        }
        out.push('\n');
    }
}

fn row(stop: &StopRow) -> String {
    let criticality = stop.criticality.map_or("not stated", Criticality::word);
    let early = if stop.is_certain { "" } else { "≥" };
    let why = stop.because_of_name.as_deref().map_or_else(String::new, |cause| {
        let cause = visible(cause);
        match (stop.why, stop.copes_hours) {
            ("lost-feed", Some(hours)) => {
                let feed = cause.strip_suffix(&format!(" to {}", stop.name)).unwrap_or(&cause);
                format!("; loses {feed}, copes {}", in_hours(hours))
            }
            ("needs-one-of", Some(hours)) => {
                format!("; {cause} was the last of several, copes {}", in_hours(hours))
            }
            ("needs-one-of", None) => format!("; {cause} was the last of several"),
            (_, Some(hours)) => format!("; needs {cause}, copes {}", in_hours(hours)),
            _ => format!("; needs {cause}"),
        }
    });
    let users = stop.users.map_or_else(String::new, |users| format!(", {} users", count(u64::from(users))));
    format!(
        "  {:>6}  {criticality:<22} {}{users}{why}",
        format!("{early}{}", in_hours(stop.hours)),
        visible(&stop.name)
    )
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

fn feeds(out: &mut String, document: &Document, width: usize) {
    if document.feeds.is_empty() {
        return;
    }
    let volume: f64 = document.feeds.iter().filter_map(|feed| feed.messages_per_day).sum();
    let messages =
        if volume > 0.0 { format!(", {} messages a day", count(volume as u64)) } else { String::new() };
    let _ = writeln!(out, "Feeds lost: {}{messages}", document.feeds.len());
    for (then, says) in [
        ("by-hand", "carried by hand meanwhile"),
        ("automatic", "taken over by another feed"),
        ("stops-receiver", "stop their receiver when it copes no longer (above)"),
        ("runs-on", "leave their receiver with what it has; how long it copes is not recorded"),
        ("hub", "end at a hub, which does not need them itself"),
        ("receiver-stopped", "to what has stopped already"),
    ] {
        let mut of: Vec<&FeedRow> = document.feeds.iter().filter(|feed| feed.then == then).collect();
        if of.is_empty() {
            continue;
        }
        of.sort_by(|a, b| {
            let volume = |feed: &FeedRow| feed.messages_per_day.unwrap_or(0.0);
            volume(b).total_cmp(&volume(a)).then_with(|| a.interface.cmp(&b.interface))
        });
        let names = grouped(&of, then);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        // What has stopped already is not worth a list.
        let listed = match then {
            "receiver-stopped" | "hub" | "stops-receiver" => String::new(),
            _ => format!(": {}", some(&names, SHOWN)),
        };
        line(out, &format!("  {:>4}  {says}{listed}", of.len()), width, 8);
    }
    out.push('\n');
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

/// `1 stops`, `12 stop`.
fn stop_words(many: usize) -> String {
    if many == 1 { "1 stops".to_owned() } else { format!("{many} stop") }
}

fn people(out: &mut String, document: &Document, width: usize) {
    let affected = &document.affected;
    let _ = writeln!(out, "Who feels it");
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
    line(out, &format!("  Users         {users}"), width, 16);
    let names: Vec<&str> = affected.sites.iter().map(String::as_str).collect();
    if !names.is_empty() {
        line(out, &format!("  Sites         {}", some(&names, SHOWN)), width, 16);
    }
    let devices: u64 = affected.fleets.iter().map(|fleet| u64::from(fleet.devices)).sum();
    if devices > 0 {
        let names: Vec<String> =
            affected.fleets.iter().map(|fleet| format!("{} ({})", fleet.name, fleet.devices)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let text = format!(
            "  Devices       {} from which something stopped is reached: {}",
            count(devices),
            some(&names, 4)
        );
        line(out, &text, width, 16);
    }
    for (number, journey) in affected.journeys.iter().take(SHOWN).enumerate() {
        let often = journey.per_hour.map_or_else(String::new, |times| format!(", {} an hour", short(times)));
        let label = if number == 0 { "Journeys" } else { "" };
        let text = format!(
            "  {label:<14}{}: {} at “{}”{often}",
            visible(&journey.name),
            after(journey.hours, journey.is_certain),
            visible(&journey.step)
        );
        line(out, &text, width, 18);
    }
    for (number, capability) in affected.capabilities.iter().take(SHOWN).enumerate() {
        let label = if number == 0 { "Capabilities" } else { "" };
        let when = after(capability.hours, capability.is_certain);
        let lost = match (capability.stopped, capability.all) {
            (stopped, all) if stopped == all => format!("lost {when}"),
            (stopped, all) => format!("{stopped} of {all} systems, the first {when}"),
        };
        line(out, &format!("  {label:<14}{}: {lost}", visible(&capability.name)), width, 18);
    }
    if affected.capabilities.len() > SHOWN {
        let _ = writeln!(out, "  {:<14}and {} more", "", affected.capabilities.len() - SHOWN);
    }
    out.push('\n');
}

/// A rate with as many places as it needs.
fn short(value: f64) -> String {
    decimal(value, usize::from(value < 10.0))
}

fn caution(out: &mut String, document: &Document, width: usize) {
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
    let text = says.join("; ") + ". `--format json` lists everything.";
    line(out, &crate::render::words::sentence(&text), width, 0);
}
