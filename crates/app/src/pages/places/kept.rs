//! What every sort of place and person has: a form to add one, the same form to change one, and a page to
//! which saving leads.

use std::collections::BTreeMap;

use axum::{extract::Path, response::Response};
use domain::{
    facts::Fact,
    family::Item,
    ids::{SubjectId, derived},
    register::Register,
    rights::Act,
};
use maud::{Markup, html};

use super::{form_page, gone, keep, status};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::Sheet,
    form::{Form, Posted},
};

/// A sort of place or person.
pub(super) trait Kept: Clone + Into<Fact> + Send + Sync + 'static {
    /// Its word in ids: a form that is sent twice adds one.
    const SORT: &'static str;
    /// Message key of "add one".
    const ADD: &'static str;
    /// Message keys of "is still there" and "is no longer".
    const STATES: (&'static str, &'static str);

    /// All that the unit knows.
    fn all(register: &Register) -> &BTreeMap<SubjectId, Item<Self>>;

    /// Whether it is no longer there.
    fn is_gone(&self) -> bool;

    /// The form with what is known.
    fn filled(&self, form: Form) -> Form;

    /// What the form says, unless something is wrong with it. `before` is what was known, if anything.
    fn read(caller: &Caller, form: &Form, before: Option<&Self>) -> Option<Self>;

    /// The fields of the form, without the question whether it is still there.
    fn fields(caller: &Caller, sheet: Sheet<'_>) -> Markup;

    /// What else can be done with a known one, beside changing it.
    fn beside(_: &Caller, _: SubjectId) -> Markup {
        html! {}
    }

    /// Where saving leads.
    fn page(id: SubjectId) -> String;
}

/// The one of an id.
pub(super) fn find<K: Kept>(caller: &Caller, id: SubjectId) -> Result<Item<K>, Failure> {
    K::all(&caller.world.register()).get(&id).cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

pub(super) async fn show_new<K: Kept>(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let form = Form::new().fill("entry", caller.fresh()).fill("gone", "no");
    Ok(draw::<K>(&caller, &form, None))
}

pub(super) async fn add<K: Kept>(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let Some(new) = K::read(&caller, &form, None) else { return Ok(draw::<K>(&caller, &form, None)) };
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let subject = SubjectId(derived(&[K::SORT, &entry.to_string()]));
    keep(&caller, Some(entry), subject, None, new.into(), &K::page(subject)).await
}

pub(super) async fn show_change<K: Kept>(
    caller: Caller,
    Path(id): Path<SubjectId>,
) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let known: K = (*find::<K>(&caller, id)?).clone();
    let gone = if known.is_gone() { "yes" } else { "no" };
    let form = known.filled(Form::new().fill("entry", caller.fresh()).fill("gone", gone));
    Ok(draw::<K>(&caller, &form, Some(id)))
}

pub(super) async fn change<K: Kept>(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let before = find::<K>(&caller, id)?;
    let Some(changed) = K::read(&caller, &form, Some(&before)) else {
        return Ok(draw::<K>(&caller, &form, Some(id)));
    };
    keep(&caller, form.entry(), id, Some(&before.record), changed.into(), &K::page(id)).await
}

fn draw<K: Kept>(caller: &Caller, form: &Form, known: Option<SubjectId>) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let fields = html! {
        (K::fields(caller, sheet))
        @if let Some(id) = known { (gone(sheet, K::STATES.0, K::STATES.1)) (K::beside(caller, id)) }
    };
    form_page(caller, if known.is_none() { K::ADD } else { "places-change" }, form, &fields, status(form))
}
