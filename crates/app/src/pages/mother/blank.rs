//! A form of a fact's parts: filled with what it says now, drawn, and read back with the faults at the
//! parts that do not fit.

use domain::{
    correction::{Record, VILLAGE_FIELD},
    facts::Fact,
    family::Family,
    quantity::BloodPressure,
    rules::Rules,
};
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::{
    part::{self, Kind, Part},
    words::{Words, dose},
};
use crate::{
    amend,
    field::{Ask, Sheet},
    form::Form,
    format,
    pages::contact,
};

/// Value and words of what can be chosen.
type Options = Vec<(String, String)>;

/// A record's parts, and what they say now.
pub(super) struct Blank<'a> {
    words: &'a Words<'a>,
    rules: &'a Rules,
    family: &'a Family,
    record: &'a Record,
    says: Value,
    /// The parts, in the order in which they are asked.
    pub(super) parts: Vec<Part>,
}

impl<'a> Blank<'a> {
    /// The parts of a record.
    pub(super) fn of(words: &'a Words<'a>, rules: &'a Rules, family: &'a Family, record: &'a Record) -> Self {
        let mut says = record.fact.to_value();
        set(&mut says, &[VILLAGE_FIELD.to_owned()], village(record));
        let parts = part::all(words, rules, record.fact.kind(), &says);
        Self { words, rules, family, record, says, parts }
    }

    /// What a field says now.
    pub(super) fn says(&self, field: &str) -> Value {
        self.says.get(field).cloned().unwrap_or(Value::Null)
    }

