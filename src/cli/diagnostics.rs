//! placeholder
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
/// Render.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, _colour: bool) -> String {
    diagnostics
        .iter()
        .map(|d| {
            format!(
                "{}[{}]: {} at {}",
                d.level.word(),
                d.code.word(),
                d.message,
                d.labels.first().map_or(String::new(), |l| format!(
                    "{} {:?}",
                    sources.path(l.spot.file()),
                    l.spot
                ))
            )
        })
        .collect::<Vec<_>>()
        .join("\n")
}
/// J.
pub fn to_json(_d: &[Diagnostic], _s: &Sources) -> String {
    String::new()
}
