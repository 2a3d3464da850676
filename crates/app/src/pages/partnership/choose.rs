//! Long lists of boxes to tick: the likely ones stand open, the others are one tap away.

use domain::{
    facts::{Dukun, Profession},
    register::Register,
};
use maud::{Markup, html};

use crate::{caller::Caller, field::Sheet};

/// What is likely to be chosen: the caller's villages, those who look after them, dukun who live there.
pub(super) struct Near {
    pub(super) villages: Vec<String>,
    pub(super) staff: Vec<String>,
    pub(super) dukun: Vec<String>,
}

impl Near {
    pub(super) fn of(caller: &Caller, register: &Register) -> Self {
        let mine = &caller.who.scope.villages;
        let staff = register.staff().iter().filter(|(id, staff)| {
            (caller.who.staff == Some(**id) && staff.profession == Profession::Bidan)
                || staff.villages.iter().any(|code| mine.contains(code))
        });
        let lives_here = |dukun: &Dukun| dukun.village.as_ref().is_some_and(|code| mine.contains(code));
        let dukun = register.dukun().iter().filter(|(_, dukun)| lives_here(dukun));
        Self {
            villages: mine.iter().map(ToString::to_string).collect(),
            staff: staff.map(|(id, _)| id.to_string()).collect(),
            dukun: dukun.map(|(id, _)| id.to_string()).collect(),
        }
    }
}

/// How many choices stand open where nothing tells which are likely.
const OPEN: usize = 5;

/// Boxes to tick: the likely ones and those ticked stand open, the others are one tap away.
pub(super) fn some_of(
    caller: &Caller,
    sheet: Sheet<'_>,
    field: &str,
    label: &str,
    options: &[(String, String)],
    near: &[String],
) -> Markup {
    let is_likely = |value: &String| near.contains(value) || sheet.form.has(field, value);
    let (mut shown, mut folded): (Vec<_>, Vec<_>) = options.iter().partition(|(value, _)| is_likely(value));
    if shown.is_empty() {
        let first = folded.len().min(OPEN);
        shown = folded.drain(..first).collect();
    }
    let boxes = |options: &[&(String, String)]| {
        html! { div.pick { @for (value, words) in options {
            label { input type="checkbox" name=(field) value=(value) checked[sheet.form.has(field, value)]; span { (words) } }
        } } }
    };
    html! {
        fieldset.f {
            legend { (caller.t(label)) }
            (boxes(&shown))
            @if !folded.is_empty() {
                details { summary { (caller.with("draft-others", &[("n", &folded.len())])) } (boxes(&folded)) }
            }
            @if let Some(fault) = sheet.form.fault_of(field) { p.fault { (caller.t(fault.key)) } }
        }
    }
}
