//! The JSON that other programs read is what `docs/*.schema.json` says, held against real output.

mod support;

use serde_json::Value;
use support::{Folder, SAMPLE, begun, betang, json};

/// What of a schema these two schemas use: types, enums, required and further properties, items, references.
fn check(schema: &Value, root: &Value, value: &Value, path: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = root.pointer(reference.trim_start_matches('#')).unwrap_or_else(|| panic!("{reference}"));
        return check(target, root, value, path);
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "null" => value.is_null(),
        other => panic!("type {other}"),
    };
    assert!(types.is_empty() || types.iter().any(|name| is(name)), "{path} is {value}, not {types:?}");
    if let Some(allowed) = schema["enum"].as_array() {
        assert!(allowed.contains(value), "{path} is {value}, not one of {allowed:?}");
    }
    for item in value.as_array().into_iter().flatten() {
        check(&schema["items"], root, item, &format!("{path}[]"));
    }
    let Some(fields) = value.as_object() else { return };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        assert!(fields.contains_key(name), "{path} has no {name}");
    }
    for (name, field) in fields {
        let further = &schema["additionalProperties"];
        let own = schema["properties"].get(name).or_else(|| (!further.is_null()).then_some(further));
        match own {
            Some(own) => check(own, root, field, &format!("{path}.{name}")),
            None => assert!(schema["properties"].is_null(), "{path}.{name} is not in the schema"),
        }
    }
}

#[test]
fn the_state_is_as_its_schema_says() {
    let schema: Value = serde_json::from_str(include_str!("../../../docs/state.schema.json")).unwrap();
    let folder = Folder::new();
    let data = folder.file("data");
    betang(&data, &["simulate", "--years", "1", "--until", "2026-05-20"]);
    let state = json(&betang(&data, &["state", "--on", "2026-05-20"]));
    assert!(state["pregnancies"].as_array().unwrap().len() > 100);
    check(&schema, &schema, &state, "state");
}

#[test]
fn an_import_is_told_as_its_schema_says() {
    let schema: Value = serde_json::from_str(include_str!("../../../docs/import.schema.json")).unwrap();
    let folder = begun();
    let told = json(&betang(&folder.file("data"), &["import", "cohort", SAMPLE, "--dry-run", "--json"]));
    assert!(!told["held"].as_array().unwrap().is_empty() && !told["warnings"].as_array().unwrap().is_empty());
    check(&schema, &schema, &told, "import");
}
