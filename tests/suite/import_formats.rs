//! Documents that are no tables: the same thing in every form of a format.

use super::import::{Trial, text};

const ARCHI: &str = r#"<archimate:model xmlns:xsi="x" xmlns:archimate="y" name="m"><folder name="a">
  <element xsi:type="archimate:ApplicationComponent" name="Ledger" id="1"><property key="Criticality" value="High"/></element>
  <element xsi:type="archimate:ApplicationComponent" name="Payroll" id="2"/>
  <element xsi:type="archimate:ApplicationService" name="Posting" id="3"/>
  <element xsi:type="archimate:Node" name="Server A" id="4"/>
  <element xsi:type="archimate:SystemSoftware" name="Windows Server 2012 R2" id="5"/>
  <element xsi:type="archimate:DataObject" name="Invoice" id="6"/></folder><folder name="r">
  <element xsi:type="archimate:RealizationRelationship" id="r1" source="1" target="3"/>
  <element xsi:type="archimate:FlowRelationship" id="r2" source="3" target="2"/>
  <element xsi:type="archimate:AssignmentRelationship" id="r3" source="4" target="5"/>
  <element xsi:type="archimate:AssignmentRelationship" id="r4" source="4" target="1"/>
  <element xsi:type="archimate:AccessRelationship" id="r5" source="1" target="6" accessType="1"/></folder></archimate:model>"#;

const EXCHANGE: &str = r#"<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="x"><name>m</name><elements>
  <element identifier="1" xsi:type="ApplicationComponent"><name>Ledger</name>
    <properties><property propertyDefinitionRef="p"><value>High</value></property></properties></element>
  <element identifier="2" xsi:type="ApplicationComponent"><name>Payroll</name></element>
  <element identifier="3" xsi:type="ApplicationService"><name>Posting</name></element>
  <element identifier="4" xsi:type="Node"><name>Server A</name></element>
  <element identifier="5" xsi:type="SystemSoftware"><name>Windows Server 2012 R2</name></element>
  <element identifier="6" xsi:type="DataObject"><name>Invoice</name></element></elements><relationships>
  <relationship identifier="r1" source="1" target="3" xsi:type="Realization"/>
  <relationship identifier="r2" source="3" target="2" xsi:type="Flow"/>
  <relationship identifier="r3" source="4" target="5" xsi:type="Assignment"/>
  <relationship identifier="r4" source="4" target="1" xsi:type="Assignment"/>
  <relationship identifier="r5" source="1" target="6" xsi:type="Access" accessType="Read"/></relationships>
  <propertyDefinitions><propertyDefinition identifier="p" type="string"><name>Criticality</name></propertyDefinition></propertyDefinitions></model>"#;

