//! What was understood of a message, as far as the pages need it: never more than was said.

use std::sync::Arc;

use domain::{
    facts::DukunActivity,
    heard::{Confidence, Died, Heard, Intent, Words, understand},
    ids::VillageCode,
    matters::Message,
    messages::Waiting,
    register::Register,
};
use maud::{Markup, html};

use crate::caller::Caller;

/// What was understood.
pub(super) struct Said {
    /// All of it.
    pub(super) heard: Heard,
    /// The village that was named, if it is one of the unit.
    village: Option<VillageCode>,
}

/// The words by which messages of this unit are read.
pub(super) fn words(register: &Register) -> Words {
    Words::of(register.unit().map(|unit| &**unit))
}

impl Said {
    /// What a message says.
    pub(super) fn of(register: &Register, message: &Arc<Message>) -> Self {
        Self::heard(register, Waiting::of(register, &words(register), message).heard)
    }

    /// What a text would say, that nobody has sent.
    pub(super) fn of_text(register: &Register, text: &str) -> Self {
        let villages = register.villages().values().map(|village| village.name.as_str());
        Self::heard(register, understand(text, &words(register), villages))
    }

    fn heard(register: &Register, heard: Heard) -> Self {
        let named = heard.village.as_deref();
        let village = named
            .and_then(|named| register.villages().iter().find(|(_, village)| village.name == named))
            .map(|(code, _)| code.clone());
        Self { heard, village }
    }

    /// What was told so that there is no great doubt, the most urgent first.
    pub(super) fn told(&self) -> impl Iterator<Item = Intent> {
        let told = self.heard.all().filter(|(_, confidence)| *confidence > Confidence::Unclear);
        told.map(|(intent, _)| intent)
    }

    /// What the dukun did by telling of it, once somebody says of whom she spoke. That a child was born is noted as
    /// the birth.
    pub(super) fn deeds(&self) -> Vec<DukunActivity> {
        self.told().filter_map(deed).collect()
    }

    /// Names that may be the mother's, the most probable first.
    pub(super) fn names(&self) -> Vec<&str> {
        let heard = &self.heard;
        heard.name.iter().chain(&heard.husband).chain(&heard.other_names).map(String::as_str).collect()
    }

    /// Months of pregnancy, also where weeks were said.
    pub(super) fn months(&self) -> Option<u8> {
        self.heard.months.or_else(|| u8::try_from((u16::from(self.heard.weeks?) * 3 + 6) / 13).ok())
    }

    /// The village that is meant: the one named, else the only one of the message.
    pub(super) fn village_of(&self, message: &Message) -> Option<VillageCode> {
        let only = match message.villages() {
            [only] => Some(only.clone()),
            _ => None,
        };
        self.village.clone().or(only)
    }

    /// What was understood, with a mark where it is doubtful.
    pub(super) fn panel(&self, caller: &Caller) -> Markup {
        let lines = self.lines(caller);
        let in_doubt = !lines.is_empty() && !self.heard.is_sure();
        html! {
            h2 { (caller.t("said-title")) @if in_doubt { " " span.chip.amber { "? " (caller.t("said-unsure")) } } }
            div.panel {
                @if lines.is_empty() { p { (caller.t("said-nothing")) } } @else {
                    dl.own { @for (label, value) in &lines { dt { (caller.t(label)) } dd { b { (value) } } } }
                    p.hint { (caller.t("said-by-program")) }
                }
            }
        }
    }

    /// Label and value of everything that was understood.
    fn lines(&self, caller: &Caller) -> Vec<(&'static str, String)> {
        let heard = &self.heard;
        let about = heard.all().map(|(intent, confidence)| in_doubt(caller, intent, confidence)).collect();
        let denied = heard.denied.iter().map(|intent| caller.t(key(*intent)).to_owned()).collect();
        let signs = heard.signs.iter().map(|sign| quoted(caller, &sign.said, sign.denied)).collect();
        let died = heard.died.map(|died| caller.t(who_died(died)).to_owned());
        let one = |value: &Option<String>| value.iter().cloned().collect();
        let lines: [(&str, Vec<String>); 11] = [
            ("said-about", about),
            ("said-denied", denied),
            ("said-signs", signs),
            ("said-died", died.into_iter().collect()),
            ("said-name", one(&heard.name)),
            ("said-husband", one(&heard.husband)),
            ("said-other-names", heard.other_names.clone()),
            ("field-village", one(&heard.village)),
            ("said-rt", one(&heard.rt)),
            ("said-how-far", how_far(caller, heard)),
            ("said-times", heard.times.clone()),
        ];
        let said = lines.into_iter().filter(|(_, values)| !values.is_empty());
        said.map(|(label, values)| (label, values.join(", "))).collect()
    }
}

/// What it is about; with a question mark where that is not clear.
fn in_doubt(caller: &Caller, intent: Intent, confidence: Confidence) -> String {
    let mark = if confidence == Confidence::Clear { "" } else { " (?)" };
    format!("{}{mark}", caller.t(key(intent)))
}

/// A danger in the words of the message.
fn quoted(caller: &Caller, said: &str, is_denied: bool) -> String {
    if is_denied { format!("“{said}” ({})", caller.t("said-is-denied")) } else { format!("“{said}”") }
}

fn how_far(caller: &Caller, heard: &Heard) -> Vec<String> {
    let months = heard.months.map(|count| caller.with("said-months", &[("count", &count)]));
    let weeks = heard.weeks.map(|count| caller.with("said-weeks", &[("count", &count)]));
    months.into_iter().chain(weeks).collect()
}

fn who_died(died: Died) -> &'static str {
    match died {
        Died::Mother => "said-died-mother",
        Died::Child => "said-died-child",
        Died::Both => "said-died-both",
    }
}

/// The words for what a message is about.
pub(super) fn key(intent: Intent) -> &'static str {
    match intent {
        Intent::Pregnant => "heard-pregnant",
        Intent::Born => "heard-born",
        Intent::Labour => "heard-labour",
        Intent::Bringing => "heard-bringing",
        Intent::Danger => "heard-danger",
        Intent::Died => "heard-died",
        Intent::Help => "heard-help",
        Intent::Stop => "heard-stop",
        Intent::Start => "heard-start",
        Intent::Thanks => "heard-thanks",
    }
}

fn deed(intent: Intent) -> Option<DukunActivity> {
    match intent {
        Intent::Pregnant => Some(DukunActivity::ReportNewPregnancy),
        Intent::Labour => Some(DukunActivity::ReportLabourOnset),
        Intent::Bringing => Some(DukunActivity::AccompanyToFacility),
        Intent::Danger => Some(DukunActivity::ReportDangerSign),
        Intent::Died => Some(DukunActivity::ReportDeath),
        Intent::Born | Intent::Help | Intent::Stop | Intent::Start | Intent::Thanks => None,
    }
}
