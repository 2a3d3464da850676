//! Writing the notes of a notebook.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    answer::{Answer, Answers},
    facts::*,
    gestation::DatingMethod,
    ids::{AuthorId, ChildId, DeviceId, EntryId, PregnancyId, SubjectId, VillageCode, derived},
    moment::Moment,
    note::Note,
    quantity::{BloodPressure, ChildGrams, Hemoglobin, TemperatureC, WeightKg},
};
use jiff::{
    civil::{Date, Time},
    tz::Offset,
};
use serde_json::{Map, Value};

/// A notebook's notes so far.
pub(super) struct Writer {
    pub(super) notes: Vec<Note>,
    pub(super) choices: BTreeMap<String, String>,
    pub(super) subject: SubjectId,
    labels: BTreeMap<String, EntryId>,
    pregnancy: u8,
    village: VillageCode,
}

/// The words of a line, taken from the front.
struct Words<'a> {
    rest: Vec<&'a str>,
    place: &'a str,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> &'a str {
        assert!(!self.rest.is_empty(), "{}: a word is missing", self.place);
        self.rest.remove(0)
    }

    /// The word after `name`, wherever it stands.
    fn after(&mut self, name: &str) -> Option<&'a str> {
        let at = self.rest.iter().position(|word| *word == name)?;
        assert!(at + 1 < self.rest.len(), "{}: {name} what?", self.place);
        self.rest.remove(at);
        Some(self.rest.remove(at))
    }

    fn has(&mut self, name: &str) -> bool {
        let at = self.rest.iter().position(|word| *word == name);
        at.map(|at| self.rest.remove(at)).is_some()
    }

    fn all_after(&mut self, name: &str) -> Vec<&'a str> {
        std::iter::from_fn(|| self.after(name)).collect()
    }

    fn time(&mut self) -> Option<Time> {
        let is_time = |word: &&&str| word.len() == 5 && word.as_bytes()[2] == b':';
        let time = self.rest.first().filter(is_time).map(|word| format!("{word}:00").parse().unwrap());
        time.inspect(|_| {
            self.rest.remove(0);
        })
    }

    fn parse<T: serde::de::DeserializeOwned>(&self, word: &str) -> T {
        serde_json::from_value(Value::String(word.to_owned()))
            .unwrap_or_else(|_| panic!("{}: what is {word}?", self.place))
    }

    fn number<T: std::str::FromStr>(&self, word: &str) -> T {
        word.parse().unwrap_or_else(|_| panic!("{}: {word} is no number", self.place))
    }

    fn examiners(&mut self) -> Vec<Attendant> {
        let word = self.next();
        if word == "?" { Vec::new() } else { word.split(',').map(|who| self.parse(who)).collect() }
    }

    fn pressure(&mut self) -> Option<BloodPressure> {
        let (sys, dia) = self.after("bp")?.split_once('/').unwrap();
        Some(BloodPressure::new(self.number(sys), self.number(dia)).unwrap())
    }

    fn signs(&mut self) -> Answers {
        let mut signs = Answers::default();
        self.all_after("sign").into_iter().for_each(|id| signs.set(id, Answer::Yes));
        self.all_after("asked").into_iter().for_each(|id| signs.set(id, Answer::No));
        signs
    }
}

impl Writer {
    pub(super) fn new() -> Self {
        Self {
            notes: Vec::new(),
            choices: BTreeMap::new(),
            subject: SubjectId(derived(&["notebook"])),
            labels: BTreeMap::new(),
            pregnancy: 1,
            village: VillageCode::new("A"),
        }
    }

    pub(super) fn pregnancy(&self) -> PregnancyId {
        PregnancyId(derived(&["pregnancy", &self.pregnancy.to_string()]))
    }

    pub(super) fn child(&self, no: &str) -> ChildId {
        ChildId(derived(&["child", &self.pregnancy.to_string(), no]))
    }

    pub(super) fn line(&mut self, line: &str, place: &str) {
        let mut words = Words { rest: line.split_whitespace().collect(), place };
        let first = words.next();
        match first {
            "choose" => {
                let choice = words.next().to_owned();
                self.choices.insert(choice, words.next().to_owned());
                return;
            }
            "village" => {
                self.village = VillageCode::new(words.next());
                return;
            }
            "pregnancy" => {
                let number = words.next();
                self.pregnancy = words.number(number);
                return;
            }
            _ => {}
        }
        let on: Date = first.parse().unwrap_or_else(|_| panic!("{place}: {first} is no date"));
        let label = words.rest.iter().find_map(|word| word.strip_prefix('@')).map(str::to_owned);
        words.rest.retain(|word| !word.starts_with('@'));
        let noted = words.after("noted").map(str::to_owned);
        let author = words.after("author").unwrap_or("Ani").to_owned();
        let what = words.next();
        let time = words.time();
        let (fact, amends) = self.fact(what, on, time, &mut words);
        assert!(words.rest.is_empty(), "{place}: what is {:?}?", words.rest);
        let civil = noted.map_or_else(
            || on.to_datetime(time.unwrap_or(jiff::civil::time(12, 0, 0, 0))),
            |noted| noted.parse().unwrap(),
        );
        let id = EntryId(derived(&["entry", &self.notes.len().to_string()]));
        if let Some(label) = label {
            self.labels.insert(label, id);
        }
        self.notes.push(Note {
            id,
            village: Some(self.village.clone()),
            subject: self.subject,
            author: AuthorId(derived(&["author", &author])),
            device: DeviceId::SERVER,
            noted_at: Moment::at_civil(civil, Offset::constant(7)),
            amends,
            fact,
        });
    }

