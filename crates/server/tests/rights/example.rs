//! A unit in which there is something of every sort, and what is asked about it.

use std::{collections::BTreeMap, path::Path};

use domain::{
    facts::{AgreementSuspended, ConcernRaised, Fact, MessageOutcome, MessageReceived, MessageSorted},
    family::{Family, Pregnancy},
    ids::{EntryId, SubjectId, UnitCode, VillageCode, derived},
    note::Note,
    register::Register,
};
use jiff::civil::date;
use store::{Entry, Store};

use crate::{
    ROLES,
    support::{Folder, Server, add_user, phone},
};

/// What stands for the variable parts of addresses: one real thing of each sort.
pub(crate) struct Example {
    values: BTreeMap<&'static str, String>,
    /// Addresses that are about another thing than the others.
    special: BTreeMap<&'static str, String>,
    pub(crate) name: String,
}

/// A mother's name that nothing else in the unit bears.
const NAME: &str = "Zubaidah Tidakada";

pub(crate) fn unit() -> (Folder, Example) {
    let folder = Folder::new();
    let data = folder.file("data");
    let plan = simulator::Plan {
        years: 1,
        villages: 14,
        seed: 1,
        until: date(2025, 12, 1),
        pregnancies_per_year: 120,
    };
    let mut notes: Vec<Note> = simulator::simulate(&plan).chain(simulator::event(&plan)).collect();
    let home = VillageCode::new("62.03.12.2001");
    let register = Register::load(notes.clone());
    let family = register.families().filter(|family| family.village.as_ref() == Some(&home));
    let family = family.filter(|family| family.pregnancies.iter().any(|one| !one.children.is_empty()));
    let chosen = family.min_by_key(|family| family.id).unwrap().id;
    for note in &mut notes {
        if note.subject == chosen
            && let Fact::WomanRegistered(woman) = &note.fact
        {
            let mut woman = (**woman).clone();
            woman.name = NAME.to_owned();
            note.fact = woman.into();
        }
    }
    let more = more(&notes, &register);
    notes.extend(more);
    let register = Register::load(notes.clone());
    let example = Example {
        values: values(&register, register.family(chosen).unwrap()),
        special: special(&register, &home),
        name: NAME.to_owned(),
    };
    fill(&data, &notes);
    for (_, login, role) in ROLES {
        let village: &[&str] = if role == "bidan" { &["--village", home.as_str()] } else { &[] };
        add_user(&data, login, role, village);
    }
    add_user(&data, "lain", "office", &[]);
    (folder, example)
}

/// The program, with something that stands for what phones download.
pub(crate) fn started(folder: &Folder) -> Server {
    let site = folder.file("site");
    std::fs::create_dir_all(&site).unwrap();
    let scripts = ["phone.js", "turn.js", "enrol.js", "unlock.js", "sw.js"];
    for name in ["version", "betang_bg.wasm", "manifest.webmanifest"].into_iter().chain(scripts) {
        std::fs::write(site.join(name), "1").unwrap();
    }
    let door = ["--listen", "127.0.0.1:0", "--phone-program", site.to_str().unwrap()];
    Server::start_with(&folder.file("data"), &door)
}

fn fill(data: &Path, notes: &[Note]) {
    let unit = UnitCode(simulator::ground::UNIT_CODE.to_owned());
    let log = store_sql::Database::claim(data).unwrap().log(&unit);
    let entries: Vec<_> = notes.iter().map(|note| Entry::of(note, &unit).unwrap()).collect();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        for batch in entries.chunks(2_000) {
            log.append(batch).await.unwrap();
        }
    });
}

/// A matter that the example adds.
fn added(word: &str) -> SubjectId {
    SubjectId(derived(&["rights", word]))
}

