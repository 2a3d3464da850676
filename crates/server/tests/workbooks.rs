//! A register over the network: looked at, taken in, what is held kept for a person, and written back.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what asks the server for a test may fail the test"
)]

mod support;

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    process::Command,
};

use support::{Folder, SAMPLE, Server, add_user, begun, betang, code, status, text};

/// Sends a file as a browser does; the answer's head and body.
fn upload(server: &Server, cookie: &str, csrf: &str, name: &str, file: &[u8]) -> String {
    let mut body = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n\
         --edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let mut stream = TcpStream::connect(&server.address).unwrap();
    write!(
        stream,
        "POST /impor HTTP/1.0\r\nhost: {}\r\ncookie: {cookie}\r\n\
         content-type: multipart/form-data; boundary=edge\r\ncontent-length: {}\r\n\r\n",
        server.address,
        body.len()
    )
    .unwrap();
    stream.write_all(&body).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// A sheet of mothers with one whole row and one whose village nobody knows.
const MOTHERS: &str = "no_ibu;nama_ibu;desa;hpht\n\
    A1;Ibu Satu Percobaan;Sei Hanyo;01/09/2025\n\
    A2;Ibu Dua Percobaan;Desa Entah;01/09/2025\n";

fn post(server: &Server, cookie: &str, path: &str, body: &str) -> String {
    server.ask("POST", path, &format!("cookie: {cookie}\r\n"), body).unwrap()
}

#[test]
fn a_held_row_waits_for_a_person_until_it_is_settled() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    add_user(&data, "rina", "bidan", &["--village", "62.03.12.2001"]);
    let server = Server::start(&data);
    let cookie = server.log_in("kepala");
    let csrf = server.csrf(&cookie);
    let preview = upload(&server, &cookie, &csrf, "ibu.csv", MOTHERS.as_bytes());
    assert_eq!(status(&preview), "200", "{preview}");
    assert!(preview.contains("Desa Entah") && preview.contains("Baris yang ditahan"), "{preview}");
    assert!(!server.get("/tertahan", &cookie).contains("Desa Entah"), "nothing is kept before the yes");
    let done = post(&server, &cookie, "/impor/simpan", &format!("csrf={csrf}"));
    assert!(done.contains("Impor selesai") && done.contains("Desa Entah"), "{done}");
    drop(server);

    let server = Server::start(&data);
    let held = server.get("/tertahan", &cookie);
    assert!(
        held.contains("ibu 3, desa") && held.contains("Desa Entah") && held.contains("ibu.csv"),
        "{held}"
    );
    assert_eq!(status(&server.get("/tertahan", &server.log_in("rina"))), "403");
    let id = held.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(status(&post(&server, &cookie, "/tertahan", &format!("csrf=guessed&id={id}"))), "403");
    assert!(server.get("/tertahan", &cookie).contains("name=\"id\""), "a guessed token settles nothing");
    assert_eq!(status(&post(&server, &cookie, "/tertahan", &format!("csrf={csrf}&id={id}"))), "303");
    let settled = server.get("/tertahan", &cookie);
    assert!(!settled.contains("name=\"id\"") && settled.contains("Desa Entah"), "{settled}");
    assert!(settled.contains("Sudah ditangani (1)") && settled.contains("· kepala"), "{settled}");
}

