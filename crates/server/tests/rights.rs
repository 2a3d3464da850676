//! Every page with every role: who may open it is declared in `rights.toml`, and a page that is not declared
//! there fails. People of other sectors, the district and the office meet no mother's name on any of them.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use domain::{
    facts::Fact,
    family::Family,
    ids::{UnitCode, VillageCode},
    note::Note,
    register::Register,
};
use jiff::civil::date;
use store::{Entry, Store};
use support::{Folder, Server, add_user, status};

/// Letters of the table, and who they are.
const ROLES: [(char, &str, &str); 6] = [
    ('B', "rina", "bidan"),
    ('C', "bikor", "coordinator"),
    ('H', "kepala", "head"),
    ('O', "tu", "office"),
    ('S', "camat", "sector"),
    ('D', "dinas", "district"),
];

/// Addresses with a `get`, as the sources declare them.
fn declared() -> BTreeSet<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut paths = BTreeSet::new();
    for folder in ["src/web", "../app/src/pages", "../app/src"] {
        sources(&root.join(folder), &mut |text| {
            for route in text.split(".route(").skip(1) {
                let route = route.trim_start();
                let Some(path) = route.strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                    continue;
                };
                let until = route.find(".route(").unwrap_or(route.len()).min(400);
                let handlers = route.get(..until).unwrap_or(route);
                if handlers.contains("get(") {
                    paths.insert(path.to_owned());
                }
            }
        });
    }
    paths
}

fn sources(folder: &Path, read: &mut impl FnMut(&str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, read);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            read(&fs::read_to_string(path).unwrap());
        }
    }
}

/// Who may open which page.
fn table() -> BTreeMap<String, String> {
    toml::from_str(include_str!("rights.toml")).unwrap()
}

/// What stands for the variable parts of addresses: one real thing of each sort.
struct Example {
    values: BTreeMap<&'static str, String>,
    name: String,
}

/// A mother's name that nothing else in the unit bears.
const NAME: &str = "Zubaidah Tidakada";

fn unit() -> (Folder, Example) {
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
    let register = Register::load(notes.clone());
    let example = example(&register, register.family(chosen).unwrap());
    fill(&data, &notes);
    for (_, login, role) in ROLES {
        let village: &[&str] = if role == "bidan" { &["--village", home.as_str()] } else { &[] };
        add_user(&data, login, role, village);
    }
    (folder, example)
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

fn example(register: &Register, family: &Family) -> Example {
    let pregnancy = family.pregnancies.iter().find(|one| !one.children.is_empty()).unwrap();
    let matters = register.matters();
    let first = |ids: Vec<String>| ids.into_iter().next().unwrap_or_else(|| "none".to_owned());
    let values = BTreeMap::from([
        ("subject", family.id.to_string()),
        ("pregnancy", pregnancy.id.to_string()),
        ("child", pregnancy.children[0].id.to_string()),
        ("entry", pregnancy.contacts.first().map_or_else(String::new, |contact| contact.id().to_string())),
        ("code", "62.03.12.2001".to_owned()),
        ("lang", "id".to_owned()),
        ("dukun", first(register.dukun().keys().map(ToString::to_string).collect())),
        ("fasilitas", first(register.facilities().keys().map(ToString::to_string).collect())),
        ("petugas", first(register.staff().keys().map(ToString::to_string).collect())),
        ("pejabat", first(register.officials().keys().map(ToString::to_string).collect())),
        ("kesepakatan", first(matters.agreements.keys().map(ToString::to_string).collect())),
        ("lokmin", first(matters.workshops.keys().map(ToString::to_string).collect())),
        ("komitmen", first(matters.commitments.keys().map(ToString::to_string).collect())),
        ("aturan", first(matters.rules.keys().map(ToString::to_string).collect())),
    ]);
    Example { values, name: NAME.to_owned() }
}

impl Example {
    /// A real address of a declared one; none where nothing in the example is of its sort.
    fn address(&self, path: &str) -> String {
        let mut before = "";
        let parts = path.split('/').map(|part| {
            let value = match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                Some("id" | "word" | "about") if part == "{word}" => "kesepakatan".to_owned(),
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

#[test]
fn every_page_is_declared_and_no_other() {
    let (pages, table) = (declared(), table());
    let undeclared: Vec<_> = pages.iter().filter(|path| !table.contains_key(*path)).collect();
    assert!(undeclared.is_empty(), "say in rights.toml who may open: {undeclared:#?}");
    let gone: Vec<_> = table.keys().filter(|path| !pages.contains(*path)).collect();
    assert!(gone.is_empty(), "in rights.toml, but no page: {gone:?}");
}

#[test]
fn each_role_opens_what_it_may_and_nothing_else() {
    let (folder, example) = unit();
    let server = Server::start(&folder.file("data"));
    let mut wrong = Vec::new();
    for (letter, login, _) in ROLES {
        let cookie = server.log_in(login);
        for (path, who) in &table() {
            let page = server.get(&example.address(path), &cookie);
            let opened = status(&page) == "200";
            if opened != who.contains(letter) {
                wrong.push(format!("{path}: {login} got {}, declared {who:?}", status(&page)));
            }
            assert!(!status(&page).starts_with('5'), "{path}: {page}");
            let is_care = matches!(letter, 'B' | 'C' | 'H');
            assert!(is_care || !page.contains(&example.name), "{path} tells {login} a mother's name");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn who_has_not_logged_in_opens_only_the_door() {
    let (folder, example) = unit();
    let server = Server::start(&folder.file("data"));
    for path in table().keys() {
        let page = server.get(&example.address(path), "");
        assert!(!page.contains(&example.name), "{path}");
        let open = ["/masuk", "/masuk/tautan/{token}", "/sertifikat", "/mulai", "/manifest.webmanifest"];
        if !open.contains(&path.as_str()) && status(&page) == "200" {
            let is_page = page.contains("<main");
            assert!(!is_page, "{path} opens without a log-in");
        }
    }
}
