//! Who may see and do what (design.md §5).

use serde::{Deserialize, Serialize};

pub use crate::visibility::visibility;
use crate::{
    facts::{CommitmentMade, Sector},
    family::Family,
    ids::{SubjectId, VillageCode},
    matters::{About, Message},
};

/// The role of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Village midwife, or nurse who does her work.
    Bidan,
    /// Coordinator of the midwives.
    Coordinator,
    /// Head of the Puskesmas.
    Head,
    /// Office (tata usaha).
    Office,
    /// Camat, police, army, village heads.
    Sector,
    /// District health office.
    District,
}

impl Role {
    /// Every role, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Bidan, Self::Coordinator, Self::Head, Self::Office, Self::Sector, Self::District];

    /// The word for it in files, addresses and command lines.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Bidan => "bidan",
            Self::Coordinator => "coordinator",
            Self::Head => "head",
            Self::Office => "office",
            Self::Sector => "sector",
            Self::District => "district",
        }
    }

    /// The role of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// Who may see a field. Every field of every fact declares one in `tables/visibility.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Anybody who may log in.
    Public,
    /// Who works on the partnership: staff of the unit.
    Partnership,
    /// Who cares for mothers and children.
    Clinical,
    /// Results that need a closer circle (HIV, syphilis, hepatitis B, concerns).
    Sensitive,
    /// Nobody on a page (keys, hashes).
    Secret,
}

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Record care of a mother or child.
    RecordCare,
    /// Add and amend dukun, villages, facilities.
    KeepPlaces,
    /// Settle conflicts between corrections.
    SettleConflicts,
    /// Add, change and disable users; read the access log.
    ManageUsers,
    /// Import and export registers.
    ExchangeRegisters,
    /// Draft, sign and change agreements; note what dukun did, what was paid, what was talked about, adat.
    KeepPartnership,
    /// Say what is paid for what.
    SetIncentives,
    /// Say that there is something to talk about.
    RaiseConcern,
    /// See what there is to talk about, and lead it step by step.
    HandleConcerns,
    /// Plan and hold workshops, note commitments and their progress.
    KeepWorkshops,
    /// Give papers their numbers, and cancel them.
    NumberPapers,
    /// See workshops, commitments and agreements.
    SeeWorkshops,
    /// Report progress on commitments of one's own; [`Scope::may_report`] says which these are.
    ReportProgress,
    /// Give people of other sectors a link to log in with, and take it back.
    InviteSectors,
    /// Say whose an unknown number is, and see the log of what was sent.
    KeepMessages,
}

/// A person at work: role and villages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The role.
    pub role: Role,
    /// The villages of a village midwife or village head; empty for the others.
    pub villages: Vec<VillageCode>,
}

impl Scope {
    /// Whether mothers and children counted for `village` may be seen.
    #[must_use]
    pub fn sees_mothers_of(&self, village: &VillageCode) -> bool {
        match self.role {
            Role::Coordinator | Role::Head => true,
            Role::Bidan => self.villages.contains(village),
            Role::Office | Role::Sector | Role::District => false,
        }
    }

    /// Whether this family may be seen: where it lives, or where one of its pregnancies counted. One
    /// without any village is found by those who see the whole unit.
    #[must_use]
    pub fn sees_family(&self, family: &Family) -> bool {
        let pregnancies = family.pregnancies.iter().filter_map(|pregnancy| pregnancy.village.as_ref());
        let mut villages = family.village.iter().chain(pregnancies).peekable();
        match villages.peek() {
            Some(_) => villages.any(|village| self.sees_mothers_of(village)),
            None => self.sees_mothers() && self.villages.is_empty(),
        }
    }

    /// Whether matters of this sort may be seen at all; families are asked for one by one
    /// ([`Scope::sees_family`]).
    #[must_use]
    pub fn sees_about(&self, about: About) -> bool {
        match about {
            About::Place | About::Agreement | About::Workshop | About::Commitment => true,
            About::IncentiveRule | About::Paper => self.sees(Visibility::Partnership),
            About::Concern => self.may(Act::HandleConcerns),
            About::Family | About::Message | About::Outgoing | About::Reminders => false,
        }
    }

