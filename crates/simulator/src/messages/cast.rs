//! Who writes of whom: dukun with a telephone, and mothers whom they accompany.

use std::sync::Arc;

use domain::{
    facts::{BirthOutcome, Dukun},
    family::{Family, Pregnancy},
    gestation::{days_between, plus_days},
    ids::{AuthorId, SubjectId, VillageCode},
    messages::villages_of,
    moment::Moment,
    register::Register,
    rights::Role,
    rules::Rules,
    tasks::next_contact,
};
use jiff::civil::Date;

use crate::people::{self, Member};

/// A dukun who can write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Writer {
    pub(super) dukun: SubjectId,
    /// Her number as the telephone network tells it.
    pub(super) from: String,
    pub(super) village: VillageCode,
}

/// A dukun and a mother whom she told of, or who counts on her for the birth.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) writer: Writer,
    pub(super) mother: SubjectId,
    /// The name by which she is called.
    pub(super) name: String,
    /// The day of the birth, where there was one lately.
    pub(super) born: Option<Date>,
    days: i32,
}

/// A mother who agreed to reminders.
#[derive(Clone, Debug)]
pub(super) struct Reminded {
    pub(super) mother: SubjectId,
    pub(super) village: Option<VillageCode>,
    pub(super) phone: String,
    /// When she was asked, at her last visit.
    pub(super) at: Moment,
}

/// Everybody of the story.
pub(super) struct Cast {
    /// The first midwife.
    pub(super) midwife: AuthorId,
    /// Mother and dukun of the message that cannot wait.
    pub(super) urgent: Pair,
    /// Others who are pregnant.
    pub(super) pairs: Vec<Pair>,
    /// A mother who gave birth lately.
    pub(super) born: Option<Pair>,
    /// Dukun with a telephone, those of the first village first.
    pub(super) writers: Vec<Writer>,
    pub(super) reminded: Option<Reminded>,
}

impl Cast {
    /// Whoever fits, those of the first midwife's village first. None where nobody does.
    pub(super) fn choose(register: &Register, staff: &[Member], now: Moment) -> Option<Self> {
        let midwife = staff.iter().find(|member| member.role == Role::Bidan)?;
        let home = midwife.villages.first()?;
        let today = now.date();
        let mut writers: Vec<_> =
            register.dukun().iter().filter_map(|(id, fact)| writer(*id, fact)).collect();
        writers.sort_by_key(|writer| (writer.village != *home, writer.dukun));
        let mut families: Vec<_> = register.families().collect();
        families.sort_by_key(|family| family.id);
        let all = families.iter().flat_map(|family| pairs(register, &writers, family, today));
        let (born, mut pairs): (Vec<_>, Vec<_>) = all.partition(|pair| pair.born.is_some());
        // At home, and near her time.
        pairs.sort_by_key(|pair| (pair.writer.village != *home, -pair.days));
        let urgent = pairs.first()?.clone();
        pairs.retain(|pair| pair.mother != urgent.mother);
        let reminded = reminded(register, &families, home, now);
        let midwife = midwife.author;
        Some(Self { midwife, urgent, pairs, born: born.into_iter().next(), writers, reminded })
    }
}

fn writer(dukun: SubjectId, fact: &Dukun) -> Option<Writer> {
    let phone = fact.phone.as_ref().filter(|_| !fact.retired)?;
    let from = format!("+62{}", phone.strip_prefix('0')?);
    Some(Writer { dukun, from, village: fact.village.clone()? })
}

/// The dukun with a telephone who told of a mother's latest pregnancy, or go with her to the birth, as long as it goes
/// on or all is well after it.
fn pairs(register: &Register, writers: &[Writer], family: &Arc<Family>, today: Date) -> Vec<Pair> {
    let Some(pregnancy) = family.latest().filter(|_| family.mother_died().is_none()) else {
        return Vec::new();
    };
    let Some(days) = pregnancy.lmp().map(|lmp| days_between(lmp, today)) else { return Vec::new() };
    let born = pregnancy.birth.as_ref().map(|birth| birth.on);
    let fits = match born {
        Some(on) => (2..18).contains(&days_between(on, today)) && is_well(pregnancy),
        None => pregnancy.over_on().is_none() && pregnancy.registered.is_some() && (100..283).contains(&days),
    };
    let told = pregnancy.notices.iter().filter_map(|notice| notice.dukun);
    let goes_along = pregnancy.plan().and_then(|plan| plan.dukun);
    let hers: Vec<_> = told.chain(goes_along).collect();
    let knows = |writer: &&Writer| {
        let near =
            family.village.as_ref().is_some_and(|home| villages_of(register, writer.dukun).contains(home));
        fits && near && hers.contains(&writer.dukun)
    };
    let pair = |writer: &Writer| Pair {
        writer: writer.clone(),
        mother: family.id,
        name: family.name().split_whitespace().next().unwrap_or_default().to_owned(),
        born,
        days,
    };
    writers.iter().filter(knows).map(pair).collect()
}

fn is_well(pregnancy: &Pregnancy) -> bool {
    let alive = |birth: &domain::facts::Birth| {
        birth.children.iter().all(|child| child.outcome == BirthOutcome::Alive)
    };
    pregnancy.birth.as_deref().is_some_and(alive)
        && pregnancy.children.iter().all(|child| child.death.is_none())
}

/// A mother of the village whose next visit is near or just past, and who was asked at the one before.
fn reminded(
    register: &Register,
    families: &[&Arc<Family>],
    home: &VillageCode,
    now: Moment,
) -> Option<Reminded> {
    let today = now.date();
    let rules = Rules::of(register.unit().map(|unit| &**unit));
    let here = families.iter().filter(|family| family.village.as_ref() == Some(home));
    let asked = here.filter_map(|family| {
        let pregnancy = family.latest()?;
        let last = pregnancy.contacts.iter().max_by_key(|contact| contact.on)?;
        let (on, at) = (last.on, last.record.note.noted_at);
        let due = next_contact(pregnancy, &rules, today)?.due;
        let soon = plus_days(today, -9)..=plus_days(today, 2);
        (soon.contains(&due) && at <= now && days_between(on, due) > 5).then(|| Reminded {
            mother: family.id,
            village: family.village.clone(),
            phone: family
                .woman
                .as_deref()
                .and_then(|woman| woman.phone.clone())
                .unwrap_or_else(|| people::phone(901)),
            at,
        })
    });
    asked.min_by_key(|one| (one.at, one.mother))
}
