//! Everything noted about a family, newest first: what, by whom, when, and what was corrected.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use domain::{correction::Record, facts::Fact, family::Family, ids::AuthorId, note::Note, rights::Act};
use jiff::civil::Date;
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::words::Words;
use crate::{caller::Caller, format};

/// Names of those who note things, by id.
pub(crate) type Names = HashMap<AuthorId, String>;

/// A record, its day and the fields of its fact, which are laid out once.
struct Told<'a> {
    record: &'a Arc<Record>,
    on: Date,
    fields: Value,
}

/// The records of a family, the newest day first.
pub(super) fn timeline(words: &Words<'_>, names: &Names, family: &Family) -> Markup {
    let told = family.records.iter().map(|record| {
        let fields = record.fact.to_value();
        Told { record, on: day_of(record, &fields), fields }
    });
    let mut told: Vec<_> = told.collect();
    told.sort_by_key(|told| Reverse((told.on, told.record.note.id)));
    html! {
        ol.tl { @for told in &told { (entry(words, names, family, told)) } }
    }
}

/// What kind of record it is, in words.
pub(super) fn title(caller: &Caller, record: &Record) -> String {
    caller.t(&format!("entry-{}", record.fact.kind().replace(['.', '_'], "-"))).to_owned()
}

/// The day a record is about: that of the event, else that of the note.
pub(super) fn day(record: &Record) -> Date {
    day_of(record, &record.fact.to_value())
}

fn day_of(record: &Record, fields: &Value) -> Date {
    let said = ["on", "told_on", "from"].iter().find_map(|field| fields.get(*field)?.as_str()?.parse().ok());
    said.unwrap_or_else(|| record.note.noted_at.date())
}

fn entry(words: &Words<'_>, names: &Names, family: &Family, told: &Told<'_>) -> Markup {
    let (caller, record) = (words.caller, told.record);
    let lines = words.lines(record.fact.kind(), &told.fields);
    let stray = family.strays.iter().any(|stray| stray.note.id == record.note.id);
    html! {
        li .voided[!record.stands()] .conflict[record.stands() && !record.conflicts.is_empty()] {
            b { (title(caller, record)) } " · " (format::date(caller.text, told.on))
            @if !lines.is_empty() {
                div.small { @for (at, (label, value)) in lines.iter().enumerate() {
                    @if at > 0 { " · " } span.soft { (label) " " } (value)
                } }
            }
            @if stray { p.hint { (caller.t("mother-stray")) } }
            (conflicts(words, names, record))
            @if record.stands() { (settle(caller, family, record)) }
            (corrections(words, names, record))
            @if let Some(void) = &record.voided { p.small { (voided(caller, names, void)) } }
            div.small.soft { (caller.with("mother-noted", &[
                ("at", &format::date_time(caller.text, record.note.noted_at.civil())),
                ("who", &name(caller, names, record.note.author)),
            ])) }
            (links(caller, family, record))
        }
    }
}

fn links(caller: &Caller, family: &Family, record: &Record) -> Markup {
    let result = matches!(
        record.fact,
        Fact::AntenatalContact(_)
            | Fact::PostnatalContact(_)
            | Fact::NewbornContact(_)
            | Fact::InfantContact(_)
    );
    let id = record.note.id;
    html! {
        @if record.stands() {
            div.row {
                @if result { a.tall href=(format!("/ibu/{}/hasil/{id}", family.id)) { (caller.t("mother-result")) } }
                @if caller.who.scope.may(Act::RecordCare) {
                    a.tall href=(format!("/ibu/{}/catatan/{id}/ubah", family.id)) { (caller.t("mother-correct-amend")) }
                    a.tall href=(format!("/ibu/{}/catatan/{id}/batal", family.id)) { (caller.t("mother-correct-void")) }
                }
            }
        }
        @if let Some(void) = record.voided.as_ref().filter(|_| caller.who.scope.may(Act::RecordCare)) {
            a.tall href=(format!("/ibu/{}/catatan/{}/batal", family.id, void.id)) { (caller.t("unvoid-title")) }
        }
    }
}