    /// Whether a message that came in may be read: by the midwives of its villages, and by those who see the whole
    /// unit. The office sorts unknown numbers without reading what they say.
    #[must_use]
    pub fn reads_message(&self, message: &Message) -> bool {
        match message.villages() {
            [] => self.sees_mothers() && self.villages.is_empty(),
            villages => villages.iter().any(|village| self.sees_mothers_of(village)),
        }
    }

    /// Whether any mother may be seen at all.
    #[must_use]
    pub fn sees_mothers(&self) -> bool {
        matches!(self.role, Role::Coordinator | Role::Head | Role::Bidan)
    }

    /// Whether fields of this visibility may be seen (of a subject that may be seen).
    #[must_use]
    pub fn sees(&self, visibility: Visibility) -> bool {
        match visibility {
            Visibility::Public => true,
            Visibility::Partnership => !matches!(self.role, Role::Sector | Role::District),
            Visibility::Clinical | Visibility::Sensitive => self.sees_mothers(),
            Visibility::Secret => false,
        }
    }

    /// Whether the person may do this.
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        match act {
            Act::RecordCare => self.sees_mothers(),
            Act::KeepPlaces => !matches!(self.role, Role::Sector | Role::District),
            Act::SettleConflicts => matches!(self.role, Role::Coordinator | Role::Head),
            Act::ManageUsers => self.role == Role::Head,
            Act::ExchangeRegisters | Act::SetIncentives | Act::HandleConcerns => {
                matches!(self.role, Role::Coordinator | Role::Head)
            }
            Act::KeepPartnership => !matches!(self.role, Role::Sector | Role::District),
            Act::RaiseConcern => self.sees_mothers(),
            Act::KeepWorkshops | Act::NumberPapers | Act::InviteSectors | Act::KeepMessages => {
                matches!(self.role, Role::Coordinator | Role::Head | Role::Office)
            }
            Act::SeeWorkshops => true,
            Act::ReportProgress => self.role != Role::District,
        }
    }

    /// Whether the person may report how this commitment goes: who keeps the workshops, of other sectors who answers
    /// for it (as `person`) or heads a village that it is for, and a midwife where her own sector promised it for
    /// her villages or for all.
    #[must_use]
    pub fn may_report(&self, made: &CommitmentMade, person: Option<SubjectId>) -> bool {
        let here = made.villages.iter().any(|village| self.villages.contains(village));
        match self.role {
            _ if self.may(Act::KeepWorkshops) => true,
            Role::Sector => here || (person.is_some() && made.official == person),
            Role::Bidan => made.sector == Sector::Health && (here || made.villages.is_empty()),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_reported_by_whose_it_is() {
        let scope = |role, villages: &[&str]| Scope {
            role,
            villages: villages.iter().map(|code| VillageCode::new(code)).collect(),
        };
        let made = |sector, villages: &[&str]| CommitmentMade {
            sector,
            villages: villages.iter().map(|code| VillageCode::new(code)).collect(),
            ..CommitmentMade::default()
        };
        let (midwife, kades) = (scope(Role::Bidan, &["1"]), scope(Role::Sector, &["1"]));
        for health in [made(Sector::Health, &[]), made(Sector::Health, &["1", "2"])] {
            assert!(midwife.may_report(&health, None));
        }
        assert!(!midwife.may_report(&made(Sector::Health, &["2"]), None));
        assert!(!midwife.may_report(&made(Sector::Village, &["1"]), None));
        assert!(kades.may_report(&made(Sector::Village, &["1"]), None));
        assert!(!kades.may_report(&made(Sector::Village, &[]), None));
        let camat = Some(SubjectId(crate::ids::derived(&["camat"])));
        let owned = CommitmentMade { official: camat, ..made(Sector::Subdistrict, &[]) };
        assert!(scope(Role::Sector, &[]).may_report(&owned, camat));
        assert!(!scope(Role::Sector, &[]).may_report(&owned, None));
        assert!(!scope(Role::District, &[]).may_report(&owned, camat));
        assert!(scope(Role::Office, &[]).may_report(&owned, None));
    }
}
