//! Every page and every form with every role: who may open or send it is declared in `rights.toml`, and one that is
//! not declared there fails. People of other sectors, the district and the office meet no mother's name on any page.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod example;
#[path = "../support/mod.rs"]
mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use self::{
    example::{started, unit},
    support::{Server, status},
};

/// Letters of the table, and who they are.
const ROLES: [(char, &str, &str); 6] = [
    ('B', "rina", "bidan"),
    ('C', "bikor", "coordinator"),
    ('H', "kepala", "head"),
    ('O', "tu", "office"),
    ('S', "camat", "sector"),
    ('D', "dinas", "district"),
];

/// Who may do what, by address.
#[derive(Deserialize)]
struct Table {
    /// Pages.
    get: BTreeMap<String, String>,
    /// Forms.
    post: BTreeMap<String, String>,
}

fn table() -> Table {
    toml::from_str(include_str!("rights.toml")).unwrap()
}

/// Addresses that answer this method (`get(`, `post(`), as the sources declare them.
fn declared(method: &str) -> BTreeSet<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut paths = BTreeSet::new();
    for folder in ["src/web", "../app/src/pages", "../app/src"] {
        sources(&root.join(folder), &mut |text| {
            for route in text.split(".route(").skip(1) {
                let route = route.trim_start();
                let Some(path) = route.strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                    continue;
                };
                let until = [";", "\n}"].iter().filter_map(|end| route.find(end)).min();
                let handlers = route.get(..until.unwrap_or(route.len()).min(400)).unwrap_or(route);
                if answers(text, handlers, method) {
                    paths.insert(path.to_owned());
                }
            }
        });
    }
    paths
}

/// Whether the handlers of a route answer a method: `get(show).post(save)`, or a name that stands for such.
fn answers(text: &str, handlers: &str, method: &str) -> bool {
    let after = handlers.split_once(',').map_or("", |(_, rest)| rest).trim_start();
    let name: String =
        after.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    let named = text.split_once(&format!("let {name} = ")).and_then(|(_, rest)| rest.split(';').next());
    named.unwrap_or(handlers).contains(method)
}

fn sources(folder: &Path, read: &mut impl FnMut(&str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, read);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(path).unwrap();
            read(text.split("#[cfg(test)]").next().unwrap());
        }
    }
}

#[test]
fn every_address_is_declared_and_no_other() {
    let table = table();
    for (method, table) in [("get(", table.get), ("post(", table.post)] {
        let paths = declared(method);
        let undeclared: Vec<_> = paths.iter().filter(|path| !table.contains_key(*path)).collect();
        assert!(undeclared.is_empty(), "say in rights.toml who may {method}: {undeclared:#?}");
        let gone: Vec<_> = table.keys().filter(|path| !paths.contains(*path)).collect();
        assert!(gone.is_empty(), "in rights.toml, but nothing that answers {method}: {gone:?}");
    }
}

#[test]
fn each_role_opens_what_it_may_and_nothing_else() {
    let (folder, mut example) = unit();
    let server = started(&folder);
    example.meet(&server);
    let mut wrong = Vec::new();
    for (letter, login, _) in ROLES {
        let cookie = server.log_in(login);
        for (path, who) in table().get.iter().filter(|(path, _)| *path != LISTENING) {
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

/// An address that goes on answering: whoever has logged in may listen, and is told of what is hers alone.
const LISTENING: &str = "/kabar/langsung";

/// Addresses that take files.
const FILES: [&str; 5] = ["/berkas/{subject}", "/cakupan/peta/batas", "/hp/berkas", "/impor", "/kop/{sign}"];

/// Sends nothing but what a form of hers must carry: rights are asked before anything is read.
fn send(server: &Server, cookie: &str, csrf: &str, path: &str, address: &str) -> String {
    if FILES.contains(&path) {
        return server.upload(address, cookie, "kosong", b"");
    }
    server.ask("POST", address, &format!("cookie: {cookie}\r\n"), &format!("csrf={csrf}")).unwrap()
}

#[test]
fn each_role_sends_what_it_may_and_nothing_else() {
    let (folder, mut example) = unit();
    let server = started(&folder);
    example.meet(&server);
    let mut table = table().post;
    // Who has logged out does nothing more.
    let last = table.remove_entry("/keluar");
    let mut wrong = Vec::new();
    // Whoever may do least comes first: what the others do cannot stand in her way.
    for (letter, login, _) in ROLES.into_iter().rev() {
        let cookie = server.log_in(login);
        let csrf = server.csrf(&cookie);
        assert!(!csrf.is_empty(), "{login}");
        for (path, who) in table.iter().chain(last.as_ref().map(|(path, who)| (path, who))) {
            // A paper is made final on its page, not in its file.
            let address = example.address(path);
            let answer = send(&server, &cookie, &csrf, path, address.trim_end_matches(".pdf"));
            let taken = !matches!(status(&answer), "400" | "401" | "403" | "404");
            if taken != who.contains(letter) {
                wrong.push(format!("{path}: {login} got {}, declared {who:?}", status(&answer)));
            }
            assert!(!status(&answer).starts_with('5'), "{path}: {answer}");
            let is_out = answer.contains("location: /masuk");
            assert!(!is_out || path.starts_with("/masuk") || path == "/keluar", "{path}: {login} is out");
            let is_care = matches!(letter, 'B' | 'C' | 'H');
            assert!(is_care || !answer.contains(&example.name), "{path} tells {login} a mother's name");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn who_has_not_logged_in_opens_only_the_door() {
    let (folder, example) = unit();
    let server = started(&folder);
    let table = table();
    for path in table.get.keys() {
        let page = server.get(&example.address(path), "");
        assert!(!page.contains(&example.name), "{path}");
        let open = ["/masuk", "/masuk/tautan/{token}", "/sertifikat", "/mulai", "/manifest.webmanifest"];
        if !open.contains(&path.as_str()) && status(&page) == "200" {
            let is_page = page.contains("<main");
            assert!(!is_page, "{path} opens without a log-in");
        }
    }
    for path in table.post.keys().filter(|path| !path.starts_with("/masuk")) {
        let answer = send(&server, "", "", path, &example.address(path));
        let sent_away = answer.contains("location: /masuk?");
        assert!(sent_away || status(&answer).starts_with('4'), "{path} is taken without a log-in: {answer}");
    }
}
