//! Women who may be registered already, to be shown before another is saved. Nothing is ever joined by
//! itself: a person looks and decides.

use jiff::civil::Date;

use crate::{
    family::Family,
    ids::{SubjectId, VillageCode},
    names,
    register::Register,
    search::phone,
};

/// A woman about to be registered, as far as she is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Name.
    pub name: String,
    /// Husband's name.
    pub husband: Option<String>,
    /// Village.
    pub village: Option<VillageCode>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Year of birth, where the date is not known.
    pub born_year: Option<i16>,
    /// NIK.
    pub nik: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Her own record, when it is there already.
    pub except: Option<SubjectId>,
}

/// Why two women may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The same NIK.
    Nik,
    /// The same name, however written.
    Name,
    /// A similar name.
    SimilarName,
    /// A husband of the same or a similar name.
    Husband,
    /// The same village.
    Village,
    /// The same date of birth.
    BirthDate,
    /// Born in the same year, or the year before or after.
    BirthYear,
    /// The same telephone.
    Phone,
}

/// A woman of the register who may be the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    /// Her family.
    pub subject: SubjectId,
    /// How likely, 0 to 1.
    pub score: f64,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// From this score on somebody is shown.
const SHOWN: f64 = 0.6;

/// The women of the register who may be the candidate, most likely first, at most ten.
#[must_use]
pub fn likely(register: &Register, candidate: &Candidate) -> Vec<Likely> {
    among(register.families().map(|family| &**family), candidate)
}

/// As [`likely`], among given families.
#[must_use]
pub fn among<'a>(families: impl IntoIterator<Item = &'a Family>, candidate: &Candidate) -> Vec<Likely> {
    let wanted = Wanted {
        candidate,
        name: names::sounds(&candidate.name),
        husband: candidate.husband.as_deref().map(names::sounds).unwrap_or_default(),
        nik: candidate.nik.as_deref().map(crate::nik::clean).filter(|nik| nik.len() == 16),
        phone: candidate.phone.as_deref().and_then(dialled),
    };
    let others = families.into_iter().filter(|family| Some(family.id) != candidate.except);
    let mut found: Vec<_> = others.filter_map(|family| wanted.compare(family)).collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.subject.cmp(&b.subject)));
    found.truncate(10);
    found
}

struct Wanted<'a> {
    candidate: &'a Candidate,
    name: Vec<String>,
    husband: Vec<String>,
    nik: Option<String>,
    phone: Option<String>,
}

impl Wanted<'_> {
    fn compare(&self, family: &Family) -> Option<Likely> {
        let mut score = 0.0;
        let mut reasons = Vec::new();
        let mut speaks = |reason: Reason, weight: f64| {
            score += weight;
            reasons.push(reason);
        };
        let woman = family.woman.as_deref();
        let nik = woman.and_then(|woman| woman.nik.as_deref()).map(crate::nik::clean);
        if self.nik.is_some() && self.nik == nik {
            speaks(Reason::Nik, 1.0);
        }
        let likeness = names::similarity_of_sounds(&self.name, &names::sounds(family.name()));
        if likeness > 0.97 {
            speaks(Reason::Name, 0.45);
        } else if likeness > 0.86 {
            speaks(Reason::SimilarName, 0.35);
        }
        let phones = phones(family);
        if self.phone.as_ref().is_some_and(|phone| phones.contains(phone)) {
            speaks(Reason::Phone, 0.3);
        }
        let mut against = 0.0;
        match self.husband_likeness(family) {
            Some(likeness) if likeness > 0.86 => speaks(Reason::Husband, 0.3),
            Some(likeness) if likeness < 0.5 => against += 0.2,
            _ => {}
        }
        match self.years_apart(family) {
            Some(Born::SameDay) => speaks(Reason::BirthDate, 0.4),
            Some(Born::Years(0..=1)) => speaks(Reason::BirthYear, 0.15),
            Some(Born::Years(4..)) => against += 0.3,
            Some(Born::Years(_)) | None => {}
        }
        if self.candidate.village.is_some() && self.candidate.village == family.village {
            speaks(Reason::Village, 0.15);
        }
        // A village or a year shared with half of the register means nothing without a name or number.
        let telling = |reason: &Reason| {
            matches!(reason, Reason::Nik | Reason::Name | Reason::SimilarName | Reason::Phone)
        };
        let told = reasons.iter().any(telling)
            || (reasons.contains(&Reason::Husband) && reasons.contains(&Reason::BirthDate));
        reasons.sort_unstable();
        let score = f64::min(score - against, 1.0);
        let certain = reasons.contains(&Reason::Nik);
        (told && (certain || score + 1e-9 >= SHOWN)).then_some(Likely {
            subject: family.id,
            score: score.max(0.0),
            reasons,
        })
    }

    fn husband_likeness(&self, family: &Family) -> Option<f64> {
        let other = names::sounds(family.husband()?);
        let known = !self.husband.is_empty() && !other.is_empty();
        known.then(|| names::similarity_of_sounds(&self.husband, &other))
    }

    fn years_apart(&self, family: &Family) -> Option<Born> {
        let woman = family.woman.as_deref()?;
        if self.candidate.born.is_some() && self.candidate.born == woman.born {
            return Some(Born::SameDay);
        }
        let own = self.candidate.born.map(Date::year).or(self.candidate.born_year)?;
        let other = woman.born.map(Date::year).or(woman.born_year)?;
        Some(Born::Years(own.abs_diff(other)))
    }
}

enum Born {
    SameDay,
    Years(u16),
}

fn phones(family: &Family) -> Vec<String> {
    let woman = family.woman.as_deref().and_then(|woman| woman.phone.as_deref());
    let notices = family.pregnancies.iter().flat_map(|pregnancy| &pregnancy.notices);
    let told = notices.filter_map(|notice| notice.phone.as_deref());
    woman.into_iter().chain(told).filter_map(dialled).collect()
}

fn dialled(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 6).then(|| phone(&digits))
}
