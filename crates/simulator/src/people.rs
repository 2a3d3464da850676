//! The people of the unit: midwives and nurses, office, dukun, health volunteers, officials.

use domain::{
    facts::{Dukun, Fact, Kader, Official, Profession, Staff, Village},
    ids::{AuthorId, SubjectId, VillageCode, derived},
    rights::Role,
};

use crate::{
    dice::Dice,
    ground::UNIT_CODE,
    names::{self, DUKUN, STAFF},
};

/// The Camat, as the newspaper names him.
pub(crate) const CAMAT: &str = "Suwigno, S.H.";
/// The acting head of the Puskesmas, as the newspaper names him.
pub(crate) const HEAD: &str = "Yohanes Fransiskus, S.Kep., Ners.";
/// His office.
pub(crate) const HEAD_OFFICE: &str = "Plt. Kepala UPT Puskesmas Sei Hanyo";

/// The subject of an official, by office or, for a village head, by the village's code.
pub(crate) fn official(key: &str) -> SubjectId {
    SubjectId(derived(&["official", UNIT_CODE, key]))
}

/// Somebody who works with the program.
#[derive(Clone, Debug)]
pub struct Member {
    /// The subject of her entry.
    pub subject: SubjectId,
    /// Under this id she notes entries.
    pub author: AuthorId,
    /// The name she logs in with.
    pub login: String,
    /// Her role in the program.
    pub role: Role,
    /// Her villages; empty for who sees the whole unit.
    pub villages: Vec<VillageCode>,
    /// What the register says of her.
    pub staff: Staff,
}

/// A dukun and where she is called to.
#[derive(Clone, Debug)]
pub(crate) struct KnownDukun {
    pub(crate) subject: SubjectId,
    pub(crate) village: VillageCode,
    pub(crate) fact: Dukun,
}

/// Head, coordinator, office, and every midwife and nurse. Village midwives share the villages out.
pub(crate) fn staff(villages: &[Village]) -> Vec<Member> {
    let leaders = [
        (HEAD, "kepala", Role::Head, Profession::Other, HEAD_OFFICE),
        ("Endang Suryani", "bikor.endang", Role::Coordinator, Profession::Bidan, "Bidan Koordinator"),
        ("Tata Usaha (contoh)", "tu", Role::Office, Profession::Other, "Tata Usaha"),
        ("dr. Hana Wijaya (contoh)", "dr.hana", Role::Coordinator, Profession::Doctor, "Dokter Umum"),
        ("Camat (contoh)", "camat", Role::Sector, Profession::Other, "Lintas sektor"),
    ];
    let leaders = leaders.map(|(name, login, role, profession, office)| {
        let staff =
            Staff { name: name.to_owned(), profession, office: Some(office.to_owned()), ..Staff::default() };
        member(login.to_owned(), role, staff)
    });
    let midwives = STAFF.iter().zip(0..).map(|((name, word), number)| {
        let is_nurse = number >= STAFF.len() - 3;
        let profession = if is_nurse { Profession::Nurse } else { Profession::Bidan };
        let title = if is_nurse { "perawat" } else { "bidan" };
        let villages: Vec<_> =
            share(villages, number).map(|village| VillageCode::new(&village.code)).collect();
        let staff = Staff { name: (*name).to_owned(), profession, villages, ..Staff::default() };
        member(format!("{title}.{word}"), Role::Bidan, staff)
    });
    let mut all: Vec<_> = leaders.into_iter().chain(midwives).collect();
    for (number, member) in (1..).zip(&mut all) {
        member.staff.phone = Some(phone(number));
    }
    all
}

/// A telephone number of a member of staff: of the range that no network gives out, and one digit shorter than those
/// that the dice give, so that nobody else has it.
pub(crate) fn phone(number: u32) -> String {
    format!("0800{:07}", 1_000_000 + number)
}

fn share(villages: &[Village], number: usize) -> impl Iterator<Item = &Village> {
    // The first fourteen look after the villages; the others work in the Puskesmas, for its own village.
    let mine = villages.iter().enumerate().filter(move |(at, _)| match number {
        0..14 => at % 14 == number,
        _ => *at == 0,
    });
    mine.map(|(_, village)| village)
}

fn member(login: String, role: Role, staff: Staff) -> Member {
    let id = derived(&["staff", UNIT_CODE, &login]);
    let villages = staff.villages.clone();
    Member { subject: SubjectId(id), author: AuthorId(id), login, role, villages, staff }
}

/// The dukun, at least one for each village.
pub(crate) fn dukun(villages: &[Village], dice: &mut Dice) -> Vec<KnownDukun> {
    let count = villages.len() + villages.len() * 11 / 14;
    let names = DUKUN.iter().cycle().take(count.max(1));
    let places = villages.iter().cycle();
    names
        .zip(places)
        .zip(1..)
        .map(|(((address, name), village), number)| one_dukun(village, address, name, number, dice))
        .collect()
}

fn one_dukun(village: &Village, address: &str, name: &str, number: u32, dice: &mut Dice) -> KnownDukun {
    let born = i16::try_from(dice.between(1945, 1978)).unwrap_or(1960);
    let fact = Dukun {
        name: format!("{address} {name}"),
        aliases: vec![name.to_owned()],
        village: Some(VillageCode::new(&village.code)),
        languages: ["Ngaju", "Ot Danum", "Indonesia"]
            .iter()
            .filter(|_| dice.chance(0.7))
            .map(|&l| l.to_owned())
            .collect(),
        phone: dice.chance(0.3).then(|| names::phone(dice)),
        skills: ["persalinan", "pijat", "perawatan bayi", "ritual"]
            .iter()
            .filter(|_| dice.chance(0.75))
            .map(|&s| s.to_owned())
            .collect(),
        since_year: Some(born + 30),
        born_year: Some(born),
        ..Dukun::default()
    };
    let subject = SubjectId(derived(&["dukun", UNIT_CODE, &number.to_string()]));
    KnownDukun { subject, village: VillageCode::new(&village.code), fact }
}

/// Health volunteers and officials, named by their office or invented.
pub(crate) fn others(villages: &[Village], dice: &mut Dice) -> Vec<(SubjectId, Option<VillageCode>, Fact)> {
    let mut all = Vec::new();
    for office in ["Camat Kapuas Hulu", "Danramil Kapuas Hulu", "Kapolsek Kapuas Hulu"] {
        let name = if office.starts_with("Camat") { CAMAT } else { office };
        let fact = Official { name: name.to_owned(), office: office.to_owned(), ..Official::default() };
        all.push((official(office), None, fact.into()));
    }
    for village in villages {
        let code = VillageCode::new(&village.code);
        let head = Official {
            name: names::man(dice),
            office: format!("Kepala Desa {}", village.name),
            village: Some(code.clone()),
            ..Official::default()
        };
        all.push((official(&village.code), Some(code.clone()), head.into()));
        for number in 1..=2 {
            let fact = Kader {
                name: names::woman(dice),
                village: Some(code.clone()),
                phone: Some(names::phone(dice)),
                left: false,
            };
            let id = SubjectId(derived(&["kader", UNIT_CODE, &village.code, &number.to_string()]));
            all.push((id, Some(code.clone()), fact.into()));
        }
    }
    all
}
