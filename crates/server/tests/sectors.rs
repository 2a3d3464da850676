//! Links for people of other sectors: one opens the door for a time, shows no mother, and can be taken back.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod support;

use support::{Folder, Server, add_user, betang, code, status, text};

fn unit() -> Folder {
    let folder = Folder::new();
    let data = folder.file("data");
    let made = betang(&data, &["simulate", "--years", "1", "--pregnancies", "20", "--until", "2025-06-01"]);
    assert_eq!(code(&made), 0, "{}", text(&made));
    add_user(&data, "tu", "office", &[]);
    add_user(&data, "rina", "bidan", &["--village", "62.03.12.2001"]);
    folder
}

/// The value of the option whose label begins so.
fn option<'a>(page: &'a str, label: &str) -> &'a str {
    let (before, _) = page.split_once(&format!("\">{label}")).unwrap_or_else(|| panic!("no {label}"));
    before.rsplit("value=\"").next().unwrap().split('"').next().unwrap()
}

/// Makes a link for an official; answers its address, which is shown once.
fn invite(server: &Server, office: &str, official: &str) -> String {
    let body = format!("csrf={}&official={official}&days=30", server.csrf(office));
    let page = server.ask("POST", "/lintas-sektor", &format!("cookie: {office}\r\n"), &body).unwrap();
    assert_eq!(status(&page), "200", "{page}");
    let at = page
        .split("href=\"/masuk/tautan/")
        .nth(1)
        .unwrap_or_else(|| panic!("{page}"))
        .split('"')
        .next()
        .unwrap();
    assert!(!server.get("/lintas-sektor", office).contains(at), "the link is shown once");
    format!("/masuk/tautan/{at}")
}

fn enter(server: &Server, link: &str) -> Option<String> {
    let answer = server.ask("POST", link, "", "").unwrap();
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "))?;
    assert!(cookie.contains("HttpOnly"), "{cookie}");
    Some(cookie.split(';').next().unwrap().to_owned())
}

#[test]
fn a_link_opens_for_one_person_until_it_is_taken_back() {
    let folder = unit();
    let server = Server::start(&folder.file("data"));
    let office = server.log_in("tu");
    assert_eq!(status(&server.get("/lintas-sektor", &server.log_in("rina"))), "403");
    let list = server.get("/lintas-sektor", &office);
    let camat = option(&list, "Suwigno, S.H.").to_owned();
    let link = invite(&server, &office, &camat);

    let door = server.ask("GET", &link, "", "").unwrap();
    assert!(
        door.contains("Suwigno") && !door.contains("set-cookie"),
        "looking at a link logs nobody in: {door}"
    );
    let guest = enter(&server, &link).unwrap();
    for closed in ["/kabar/baru", "/pengguna", "/lintas-sektor", "/impor", "/akses"] {
        assert_eq!(status(&server.get(closed, &guest)), "403", "{closed}");
    }

    // Another link for the same person ends the first, and whoever came in by it.
    let second = invite(&server, &office, &camat);
    assert_eq!(enter(&server, &link), None);
    assert_eq!(status(&server.get("/lainnya", &guest)), "303");
    let guest = enter(&server, &second).unwrap();
    assert_eq!(status(&server.get("/lainnya", &guest)), "200");

    let list = server.get("/lintas-sektor", &office);
    let revoke = list.split("action=\"").find(|part| part.contains("/cabut\"")).unwrap();
    let revoke = revoke.split('"').next().unwrap();
    let body = format!("csrf={}", server.csrf(&office));
    let done = server.ask("POST", revoke, &format!("cookie: {office}\r\n"), &body).unwrap();
    assert_eq!(status(&done), "303");
    assert_eq!(status(&server.get("/lainnya", &guest)), "303", "the session ended with the link");
    let closed = server.ask("GET", &second, "", "").unwrap();
    assert!(closed.contains("tidak berlaku lagi"), "{closed}");
    assert_eq!(enter(&server, &second), None);
}

#[test]
fn a_link_that_was_made_up_opens_nothing() {
    let folder = unit();
    let server = Server::start(&folder.file("data"));
    for link in ["/masuk/tautan/abc", "/masuk/tautan/%00", &format!("/masuk/tautan/{}", "0".repeat(64))] {
        let page = server.ask("GET", link, "", "").unwrap();
        assert!(page.contains("tidak berlaku lagi"), "{page}");
        assert_eq!(enter(&server, link), None);
    }
    let office = server.log_in("tu");
    let body = format!("csrf={}&official=nobody&days=30", server.csrf(&office));
    let page = server.ask("POST", "/lintas-sektor", &format!("cookie: {office}\r\n"), &body).unwrap();
    assert!(page.contains("Pilih satu pejabat"), "{page}");
}
