//! Measured quantities with the range in which a reading can be true.
//!
//! The range is a guard against slips of the finger at the form and in a register, not a clinical
//! threshold: those are in `tables/`. A fact that was recorded always loads, whatever its value.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A reading that cannot be true.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("outside {min} to {max}")]
pub struct Implausible {
    /// The smallest reading that is taken.
    pub min: f64,
    /// The largest reading that is taken.
    pub max: f64,
}

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident, $min:literal ..= $max:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(f64);

        impl $name {
            /// The smallest reading that is taken.
            pub const MIN: f64 = $min;
            /// The largest reading that is taken.
            pub const MAX: f64 = $max;

            /// A reading, if it can be true.
            ///
            /// # Errors
            /// [`Implausible`] outside [`Self::MIN`] to [`Self::MAX`].
            pub fn new(value: f64) -> Result<Self, Implausible> {
                if (Self::MIN..=Self::MAX).contains(&value) {
                    Ok(Self(value))
                } else {
                    Err(Implausible { min: Self::MIN, max: Self::MAX })
                }
            }

            /// The number, in the unit of the type.
            #[must_use]
            pub fn get(self) -> f64 {
                self.0
            }
        }
    };
}

quantity!(/// Body weight of a woman, kg.
    WeightKg, 20.0..=250.0);
quantity!(/// Body height of a woman, cm.
    HeightCm, 100.0..=210.0);
quantity!(/// Mid-upper-arm circumference (LILA), cm.
    MuacCm, 10.0..=60.0);
quantity!(/// Height of the fundus (TFU), cm.
    FundusCm, 1.0..=60.0);
quantity!(/// Fetal heart rate (DJJ), beats per minute.
    FetalHeartRate, 40.0..=260.0);
quantity!(/// Haemoglobin, g/dL.
    Hemoglobin, 1.0..=25.0);
quantity!(/// Blood glucose, mg/dL.
    GlucoseMgDl, 10.0..=900.0);
quantity!(/// Body temperature, °C.
    TemperatureC, 25.0..=45.0);
quantity!(/// Weight of a child, g.
    ChildGrams, 200.0..=30000.0);
quantity!(/// Breaths per minute.
    Breaths, 5.0..=150.0);
quantity!(/// Length or height of a child, cm.
    ChildLengthCm, 20.0..=120.0);

/// Blood pressure, mmHg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BloodPressure {
    /// Systolic.
    pub sys: u16,
    /// Diastolic.
    pub dia: u16,
}

impl BloodPressure {
    /// A reading, if it can be true.
    ///
    /// # Errors
    /// [`Implausible`] when a value lies outside 30 to 300 or the diastolic is not the lower one.
    pub fn new(sys: u16, dia: u16) -> Result<Self, Implausible> {
        if (40..=300).contains(&sys) && (20..=200).contains(&dia) && dia < sys {
            Ok(Self { sys, dia })
        } else {
            Err(Implausible { min: 20.0, max: 300.0 })
        }
    }

    /// Mean arterial pressure, mmHg: (systolic + 2 x diastolic) / 3 (domain.md §3.6, `MAP_HIGH`).
    #[must_use]
    pub fn mean_arterial(self) -> f64 {
        (f64::from(self.sys) + 2.0 * f64::from(self.dia)) / 3.0
    }
}

/// Blood group in the ABO system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BloodGroup {
    /// Group A.
    A,
    /// Group B.
    B,
    /// Group AB.
    AB,
    /// Group O.
    O,
}

/// Blood group and Rhesus factor; the factor is often not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BloodType {
    /// The ABO group.
    pub group: BloodGroup,
    /// Whether Rhesus positive; none when not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rhesus_positive: Option<bool>,
}

impl fmt::Display for BloodType {
    /// As "AB+", "O-"; "A" where the Rhesus factor is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.group {
            BloodGroup::A => "A",
            BloodGroup::B => "B",
            BloodGroup::AB => "AB",
            BloodGroup::O => "O",
        })?;
        f.write_str(match self.rhesus_positive {
            Some(true) => "+",
            Some(false) => "-",
            None => "",
        })
    }
}