fn settle(caller: &Caller, family: &Family, record: &Record) -> Markup {
    let may = caller.who.scope.may(Act::SettleConflicts) && !record.conflicts.is_empty();
    html! {
        @if may {
            a.tall href=(format!("/ibu/{}/catatan/{}/putus", family.id, record.note.id)) { (caller.t("settle-title")) }
        }
    }
}

fn conflicts(words: &Words<'_>, names: &Names, record: &Record) -> Markup {
    let kind = record.fact.kind();
    let said = |conflict: &domain::correction::Conflict| {
        let values = conflict.values.iter().map(|(value, notes)| {
            let who: Vec<_> = notes.iter().map(|note| name(words.caller, names, note.author)).collect();
            format!("{}: {}", who.join(", "), words.value(kind, &conflict.field, value))
        });
        values.collect::<Vec<_>>().join(", ")
    };
    html! {
        @for conflict in record.conflicts.iter().filter(|conflict| words.may_see_field(kind, &conflict.field)) {
            p.small { b { "◆ " (words.caller.with("mother-conflict", &[("field", &words.label(&conflict.field)), ("values", &said(conflict))])) } }
        }
    }
}

/// Corrections of the record itself, each field from what was first noted to what it became.
fn corrections(words: &Words<'_>, names: &Names, record: &Record) -> Markup {
    let about = record.corrections.iter().filter(|note| note.amends == Some(record.note.id));
    let changes: Vec<_> = about.filter_map(|note| changes(note).map(|changes| (note, changes))).collect();
    html! {
        @if !changes.is_empty() {
            @let first = record.note.fact.to_value();
            ul.small { @for (note, (fields, reason)) in changes {
                @for (field, value) in fields.iter().filter(|(field, _)| words.may_see_field(record.fact.kind(), field)) {
                    @let withdrawn = record.withdrawn_by(note.id);
                    li .voided[withdrawn.is_some()] { (words.caller.with("mother-corrected", &[
                        ("field", &words.label(field)),
                        ("old", &words.value(record.fact.kind(), field, &before(record, &first, field))),
                        ("new", &words.value(record.fact.kind(), field, value)),
                        ("who", &name(words.caller, names, note.author)),
                    ])) " " (words.caller.with("mother-reason", &[("reason", &reason)]))
                        @if let Some(void) = withdrawn { " " (voided(words.caller, names, void)) } }
                }
            } }
        }
    }
}

fn before(record: &Record, first: &Value, field: &str) -> Value {
    if field == domain::correction::VILLAGE_FIELD {
        return record.note.village.as_ref().map_or(Value::Null, |code| Value::String(code.to_string()));
    }
    first.get(field).cloned().unwrap_or(Value::Null)
}

/// Why a correction was made, in its author's words.
pub(super) fn reason(note: &Note) -> &str {
    changes(note).map_or("", |(_, reason)| reason)
}

fn changes(note: &Note) -> Option<(&Map<String, Value>, &str)> {
    match &note.fact {
        Fact::Amended(amended) => Some((&amended.changes, &amended.reason)),
        Fact::Settled(settled) => Some((&settled.values, &settled.reason)),
        _ => None,
    }
}

fn voided(caller: &Caller, names: &Names, void: &Note) -> String {
    let reason = match &void.fact {
        Fact::Voided(voided) => voided.reason.as_str(),
        _ => "",
    };
    caller.with("mother-voided", &[("who", &name(caller, names, void.author)), ("reason", &reason)])
}

/// Who an author is.
pub(crate) fn name(caller: &Caller, names: &Names, author: AuthorId) -> String {
    let fixed = || match author {
        AuthorId::SYSTEM => caller.t("mother-program").to_owned(),
        author if author == caller.who.id => caller.who.name.clone(),
        _ => caller.t("mother-somebody").to_owned(),
    };
    names.get(&author).cloned().unwrap_or_else(fixed)
}
