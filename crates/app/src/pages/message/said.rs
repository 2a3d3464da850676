//! What was understood of a message, as far as the pages need it: never more than was said.

use domain::{
    facts::DukunActivity,
    heard::{Intent, Words},
    ids::VillageCode,
    matters::Message,
    messages::Waiting,
    register::Register,
};
use maud::{Markup, html};

use crate::caller::Caller;

/// What was understood.
pub(super) struct Said {
    /// What she wants to tell.
    pub(super) intent: Option<Intent>,
    /// The mother's name as it was said.
    pub(super) name: Option<String>,
    /// The village that was named, if it is one of the unit.
    pub(super) village: Option<VillageCode>,
    /// The neighbourhood (RT).
    pub(super) rt: Option<String>,
    /// Months of pregnancy.
    pub(super) months: Option<u8>,
    /// Whether it was said in words that leave little doubt.
    pub(super) sure: bool,
}

/// The words by which messages of this unit are read.
pub(super) fn words(register: &Register) -> Words {
    Words::of(register.unit().map(|unit| &**unit))
}

impl Said {
    /// What a message says.
    pub(super) fn of(register: &Register, message: &std::sync::Arc<Message>) -> Self {
        let heard = Waiting::of(register, &words(register), message).heard;
        let named = heard.village.as_deref();
        let village = named
            .and_then(|named| register.villages().iter().find(|(_, village)| village.name == named))
            .map(|(code, _)| code.clone());
        Self {
            intent: heard.intent,
            name: heard.name,
            village,
            rt: heard.rt,
            months: heard.months,
            sure: heard.sure,
        }
    }

    /// The village that is meant: the one named, else the only one of the message.
    pub(super) fn village_of(&self, message: &Message) -> Option<VillageCode> {
        let only = match message.villages() {
            [only] => Some(only.clone()),
            _ => None,
        };
        self.village.clone().or(only)
    }

    /// What was understood, word by word, with a mark where it is doubtful.
    pub(super) fn panel(&self, caller: &Caller, register: &Register) -> Markup {
        let village = self.village.as_ref().map(|code| register.village_name(code).to_owned());
        let lines = [
            ("said-about", self.intent.map(|intent| caller.t(key(intent)).to_owned())),
            ("said-name", self.name.clone()),
            ("field-village", village),
            ("said-rt", self.rt.clone()),
            ("said-months", self.months.map(|months| months.to_string())),
        ];
        let lines: Vec<_> = lines.into_iter().filter_map(|(label, value)| Some((label, value?))).collect();
        html! {
            h2 { (caller.t("said-title")) @if !lines.is_empty() && !self.sure { " " span.chip.amber { "? " (caller.t("said-unsure")) } } }
            div.panel {
                @if lines.is_empty() { p { (caller.t("said-nothing")) } } @else {
                    div.kv { @for (label, value) in &lines { div { (caller.t(label)) b { (value) } } } }
                    p.hint { (caller.t("said-by-program")) }
                }
            }
        }
    }
}

/// The words for what a message is about.
fn key(intent: Intent) -> &'static str {
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

/// What the dukun did by telling of it, once somebody says of whom she spoke. That a child was born is noted as the
/// birth.
pub(super) fn deed(intent: Intent) -> Option<DukunActivity> {
    match intent {
        Intent::Pregnant => Some(DukunActivity::ReportNewPregnancy),
        Intent::Labour => Some(DukunActivity::ReportLabourOnset),
        Intent::Bringing => Some(DukunActivity::AccompanyToFacility),
        Intent::Danger => Some(DukunActivity::ReportDangerSign),
        Intent::Died => Some(DukunActivity::ReportDeath),
        Intent::Born | Intent::Help | Intent::Stop | Intent::Start | Intent::Thanks => None,
    }
}