#[test]
fn the_register_comes_back_as_a_workbook_and_the_download_is_noted() {
    let folder = begun();
    let data = folder.file("data");
    add_user(&data, "kepala", "head", &[]);
    add_user(&data, "tu", "office", &[]);
    let server = Server::start(&data);
    let cookie = server.log_in("kepala");
    let csrf = server.csrf(&cookie);
    assert!(server.get("/impor", &cookie).contains("/ekspor/kohort.xlsx"));
    let preview = upload(&server, &cookie, &csrf, "kohort.xlsx", &fs::read(SAMPLE).unwrap());
    assert_eq!(status(&preview), "200", "{preview}");
    assert!(post(&server, &cookie, "/impor/simpan", &format!("csrf={csrf}")).contains("Impor selesai"));
    assert!(!server.get("/akses", &cookie).contains("seluruh register"));

    assert_eq!(status(&server.get("/ekspor/kohort.xlsx", &server.log_in("tu"))), "403");
    let exported = server.get("/ekspor/kohort.xlsx", &cookie);
    assert_eq!(status(&exported), "200");
    assert!(exported.contains("attachment; filename=\"kohort-") && exported.contains("\r\n\r\nPK"));
    let log = server.get("/akses", &cookie);
    assert!(log.contains("seluruh register") && log.contains("ekspor"), "{log}");
}

#[test]
fn the_register_is_printed_as_a_book_for_whom_may_have_it_as_a_workbook() {
    let folder = Folder::new();
    let data = folder.file("data");
    let made = betang(&data, &["simulate", "--years", "1", "--pregnancies", "20", "--until", "2025-06-01"]);
    assert_eq!(code(&made), 0, "{}", text(&made));
    for (login, role) in [("kepala", "head"), ("tu", "office"), ("rina", "bidan")] {
        add_user(&data, login, role, &[]);
    }
    let server = Server::start(&data);
    let head = server.log_in("kepala");
    let page = server.get("/impor", &head);
    assert!(
        page.contains("action=\"/ekspor/kohort.pdf\"") && page.contains("<option value=\"2025\">"),
        "{page}"
    );
    for login in ["tu", "rina"] {
        assert_eq!(status(&server.get("/ekspor/kohort.pdf", &server.log_in(login))), "403", "{login}");
    }
    assert_eq!(status(&server.get("/ekspor/kohort.pdf?desa=62.00", &head)), "404");
    assert!(!server.get("/akses", &head).contains("seluruh register"), "nothing left the house yet");

    let (mothers, said) = book(&server, &head, "buku=ibu&tahun=2025");
    assert!(mothers.contains("filename=\"kohort-ibu-2025-"), "{mothers}");
    for words in ["REGISTER KOHORT IBU", "Desa Sei Hanyo", "Halaman 2 dari", "Tercapai tanggal"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    let log = server.get("/akses", &head);
    assert!(log.contains("seluruh register") && log.contains("ekspor"), "{log}");
    let (_, one) = book(&server, &head, "buku=ibu&tahun=2025&desa=62.03.12.2001&kertas=a4");
    assert!(one.contains("Tahun 2025, Desa Sei Hanyo") && one.len() < said.len());
    let (children, infants) = book(&server, &head, "buku=bayi&tahun=2025");
    assert!(children.contains("filename=\"kohort-bayi-2025-") && infants.contains("REGISTER KOHORT BAYI"));
    assert!(infants.contains("DPT-HB-Hib"), "{infants}");
    let (_, empty) = book(&server, &head, "buku=ibu&tahun=1990&desa=62.03.12.2001");
    assert!(empty.contains("Belum ada kehamilan yang didaftar pada tahun 1990."), "{empty}");
}

/// A book's head, and its words.
fn book(server: &Server, cookie: &str, asked: &str) -> (String, String) {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    write!(
        stream,
        "GET /ekspor/kohort.pdf?{asked} HTTP/1.0\r\nhost: {}\r\ncookie: {cookie}\r\n\r\n",
        server.address
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let (folder, head) = (Folder::new(), String::from_utf8_lossy(&answer[..end]).into_owned());
    assert_eq!(status(&head), "200", "{head}");
    let file = folder.file("book.pdf");
    fs::write(&file, &answer[end + 4..]).unwrap();
    let read = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&file).arg("-").output().unwrap();
    let words = String::from_utf8(read.stdout).unwrap().replace('\u{200b}', "");
    (head, words.split_whitespace().collect::<Vec<_>>().join(" "))
}
