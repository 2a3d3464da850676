//! Agenda, committee and guests as lines of text: `08.00-08.30 | Pembukaan | Camat`. Who plans a workshop has
//! them in a letter of last time already, and pastes them.

use domain::facts::{AgendaItem, CommitteeMember, Invitee, Sector};
use jiff::civil::Time;

use crate::format;

fn parts(line: &str) -> Vec<&str> {
    line.split('|').map(str::trim).collect()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// `08.00-08.30`, or `08.00`.
fn times(text: &str) -> Option<(Time, Option<Time>)> {
    let mut ends = text.split(['-', '–']).map(str::trim);
    let from = format::read_time(ends.next()?)?;
    match ends.next() {
        None => Some((from, None)),
        Some(until) => Some((from, Some(format::read_time(until)?))),
    }
}

/// The agenda from its lines. An item keeps its agreement and cluster as long as it keeps its title.
pub(super) fn read_agenda(text: &str, before: &[AgendaItem]) -> Vec<AgendaItem> {
    let item = |line| {
        let mut parts = parts(line).into_iter().peekable();
        let times = parts.peek().and_then(|part| times(part));
        if times.is_some() {
            parts.next();
        }
        let title = parts.next().unwrap_or_default().to_owned();
        let known = before.iter().find(|item| item.title == title);
        AgendaItem {
            from: times.map(|(from, _)| from),
            until: times.and_then(|(_, until)| until),
            speaker: parts.next().filter(|part| !part.is_empty()).map(str::to_owned),
            cluster: known.and_then(|item| item.cluster),
            agreement: known.and_then(|item| item.agreement),
            title,
        }
    };
    lines(text).map(item).filter(|item| !item.title.is_empty()).collect()
}

/// The agenda as lines.
pub(super) fn agenda(items: &[AgendaItem]) -> String {
    let line = |item: &AgendaItem| {
        let time = match (item.from, item.until) {
            (Some(from), Some(until)) => Some(format!("{}-{}", format::time(from), format::time(until))),
            (Some(from), None) => Some(format::time(from)),
            _ => None,
        };
        let parts = [time, Some(item.title.clone()), item.speaker.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    };
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The committee from its lines, `Ketua | Nama | Jabatan`.
pub(super) fn read_committee(text: &str) -> Vec<CommitteeMember> {
    let member = |line| {
        let mut parts = parts(line).into_iter().map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        CommitteeMember { duty: next(), name: next(), office: next() }
    };
    lines(text).map(member).collect()
}

/// The committee as lines.
pub(super) fn committee(members: &[CommitteeMember]) -> String {
    let line = |one: &CommitteeMember| format!("{} | {} | {}", one.duty, one.name, one.office);
    members.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Guests who are not in the register of officials, `Nama | Jabatan`; with one part, the office.
pub(super) fn read_guests(text: &str, before: &[Invitee]) -> Vec<Invitee> {
    let guest = |line| {
        let (name, office) = match *parts(line).as_slice() {
            [name, office, ..] => (name.to_owned(), office.to_owned()),
            [office] => (String::new(), office.to_owned()),
            [] => (String::new(), String::new()),
        };
        let known =
            before.iter().find(|one| one.official.is_none() && one.name == name && one.office == office);
        known.cloned().unwrap_or_else(|| Invitee {
            sector: sector_of(&office, false),
            official: None,
            village: None,
            name,
            office,
        })
    };
    lines(text).map(guest).filter(|one| !one.office.is_empty() || !one.name.is_empty()).collect()
}

/// Guests who are not in the register, as lines.
pub(super) fn guests(invitees: &[Invitee]) -> String {
    let line = |one: &Invitee| match one.name.as_str() {
        "" => one.office.clone(),
        name => format!("{name} | {}", one.office),
    };
    let free = invitees.iter().filter(|one| one.official.is_none());
    free.map(line).collect::<Vec<_>>().join("\n")
}

/// The sector of an office, as far as its words tell; somebody of a village is of the village.
pub(super) fn sector_of(office: &str, of_village: bool) -> Sector {
    const WORDS: [(Sector, &[&str]); 11] = [
        (Sector::Police, &["polsek", "polres", "polri", "babinkamtibmas", "bhabinkamtibmas"]),
        (Sector::Army, &["danramil", "koramil", "babinsa", "tni"]),
        (Sector::Health, &["puskesmas", "pustu", "bidan", "dinkes", "rsud"]),
        (Sector::Cadre, &["kader"]),
        (Sector::FamilyPlanning, &["pkk", "kb", "plkb"]),
        (Sector::Religion, &["kua", "agama", "pendeta", "imam", "pastor"]),
        (Sector::Agriculture, &["bpp", "pertanian", "penyuluh"]),
        (Sector::Education, &["pendidikan", "sekolah", "sd", "smp", "sma"]),
        (Sector::Elders, &["adat", "damang", "mantir", "tokoh", "dukun"]),
        (Sector::Village, &["desa", "kades", "lurah", "bpd"]),
        (Sector::Subdistrict, &["camat", "kecamatan", "sekcam"]),
    ];
    let office = office.to_lowercase();
    let words: Vec<_> = office.split(|letter: char| !letter.is_alphanumeric()).collect();
    let is_of = |names: &[&str]| {
        // "Kapolsek" and "Wakapolsek" are of the Polsek; short words must stand alone.
        names
            .iter()
            .any(|name| words.iter().any(|word| word == name || (name.len() > 4 && word.ends_with(name))))
    };
    let found = WORDS.into_iter().find(|(_, names)| is_of(names)).map(|(sector, _)| sector);
    found.unwrap_or(if of_village { Sector::Village } else { Sector::Other })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_as_they_were_written() {
        let text = "08.00-08.30 | Pembukaan | Camat\n09.00 | Paparan\nPenutup";
        let items = read_agenda(text, &[]);
        assert_eq!(items.len(), 3);
        assert_eq!(agenda(&items), text);
        assert_eq!(committee(&read_committee("Ketua | E | Camat")), "Ketua | E | Camat");
        assert_eq!(
            guests(&read_guests("Danramil\nSuwigno, S.H. | Camat", &[])),
            "Danramil\nSuwigno, S.H. | Camat"
        );
        assert!(read_agenda("\n | \n", &[]).is_empty() && read_guests(" | ", &[]).is_empty());
    }

    #[test]
    fn an_office_tells_its_sector() {
        for (office, sector) in [
            ("Camat Kapuas Hulu", Sector::Subdistrict),
            ("Wakapolsek", Sector::Police),
            ("Danramil Kapuas Hulu", Sector::Army),
            ("Kepala Desa Sei Hanyo", Sector::Village),
            ("Ketua TP-PKK", Sector::FamilyPlanning),
            ("Plt. Kepala UPT Puskesmas", Sector::Health),
            ("Bendahara", Sector::Other),
        ] {
            assert_eq!(sector_of(office, false), sector, "{office}");
        }
        assert_eq!(sector_of("Sesepuh", true), Sector::Village);
    }
}
