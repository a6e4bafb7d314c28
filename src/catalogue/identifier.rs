//! CPE names (NISTIR 7695; 2.2 and 2.3) and package URLs.

/// What an identifier names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Identified {
    /// The key that the catalogue's identifiers are compared by: `vendor:product`
    /// of a CPE, or the package URL without its version.
    pub(super) key: String,
    /// The vendor in words; empty for packages.
    pub(super) vendor: String,
    /// The product in words.
    pub(super) product: String,
    /// Update, edition and the like, in words.
    pub(super) qualifiers: String,
    /// The version; empty where none is stated.
    pub(super) version: String,
}

/// Reads a CPE name of either version.
pub(super) fn cpe(text: &str) -> Option<Identified> {
    let text = text.trim().to_ascii_lowercase();
    let fields: Vec<String> = if let Some(rest) = text.strip_prefix("cpe:2.3:") {
        fields_of(rest)
    } else {
        let rest = text.strip_prefix("cpe:/")?;
        // 2.2 packs editions as `~edition~sw~target~hardware~other`.
        rest.split([':', '~']).map(decoded).collect()
    };
    let field = |at: usize| match fields.get(at).map(String::as_str) {
        None | Some("*" | "-" | "") => "",
        Some(value) => value,
    };
    let (vendor, product) = (field(1), field(2));
    if product.is_empty() {
        return None;
    }
    // The hardware says nothing of support; a Mac says another product.
    let target = fields
        .iter()
        .skip(6)
        .find(|value| value.contains("mac") || matches!(value.as_str(), "ltsb" | "ltsc"))
        .map_or("", String::as_str);
    let qualifiers = [field(4), field(5), field(7), target];
    Some(Identified {
        key: format!("{vendor}:{product}"),
        vendor: spaced(vendor),
        product: spaced(product),
        qualifiers: spaced(&qualifiers.join(" ")),
        version: field(3).to_owned(),
    })
}

/// Fields of a 2.3 name; a backslash takes the next character as it is.
fn fields_of(text: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            ':' => fields.push(String::new()),
            c => {
                let c = if c == '\\' { chars.next() } else { Some(c) };
                if let (Some(c), Some(field)) = (c, fields.last_mut()) {
                    field.push(c);
                }
            }
        }
    }
    fields
}

/// Reads a package URL.
pub(super) fn purl(text: &str) -> Option<Identified> {
    let text = text.trim();
    let rest = text.get(..4).filter(|p| p.eq_ignore_ascii_case("pkg:")).and(text.get(4..))?;
    let rest = rest.trim_start_matches('/');
    let rest = rest.split(['?', '#']).next().unwrap_or("");
    let (path, version) = rest
        .rsplit_once('@')
        .filter(|(path, version)| path.contains('/') && !path.ends_with('/') && !version.contains('/'))
        .unwrap_or((rest, ""));
    let path = decoded(path).to_ascii_lowercase();
    let name = path.rsplit('/').next().unwrap_or("").to_owned();
    (!name.is_empty() && path.contains('/')).then(|| Identified {
        key: format!("pkg:{path}"),
        vendor: String::new(),
        product: name,
        qualifiers: String::new(),
        version: decoded(version),
    })
}

/// The key of a catalogue identifier.
pub(super) fn key(identifier: &str) -> Option<String> {
    cpe(identifier).or_else(|| purl(identifier)).map(|identified| identified.key)
}

fn spaced(text: &str) -> String {
    text.replace('_', " ").trim().to_owned()
}

/// Percent-decoded, as far as it is text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = match rest {
            [b'%', a, b, ..] => hex(*a).zip(hex(*b)).map(|(a, b)| a * 16 + b),
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = match code {
            Some(_) => rest.get(3..).unwrap_or(&[]),
            None => tail,
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_of_cpe_name_the_same() {
        let new = cpe(r"cpe:2.3:o:cisco:ios:15.2\(4\)m6:*:*:*:*:*:*:*").unwrap();
        assert_eq!((&*new.key, &*new.version), ("cisco:ios", "15.2(4)m6"));
        let old = cpe("cpe:/a:apache:tomcat:7.0.59").unwrap();
        assert_eq!((&*old.key, &*old.version), ("apache:tomcat", "7.0.59"));
        assert!(cpe("cpe:2.3:a").is_none());
    }

    #[test]
    fn a_package_url_keeps_its_scope_and_loses_its_version() {
        let found = purl("pkg:npm/%40angular/core@12.1.0?x=y").unwrap();
        assert_eq!((&*found.key, &*found.version), ("pkg:npm/@angular/core", "12.1.0"));
        assert_eq!(purl("pkg:npm/@angular/core").unwrap().version, "");
        assert!(purl("pkg:").is_none());
    }
}
