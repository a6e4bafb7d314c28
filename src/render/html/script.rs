//! The page's script: the modules of `templates/script` in one.
//!
//! The sources are modules, so that a linter knows every name; the page holds
//! them one below the other in one function, without comments, indentation,
//! `import` and `export`. So a name stands at the top of one module only, and
//! a module imports those above it. No line may begin inside a text.

use std::sync::LazyLock;

/// The modules, each below those that it imports.
const MODULES: &[(&str, &str)] = &[
    ("page", include_str!("../../../templates/script/page.js")),
    ("packed", include_str!("../../../templates/script/packed.js")),
    ("explanation", include_str!("../../../templates/script/explanation.js")),
    ("export", include_str!("../../../templates/script/export.js")),
    ("reveal", include_str!("../../../templates/script/reveal.js")),
    ("sort", include_str!("../../../templates/script/sort.js")),
    ("further", include_str!("../../../templates/script/further.js")),
    ("list", include_str!("../../../templates/script/list.js")),
    ("what-if", include_str!("../../../templates/script/what-if.js")),
    ("drawing", include_str!("../../../templates/script/drawing.js")),
    ("reading", include_str!("../../../templates/script/reading.js")),
    ("start", include_str!("../../../templates/script/start.js")),
];

/// The script as it stands in the page.
pub(super) fn script() -> &'static str {
    static JOINED: LazyLock<String> = LazyLock::new(|| {
        let modules: String = MODULES.iter().map(|(_, source)| bare(source)).collect();
        format!("(function(){{\"use strict\";\n{modules}}})();")
    });
    &JOINED
}

/// A module without what only its readers and the linter need.
fn bare(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut in_import = false;
    for line in source.lines().map(str::trim) {
        in_import |= line.starts_with("import ");
        if in_import {
            in_import = !line.ends_with(".js\";");
        } else if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line.strip_prefix("export ").unwrap_or(line));
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The names that a module imports, and from where.
    fn imports(source: &str) -> Vec<(String, &str)> {
        let statements = source.split("import {").skip(1).map(|rest| rest.split_once("} from \"./").unwrap());
        statements
            .flat_map(|(names, rest)| {
                let (from, _) = rest.split_once(".js\";").unwrap();
                names.split(',').map(move |name| (name.trim().to_owned(), from))
            })
            .filter(|(name, _)| !name.is_empty())
            .collect()
    }

    /// The names that stand at the top of a module, and whether others see them.
    fn declared(source: &str) -> Vec<(bool, &str)> {
        source
            .lines()
            .filter_map(|line| {
                let own = line.strip_prefix("export ");
                let (what, rest) = own.unwrap_or(line).split_once(' ')?;
                let rest = if what == "async" { rest.strip_prefix("function ")? } else { rest };
                let is_declaration = matches!(what, "function" | "class" | "const" | "let" | "async");
                let name = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next()?;
                is_declaration.then_some((own.is_some(), name))
            })
            .collect()
    }

    #[test]
    fn a_module_imports_what_those_above_it_export() {
        let mut exported: BTreeSet<(String, &str)> = BTreeSet::new();
        for (name, source) in MODULES {
            for import in imports(source) {
                assert!(exported.contains(&import), "{name}: {import:?}");
            }
            let own = declared(source).into_iter().filter(|(is_exported, _)| *is_exported);
            exported.extend(own.map(|(_, what)| (what.to_owned(), *name)));
        }
        assert!(exported.len() > 20, "{exported:?}");
    }

    #[test]
    fn no_two_modules_declare_one_name() {
        let mut names = BTreeSet::new();
        for (module, source) in MODULES {
            for (_, name) in declared(source) {
                assert!(names.insert(name), "{module}: {name} is declared above too");
            }
        }
    }

    #[test]
    fn every_module_is_in_the_page() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/script");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let mut listed: Vec<String> = MODULES.iter().map(|(name, _)| format!("{name}.js")).collect();
        listed.sort();
        assert_eq!(files, listed);
    }

    #[test]
    fn comments_imports_and_indentation_are_left_out() {
        let source = "// Why.\n\nimport {\n  a,\n  b,\n} from \"./page.js\";\nimport { c } from \"./sort.js\";\n\nexport function d() {\n  // Why.\n  return a(\"// x\");\n}\n";
        assert_eq!(bare(source), "function d() {\nreturn a(\"// x\");\n}\n");
    }

    #[test]
    fn no_text_runs_over_a_line() {
        for (name, source) in MODULES {
            for line in source.lines() {
                assert!(
                    line.matches('`').count() % 2 == 0 || line.trim().starts_with("//"),
                    "{name}: {line}"
                );
                assert!(!line.contains("/*") && !line.contains("*/"), "{name}: {line}");
            }
        }
    }

    #[test]
    fn the_script_keeps_its_budget_and_its_hands_off() {
        let script = script();
        assert!(script.len() < 30_000, "{}", script.len());
        for forbidden in ["innerHTML", "eval(", "localStorage", "fetch(", "XMLHttpRequest", "</"] {
            assert!(!script.contains(forbidden), "{forbidden}");
        }
    }
}
