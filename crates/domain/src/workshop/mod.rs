//! What follows from the facts about workshops and commitments: how the last ones went, what is to be
//! done before the day, what may be told outside, and a file for calendars.

mod accounts;
mod calendar;
mod checklist;
mod evaluation;
mod pack;
mod press;
mod words;

pub use self::{
    accounts::{Account, accounts},
    calendar::calendar,
    checklist::{Seen, Sign, Step, Task, checklist},
    evaluation::{
        Evaluation, Judged, Lack, Share, commitments_of, lacks, last_word, newest_planned, owner, previous,
    },
    pack::{changed, pack},
    press::{Release, agreements_of, release},
    words::sector_words,
};
