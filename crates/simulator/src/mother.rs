//! A woman of the simulated unit and what she brings along.

use domain::{
    facts::WomanRegistered,
    gestation::{plus_days, years_between},
    ids::SubjectId,
    quantity::{BloodGroup, BloodType},
};
use jiff::civil::Date;

use crate::{dice::Dice, names};

/// A woman, as long as the simulation follows her.
#[derive(Clone, Debug)]
pub(crate) struct Mother {
    pub(crate) subject: SubjectId,
    pub(crate) name: String,
    pub(crate) husband: String,
    pub(crate) born: Date,
    /// Whether the day of birth is known, or only her age.
    pub(crate) knows_birthday: bool,
    pub(crate) rt: u8,
    pub(crate) phone: Option<String>,
    pub(crate) nik: Option<String>,
    pub(crate) blood: Option<BloodType>,
    pub(crate) height_cm: f64,
    pub(crate) weight_kg: f64,
    /// Births so far.
    pub(crate) para: u8,
    /// Pregnancies lost so far.
    pub(crate) abortus: u8,
    pub(crate) last_birth: Option<Date>,
    pub(crate) had_caesarean: bool,
    /// Whether the register knows her already.
    pub(crate) registered: bool,
}

impl Mother {
    /// A woman who becomes pregnant around `day`.
    pub(crate) fn new(subject: SubjectId, day: Date, dice: &mut Dice) -> Self {
        let age = dice.normal(27.0, 6.2).clamp(15.2, 44.0);
        #[expect(clippy::cast_possible_truncation, reason = "an age in days")]
        let born = plus_days(day, -(age * 365.25) as i32);
        let births = (dice.normal((age - 20.0) / 4.2, 0.9)).clamp(0.0, 7.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 7")]
        let para = births as u8;
        let spacing = dice.between(480, 2900);
        let height_cm = tenths(dice.normal(152.0, 5.0).clamp(139.0, 168.0));
        let bmi = dice.normal(22.3, 3.1).clamp(16.0, 35.0);
        Self {
            subject,
            name: names::woman(dice),
            husband: names::man(dice),
            born,
            knows_birthday: dice.chance(0.8),
            rt: u8::try_from(dice.between(1, 6)).unwrap_or(1),
            phone: dice.chance(0.45).then(|| names::phone(dice)),
            nik: dice.chance(0.82).then(|| nik(born, dice)),
            blood: dice.chance(0.5).then(|| blood(dice)),
            height_cm,
            weight_kg: tenths(bmi * height_cm * height_cm / 10_000.0),
            para,
            abortus: u8::from(dice.chance(0.12)),
            last_birth: (para > 0).then(|| plus_days(day, -spacing)),
            had_caesarean: para > 0 && dice.chance(0.04),
            registered: false,
        }
    }

    /// Her age in completed years.
    pub(crate) fn age_on(&self, day: Date) -> i32 {
        years_between(self.born, day)
    }

    /// Body-mass index before the pregnancy, kg/m².
    pub(crate) fn bmi(&self) -> f64 {
        self.weight_kg * 10_000.0 / (self.height_cm * self.height_cm)
    }

    /// What is registered of her.
    pub(crate) fn fact(&self) -> WomanRegistered {
        WomanRegistered {
            name: self.name.clone(),
            nik: self.nik.clone(),
            born: self.knows_birthday.then_some(self.born),
            born_year: (!self.knows_birthday).then_some(self.born.year()),
            husband: Some(self.husband.clone()),
            rt: Some(format!("{:03}", self.rt)),
            phone: self.phone.clone(),
            blood: self.blood,
        }
    }
}

/// To one decimal, as scales and tapes show.
pub(crate) fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// An identity number of the right shape whose serial number is never given out (domain.md §11).
fn nik(born: Date, dice: &mut Dice) -> String {
    let day = i32::from(born.day()) + 40;
    let area = dice.pick(&["620312", "620311", "620301", "621001"]);
    format!("{area}{day:02}{:02}{:02}0000", born.month(), born.year() % 100)
}

pub(crate) fn blood(dice: &mut Dice) -> BloodType {
    let group = dice.weighted(&[
        (BloodGroup::O, 0.39),
        (BloodGroup::B, 0.29),
        (BloodGroup::A, 0.25),
        (BloodGroup::AB, 0.07),
    ]);
    BloodType { group, rhesus_positive: dice.chance(0.6).then_some(true) }
}
