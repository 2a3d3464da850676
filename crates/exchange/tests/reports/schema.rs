//! The JSON of the listing is what `docs/indicators.schema.json` says, held against real output.

use std::collections::BTreeSet;

use exchange::reports::Listing;
use jiff::civil::date;
use serde_json::Value;

use crate::book::{month, numbers, rules, simulated};

/// What of a schema this one uses: types, enums, null or not, required and no further properties, items,
/// references.
fn check(schema: &Value, root: &Value, value: &Value, path: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = root.pointer(reference.trim_start_matches('#')).unwrap_or_else(|| panic!("{reference}"));
        return check(target, root, value, path);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let is_null = |schema: &&Value| schema["type"] == "null";
        let fitting = any.iter().find(|schema| is_null(schema) == value.is_null());
        return check(fitting.unwrap_or_else(|| panic!("{path} is {value}")), root, value, path);
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
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
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
    let named = |list: &Value| -> BTreeSet<String> {
        list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let own: BTreeSet<String> = fields.keys().cloned().collect();
    assert_eq!(own, named(&schema["required"]), "{path}");
    for (name, field) in fields {
        check(&schema["properties"][name], root, field, &format!("{path}.{name}"));
    }
}

#[test]
fn the_listing_is_as_its_schema_says() {
    let schema: Value =
        serde_json::from_str(include_str!("../../../../docs/indicators.schema.json")).unwrap();
    let register = simulated();
    let rules = rules(&register);
    for (on, at) in
        [(date(2026, 5, 20), "2025-12"), (date(2026, 5, 20), "2026-05"), (date(2023, 6, 1), "2023-05")]
    {
        let numbers = numbers(&register, &rules, on, at);
        let village = register.villages().keys().next();
        for village in [None, village] {
            let listing = Listing::of(&numbers.sums(), month(at), village);
            let json: Value = serde_json::from_str(&listing.to_json().unwrap()).unwrap();
            assert!(json["indicators"].as_array().unwrap().len() > 40);
            check(&schema, &schema, &json, "listing");
        }
    }
}
