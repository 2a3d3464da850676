//! The side that holds the whole log: may an entry be taken, and what does a phone lack.

use domain::{
    facts::Fact,
    ids::VillageCode,
    matters::About,
    note::Note,
    register::Register,
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
    let fits = her_own
        && act_of(register, &note).is_some_and(|act| guest.scope.may(act))
        && is_about_its_kind(register, &note);
    if fits && was_hers(register, guest, &note) { Ok(()) } else { Err(reason::NO_RIGHT) }
}

/// What one must be allowed to do in order to note this; none for what only the server notes.
fn act_of(register: &Register, note: &Note) -> Option<Act> {
    Some(match &note.fact {
        Fact::Unit(_) => Act::ManageUsers,
        Fact::Settled(_) => Act::SettleConflicts,
        // Numbers have no gaps, and a pack is frozen where all that it counts is.
        Fact::PaperNumbered(_) | Fact::PaperCancelled(_) | Fact::WorkshopPresented(_) => return None,
        // What comes and goes by telephone does so where the gateway is.
        Fact::MessageReceived(_) | Fact::MessageQueued(_) | Fact::MessageWent(_) => return None,
        Fact::ConcernRaised(_) => Act::RaiseConcern,
        Fact::CommitmentProgressed(_) => Act::ReportProgress,
        Fact::DukunDid(_) | Fact::IncentivePaid(_) | Fact::PartnershipMet(_) | Fact::AdatAgreed(_) => {
            Act::KeepPartnership
        }
        fact => match About::of(fact).or_else(|| register.about(note.subject)) {
            None | Some(About::Family | About::Message | About::Outgoing | About::Reminders) => {
                Act::RecordCare
            }
            Some(About::Place) => Act::KeepPlaces,
            Some(About::Agreement) => Act::KeepPartnership,
            Some(About::Concern) => Act::HandleConcerns,
            Some(About::Workshop | About::Commitment) => Act::KeepWorkshops,
            Some(About::IncentiveRule) => Act::SetIncentives,
            Some(About::Paper) => Act::NumberPapers,
        },
    })
}

/// What lies beside the families is on every phone: what is noted of a mother must never be filed there.
fn is_about_its_kind(register: &Register, note: &Note) -> bool {
    match (About::of(&note.fact), register.about(note.subject)) {
        (None, _) | (_, None) => true,
        (Some(said), Some(known)) => said == known,
    }
}

/// Whether it is about a mother who is, or was, in her care, or about no mother; and no commitment of others.
fn was_hers(register: &Register, guest: &Guest, note: &Note) -> bool {
    let Scope { role, villages } = &guest.scope;
    let scope = Scope { role: *role, villages: villages.iter().chain(&guest.once).cloned().collect() };
    if let Some(family) = register.family(note.subject) {
        return guest.scope.sees_family(family) || scope.sees_family(family);
    }
    match register.about(note.subject).or_else(|| About::of(&note.fact)) {
        // A mother whom nobody knew yet counts where the entry says.
        None | Some(About::Family) => {
            note.village.as_ref().is_none_or(|village| scope.sees_mothers_of(village))
        }
        // Of what others promised she says nothing. No phone is an official's: there is nobody to name.
        Some(About::Commitment) => {
            let commitment = register.matters().commitments.get(&note.subject);
            commitment.is_none_or(|commitment| scope.may_report(&commitment.made, None))
        }
        Some(About::Reminders) => match &note.fact {
            Fact::RemindersAgreed(said) => {
                register.family(said.person).is_none_or(|family| scope.sees_family(family))
            }
            _ => true,
        },
        Some(About::Message) => {
            let message = register.matters().messages.get(&note.subject);
            message.is_none_or(|message| scope.reads_message(message))
        }
        Some(_) => true,
    }
}