/// What the simulated unit has none of: agreements that are drafts or suspended, a workshop that runs, a concern.
fn more(notes: &[Note], register: &Register) -> Vec<Note> {
    let of = |kind: &str| notes.iter().rfind(|note| note.fact.kind() == kind).unwrap();
    let again = |word: &str, subject: &str, note: &Note, fact: Fact| Note {
        id: EntryId(derived(&["rights", word, subject])),
        subject: added(subject),
        fact,
        ..note.clone()
    };
    let (drafted, signed) = (of("agreement.drafted"), of("agreement.signed"));
    let (planned, last) = (of("workshop.planned"), notes.last().unwrap());
    let suspended = AgreementSuspended { on: date(2025, 11, 20), reason: "Banjir".to_owned() };
    let dukun = *register.dukun().keys().next().unwrap();
    let concern = ConcernRaised {
        dukun,
        on: date(2025, 11, 20),
        mother: None,
        birth: None,
        text: "Menolong persalinan sendiri".to_owned(),
    };
    let (of_dukun, of_nobody) = messages(register);
    let sorted = MessageSorted { outcome: MessageOutcome::Sender, ..MessageSorted::default() };
    vec![
        again("received", "message", last, of_dukun.clone().into()),
        again("received", "sorted", last, of_dukun.into()),
        again("sorted", "sorted", last, sorted.into()),
        again("received", "unknown", last, of_nobody.into()),
        again("drafted", "draft", drafted, drafted.fact.clone()),
        again("drafted", "suspended", drafted, drafted.fact.clone()),
        again("signed", "suspended", signed, signed.fact.clone()),
        again("suspended", "suspended", signed, suspended.into()),
        again("planned", "running", planned, planned.fact.clone()),
        again("raised", "concern", last, concern.into()),
    ]
}

/// A message of a dukun of the midwife's village, and one from a number that nobody knows.
fn messages(register: &Register) -> (MessageReceived, MessageReceived) {
    let home = VillageCode::new("62.03.12.2001");
    let here =
        register.dukun().iter().find(|(_, dukun)| dukun.village.as_ref() == Some(&home) && !dukun.retired);
    let received = MessageReceived {
        gateway: "uji".to_owned(),
        from: "+6281200000001".to_owned(),
        text: format!("DARAH {NAME}"),
        ..MessageReceived::default()
    };
    let of_dukun =
        MessageReceived { sender: here.map(|(id, _)| *id), villages: vec![home], ..received.clone() };
    (of_dukun, received)
}

fn values(register: &Register, family: &Family) -> BTreeMap<&'static str, String> {
    let pregnancy = family.pregnancies.iter().find(|one| !one.children.is_empty()).unwrap();
    let matters = register.matters();
    let first = |ids: Vec<String>| ids.into_iter().next().unwrap_or_else(|| "none".to_owned());
    BTreeMap::from([
        ("subject", family.id.to_string()),
        ("pregnancy", pregnancy.id.to_string()),
        ("child", pregnancy.children[0].id.to_string()),
        ("entry", pregnancy.contacts.first().map_or_else(String::new, |contact| contact.id().to_string())),
        ("code", "62.03.12.2001".to_owned()),
        ("lang", "id".to_owned()),
        ("sign", "logo".to_owned()),
        ("paper", first(matters.papers.keys().map(ToString::to_string).collect())),
        ("perlu-dibicarakan", added("concern").to_string()),
        ("dukun", first(register.dukun().keys().map(ToString::to_string).collect())),
        ("fasilitas", first(register.facilities().keys().map(ToString::to_string).collect())),
        ("petugas", first(register.staff().keys().map(ToString::to_string).collect())),
        ("pejabat", first(register.officials().keys().map(ToString::to_string).collect())),
        ("kesepakatan", {
            let signed = matters
                .agreements
                .values()
                .filter(|one| one.signed.is_some() && one.id != added("suspended"));
            first(signed.map(|one| one.id.to_string()).collect())
        }),
        ("lokmin", first(matters.workshops.keys().map(ToString::to_string).collect())),
        ("komitmen", {
            let health =
                matters.commitments.values().filter(|one| one.made.sector == domain::facts::Sector::Health);
            first(health.map(|one| one.id.to_string()).collect())
        }),
        ("cakupan", "PF".to_owned()),
        ("pesan", added("message").to_string()),
        ("tak-dikenal", added("unknown").to_string()),
        ("aturan", first(matters.rules.keys().map(ToString::to_string).collect())),
    ])
}

