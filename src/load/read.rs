//! placeholder
use super::walk::Found;
use super::{Loaded, LoadedFile};
use crate::diagnostic::{Code, Diagnostic, Spot};
use crate::model::{Fact, Inventory};
use crate::source::{FileId, SourceFile};
/// Read.
pub fn read_all(found: &Found) -> Loaded {
    let mut loaded = Loaded::default();
    let mut owners: Vec<(std::path::PathBuf, Fact<crate::model::Id>)> = vec![];
    for path in &found.files {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let rel = path.strip_prefix(&found.root).unwrap_or(path).display().to_string();
        let id = loaded.sources.add(SourceFile { path: rel, text: text.as_str().into() });
        match serde_yaml::from_str::<Inventory>(&text) {
            Ok(inv) => {
                if path.file_name().is_some_and(|n| n == "organisation.yaml") {
                    let o = if inv.organisation.is_known() {
                        inv.organisation.clone()
                    } else {
                        inv.organisations.first().map_or(Fact::Unknown, |o| Fact::Known(o.id.clone()))
                    };
                    owners.push((path.parent().map(std::path::Path::to_owned).unwrap_or_default(), o));
                }
                loaded.files.push(LoadedFile { file: id, inventory: inv, kept: vec![], broken: vec![] })
            }
            Err(e) => {
                loaded.diagnostics.push(Diagnostic::new(Code::Syntax, e.to_string()).at(Spot::File(id), ""))
            }
        }
    }
    for (file, path) in loaded.files.iter_mut().zip(&found.files) {
        if file.inventory.organisation.is_unknown() {
            if let Some((_, o)) =
                owners.iter().filter(|(d, _)| path.starts_with(d)).max_by_key(|(d, _)| d.as_os_str().len())
            {
                file.inventory.organisation = o.clone();
            }
        }
    }
    if let Some(p) = &found.settings {
        let text = std::fs::read_to_string(p).unwrap_or_default();
        let id =
            loaded.sources.add(SourceFile { path: "techstrata.yaml".into(), text: text.as_str().into() });
        loaded.settings_file = Some(id);
        match serde_yaml::from_str(&text) {
            Ok(s) => loaded.settings = s,
            Err(e) => {
                loaded.diagnostics.push(Diagnostic::new(Code::Syntax, e.to_string()).at(Spot::File(id), ""))
            }
        }
    }
    let _ = FileId(0);
    loaded
}
