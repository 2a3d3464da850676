//! What became of a message that was handed over, as the gateway tells it.

use app::World;
use domain::{
    facts::{MessageState, MessageWent},
    ids::{EntryId, SubjectId},
    matters::Outgoing,
    messages::number,
    note::Note,
    register::Register,
};
use gateways::{About, Delivery, Report};

use super::what_follows::{note, written};

/// What a report comes to.
pub(super) enum Reported {
    /// Something new.
    Note(Note),
    /// What is known already.
    Nothing,
    /// It is about no message of ours.
    Unknown,
}

/// Reads a report.
pub(super) fn reported(world: &World, register: &Register, gateway: &str, report: &Report) -> Reported {
    let Some(outgoing) = about(register, &report.about) else { return Reported::Unknown };
    match progress(outgoing, &report.delivery) {
        Some(fact) => Reported::Note(went(world, outgoing.id, gateway, fact)),
        None => Reported::Nothing,
    }
}

/// The message that a report names; where it names only the receiver, the last that is on its way there.
fn about<'a>(register: &'a Register, about: &About) -> Option<&'a Outgoing> {
    let all = &register.matters().outgoing;
    match about {
        About::Message(id) => all.get(&SubjectId(id.0)).map(|outgoing| &**outgoing),
        About::Receiver(to, _) => {
            let to = number(written(to));
            let under_way = all.values().filter(|outgoing| {
                matches!(outgoing.state(), Some(MessageState::Accepted | MessageState::Sent))
                    && number(&outgoing.queued.to) == to
            });
            under_way
                .max_by_key(|outgoing| outgoing.went.last().map(|went| went.id()))
                .map(|outgoing| &**outgoing)
        }
    }
}

/// What is new in what a gateway tells; none where it tells nothing more than is known.
pub(super) fn progress(outgoing: &Outgoing, delivery: &Delivery) -> Option<MessageWent> {
    let (state, trouble) = match delivery {
        Delivery::Unknown => return None,
        Delivery::Waiting => (MessageState::Accepted, None),
        Delivery::Sent => (MessageState::Sent, None),
        Delivery::Delivered => (MessageState::Delivered, None),
        // The gateway has tried as often as it does, and would not take the same message again.
        Delivery::Failed(reason) => (MessageState::GivenUp, Some(reason.clone())),
    };
    let fact = MessageWent { state, trouble, ..MessageWent::default() };
    (rank(Some(state)) > rank(outgoing.state())).then_some(fact)
}

/// How far a message has come: news that are late change nothing.
fn rank(state: Option<MessageState>) -> u8 {
    match state {
        None | Some(MessageState::Handing | MessageState::Failed | MessageState::Uncertain) => 0,
        Some(MessageState::Accepted) => 1,
        Some(MessageState::Sent) => 2,
        Some(MessageState::GivenUp) => 3,
        Some(MessageState::Delivered) => 4,
    }
}

/// How a message fares, as a note. These ids rise with time, for the last is what counts.
pub(super) fn went(world: &World, id: SubjectId, gateway: &str, fact: MessageWent) -> Note {
    let fact = MessageWent { gateway: gateway.to_owned(), ..fact };
    note(EntryId(world.id()), id, world.now(), fact)
}
