//! What midwives did with messages, noted as the pages note it.

use std::sync::Arc;

use super::{
    cast::Reminded,
    letters::{Deal, Letter},
    line::{By, Line},
};
use crate::people::Member;
use domain::{
    facts::{
        DukunActivity, DukunDid, MessageOutcome, MessageSorted, PhoneOf, PregnancyNoticed, RemindersAgreed,
        Teller,
    },
    heard::{Confidence, Intent},
    ids::{AuthorId, EntryId, PregnancyId, SubjectId, VillageCode, derived},
    matters::Message,
    messages::reminders_of,
    rights::Role,
};

impl Line {
    /// A mother is asked at a visit whether she wants reminders.
    pub(super) fn agree(&mut self, reminded: &Reminded, author: AuthorId) {
        let by = By { author, at: reminded.at };
        let said = RemindersAgreed {
            person: reminded.mother,
            given: true,
            on: by.at.date(),
            phone: Some(reminded.phone.clone()),
            phone_of: PhoneOf::Husband,
            message: None,
        };
        let entry = self.fresh(by.at);
        self.note(by, entry, reminders_of(reminded.mother), reminded.village.clone(), said);
    }

    /// A midwife of the message's village deals with it.
    pub(super) fn deal(&mut self, letter: &Letter, staff: &[Member]) {
        let Some(deal) = &letter.deal else { return };
        let Some(message) = self.register.matters().messages.get(&Self::message(letter)).cloned() else {
            return;
        };
        let by = By { author: midwife(staff, message.villages()), at: self.now() };
        let village = message.villages().first().cloned();
        match (deal.outcome, deal.mother) {
            (MessageOutcome::Mother, Some(mother)) => self.about(by, &message, mother),
            (MessageOutcome::Notice, _) => self.notice(by, &message, village),
            _ => {
                let Deal { outcome, .. } = deal.clone();
                let entry = self.fresh(by.at);
                self.note(
                    by,
                    entry,
                    message.id,
                    village,
                    MessageSorted { outcome, ..MessageSorted::default() },
                );
            }
        }
    }

    /// She says whom it is about; with that the dukun's deed is noted.
    fn about(&mut self, by: By, message: &Arc<Message>, mother: SubjectId) {
        let Some(family) = self.register.family(mother).cloned() else { return };
        let heard = self.heard(message);
        let told = heard.all().filter(|(_, confidence)| *confidence > Confidence::Unclear);
        let deeds: Vec<_> = told.filter_map(|(intent, _)| deed(intent)).collect();
        let entry_of = |(activity, word): &(DukunActivity, &str)| {
            let parts = ["message-deed", &message.id.to_string(), &mother.to_string(), word, "0"];
            (*activity, EntryId(derived(&parts)))
        };
        let deeds: Vec<_> = deeds.iter().map(entry_of).collect();
        let sorted = MessageSorted {
            outcome: MessageOutcome::Mother,
            mother: Some(mother),
            entry: deeds.first().map(|(_, entry)| *entry),
            ..MessageSorted::default()
        };
        let entry = self.fresh(by.at);
        self.note(by, entry, message.id, family.village.clone(), sorted);
        let Some(dukun) = message.sender() else { return };
        let on = message.received.record.note.noted_at.date();
        for (activity, entry) in deeds {
            let did = DukunDid { activity, on, mother: Some(mother), remark: None };
            self.note(by, entry, dukun, family.village.clone(), did);
        }
    }

    /// She notes a pregnancy with what was understood.
    fn notice(&mut self, by: By, message: &Arc<Message>, village: Option<VillageCode>) {
        let heard = self.heard(message);
        let id = message.id.to_string();
        let noticed = PregnancyNoticed {
            pregnancy: PregnancyId(derived(&["message-pregnancy", &id])),
            name: heard.name.unwrap_or_default(),
            husband: heard.husband,
            rt: heard.rt,
            phone: None,
            told_by: Teller::Dukun,
            dukun: message.sender(),
            teller_name: None,
            told_on: message.received.record.note.noted_at.date(),
            weeks: heard.months.map(|months| months * 13 / 3),
            remark: None,
        };
        let (entry, mother) = (self.fresh(by.at), SubjectId(derived(&["message-mother", &id])));
        self.note(by, entry, mother, village.clone(), noticed);
        let sorted = MessageSorted {
            outcome: MessageOutcome::Notice,
            mother: Some(mother),
            entry: Some(entry),
            ..MessageSorted::default()
        };
        let closing = EntryId(derived(&["message-noticed", &id, &entry.to_string()]));
        self.note(by, closing, message.id, village, sorted);
    }
}

/// The midwife who deals with what comes from these villages.
fn midwife(staff: &[Member], villages: &[VillageCode]) -> AuthorId {
    let mut hers = staff.iter().filter(|member| member.role == Role::Bidan);
    let here = hers.find(|member| member.villages.iter().any(|village| villages.contains(village)));
    here.map_or(AuthorId::SYSTEM, |member| member.author)
}

/// What a dukun did by telling of it, with the word by which its entry is named.
fn deed(intent: Intent) -> Option<(DukunActivity, &'static str)> {
    match intent {
        Intent::Labour => Some((DukunActivity::ReportLabourOnset, "report_labour_onset")),
        Intent::Bringing => Some((DukunActivity::AccompanyToFacility, "accompany_to_facility")),
        Intent::Danger => Some((DukunActivity::ReportDangerSign, "report_danger_sign")),
        _ => None,
    }
}
