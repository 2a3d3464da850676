//! The program over the network: who may see what, whose requests count, and what survives a kill.

mod support;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use support::{Folder, Server, add_user, begun, betang, code, status};

const HANYO: &str = "62.03.12.2001";
const SUPANG: &str = "62.03.12.2015";

fn notice(csrf: &str, entry: &str, village: &str) -> String {
    format!(
        "csrf={csrf}&entry={entry}&name=Yuliana&told_by=kader&village={village}&told_on=2026-01-05&months=3"
    )
}

fn entry(number: usize) -> String {
    format!("01900000-0000-7000-8000-{number:012x}")
}

#[test]
fn each_role_sees_what_is_hers() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "rina", "bidan", &["--village", HANYO]);
    add_user(&data, "ani", "bidan", &["--village", SUPANG]);
    add_user(&data, "tu", "office", &[]);
    add_user(&data, "kepala", "head", &[]);
    let server = Server::start(&data);
    let rina = server.log_in("rina");
    let body = notice(&server.csrf(&rina), &entry(1), HANYO);
    let saved = server.ask("POST", "/kabar/baru", &format!("cookie: {rina}\r\n"), &body).unwrap();
    assert_eq!(status(&saved), "303", "{saved}");
    let mother = saved.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
    let mother = format!("{}/pindah", mother.split('?').next().unwrap());
    let of = |login: &str| status(&server.get(&mother, &server.log_in(login))).to_owned();
    assert_eq!(status(&server.get(&mother, &rina)), "200");
    assert_eq!(of("ani"), "404", "another village's midwife");
    assert_eq!(of("tu"), "403", "the office records no care");
    assert_eq!(of("kepala"), "200");
    assert_eq!(status(&server.get("/pengguna", &rina)), "403");
    assert_eq!(status(&server.get("/impor", &rina)), "403");
    assert_eq!(status(&server.get("/impor", &server.log_in("kepala"))), "200");
    assert_eq!(status(&server.get(&mother, "")), "303", "who has not logged in is led to the door");
}

#[test]
fn only_our_own_forms_count() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    let server = Server::start(&data);
    let cookie = server.log_in("kepala");
    let csrf = server.csrf(&cookie);
    let post = |headers: &str, csrf: &str, number: usize| {
        let headers = format!("cookie: {cookie}\r\n{headers}");
        let answer = server.ask("POST", "/kabar/baru", &headers, &notice(csrf, &entry(number), HANYO));
        status(&answer.unwrap()).to_owned()
    };
    assert_eq!(post("", &csrf, 1), "303");
    assert_eq!(post("", "guessed", 2), "403");
    assert_eq!(post("origin: http://evil.example\r\n", &csrf, 3), "403");
    assert_eq!(post("sec-fetch-site: cross-site\r\n", &csrf, 4), "403");
    let page = server.get("/", &cookie);
    assert!(page.contains("content-security-policy: default-src 'self'"), "{page}");
    assert!(page.contains("cache-control: no-store"));
    let out =
        server.ask("POST", "/keluar", &format!("cookie: {cookie}\r\n"), &format!("csrf={csrf}")).unwrap();
    assert_eq!(status(&out), "303");
    assert_eq!(status(&server.get("/", &cookie)), "303", "a session that ended stays ended");
}

#[test]
fn guessing_is_slowed_down_even_after_a_restart() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    let server = Server::start(&data);
    for _ in 0..6 {
        let answer = server.ask("POST", "/masuk", "", "nama=kepala&sandi=salah").unwrap();
        assert!(!answer.contains("set-cookie: betang="));
    }
    drop(server);
    let server = Server::start(&data);
    let answer = server.ask("POST", "/masuk", "", "nama=kepala&sandi=rahasia-kepala").unwrap();
    assert!(!answer.contains("set-cookie: betang="), "the pause holds for the right password too");
}

#[test]
fn sessions_outlive_a_restart() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    let server = Server::start(&data);
    let cookie = server.log_in("kepala");
    drop(server);
    let server = Server::start(&data);
    assert_eq!(status(&server.get("/lainnya", &cookie)), "200");
}

#[test]
fn an_empty_folder_leads_to_the_first_page() {
    let folder = Folder::new();
    let server = Server::start(&folder.file("data"));
    let door = server.get("/", "");
    assert_eq!(status(&door), "303");
    assert!(door.contains("location: /mulai"));
    let body = "unit_name=Puskesmas+Uji&code=U1&subdistrict=A&district=B&province=C&offset=420\
         &villages=62.03.12.2001+Sei+Hanyo&head_name=Kepala&login=kepala&password=rahasia-kepala";
    let begun = server.ask("POST", "/mulai", "", body).unwrap();
    assert_eq!(status(&begun), "303", "{begun}");
    let cookie = server.log_in("kepala");
    assert_eq!(status(&server.get("/desa", &cookie)), "200");
    assert_eq!(status(&server.get("/mulai", "")), "404", "there is one beginning only");
    drop(server);
    let server = Server::start(&folder.file("data"));
    assert_eq!(status(&server.get("/lainnya", &cookie)), "200");
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    let server = Server::start(&data);
    let cookie = server.log_in("kepala");
    let csrf = server.csrf(&cookie);
    let acknowledged: Arc<Mutex<Vec<String>>> = Arc::default();
    let next = AtomicUsize::new(1);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let id = entry(next.fetch_add(1, Ordering::Relaxed));
                    let headers = format!("cookie: {cookie}\r\n");
                    match server.ask("POST", "/kabar/baru", &headers, &notice(&csrf, &id, HANYO)) {
                        Some(answer) if status(&answer) == "303" => acknowledged.lock().unwrap().push(id),
                        _ => return,
                    }
                }
            });
        }
        thread::sleep(Duration::from_millis(1500));
        // As kill -9: the process has no chance to finish anything.
        let killed = std::process::Command::new("kill").args(["-9", &server.child.id().to_string()]).status();
        assert!(killed.unwrap().success());
    });
    drop(server);
    let acknowledged = acknowledged.lock().unwrap();
    assert!(acknowledged.len() > 20, "only {} were acknowledged", acknowledged.len());
    assert_eq!(code(&betang(&data, &["check"])), 0);
    let log = String::from_utf8(betang(&data, &["export", "log"]).stdout).unwrap();
    let lost = acknowledged.iter().filter(|id| !log.contains(*id)).count();
    assert_eq!(lost, 0, "of {} acknowledged", acknowledged.len());
}