    fn fact(&self, what: &str, on: Date, at: Option<Time>, words: &mut Words<'_>) -> (Fact, Option<EntryId>) {
        let fact = match what {
            "told" => self.told(on, words),
            "woman" => WomanRegistered { name: words.next().to_owned(), ..WomanRegistered::default() }.into(),
            "registered" => self.registered(on, words),
            "anc" => self.antenatal(on, words),
            "plan" => self.plan(on, words),
            "refer" => self.referral(on, words),
            "answered" => {
                let referral = self.label(words);
                let outcome = words.next();
                let outcome = words.parse(outcome);
                let pregnancy = self.pregnancy();
                ReferralAnswer { pregnancy, referral, on, outcome, diagnosis: None, advice: None }.into()
            }
            "birth" => self.birth(on, at, words),
            "kf" => self.postnatal(on, at, words),
            "kn" => self.newborn(on, at, words),
            "infant" => self.infant(on, words),
            "dose" => {
                let child = self.child(words.next());
                Immunisation { child, on, dose: words.next().to_owned(), batch: None, place: None }.into()
            }
            "died" => self.death(on, at, words),
            "notified" => {
                let death = self.label(words);
                DeathNotified { death, on, to: "Dinas".into(), by: None }.into()
            }
            "ended" => {
                let ending = words.next();
                let ending = words.parse(ending);
                PregnancyEnded { pregnancy: self.pregnancy(), on, ending, remark: None }.into()
            }
            "moved" => {
                let to = words.next();
                Moved { on, to_village: (to != "away").then(|| VillageCode::new(to)), to: None }.into()
            }
            _ => return self.correction(what, words),
        };
        (fact, None)
    }

    fn label(&self, words: &mut Words<'_>) -> EntryId {
        let label = words.next();
        *self.labels.get(label).unwrap_or_else(|| panic!("{}: no line is called {label}", words.place))
    }

    fn correction(&self, what: &str, words: &mut Words<'_>) -> (Fact, Option<EntryId>) {
        let about = Some(self.label(words));
        let over = words.after("over").map(|names| {
            let id =
                |name: &str| *self.labels.get(name).unwrap_or_else(|| panic!("{}: {name}?", words.place));
            names.split(',').map(id).collect()
        });
        let over = over.unwrap_or_default();
        let reason = String::from("salah tulis");
        let mut values = Map::new();
        for word in std::mem::take(&mut words.rest) {
            let (field, value) = word.split_once('=').unwrap_or_else(|| panic!("{}: {word}?", words.place));
            let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
            values.insert(field.to_owned(), value);
        }
        let fact = match what {
            "amend" => Amended { changes: values, reason, over }.into(),
            "settle" => Settled { values, over, reason }.into(),
            "void" => Voided { reason }.into(),
            other => panic!("{}: what is {other}?", words.place),
        };
        (fact, about)
    }

    fn told(&self, told_on: Date, words: &mut Words<'_>) -> Fact {
        let by = words.next();
        PregnancyNoticed {
            pregnancy: self.pregnancy(),
            name: "Rahel".into(),
            husband: None,
            rt: None,
            phone: None,
            told_by: words.parse(by),
            dukun: None,
            teller_name: None,
            told_on,
            weeks: words.after("weeks").map(|weeks| words.number(weeks)),
            remark: None,
        }
        .into()
    }

    fn registered(&self, on: Date, words: &mut Words<'_>) -> Fact {
        let edd =
            words.after("edd").map(|edd| Dating { method: DatingMethod::Stated, edd: edd.parse().unwrap() });
        PregnancyRegistered {
            pregnancy: self.pregnancy(),
            on,
            cohort_no: None,
            lmp: words.after("lmp").map(|lmp| lmp.parse().unwrap()),
            datings: edd.into_iter().collect(),
            dated_by: None,
            gravida: words.after("gravida").map(|gravida| words.number(gravida)),
            para: words.after("para").map(|para| words.number(para)),
            abortus: None,
            height_cm: None,
            weight_before_kg: None,
            spacing_years: None,
            married_years: None,
            history: Answers::default(),
            other_history: Vec::new(),
            told_by: None,
            jkn: Answer::NotAssessed,
        }
        .into()
    }

