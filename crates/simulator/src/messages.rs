//! What dukun wrote in the three weeks before a moment, what became of it, and what waits then.
//!
//! Whose number it is, what a text says, who is told, what is answered, sent again and reminded of is worked out by
//! the functions of [`domain::messages`] that the program itself uses, minute by minute: nothing is shown that it
//! would not do. Only what was written, and what the midwives did with it, is invented here.
//!
//! Never: throws dice, so that the rest of the simulation stays as it is.

mod cast;
mod desk;
mod letters;
mod line;

use domain::{moment::Moment, note::Note, register::Register};

use self::{
    cast::{Cast, Reminded},
    letters::Letter,
    line::Line,
};
use crate::Plan;

/// Messages of the unit's dukun up to `now`, in the order in which they were noted; `known` is everything else that the
/// log has. None where no dukun with a telephone accompanies anybody.
#[must_use]
pub fn messages(plan: &Plan, known: impl IntoIterator<Item = Note>, now: Moment) -> Vec<Note> {
    let mut known: Vec<_> = known.into_iter().collect();
    known.sort_by_key(|note| (note.noted_at, note.id));
    let staff = plan.staff();
    // Of whom something is noted later in the day, the demonstration knows that already.
    let Some(cast) = Cast::choose(&Register::load(known.iter().cloned()), &staff, now) else {
        return Vec::new();
    };
    let letters = letters::all(&cast, now);
    let begin = letters::begin(now);
    let mut line = Line::new(known, &staff, begin);
    for (at, event) in events(&cast, &letters, begin) {
        line.advance(at);
        match event {
            Event::Agrees(one) => line.agree(one, cast.midwife),
            Event::Comes(letter) => line.take(letter),
            Event::Dealt(letter) => line.deal(letter, &staff),
        }
    }
    line.advance(now);
    line.told(now)
}

enum Event<'a> {
    Agrees(&'a Reminded),
    Comes(&'a Letter),
    Dealt(&'a Letter),
}

/// What happens when.
fn events<'a>(cast: &'a Cast, letters: &'a [Letter], begin: Moment) -> Vec<(Moment, Event<'a>)> {
    let agrees = cast.reminded.iter().map(|reminded| (reminded.at.max(begin), Event::Agrees(reminded)));
    let come = letters.iter().map(|letter| (letter.at, Event::Comes(letter)));
    let dealt = letters.iter().filter_map(|letter| Some((letter.dealt_at()?, Event::Dealt(letter))));
    let mut all: Vec<_> = agrees.chain(come).chain(dealt).collect();
    all.sort_by_key(|(at, _)| *at);
    all
}

/// Some minutes later.
fn after(at: Moment, minutes: i64) -> Moment {
    seconds_after(at, 60 * minutes)
}

/// Some seconds later.
fn seconds_after(at: Moment, seconds: i64) -> Moment {
    let later = at.timestamp().saturating_add(jiff::SignedDuration::from_secs(seconds));
    Moment::new(later.unwrap_or(at.timestamp()), at.offset())
}
