//! The side that holds the whole log: may an entry be taken, and what does a phone lack.

use domain::{
    facts::Fact,
    ids::VillageCode,
    note::Note,
    register::{Register, is_of_place},
    rights::{Act, Scope},
};
use store::Entry;

pub use crate::plan::{Frame, Plan};
use crate::wire::{Sender, reason, reason_of};

/// Whose phone asks.
#[derive(Clone, Debug)]
pub struct Guest {
    /// Unit, person and phone.
    pub sender: Sender,
    /// What she may see and do now.
    pub scope: Scope,
    /// Villages that this phone was once given: what she noted there before she was moved is taken.
    pub once: Vec<VillageCode>,
}

/// Whether an entry may be taken from this phone. Who may not note a thing may still have noted it:
/// such an entry is held and not refused.
///
/// An entry that the host knows may always be taken, which changes nothing: the phone learns its place.
/// It asks because an answer was cut, or because it takes the host's log for restored from a copy; it
/// then pushes what others noted, too.
///
/// # Errors
/// The [`reason`] for which it is held.
pub fn judge(register: &Register, guest: &Guest, entry: &Entry) -> Result<(), &'static str> {
    if register.knows(entry.id) {
        return Ok(());
    }
    let note = entry.read().map_err(|unreadable| reason_of(&unreadable))?;
    let her_own = note.author == guest.sender.author && note.device == guest.sender.device;
    let fits = her_own && guest.scope.may(act_of(register, &note)) && is_about_its_kind(register, &note);
    if fits && was_hers(register, guest, &note) { Ok(()) } else { Err(reason::NO_RIGHT) }
}

/// What one must be allowed to do in order to note this.
fn act_of(register: &Register, note: &Note) -> Act {
    match &note.fact {
        Fact::Unit(_) => Act::ManageUsers,
        Fact::Settled(_) => Act::SettleConflicts,
        Fact::Amended(_) | Fact::Voided(_) if register.is_place(note.subject) => Act::KeepPlaces,
        fact if is_of_place(fact) => Act::KeepPlaces,
        _ => Act::RecordCare,
    }
}

/// Places are on every phone: what is noted of a mother must never be filed under one.
fn is_about_its_kind(register: &Register, note: &Note) -> bool {
    let correction = matches!(note.fact, Fact::Amended(_) | Fact::Voided(_) | Fact::Settled(_));
    if correction {
        return true;
    }
    if is_of_place(&note.fact) {
        register.family(note.subject).is_none()
    } else {
        !register.is_place(note.subject)
    }
}

/// Whether it is about a mother who is, or was, in her care; or about a place.
fn was_hers(register: &Register, guest: &Guest, note: &Note) -> bool {
    let Scope { role, villages } = &guest.scope;
    let scope = Scope { role: *role, villages: villages.iter().chain(&guest.once).cloned().collect() };
    match register.family(note.subject) {
        Some(family) => guest.scope.sees_family(family) || scope.sees_family(family),
        None if register.is_place(note.subject) || is_of_place(&note.fact) => true,
        // A mother whom nobody knew yet counts where the entry says.
        None => note.village.as_ref().is_none_or(|village| scope.sees_mothers_of(village)),
    }
}
