//! The three forms in which models are written.

use std::collections::BTreeMap;

use super::{Item, Link, Model};
use crate::import::xml::Element;

/// A model of an XML document; nothing if it is none.
pub(in crate::import) fn from_xml(root: &Element) -> Option<Model> {
    if root.name != "model" {
        return None;
    }
    let mut model = Model::default();
    if root.child("elements").is_some() || root.child("relationships").is_some() {
        exchange(root, &mut model);
    } else if root.child("folder").is_some() {
        root.attribute("name").unwrap_or("").clone_into(&mut model.name);
        root.all("folder").for_each(|folder| archi(folder, &mut model));
    } else {
        return None;
    }
    Some(model)
}

/// The Open Group's exchange format; 2.1 calls names labels.
fn exchange(root: &Element, model: &mut Model) {
    let named = |element: &Element| {
        element.text_of("name").or_else(|| element.text_of("label")).unwrap_or("").to_owned()
    };
    model.name = named(root);
    let definitions: BTreeMap<&str, String> = root
        .children
        .iter()
        .filter(|child| matches!(child.name.as_str(), "propertyDefinitions" | "propertydefs"))
        .flat_map(|list| &list.children)
        .filter_map(|definition| {
            let name = definition.text_of("name").or(definition.attribute("name"))?;
            Some((definition.attribute("identifier")?, name.to_owned()))
        })
        .collect();
    for element in root.all("elements").flat_map(|list| list.all("element")) {
        let properties = element
            .all("properties")
            .flat_map(|list| list.all("property"))
            .filter_map(|property| {
                let key =
                    property.attribute("propertyDefinitionRef").or(property.attribute("identifierref"))?;
                Some((definitions.get(key).cloned()?, property.text_of("value")?.to_owned()))
            })
            .collect();
        model.elements.push(Item {
            id: element.attribute("identifier").unwrap_or("").to_owned(),
            kind: element.attribute("type").map(bare).unwrap_or_default(),
            name: named(element),
            documentation: element.text_of("documentation").unwrap_or("").to_owned(),
            properties,
            line: element.line,
        });
    }
    for link in root.all("relationships").flat_map(|list| list.all("relationship")) {
        model.relations.push(self::link(link, named(link)));
    }
}

/// A folder of Archi's own file: elements, relations and folders in any depth.
fn archi(folder: &Element, model: &mut Model) {
    for child in &folder.children {
        match child.name.as_str() {
            "folder" => archi(child, model),
            "element" => {
                let name = child.attribute("name").unwrap_or("").to_owned();
                if child.attribute("source").is_some() {
                    model.relations.push(link(child, name));
                    continue;
                }
                let properties = child
                    .all("property")
                    .filter_map(|property| {
                        let key = property.attribute("key")?;
                        Some((key.to_owned(), property.attribute("value")?.to_owned()))
                    })
                    .collect();
                model.elements.push(Item {
                    id: child.attribute("id").unwrap_or("").to_owned(),
                    kind: child.attribute("type").map(bare).unwrap_or_default(),
                    name,
                    documentation: child.text_of("documentation").unwrap_or("").to_owned(),
                    properties,
                    line: child.line,
                });
            }
            _ => {}
        }
    }
}

fn link(element: &Element, name: String) -> Link {
    let access = match element.attribute("accessType").unwrap_or("") {
        "1" => "Read",
        "" | "0" => "Write",
        "3" => "ReadWrite",
        other => other,
    };
    Link {
        id: element.attribute("id").or(element.attribute("identifier")).unwrap_or("").to_owned(),
        kind: element.attribute("type").map(bare).unwrap_or_default(),
        from: element.attribute("source").unwrap_or("").to_owned(),
        to: element.attribute("target").unwrap_or("").to_owned(),
        name,
        access: access.to_owned(),
        line: element.line,
    }
}

/// `archimate:FlowRelationship` as `Flow`.
fn bare(kind: &str) -> String {
    let kind = kind.rsplit(':').next().unwrap_or(kind);
    kind.strip_suffix("Relationship").unwrap_or(kind).to_owned()
}

/// The CSV trio, as its three tables are read.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Csv {
    elements: Vec<Item>,
    relations: Vec<Link>,
    properties: Vec<(String, String, String)>,
}

impl Csv {
    /// Takes a row, by the headings of its table; whether the table is one of
    /// the three.
    pub(in crate::import) fn take(&mut self, headings: &[String], cells: &[&str], line: u64) -> bool {
        let cell = |heading: &str| -> Option<String> {
            let at = headings.iter().position(|known| known == heading)?;
            Some(cells.get(at).copied().unwrap_or("").to_owned())
        };
        match (cell("ID"), cell("Type"), cell("Source"), cell("Key")) {
            (Some(id), Some(kind), None, None) => self.elements.push(Item {
                id,
                kind,
                name: cell("Name").unwrap_or_default(),
                documentation: cell("Documentation").unwrap_or_default(),
                properties: Vec::new(),
                line,
            }),
            (Some(id), Some(kind), Some(from), _) => {
                self.relations.push(Link {
                    id,
                    kind: bare(&kind),
                    from,
                    to: cell("Target").unwrap_or_default(),
                    name: cell("Name").unwrap_or_default(),
                    access: String::new(),
                    line,
                });
            }
            (Some(id), None, None, Some(key)) => {
                self.properties.push((id, key, cell("Value").unwrap_or_default()));
            }
            _ => return false,
        }
        true
    }

    /// Whether headings are those of one of the three tables.
    pub(in crate::import) fn is_one(headings: &[String]) -> bool {
        let has =
            |wanted: &[&str]| wanted.iter().all(|heading| headings.iter().any(|known| known == heading));
        has(&["ID", "Type", "Name", "Documentation"]) || (headings.len() == 3 && has(&["ID", "Key", "Value"]))
    }

    /// The model of the three tables.
    pub(in crate::import) fn model(mut self) -> Model {
        let mut properties: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for (id, key, value) in self.properties {
            properties.entry(id).or_default().push((key, value));
        }
        for element in &mut self.elements {
            element.properties = properties.get(&element.id).cloned().unwrap_or_default();
        }
        for relation in &mut self.relations {
            let own = properties.get(&relation.id).into_iter().flatten();
            let access = own.filter(|(key, _)| key == "Access_Type").map(|(_, value)| value.as_str()).next();
            relation.access = access.unwrap_or("Write").to_owned();
        }
        self.elements.retain(|element| element.kind != "ArchimateModel");
        Model { name: String::new(), elements: self.elements, relations: self.relations }
    }
}
