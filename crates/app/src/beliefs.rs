//! What is believed of a unit, as far as its log alone says it. It can be made in pieces, without a store: so a phone
//! makes it ready beside its work, and keeps it for its next start.

use domain::{ids::SubjectId, note::Note, register::Register, search::Index};
use jiff::civil::Date;
use store::{Journal, Stored};

use crate::board::Board;

/// The register, and what is kept ready beside it.
#[derive(Debug, Default)]
pub struct Beliefs {
    pub(crate) register: Register,
    pub(crate) journal: Journal,
    /// Made when somebody looks for somebody, and kept up from then on.
    pub(crate) index: Option<Index>,
    pub(crate) board: Board,
    /// Taken, and not folded yet.
    notes: Vec<Note>,
}

impl Beliefs {
    /// Takes entries at their places in the log, to be folded later. Entries this version cannot read change nothing.
    pub fn take(&mut self, entries: &[Stored]) {
        for stored in entries {
            self.journal.take(stored.seq, stored.entry.id, stored.entry.subject);
        }
        self.notes.extend(entries.iter().filter_map(|stored| stored.entry.read().ok()));
    }

    /// Folds what was taken.
    pub fn fold(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if self.register.is_empty() {
            // What was ready of nothing is not of this register.
            *self = Self {
                register: Register::load(notes),
                journal: std::mem::take(&mut self.journal),
                ..Self::default()
            };
            return;
        }
        let touched = self.register.apply(notes);
        follow(&self.register, &touched, self.index.as_mut(), &mut self.board);
    }

    /// Makes the tasks of a day ready.
    pub fn prepare_day(&mut self, on: Date) {
        if !self.board.is_of(on) {
            self.board.fill(&self.register, on);
        }
    }

    /// Makes the search ready.
    pub fn prepare_search(&mut self) {
        self.index.get_or_insert_with(|| index_of(&self.register));
    }
}

/// Lets what is kept beside the register follow it, where subjects were folded anew.
pub(crate) fn follow(
    register: &Register,
    touched: &[SubjectId],
    index: Option<&mut Index>,
    board: &mut Board,
) {
    if let Some(index) = index {
        touched.iter().for_each(|subject| index_family(index, register, *subject));
    }
    board.change(register, touched);
}

/// The search index of a whole register.
pub(crate) fn index_of(register: &Register) -> Index {
    let mut index = Index::default();
    register.families().for_each(|family| index_family(&mut index, register, family.id));
    index
}

fn index_family(index: &mut Index, register: &Register, subject: SubjectId) {
    let Some(family) = register.family(subject) else { return };
    let village = family.village.as_ref().map_or("", |code| register.village_name(code));
    index.put(family, village);
}
