//! The dukun of the register by the names people call them.

use std::collections::HashMap;

use domain::{
    ids::{SubjectId, VillageCode},
    names,
    register::Register,
};

/// Names this alike are one dukun's.
const ALIKE: f64 = 0.92;

/// The dukun, and what was already looked up.
pub(super) struct DukunNames {
    all: Vec<(SubjectId, Option<VillageCode>, Vec<Vec<String>>)>,
    found: HashMap<(String, Option<VillageCode>), Option<SubjectId>>,
}

impl DukunNames {
    pub(super) fn of(register: &Register) -> Self {
        let sounds = |dukun: &domain::facts::Dukun| {
            std::iter::once(&dukun.name).chain(&dukun.aliases).map(|name| names::sounds(name)).collect()
        };
        let all =
            register.dukun().iter().map(|(id, dukun)| (*id, dukun.village.clone(), sounds(dukun))).collect();
        Self { all, found: HashMap::new() }
    }

    /// The one dukun that a name means; of several, the one of the mother's village.
    pub(super) fn find(&mut self, name: &str, village: Option<&VillageCode>) -> Option<SubjectId> {
        let question = (name.to_owned(), village.cloned());
        if let Some(found) = self.found.get(&question) {
            return *found;
        }
        let wanted = names::sounds(name);
        let like = |sounds: &[Vec<String>]| {
            sounds.iter().any(|known| *known == wanted || names::similarity_of_sounds(known, &wanted) > ALIKE)
        };
        let fits: Vec<_> = self.all.iter().filter(|(_, _, sounds)| like(sounds)).collect();
        let found = match fits.as_slice() {
            [(id, _, _)] => Some(*id),
            several => {
                let mut near = several.iter().filter(|(_, home, _)| home.as_ref() == village);
                near.next().filter(|_| near.next().is_none()).map(|(id, _, _)| *id)
            }
        };
        self.found.insert(question, found);
        found
    }
}