/// What can be done only to a thing that stands so: a draft, a workshop that runs, a pregnancy that goes on.
fn special(register: &Register, home: &VillageCode) -> BTreeMap<&'static str, String> {
    let (draft, suspended, running) = (added("draft"), added("suspended"), added("running"));
    let concern = added("concern");
    let hers = || register.families().filter(|family| family.village.as_ref() == Some(home));
    let on = hers().find_map(|family| {
        let on = family.pregnancies.iter().find(|one| one.over_on().is_none() && one.birth.is_none())?;
        Some(format!("/ibu/{}/kehamilan/{}", family.id, on.id))
    });
    let on = on.expect("a pregnancy that goes on");
    let each = |of: fn(&Pregnancy) -> Option<EntryId>| {
        hers().find_map(|family| Some((family.id, family.pregnancies.iter().find_map(of)?)))
    };
    let referred = each(|one| one.referrals.first().map(|referral| referral.id()));
    let (mother, referral) = referred.expect("a mother who was referred");
    let sorted = EntryId(derived(&["rights", "sorted", "sorted"]));
    let mut special = BTreeMap::from([
        ("/pesan/kata/{id}", "/pesan/kata/thanks".to_owned()),
        ("/pesan/{id}/batal/{entry}", format!("/pesan/{}/batal/{sorted}", added("sorted"))),
        ("/kesepakatan/{id}/tanda-tangan", format!("/kesepakatan/{draft}/tanda-tangan")),
        ("/kesepakatan/{id}/ubah", format!("/kesepakatan/{draft}/ubah")),
        ("/kesepakatan/{id}/lanjut", format!("/kesepakatan/{suspended}/lanjut")),
        ("/perlu-dibicarakan/{id}/langkah", format!("/perlu-dibicarakan/{concern}/langkah?ke=verified")),
        ("/ibu/{subject}/kehamilan/{pregnancy}/berakhir", format!("{on}/berakhir")),
        ("/ibu/{subject}/kehamilan/{pregnancy}/lahir", format!("{on}/lahir")),
        ("/ibu/{subject}/kehamilan/{pregnancy}/rencana", format!("{on}/rencana")),
        ("/ibu/{subject}/rujukan/{entry}/jawab", format!("/ibu/{mother}/rujukan/{referral}/jawab")),
    ]);
    for (path, page) in [
        ("/lokmin/{id}/hadir", "hadir"),
        ("/lokmin/{id}/notulen", "notulen"),
        ("/lokmin/{id}/sajian", "sajian"),
        ("/lokmin/{id}/tidak-jadi", "tidak-jadi"),
        ("/lokmin/{id}/tutup", "tutup"),
        ("/lokmin/{id}/ubah", "ubah"),
    ] {
        special.insert(path, format!("/lokmin/{running}/{page}"));
    }
    special
}

impl Example {
    /// Learns what only the running program knows: a midwife's phone, somebody's account, a link.
    pub(crate) fn meet(&mut self, server: &Server) {
        let device = phone::enrol(server, &server.log_in("rina"), "HP Rina").enrolled.device.to_string();
        for (path, page) in [("/hp/{id}/tarik", "tarik"), ("/hp/{id}/izinkan", "izinkan")] {
            self.special.insert(path, format!("/hp/{device}/{page}"));
        }
        let head = server.log_in("kepala");
        let users = server.get("/pengguna", &head);
        let before = users.split(">lain<").next().unwrap();
        let user = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
        assert!(user.starts_with("/pengguna/"), "{user}");
        self.special.insert("/pengguna/{id}", user.to_owned());
        let body = format!("csrf={}&official={}&days=30", server.csrf(&head), self.values["pejabat"]);
        let links = server.ask("POST", "/lintas-sektor", &format!("cookie: {head}\r\n"), &body).unwrap();
        let revoke = links.split("action=\"").find(|part| part.contains("/cabut\""));
        let revoke = revoke.unwrap_or_else(|| panic!("{links}")).split('"').next().unwrap();
        self.special.insert("/lintas-sektor/{id}/cabut", revoke.to_owned());
    }

    /// A real address of a declared one; none where nothing in the example is of its sort.
    pub(crate) fn address(&self, path: &str) -> String {
        if let Some(address) = self.special.get(path) {
            return address.clone();
        }
        let mut before = "";
        let parts = path.split('/').map(|part| {
            let value = match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                Some("word") => "kesepakatan".to_owned(),
                Some("about") => format!("{}.pdf", self.values["kesepakatan"]),
                Some("subject") if before == "berkas" => self.values["kesepakatan"].clone(),
                Some("id") => self.values.get(before).cloned().unwrap_or_else(|| "none".to_owned()),
                Some(name) => self.values.get(name).cloned().unwrap_or_else(|| "none".to_owned()),
                None => part.to_owned(),
            };
            before = part;
            value
        });
        parts.collect::<Vec<_>>().join("/")
    }
}
