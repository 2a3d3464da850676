//! A notice of a pregnancy that somebody notes from a message: what was said is filled in, and saving it deals with the
//! message.

use std::sync::Arc;

use domain::{
    facts::{MessageOutcome, MessageSorted, Teller},
    ids::{EntryId, SubjectId, derived},
    matters::Message,
    note::Note,
};
use maud::{Markup, html};

use super::{
    line::{sent_at, words_of},
    note_reading, readable,
    said::Said,
};
use crate::{
    caller::Caller,
    form::{Form, word},
};

/// The name of the hidden field that carries the message.
const FIELD: &str = "pesan";

/// The message that a form was opened from, if she may read it.
fn message_of(caller: &Caller, form: &Form) -> Option<Arc<Message>> {
    readable(caller, form.id(FIELD)?).ok()
}

/// The form of a notice with what a message says; as it was where there is no such message.
pub(crate) fn filled(caller: &Caller, message: SubjectId, form: Form) -> Form {
    let Ok(message) = readable(caller, message) else { return form };
    note_reading(caller, message.id);
    let register = caller.world.register();
    let said = Said::of(&register, &message);
    let village = said.village_of(&message);
    let dukun = message.sender().filter(|sender| register.dukun().contains_key(sender));
    form.fill(FIELD, message.id)
        .fill("told_on", sent_at(&message).date())
        .fill_some("told_by", dukun.map(|_| word(&Teller::Dukun)))
        .fill_some("dukun", dukun)
        .fill_some("name", said.heard.name.as_deref().map(capital))
        .fill_some("husband", said.heard.husband.as_deref().map(capital))
        .fill_some("village", village)
        .fill_some("months", said.months())
        .fill_some("rt", said.heard.rt.as_ref())
}

/// A name as names are written, whatever the message's letters.
fn capital(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}", letters.as_str().to_lowercase())
    };
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// The message above the form, and the field that carries it.
pub(crate) fn above(caller: &Caller, form: &Form) -> Markup {
    let message = message_of(caller, form);
    html! {
        @if let Some(message) = message {
            blockquote.panel.said { (words_of(caller, &message)) }
        }
    }
}

/// What the notice `entry` about `mother` makes of the message it came from; nothing where there is none, or where
/// somebody was before.
pub(crate) fn sorted(caller: &Caller, form: &Form, entry: EntryId, mother: SubjectId) -> Option<Note> {
    let message = message_of(caller, form).filter(|message| message.closed().is_none())?;
    let sorted = MessageSorted {
        outcome: MessageOutcome::Notice,
        mother: Some(mother),
        entry: Some(entry),
        ..MessageSorted::default()
    };
    let id = EntryId(derived(&["message-noticed", &message.id.to_string(), &entry.to_string()]));
    Some(caller.note(id, message.id, message.villages().first().cloned(), sorted))
}
