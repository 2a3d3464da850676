//! Whether a donor's red cells suit a mother (domain.md §2.1). A warning for the birth plan only: blood is
//! tested by the blood bank before it is given.

use crate::quantity::{BloodGroup, BloodType};

/// Whether blood suits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compatibility {
    /// Groups and Rhesus suit.
    Yes,
    /// The groups suit, a Rhesus factor that matters is not known.
    Unknown,
    /// They do not suit.
    No,
}

/// Whether the donor's red cells suit the mother: O to all, A to A and AB, B to B and AB, AB to AB; and a
/// Rhesus negative mother needs a Rhesus negative donor.
#[must_use]
pub fn compatible(donor: BloodType, mother: BloodType) -> Compatibility {
    if !group_suits(donor.group, mother.group) {
        return Compatibility::No;
    }
    match (donor.rhesus_positive, mother.rhesus_positive) {
        (Some(false), _) | (_, Some(true)) => Compatibility::Yes,
        (Some(true), Some(false)) => Compatibility::No,
        (None, _) | (_, None) => Compatibility::Unknown,
    }
}

fn group_suits(donor: BloodGroup, mother: BloodGroup) -> bool {
    match donor {
        BloodGroup::O => true,
        BloodGroup::A => matches!(mother, BloodGroup::A | BloodGroup::AB),
        BloodGroup::B => matches!(mother, BloodGroup::B | BloodGroup::AB),
        BloodGroup::AB => mother == BloodGroup::AB,
    }
}

#[cfg(test)]
mod tests {
    use super::{BloodGroup::*, *};

    fn blood(group: BloodGroup, rhesus_positive: Option<bool>) -> BloodType {
        BloodType { group, rhesus_positive }
    }

    #[test]
    fn groups() {
        let suits = |donor, mother| {
            compatible(blood(donor, Some(true)), blood(mother, Some(true))) == Compatibility::Yes
        };
        let all = [O, A, B, AB];
        let table = all.map(|donor| all.map(|mother| suits(donor, mother)));
        assert_eq!(
            table,
            [
                [true, true, true, true],
                [false, true, false, true],
                [false, false, true, true],
                [false, false, false, true],
            ]
        );
    }

    #[test]
    fn rhesus() {
        let with = |donor, mother| compatible(blood(O, donor), blood(A, mother));
        assert_eq!(with(Some(true), Some(false)), Compatibility::No);
        assert_eq!(with(Some(false), Some(false)), Compatibility::Yes);
        assert_eq!(with(Some(false), None), Compatibility::Yes);
        assert_eq!(with(None, Some(false)), Compatibility::Unknown);
        assert_eq!(with(None, None), Compatibility::Unknown);
        assert_eq!(with(None, Some(true)), Compatibility::Yes);
        assert_eq!(with(Some(true), None), Compatibility::Unknown);
    }
}