    /// Fills a form with what the parts say.
    pub(super) fn fill<'p>(&self, form: Form, parts: impl IntoIterator<Item = &'p Part>) -> Form {
        parts.into_iter().fold(form, |form, part| {
            let name = part.name();
            match (part.kind, at(&self.says, &part.path)) {
                (Kind::BloodPressure, Some(value)) => form
                    .fill_some(&format!("{name}_sys"), value.get("sys"))
                    .fill_some(&format!("{name}_dia"), value.get("dia")),
                (_, value) => {
                    shown(part.kind, value).into_iter().fold(form, |form, said| form.fill(&name, said))
                }
            }
        })
    }

    /// The fields that what was typed changes, with their new values. What does not fit is a fault at
    /// its part.
    pub(super) fn changes<'p>(
        &self,
        form: &Form,
        parts: impl IntoIterator<Item = &'p Part>,
    ) -> Map<String, Value> {
        let mut fields = self.says.clone();
        for part in parts {
            if !self.is_touched(form, part) {
                continue;
            }
            let Some(value) = self.typed(form, part) else { continue };
            let missing = value.is_null();
            let mut changed = fields.clone();
            set(&mut changed, &part.path, value);
            if self.fact(&changed).is_some() {
                fields = changed;
            } else {
                form.fault(&fault_at(part), if missing { "fault-required" } else { "fault-value" }, &[]);
            }
        }
        let mut changes =
            self.fact(&fields).map(|fact| amend::changes(&self.record.fact, &fact)).unwrap_or_default();
        let new = fields.get(VILLAGE_FIELD).cloned().unwrap_or(Value::Null);
        if new != village(self.record) {
            changes.insert(VILLAGE_FIELD.to_owned(), new);
        }
        changes
    }

    fn fact(&self, fields: &Value) -> Option<Fact> {
        let mut fields = fields.clone();
        fields.as_object_mut()?.remove(VILLAGE_FIELD);
        Fact::read(self.record.fact.kind(), self.record.fact.version(), fields).ok()
    }

    /// Whether a part was sent and says something else than now.
    fn is_touched(&self, form: &Form, part: &Part) -> bool {
        let name = part.name();
        let said = at(&self.says, &part.path);
        if part.kind == Kind::BloodPressure {
            let old = |side: &str| said.and_then(|said| said.get(side)).map(ToString::to_string);
            return ["sys", "dia"].iter().any(|side| {
                let name = format!("{name}_{side}");
                form.names().any(|sent| sent == name) && form.text(&name) != old(side)
            });
        }
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let old: Vec<_> = shown(part.kind, said).iter().map(|said| words(said)).collect();
        let new: Vec<_> = form.all(&name).into_iter().map(words).collect();
        form.names().any(|sent| sent == name) && old != new
    }

    /// The value typed, `null` for one that was cleared; none when it can't be read, with the fault.
    fn typed(&self, form: &Form, part: &Part) -> Option<Value> {
        let name = &part.name();
        let text = form.text(name);
        if text.is_none() && !matches!(part.kind, Kind::BloodPressure | Kind::Any(_) | Kind::AnyDukun) {
            return Some(Value::Null);
        }
        let text = text.unwrap_or_default();
        Some(match part.kind {
            Kind::Text => Value::String(text),
            Kind::Texts => Value::from(form.parts(name)),
            Kind::Date => Value::String(form.date(name)?.to_string()),
            Kind::PastDate => {
                let date = form.past_date_if_any(name, self.words.caller.today())?;
                Value::String(date.to_string())
            }
            Kind::Time => Value::String(form.time(name)?.to_string()),
            Kind::Number(min, max) => number(form, name, min, max)?,
            Kind::Flag => Value::Bool(text == "true"),
            Kind::BloodPressure => self.pressure(form, name)?,
            Kind::Any(_) | Kind::AnyDukun => Value::from(form.all(name)),
            Kind::Answer if matches!(text.as_str(), "yes" | "no") => Value::String(text),
            _ if self.options(part).iter().any(|(value, _)| *value == text) => Value::String(text),
            _ => {
                form.fault(name, "fault-choice", &[]);
                return None;
            }
        })
    }

    fn pressure(&self, form: &Form, name: &str) -> Option<Value> {
        let read: Option<BloodPressure> = form.blood_pressure(name);
        let sent = ["sys", "dia"].iter().any(|side| form.text(&format!("{name}_{side}")).is_some());
        match read {
            Some(read) => serde_json::to_value(read).ok(),
            None if sent => None,
            None => Some(Value::Null),
        }
    }

    /// What can be chosen for a part.
    fn options(&self, part: &Part) -> Options {
        let caller = self.words.caller;
        let named = |value: &Value| self.words.value(self.record.fact.kind(), part.field(), value);
        let mut options: Options = match part.kind {
            Kind::Flag => [("true", "answer-yes"), ("false", "answer-no")]
                .map(|(value, key)| (value.to_owned(), caller.t(key).to_owned()))
                .to_vec(),
            Kind::BloodGroup => {
                ["A", "B", "AB", "O"].map(|group| (group.to_owned(), group.to_owned())).to_vec()
            }
            Kind::One(list) | Kind::Any(list) => return self.listed(part, list),
            Kind::Village => {
                let mine = caller.villages(self.words.register);
                mine.into_iter().map(|(code, name)| (code.to_string(), name)).collect()
            }
            Kind::Dukun | Kind::AnyDukun => contact::dukun_of(self.words.register, self.family),
            Kind::Facility => self
                .words
                .register
                .facilities()
                .iter()
                .map(|(id, facility)| (id.to_string(), facility.name.clone()))
                .collect(),
            Kind::Dose => {
                let doses = self.rules.tables.doses.iter();
                doses.map(|row| (row.id.clone(), dose(caller, &row.id))).collect()
            }
            _ => return Vec::new(),
        };
        // What was said stays sayable, also where it is no longer offered.
        if !matches!(part.kind, Kind::Flag) {
            for said in shown(part.kind, at(&self.says, &part.path)) {
                if !options.iter().any(|(value, _)| *value == said) {
                    let words = named(&Value::String(said.clone()));
                    options.push((said, words));
                }
            }
        }
        options
    }

    /// The words of a list that the fact can hold here.
    fn listed(&self, part: &Part, list: &str) -> Options {
        let text = self.words.caller.text;
        let fits = |word: &str| {
            let mut fields = self.says.clone();
            let value = match part.kind {
                Kind::Any(_) => Value::from(vec![word]),
                _ => Value::from(word),
            };
            set(&mut fields, &part.path, value);
            self.fact(&fields).is_some()
        };
        let words = text.keys().filter_map(|key| Some((key, key.strip_prefix(list)?.strip_prefix('-')?)));
        let mut options: Options = words
            .filter(|(_, word)| fits(word))
            .map(|(key, word)| (word.to_owned(), text.t(key).to_owned()))
            .collect();
        options.sort_by(|(_, one), (_, other)| one.cmp(other));
        options
    }

    /// Draws parts, those that lie inside another field folded together.
    pub(super) fn draw(&self, sheet: Sheet<'_>, parts: &[&Part]) -> Markup {
        html! {
            @for group in parts.chunk_by(|one, other| one.group == other.group) {
                @match group.first().and_then(|part| part.group.as_ref()) {
                    None => { @for part in group { (self.part(sheet, part)) } }
                    Some(title) => {
                        @let faulty = group.iter().any(|part| sheet.form.fault_of(&part.name()).is_some());
                        details open[faulty] {
                            summary { (title) }
                            @for part in group { (self.part(sheet, part)) }
                        }
                    }
                }
            }
        }
    }

    fn part(&self, sheet: Sheet<'_>, part: &Part) -> Markup {
        let name = &part.name();
        let ask = Ask::of(&part.label);
        match part.kind {
            Kind::Text => sheet.text(name, &ask),
            Kind::Texts => sheet.area(name, &ask),
            Kind::Date | Kind::PastDate => sheet.date(name, &ask.width(12)),
            Kind::Time => sheet.time(name, &ask.width(8)),
            Kind::Number(..) => sheet.number(name, &ask.width(8)),
            Kind::Answer => sheet.answer(name, &part.label),
            Kind::BloodPressure => sheet.blood_pressure(name, &ask),
            // The empty one says that the list was shown: no tick is then an answer too.
            Kind::Any(_) | Kind::AnyDukun => html! {
                input type="hidden" name=(name) value="";
                (sheet.choices(name, &ask, &self.options(part)))
            },
            _ => sheet.select(name, &ask, &self.options(part)),
        }
    }
}

