//! What each paper is made of. Each struct is what its caller fills in; how it looks stands in the folder
//! `papers`, in a file of Typst of the same name.

mod addendum;
mod agenda;
mod agreement;
mod attendance;
mod birth_plan;
mod checklist;
mod cohort;
mod commitments;
mod decree;
mod invitation;
mod minutes;
mod pack;
mod press;
mod receipt;
mod referral;
mod terms;

use jiff::civil::{Date, Time};
use serde::Serialize;
use serde_json::{Value, json};

pub use self::{
    addendum::Addendum,
    agenda::{Agenda, AgendaItem},
    agreement::{Agreement, Capacity, Clause, Party, ReadAloud, Witness},
    attendance::{AttendanceList, Attendee},
    birth_plan::{BirthPlan, Sticker},
    checklist::{Checklist, ChecklistItem},
    cohort::{CohortRegister, Leaf, RegisterChapter, RegisterColumn},
    commitments::{Commitment, CommitmentTable, Standing},
    decree::Decree,
    invitation::Invitation,
    minutes::{Minutes, Point, Promise},
    pack::{Pack, Shown},
    press::{Photo, PressRelease, Quote},
    receipt::Receipt,
    referral::{Fact, ReferralLetter},
    terms::{BudgetLine, TermsOfReference},
};
use crate::parts::{Block, Event, Picture, Section, Size};

/// What every paper can say of itself. Its fields go to Typst as they are, with [`Printed::words`] beside
/// them: what must be put in words first.
pub(crate) trait Printed: Fields {
    /// The name of the paper: of its Typst file, and what its file name begins with.
    fn kind(&self) -> Kind;
    /// The title that a reader shows in its window. No personal data: file managers show it too.
    fn title(&self) -> String;
    /// The day that the paper bears.
    fn date(&self) -> Date;
    /// Its number: `None` for papers that never have one.
    fn number(&self) -> Option<Number<'_>> {
        None
    }
    /// Dates and sums in words.
    fn words(&self) -> Value {
        json!({})
    }
    /// Pictures within the paper, in the order in which the template meets them.
    fn pictures(&self) -> Vec<&Picture> {
        Vec::new()
    }
}

/// A number that a paper has, or shall have.
pub(crate) enum Number<'a> {
    /// Not final: the paper shows that it is a draft.
    Draft,
    /// As it was given.
    Given(&'a str),
}

impl<'a> Number<'a> {
    fn of(number: Option<&'a String>) -> Option<Self> {
        Some(number.map_or(Self::Draft, |number| Self::Given(number)))
    }
}

/// What the program must know of a kind of paper.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    /// Its Typst file, without the ending.
    pub(crate) template: &'static str,
    /// What it is called, as file names begin.
    pub(crate) file: &'static str,
    /// The sheet it is written on when the unit has no other wish.
    pub(crate) size: Size,
}

/// A paper's fields as JSON, for whatever can be serialised.
pub(crate) trait Fields {
    fn fields(&self) -> serde_json::Result<Value>;
}

impl<T: Serialize> Fields for T {
    fn fields(&self) -> serde_json::Result<Value> {
        serde_json::to_value(self)
    }
}

/// An hour as letters have it: `08.00`.
fn hour(time: Time) -> String {
    format!("{:02}.{:02}", time.hour(), time.minute())
}

/// An event's day and hours in words.
fn event_words(event: &Event) -> Value {
    let zone = &event.zone;
    let hours = match (event.from, event.until) {
        (None, _) => String::new(),
        (Some(from), None) => format!("{} {zone} s.d. selesai", hour(from)),
        (Some(from), Some(until)) => format!("{} – {} {zone}", hour(from), hour(until)),
    };
    json!({
        "day": domain::spoken::day_and_date(event.date),
        "date": domain::spoken::date(event.date),
        "hours": hours,
    })
}

/// The pictures of a text, in the order in which it shows them.
fn block_pictures(sections: &[Section]) -> Vec<&Picture> {
    let blocks = sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Figure { picture, .. } => Some(picture),
            _ => None,
        })
        .collect()
}
