//! Posted forms: what was typed, what could be read of it, and what is wrong with it.
//!
//! A form that cannot be taken is shown again with everything that was typed: nothing typed is lost.

use std::{cell::RefCell, collections::BTreeMap, str::FromStr};

use axum::extract::{FromRequest, Request};
use domain::{
    answer::{Answer, Answers},
    ids::EntryId,
    quantity::{BloodPressure, Implausible},
};
use jiff::civil::{Date, Time};

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    format,
};

/// What is wrong with a field: a message of `common.ftl` with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Message key.
    pub key: &'static str,
    /// Arguments.
    pub args: Vec<(&'static str, String)>,
}

/// The fields of a form by name, as typed, with their faults.
#[derive(Debug, Default)]
pub struct Form {
    values: BTreeMap<String, Vec<String>>,
    faults: RefCell<BTreeMap<String, Fault>>,
}

impl Form {
    /// A form that nobody has filled in yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Fills a field in before it is shown; an empty value leaves it empty.
    #[must_use]
    pub fn fill(mut self, name: &str, value: impl ToString) -> Self {
        let value = value.to_string();
        if !value.is_empty() {
            self.values.entry(name.to_owned()).or_default().push(value);
        }
        self
    }

    /// The same for what may be unknown.
    #[must_use]
    pub fn fill_some(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.fill(name, value),
            None => self,
        }
    }

    /// Reads an `application/x-www-form-urlencoded` body or query.
    #[must_use]
    pub fn parse(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            form.values.entry(name.into_owned()).or_default().push(value.into_owned());
        }
        form
    }

    /// A field as typed, without the space around it; empty when it is not there.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.values.get(name).and_then(|all| all.first()).map_or("", |value| value.trim())
    }

    /// Every value of a field that can be ticked or written several times.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        let all = self.values.get(name).map_or(&[][..], Vec::as_slice);
        all.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect()
    }

    /// Names of all fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// Whether a box is ticked or a choice made.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).contains(&value)
    }

    /// Notes what is wrong with a field; the first fault of a field stays.
    pub fn fault(&self, name: &str, key: &'static str, args: &[(&'static str, String)]) {
        let fault = Fault { key, args: args.to_vec() };
        self.faults.borrow_mut().entry(name.to_owned()).or_insert(fault);
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn fault_of(&self, name: &str) -> Option<Fault> {
        self.faults.borrow().get(name).cloned()
    }

    /// Whether anything is wrong.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        !self.faults.borrow().is_empty()
    }

    /// Names of the fields that are wrong.
    #[must_use]
    pub fn faulty(&self) -> Vec<String> {
        self.faults.borrow().keys().cloned().collect()
    }

    /// A text, if one was typed.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        let text = self.raw(name);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A text that must be there.
    #[must_use]
    pub fn required(&self, name: &str) -> String {
        if self.raw(name).is_empty() {
            self.fault(name, "fault-required", &[]);
        }
        self.raw(name).to_owned()
    }

    /// Lines or comma-separated parts of a text.
    #[must_use]
    pub fn parts(&self, name: &str) -> Vec<String> {
        let parts = self.raw(name).split([',', ';', '\n']).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// A date, as the date field sends it (`2025-05-21`) or as typed (`21/5/25`).
    #[must_use]
    pub fn date(&self, name: &str) -> Option<Date> {
        let text = self.text(name)?;
        let date = format::read_date(&text);
        if date.is_none() {
            self.fault(name, "fault-date", &[]);
        }
        date
    }

    /// A date that must be there and not lie after `today`.
    #[must_use]
    pub fn past_date(&self, name: &str, today: Date) -> Date {
        let date = self.date(name);
        match date {
            None => self.fault(name, "fault-required", &[]),
            Some(date) if date > today => self.fault(name, "fault-future", &[]),
            Some(_) => {}
        }
        date.unwrap_or(today)
    }

    /// A date that may be missing but must not lie after `today`.
    #[must_use]
    pub fn past_date_if_any(&self, name: &str, today: Date) -> Option<Date> {
        let date = self.date(name)?;
        if date > today {
            self.fault(name, "fault-future", &[]);
        }
        Some(date)
    }

    /// An hour, `15:40` or `3.15`.
    #[must_use]
    pub fn time(&self, name: &str) -> Option<Time> {
        let text = self.text(name)?;
        let time = format::read_time(&text);
        if time.is_none() {
            self.fault(name, "fault-time", &[]);
        }
        time
    }

    /// A decimal number, with comma or point.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<f64> {
        let text = self.text(name)?;
        let number = text.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
        if number.is_none() {
            self.fault(name, "fault-number", &[]);
        }
        number
    }

    /// A whole number that fits `T`.
    #[must_use]
    pub fn whole<T: FromStr>(&self, name: &str) -> Option<T> {
        let text = self.text(name)?;
        let number = text.parse().ok();
        if number.is_none() {
            self.fault(name, "fault-number", &[]);
        }
        number
    }

    /// A sum of money, as [`format::read_rupiah`] reads it.
    #[must_use]
    pub fn rupiah(&self, name: &str) -> Option<u64> {
        let sum = format::read_rupiah(&self.text(name)?);
        if sum.is_none() {
            self.fault(name, "fault-number", &[]);
        }
        sum
    }

    /// A measured quantity: `form.quantity("weight", WeightKg::new)`.
    #[must_use]
    pub fn quantity<T>(&self, name: &str, make: impl Fn(f64) -> Result<T, Implausible>) -> Option<T> {
        let number = self.number(name)?;
        make(number).map_err(|wrong| self.implausible(name, wrong)).ok()
    }

    /// Blood pressure from the fields `{name}_sys` and `{name}_dia`.
    #[must_use]
    pub fn blood_pressure(&self, name: &str) -> Option<BloodPressure> {
        let (sys_name, dia_name) = (format!("{name}_sys"), format!("{name}_dia"));
        match (self.whole(&sys_name), self.whole(&dia_name)) {
            (Some(sys), Some(dia)) => BloodPressure::new(sys, dia)
                .map_err(|_| self.fault(&sys_name, "fault-blood-pressure", &[]))
                .ok(),
            (None, None) => None,
            (Some(_), None) => {
                self.fault(&dia_name, "fault-required", &[]);
                None
            }
            (None, Some(_)) => {
                self.fault(&sys_name, "fault-required", &[]);
                None
            }
        }
    }

    /// A choice among the words of a serialised enum (`"puskesmas"` is `BirthPlace::Puskesmas`).
    #[must_use]
    pub fn choice<T: serde::de::DeserializeOwned>(&self, name: &str) -> Option<T> {
        let word = self.text(name)?;
        let choice = read_word(&word);
        if choice.is_none() {
            self.fault(name, "fault-choice", &[]);
        }
        choice
    }

    /// All ticked words of a serialised enum.
    #[must_use]
    pub fn choices<T: serde::de::DeserializeOwned>(&self, name: &str) -> Vec<T> {
        self.all(name).into_iter().filter_map(read_word).collect()
    }

    /// One of the three answers; a field that was not touched is "not assessed".
    #[must_use]
    pub fn answer(&self, name: &str) -> Answer {
        match self.raw(name) {
            "yes" => Answer::Yes,
            "no" => Answer::No,
            _ => Answer::NotAssessed,
        }
    }

    /// Answers to a list of questions, from the fields `{name}.{id}`. The field `{name}` itself may
    /// say `none`: then every one is "no".
    #[must_use]
    pub fn answers<'a>(&self, name: &str, ids: impl IntoIterator<Item = &'a str>) -> Answers {
        let all = self.raw(name);
        let mut answers = Answers::default();
        for id in ids {
            let answer = match all {
                "none" => Answer::No,
                "unasked" => Answer::NotAssessed,
                _ => self.answer(&format!("{name}.{id}")),
            };
            answers.set(id, answer);
        }
        answers
    }

    /// An id from a hidden field or a choice.
    #[must_use]
    pub fn id<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }

    /// The id that the form was given when it was shown: saving it twice is saving it once.
    #[must_use]
    pub fn entry(&self) -> Option<EntryId> {
        self.id("entry")
    }

    fn implausible(&self, name: &str, wrong: Implausible) {
        let range = [("min", format::number(wrong.min)), ("max", format::number(wrong.max))];
        self.fault(name, "fault-implausible", &range);
    }
}

fn read_word<T: serde::de::DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// The word of a serialised enum, for the value of a choice.
#[must_use]
pub fn word<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A posted form of a session: its token has been checked.
#[derive(Debug)]
pub struct Posted(pub Form);

/// The most a form may hold, bytes.
pub(crate) const LIMIT: usize = 256 * 1024;

impl<S: Send + Sync> FromRequest<S> for Posted
where
    Caller: axum::extract::FromRequestParts<S, Rejection = axum::response::Response>,
{
    type Rejection = axum::response::Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        use axum::response::IntoResponse;
        let (mut parts, body) = request.into_parts();
        let caller =
            <Caller as axum::extract::FromRequestParts<S>>::from_request_parts(&mut parts, state).await?;
        let failure = |kind| Failure::new(kind, caller.lang()).into_response();
        let body = axum::body::to_bytes(body, LIMIT).await.map_err(|_| failure(Kind::Mistake))?;
        let form = Form::parse(&body);
        if form.raw("csrf") != caller.who.csrf {
            return Err(failure(Kind::Stale));
        }
        Ok(Self(form))
    }
}