fn village(record: &Record) -> Value {
    record.village.as_ref().map_or(Value::Null, |code| Value::String(code.to_string()))
}

fn fault_at(part: &Part) -> String {
    if part.kind == Kind::BloodPressure { format!("{}_sys", part.name()) } else { part.name() }
}

fn number(form: &Form, name: &str, min: f64, max: f64) -> Option<Value> {
    let number = form.number(name)?;
    if !(min..=max).contains(&number) {
        let range = [("min", format::number(min)), ("max", format::number(max))];
        form.fault(name, "fault-implausible", &range);
        return None;
    }
    // Counts are whole in JSON too.
    format!("{number}").parse().ok().map(Value::Number)
}

/// A value as its field shows it.
fn shown(kind: Kind, value: Option<&Value>) -> Vec<String> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(time)) if kind == Kind::Time => vec![time.chars().take(5).collect()],
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Number(number)) => {
            let text = number.to_string();
            vec![text.strip_suffix(".0").unwrap_or(&text).replace('.', ",")]
        }
        Some(Value::Array(items)) => {
            let texts: Vec<_> = items.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            if kind == Kind::Texts && !texts.is_empty() { vec![texts.join(", ")] } else { texts }
        }
        Some(other) => vec![other.to_string()],
    }
}

fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |inner, step| match inner {
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        Value::Object(fields) => fields.get(step),
        _ => None,
    })
}

/// Puts a value at its place; `null` takes it away, and a blood type with no group goes as a whole.
fn set(value: &mut Value, path: &[String], new: Value) {
    let Some((step, rest)) = path.split_first() else {
        *value = new;
        return;
    };
    match value {
        Value::Array(items) => {
            if let Some(item) = step.parse::<usize>().ok().and_then(|at| items.get_mut(at)) {
                set(item, rest, new);
            }
        }
        Value::Object(fields) if new.is_null() && (rest.is_empty() || rest == ["group"]) => {
            fields.remove(step);
        }
        Value::Object(fields) if new.is_null() => {
            if let Some(inner) = fields.get_mut(step) {
                set(inner, rest, new);
            }
        }
        Value::Object(fields) => {
            set(fields.entry(step.clone()).or_insert_with(|| Value::Object(Map::new())), rest, new);
        }
        _ => {}
    }
}