/// The exchange format of ArchiMate 2.1.
fn older_exchange() -> String {
    let definition =
        r#"<propertyDefinition identifier="p" type="string"><name>Criticality</name></propertyDefinition>"#;
    EXCHANGE
        .replace(definition, r#"<propertydef identifier="p" name="Criticality" type="string"/>"#)
        .replace("archimate/3.0/", "archimate")
        .replace("<name>", "<label>")
        .replace("</name>", "</label>")
        .replace("propertyDefinitions", "propertydefs")
        .replace("propertyDefinitionRef", "identifierref")
}

/// Rows of Archi's CSV, every cell in quotes.
fn quoted(rows: &[&str]) -> String {
    let row = |row: &&str| row.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
    rows.iter().map(row).map(|row| row + "\n").collect()
}

#[test]
fn an_architecture_model_says_the_same_in_all_its_forms() {
    let older = older_exchange();
    let elements = quoted(&[
        "ID,Type,Name,Documentation,Specialization",
        "0,ArchimateModel,Finance Architecture,,",
        "1,ApplicationComponent,Ledger,,",
        "2,ApplicationComponent,Payroll,,",
        "3,ApplicationService,Posting,,",
        "4,Node,Server A,,",
        "5,SystemSoftware,Windows Server 2012 R2,,",
        "6,DataObject,Invoice,,",
    ]);
    let relations = quoted(&[
        "ID,Type,Name,Documentation,Source,Target,Specialization",
        "r1,RealizationRelationship,,,1,3,",
        "r2,FlowRelationship,,,3,2,",
        "r3,AssignmentRelationship,,,4,5,",
        "r4,AssignmentRelationship,,,4,1,",
        "r5,AccessRelationship,,,1,6,",
    ]);
    let properties = quoted(&["ID,Key,Value", "1,Criticality,High", "r5,Access_Type,Read"]);
    let forms = [
        Trial::of(&[("m.archimate", ARCHI.as_bytes())]),
        Trial::of(&[("m.xml", EXCHANGE.as_bytes())]),
        Trial::of(&[("old.xml", older.as_bytes())]),
        Trial::of(&[
            ("elements.csv", elements.as_bytes()),
            ("properties.csv", properties.as_bytes()),
            ("relations.csv", relations.as_bytes()),
        ]),
    ];
    for form in forms {
        let made = form.sound();
        let systems = text(&made, "systems.yaml");
        assert!(systems.contains("criticality: business-critical"), "{systems}");
        assert!(
            systems.contains("depends_on: [server-a]") && systems.contains("entity: invoice"),
            "{systems}"
        );
        let devices = text(&made, "devices.yaml");
        assert!(devices.contains("product: Windows Server 2012 R2"), "{devices}");
        let flows = text(&made, "interfaces.yaml");
        assert!(
            flows.contains("from: ledger") && flows.contains("to: payroll"),
            "its service speaks for it: {flows}"
        );
    }
}

#[test]
fn a_bill_of_materials_joins_its_system_in_both_forms() {
    let json = r#"{"bomFormat": "CycloneDX", "specVersion": "1.4",
        "metadata": {"component": {"bom-ref": "a", "type": "application", "name": "Portal", "version": "2.1"}},
        "components": [
          {"type": "library", "name": "log4j-core", "group": "org.apache", "version": "2.14.1", "purl": "pkg:maven/org.apache/log4j-core@2.14.1"},
          {"type": "file", "name": "x"}],
        "services": [{"bom-ref": "s", "name": "Payments", "data": [{"classification": "Card", "flow": "inbound"}]}]}"#;
    let xml = r#"<bom xmlns="http://cyclonedx.org/schema/bom/1.4">
        <metadata><component type="application" bom-ref="a"><name>Portal</name><version>2.1</version></component></metadata>
        <components><component type="library"><group>org.apache</group><name>log4j-core</name><version>2.14.1</version>
          <purl>pkg:maven/org.apache/log4j-core@2.14.1</purl></component><component type="file"><name>x</name></component></components>
        <services><service bom-ref="s"><name>Payments</name><data><classification flow="inbound">Card</classification></data></service></services></bom>"#;
    for (name, bill) in [("bom.json", json), ("bom.xml", xml)] {
        let made = Trial::of(&[(name, bill.as_bytes())]).sound();
        let systems = text(&made, "systems.yaml");
        assert!(systems.contains("purl: pkg:maven/org.apache/log4j-core@2.14.1"), "{systems}");
        assert!(systems.contains("role: library") && systems.contains("kind: external-service"), "{systems}");
        let flows = text(&made, "interfaces.yaml");
        assert!(flows.contains("from: portal") && flows.contains("to: payments"), "{flows}");
        assert!(flows.contains("data: [card]"), "{flows}");
    }
}

#[test]
fn a_backstage_catalogue_gives_systems_teams_and_what_they_consume() {
    let catalogue = "apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger, title: Ledger}
spec: {type: service, lifecycle: production, owner: group:finance, providesApis: [books]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: portal}
spec: {lifecycle: deprecated, owner: 'user:jane.smith', consumesApis: [books], dependsOn: ['resource:default/store']}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: store}
spec: {type: database}
";
    let made = Trial::of(&[("catalog.yaml", catalogue.as_bytes())]).sound();
    let systems = text(&made, "systems.yaml");
    for fact in ["status: retiring", "depends_on: [store]", "kind: database"] {
        assert!(systems.contains(fact), "{fact}: {systems}");
    }
    assert!(text(&made, "interfaces.yaml").contains("from: ledger"));
    assert!(text(&made, "organisation.yaml").contains("finance"));
    assert!(made.files.iter().all(|file| !file.text.contains("jane")), "a person is left out");
}

#[test]
fn a_document_that_is_none_of_these_says_what_it_is() {
    for (name, text, says) in [
        ("a.xml", "<html><body/></html>", "its first element is `html`"),
        ("b.xml", "<model><elements>", "the XML ends before its first element does"),
        ("c.json", "{\"a\": 1}", "no CycloneDX bill of materials"),
        ("d.json", "{\"a\": ", "the JSON is broken"),
    ] {
        let fault = Trial::of(&[(name, text.as_bytes())]).run().unwrap_err().remove(0).to_string();
        assert!(fault.starts_with(name) && fault.contains(says), "{fault}");
    }
}
