//! Who and what is near a mother: her midwife, the dukun, the way to the Puskesmas.

use domain::{
    facts::{ContactPlace, FacilityKind},
    ids::{AuthorId, SubjectId},
};

use crate::dice::Dice;

/// What a village has around it.
#[derive(Clone, Debug)]
pub(crate) struct Neighbours {
    /// The village's name.
    pub(crate) name: String,
    /// The midwife who writes.
    pub(crate) midwife: AuthorId,
    /// Another member of staff, who sometimes corrects.
    pub(crate) colleague: AuthorId,
    /// The midwife's name.
    pub(crate) midwife_name: String,
    /// Dukun who are called here.
    pub(crate) dukun: Vec<(SubjectId, String)>,
    /// Minutes to the Puskesmas at low water.
    pub(crate) minutes: u32,
    /// The pustu or polindes of the village.
    pub(crate) post: Option<(&'static str, FacilityKind)>,
}

impl Neighbours {
    /// One of the dukun.
    pub(crate) fn dukun(&self, dice: &mut Dice) -> SubjectId {
        dice.pick(&self.dukun).0
    }

    /// The name of the dukun.
    pub(crate) fn dukun_name(&self, dice: &mut Dice) -> &str {
        &dice.pick(&self.dukun).1
    }

    /// Where a contact takes place.
    pub(crate) fn contact_place(&self, dice: &mut Dice) -> ContactPlace {
        let post = match self.post {
            Some((_, FacilityKind::Pustu)) => ContactPlace::Pustu,
            Some(_) => ContactPlace::Polindes,
            None if self.minutes < 20 => ContactPlace::Puskesmas,
            None => ContactPlace::Posyandu,
        };
        dice.weighted(&[(post, 0.55), (ContactPlace::Posyandu, 0.3), (ContactPlace::Home, 0.15)])
    }
}
