//! What a text on the command line asks to have explained.

use crate::analyse::registry;
use crate::analyse::rule::RuleMeta;
use crate::assess::Assessment;
use crate::check::estate::Subject;
use crate::text;

/// Something that can be explained.
#[derive(Clone, Copy, Debug)]
pub enum Explained {
    /// A finding, by its index.
    Finding(u32),
    /// Anything of the estate.
    Subject(Subject),
    /// An action, by its index.
    Action(usize),
    /// A rule.
    Rule(&'static RuleMeta),
}

/// Nothing of that name, and what comes near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound {
    /// The nearest names, best first.
    pub nearest: Vec<String>,
    /// Whether several things bear the name; the nearest then say which.
    pub is_ambiguous: bool,
    /// The rule of the finding that is named, where it is switched off: it is
    /// not judged.
    pub off: Option<&'static str>,
}

impl NotFound {
    fn near(nearest: Vec<String>) -> Self {
        Self { nearest, is_ambiguous: false, off: None }
    }
}

/// Kinds that may stand before a name to settle it.
const KINDS: [&str; 11] = [
    "system",
    "device",
    "interface",
    "action",
    "rule",
    "journey",
    "site",
    "organisation",
    "data entity",
    "capability",
    "team",
];

/// Finds what a text means: the id of a finding, or an id with or without its
/// organisation; `system:`, `action:`, `rule:` and so on before it settle the
/// kind. Linear in the estate.
///
/// # Errors
///
/// With the nearest names, if it means nothing or several things.
pub fn find(assessment: &Assessment, typed: &str) -> Result<Explained, NotFound> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(NotFound::near(Vec::new()));
    }
    if let Some(index) = assessment.findings.iter().position(|finding| finding.id == typed) {
        return Ok(Explained::Finding(index as u32));
    }
    let all = candidates(assessment);
    let (kind, wanted) = match typed.split_once(':') {
        Some((kind, rest)) if KINDS.contains(&kind) => (Some(kind), rest.trim()),
        _ => (None, typed),
    };
    let is_kind = |candidate: &&Candidate| kind.is_none_or(|kind| kind == candidate.kind);
    let mut found: Vec<&Candidate> =
        all.iter().filter(is_kind).filter(|candidate| candidate.is_called(wanted)).collect();
    found.sort_by_key(|candidate| candidate.key != wanted);
    match found.as_slice() {
        [] => {
            let rule = typed.split(':').next().unwrap_or_default();
            let off = assessment.off().into_iter().find(|off| *off == rule);
            Err(NotFound { off, ..NotFound::near(nearest(assessment, &all, wanted)) })
        }
        [only] => Ok(only.explained),
        [first, second, ..] if first.key == wanted && second.key != wanted => Ok(first.explained),
        several => Err(NotFound {
            nearest: several
                .iter()
                .map(|candidate| format!("{}:{}", candidate.kind, candidate.key))
                .collect(),
            is_ambiguous: true,
            off: None,
        }),
    }
}

struct Candidate {
    kind: &'static str,
    key: String,
    name: String,
    explained: Explained,
}

impl Candidate {
    fn is_called(&self, wanted: &str) -> bool {
        let bare = self.key.rsplit('/').next().unwrap_or(&self.key);
        self.key == wanted || bare == wanted || self.name.to_lowercase() == wanted.to_lowercase()
    }
}

fn candidates(assessment: &Assessment) -> Vec<Candidate> {
    let estate = &assessment.estate;
    let of_estate = estate.subjects().map(|subject| Candidate {
        kind: subject.noun(),
        key: estate.key(subject).to_string(),
        name: estate.name(subject),
        explained: Explained::Subject(subject),
    });
    let actions = assessment.actions.all.iter().enumerate().map(|(index, action)| Candidate {
        kind: "action",
        key: action.id.clone(),
        name: action.name.clone(),
        explained: Explained::Action(index),
    });
    let rules = registry::rules().map(|rule| Candidate {
        kind: "rule",
        key: rule.meta.id.to_owned(),
        name: rule.meta.title.to_owned(),
        explained: Explained::Rule(&rule.meta),
    });
    of_estate.chain(actions).chain(rules).collect()
}

fn nearest(assessment: &Assessment, all: &[Candidate], wanted: &str) -> Vec<String> {
    let findings = assessment.findings.iter().map(|finding| finding.id.as_str());
    let keys = all.iter().map(|candidate| candidate.key.as_str());
    let whole = text::nearest(wanted, findings.chain(keys), 3);
    if !whole.is_empty() {
        return whole.into_iter().map(str::to_owned).collect();
    }
    // People leave the organisation out: compare with the last part too.
    let bare = |key: &str| key.rsplit('/').next().unwrap_or(key).to_owned();
    let short: Vec<String> = all.iter().map(|candidate| bare(&candidate.key)).collect();
    let close = text::nearest(wanted, short.iter().map(String::as_str), 3);
    let is_close = |candidate: &&Candidate| close.contains(&bare(&candidate.key).as_str());
    all.iter().filter(is_close).take(3).map(|candidate| candidate.key.clone()).collect()
}