    fn antenatal(&self, on: Date, words: &mut Words<'_>) -> Fact {
        let examiners = words.examiners();
        let hemoglobin = words.after("hb").map(|hb| Hemoglobin::new(words.number(hb)).unwrap());
        let weight_kg = words.after("weight").map(|kg| WeightKg::new(words.number(kg)).unwrap());
        let urine_protein = words.after("protein").map(|protein| words.parse(protein));
        AntenatalContact {
            examiners,
            blood_pressure: words.pressure(),
            hemoglobin,
            weight_kg,
            urine_protein,
            ultrasound: if words.has("usg") { Answer::Yes } else { Answer::NotAssessed },
            signs: words.signs(),
            ..AntenatalContact::on(self.pregnancy(), on, "2021")
        }
        .into()
    }

    fn plan(&self, on: Date, words: &mut Words<'_>) -> Fact {
        let mut plan = serde_json::json!({ "pregnancy": self.pregnancy(), "on": on });
        for word in std::mem::take(&mut words.rest) {
            let (field, value) = word.split_once('=').unwrap_or_else(|| panic!("{}: {word}?", words.place));
            plan[field] = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        }
        Fact::read("plan.agreed", 1, plan).unwrap_or_else(|error| panic!("{}: {error}", words.place))
    }

    fn referral(&self, on: Date, words: &mut Words<'_>) -> Fact {
        let child = words.after("child").map(|no| self.child(no));
        let to = words.next().to_owned();
        Referral {
            pregnancy: self.pregnancy(),
            child,
            on,
            at: None,
            from: None,
            to,
            reason: "dirujuk".into(),
            rules: Vec::new(),
            dukun: None,
            accompanied_by: None,
            transport: None,
            first_aid: None,
        }
        .into()
    }

    fn birth(&self, on: Date, at: Option<Time>, words: &mut Words<'_>) -> Fact {
        let place = words.next();
        let place = (place != "?").then(|| words.parse(place));
        let attendants = words.examiners();
        let outcomes = (1_u8..).zip(std::mem::take(&mut words.rest));
        let children = outcomes.map(|(no, outcome)| {
            let (outcome, grams) = outcome.split_once('/').unwrap_or((outcome, ""));
            Newborn {
                child: self.child(&no.to_string()),
                name: None,
                mode: None,
                sex: None,
                weight_g: grams.parse().ok().map(|grams| ChildGrams::new(grams).unwrap()),
                length_cm: None,
                outcome: words.parse(outcome),
                asphyxia: Answer::NotAssessed,
                essentials: Essentials::default(),
            }
        });
        let children = children.collect();
        Birth {
            pregnancy: self.pregnancy(),
            on,
            at,
            place,
            place_name: None,
            attendants,
            dukun: Vec::new(),
            dukun_present: Answer::NotAssessed,
            signs: Answers::default(),
            complication: None,
            children,
        }
        .into()
    }

    fn postnatal(&self, on: Date, at: Option<Time>, words: &mut Words<'_>) -> Fact {
        PostnatalContact {
            pregnancy: self.pregnancy(),
            on,
            at,
            edition: "2021".into(),
            place: None,
            examiners: words.examiners(),
            accompanied_by: None,
            blood_pressure: words.pressure(),
            temperature_c: words.after("temp").map(|temp| TemperatureC::new(words.number(temp)).unwrap()),
            signs: words.signs(),
            other_signs: Vec::new(),
            vitamin_a: None,
            iron_tablets: None,
            family_planning: None,
            remark: None,
        }
        .into()
    }

    fn newborn(&self, on: Date, at: Option<Time>, words: &mut Words<'_>) -> Fact {
        let child = self.child(words.next());
        let essentials = Essentials {
            hb0: if words.has("hb0") { Answer::Yes } else { Answer::NotAssessed },
            ..Essentials::default()
        };
        NewbornContact {
            child,
            on,
            at: at.or_else(|| words.time()),
            edition: "2021".into(),
            place: None,
            examiners: words.examiners(),
            accompanied_by: None,
            weight_g: None,
            temperature_c: words.after("temp").map(|temp| TemperatureC::new(words.number(temp)).unwrap()),
            breaths: None,
            signs: words.signs(),
            other_signs: Vec::new(),
            essentials,
            breast_milk_only: Answer::NotAssessed,
            remark: None,
        }
        .into()
    }

    fn infant(&self, on: Date, words: &mut Words<'_>) -> Fact {
        let child = self.child(words.next());
        let value = serde_json::json!({ "child": child, "on": on, "edition": "2021", "examiners": words.examiners() });
        Fact::InfantContact(Arc::new(serde_json::from_value(value).unwrap()))
    }

    fn death(&self, on: Date, at: Option<Time>, words: &mut Words<'_>) -> Fact {
        let who = words.next();
        let child = who.strip_prefix("child").map(|no| self.child(no));
        Death {
            pregnancy: self.pregnancy(),
            child,
            on,
            at,
            place: None,
            presumed_cause: None,
            accidental: Answer::NotAssessed,
            heard_on: words.after("heard").map(|heard| heard.parse().unwrap()),
        }
        .into()
    }
}
