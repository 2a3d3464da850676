//! What the rules ask for: readings and what follows from them, by name.

use std::borrow::Cow;

use serde::Deserialize;

use crate::answer::{Answer, Answers};

macro_rules! inputs {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// A reading, or a number that follows from readings, that a condition can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        pub enum Input {
            $($(#[$doc])* #[serde(rename = $id)] $name,)*
        }

        impl Input {
            /// All inputs, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name, as tables and vectors write it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }
        }
    };
}

inputs! {
    /// Systolic blood pressure, mmHg.
    Sys = "sys",
    /// Diastolic blood pressure, mmHg.
    Dia = "dia",
    /// Mean arterial pressure, mmHg.
    Map = "map",
    /// Completed weeks of gestation on the day.
    Weeks = "weeks",
    /// Protein in the urine: 0 negative, 1 to 4 as the dipstick shows.
    Protein = "protein",
    /// Haemoglobin, g/dL.
    Hb = "hb",
    /// Mid-upper-arm circumference, cm.
    Muac = "muac",
    /// Body mass index before pregnancy or in the first trimester, kg/m².
    Bmi = "bmi",
    /// Height, cm.
    Height = "height",
    /// Age of the woman, completed years.
    Age = "age",
    /// Fetal heart rate, beats per minute.
    Fhr = "fhr",
    /// 1 when the child lies breech or transverse, 0 when head down.
    Malpresentation = "malpresentation",
    /// 1 when the child lies breech.
    Breech = "breech",
    /// 1 when the child lies transverse.
    Transverse = "transverse",
    /// Completed weeks on the day the presentation was felt.
    PresentationWeeks = "presentation_weeks",
    /// Fundal height in cm and completed weeks: how far apart.
    TfuGap = "tfu_gap",
    /// Blood glucose, mg/dL.
    Glucose = "glucose",
    /// HIV: 1 reactive, 0 not.
    Hiv = "hiv",
    /// Syphilis: 1 reactive, 0 not.
    Syphilis = "syphilis",
    /// Hepatitis B: 1 reactive, 0 not.
    Hbsag = "hbsag",
    /// Malaria: 1 positive, 0 not.
    Malaria = "malaria",
    /// Number of children seen by ultrasound.
    Fetuses = "fetuses",
    /// Too much amniotic fluid: 1 yes, 0 no.
    Hydramnion = "hydramnion",
    /// Pregnancies, this one included.
    Gravida = "gravida",
    /// Births before this pregnancy.
    Para = "para",
    /// Pregnancies that ended before birth.
    Abortus = "abortus",
    /// Years since the last birth.
    Spacing = "spacing",
    /// Years from marriage to the first pregnancy.
    MarriedYears = "married_years",
    /// A child of this pregnancy died in the womb: 1 yes, 0 no.
    FetalDeath = "fetal_death",
    /// Moderate risk factors of pre-eclampsia, counted.
    PeModerate = "pe_moderate",
    /// High risk factors of pre-eclampsia, counted.
    PeHigh = "pe_high",
    /// Temperature, °C.
    Temperature = "temperature",
    /// Breaths per minute.
    Breaths = "breaths",
    /// Age of the child, days.
    AgeDays = "age_days",
    /// Weight at birth, g.
    BirthWeight = "birth_weight",
    /// Weight lost since birth, percent of the weight at birth.
    WeightLoss = "weight_loss",
    /// Born before 37 completed weeks: 1 yes, 0 no.
    Preterm = "preterm",
    /// Weight for age, WHO z-score.
    WeightZ = "weight_z",
}

/// The readings of one contact, ready for the rules. What was not measured is missing, never zero.
#[derive(Clone, Debug, Default)]
pub struct Inputs<'a> {
    values: Vec<Option<f64>>,
    /// Answers about danger signs.
    pub signs: Cow<'a, Answers>,
    /// Answers about history.
    pub history: Cow<'a, Answers>,
    /// What holds of history where nobody asked: a first pregnancy has nothing before it.
    pub unasked: Option<&'static Answers>,
}

impl<'a> Inputs<'a> {
    /// Readings of which only the danger signs are known yet.
    #[must_use]
    pub fn with_signs(signs: &'a Answers) -> Self {
        Self { signs: Cow::Borrowed(signs), ..Self::default() }
    }

    /// The value of an input, where it is known.
    #[must_use]
    pub fn get(&self, input: Input) -> Option<f64> {
        self.values.get(input as usize).copied().flatten()
    }

    /// The answer for an item of history.
    #[must_use]
    pub fn history(&self, id: &str) -> Answer {
        match self.history.get(id) {
            Answer::NotAssessed => self.unasked.map(|unasked| unasked.get(id)).unwrap_or_default(),
            asked => asked,
        }
    }

    /// Notes a value; `None` leaves the input as it was.
    pub fn set(&mut self, input: Input, value: Option<f64>) {
        if let Some(value) = value {
            self.values.resize(Input::ALL.len(), None);
            if let Some(slot) = self.values.get_mut(input as usize) {
                *slot = Some(value);
            }
        }
    }

    /// Puts a value in the place of whatever was known; `None` forgets it.
    pub fn put(&mut self, input: Input, value: Option<f64>) {
        if let Some(slot) = self.values.get_mut(input as usize) {
            *slot = None;
        }
        self.set(input, value);
    }

    /// Notes an answer as 1 or 0; "not assessed" leaves the input as it was.
    pub fn answer(&mut self, input: Input, answer: Answer) {
        self.set(input, answer.is_assessed().then(|| f64::from(u8::from(answer.is_yes()))));
    }

    /// Takes over what the later readings say; what they leave out stays.
    pub fn follow(&mut self, later: &Inputs<'_>) {
        for input in Input::ALL {
            self.set(*input, later.get(*input));
        }
    }
}
