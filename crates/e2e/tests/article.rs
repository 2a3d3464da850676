//! The article that the project begins with, done with the program from the first word to the press: the
//! workshop of 21 May 2025 is planned, its papers are printed, it is held, the agreement is signed at it, the
//! sectors promise, and it is told. Each fact that the article prints must be found in what comes out.

use e2e::{Browser, Outcome, Width};

/// What the article says, in the words that letters and releases use for it.
const FACTS: [&str; 15] = [
    "UPT Puskesmas Sei Hanyo",
    "Lokakarya Mini Lintas Sektor",
    "Rabu, 21 Mei 2025",
    "Aula Kantor Camat Kapuas Hulu",
    "Jalan Beringin RT 002, Desa Sei Hanyo",
    "Peraturan Menteri Kesehatan Nomor 19 Tahun 2024 tentang Pusat Kesehatan Masyarakat",
    "000.4.7.2/063/PKM-SH/TU/V.2025",
    "17 Mei 2025",
    "triwulan",
    "Kecamatan Kapuas Hulu",
    "Camat Kapuas Hulu Suwigno, S.H.",
    "Plt. Kepala UPT Puskesmas Sei Hanyo Yohanes Fransiskus, S.Kep., Ners.",
    "Danramil Kapuas Hulu",
    "Wakapolsek",
    "dukun kampung",
];

/// Words of the head that the article quotes.
const QUOTE: &str = "Kami optimis, kolaborasi ini akan meningkatkan kesadaran masyarakat akan pentingnya \
    persalinan yang aman dan sehat, sekaligus tetap menjaga nilai tradisi lokal.";

/// What the agreement lays stress on.
const STRESS: &str =
    "Dukun kampung tidak lagi menolong persalinan secara mandiri di luar fasilitas kesehatan.";

#[tokio::test]
async fn the_article_is_planned_printed_held_signed_and_told() {
    Browser::walk_before_the_event(Width::Desktop, story).await.unwrap_or_else(|error| panic!("{error}"));
}

async fn story(browser: &Browser) -> Outcome {
    browser.log_in_as("tu").await?;
    the_book_of_letters_goes_on(browser).await?;
    let workshop = planned(browser).await?;
    let agreement = drafted(browser, &workshop).await?;
    invited(browser, &workshop).await?;
    held(browser, &workshop).await?;
    signed(browser, &agreement).await?;
    promised(browser, &workshop).await?;
    closed(browser, &workshop).await?;
    told(browser, &workshop, &agreement).await
}

/// The paper book of letters of the Puskesmas has 62 decrees this year.
async fn the_book_of_letters_goes_on(browser: &Browser) -> Outcome {
    browser.go("/kop").await?;
    browser.fill(&[("used", "000.4.7.2 | 2025 | 62")]).await?;
    browser.press("form[action='/kop'] button[type=submit]").await?;
    browser.see("000.4.7.2/063/PKM-SH/TU/V.2025").await
}

async fn planned(browser: &Browser) -> Outcome<String> {
    browser.go("/lokmin/baru?jenis=routine_quarterly").await?;
    browser
        .fill(&[
            ("title", "Lokakarya Mini Lintas Sektor"),
            ("on", "2025-05-21"),
            ("from", "08:30"),
            ("until", "12:00"),
            ("room", "Aula Kantor Camat Kapuas Hulu"),
            ("address", "Jalan Beringin RT 002, Desa Sei Hanyo"),
            ("chair", "Camat Kapuas Hulu"),
            ("guests", "Wakapolsek\nTokoh masyarakat\nTokoh adat"),
            ("agenda", "08.30-09.00 | Pembukaan | Camat Kapuas Hulu\n09.00-11.00 | Pembahasan"),
            ("committee", "Ketua | | Bidan Koordinator\nSekretaris | | Tata Usaha"),
            ("committee_since", "2025-05-17"),
            ("budget", "Konsumsi peserta | 40 orang | 25.000 | BOK | 5.1.02.01"),
            ("background", "Angka kematian ibu dan bayi masih menjadi tantangan."),
            (
                "aims",
                "Membangun koordinasi dan komitmen bersama antar pemangku kepentingan\n\
                 Menyatukan misi pembangunan kesehatan\n\
                 Mendapat dukungan dan masukan dari Camat, Polsek, Koramil, Kepala Desa, hingga tokoh masyarakat",
            ),
        ])
        .await?;
    tick(browser, "invitee", usize::MAX).await?;
    browser.send().await?;
    browser.see("Lokakarya Mini Lintas Sektor").await?;
    here(browser, "/lokmin/").await
}

/// The agreement between two midwives and two dukun, witnessed by those whom the article names.
async fn drafted(browser: &Browser, workshop: &str) -> Outcome<String> {
    browser.go(workshop).await?;
    browser.follow("a[href^='/kesepakatan/baru?lokakarya=']").await?;
    for field in ["villages", "bidan", "dukun"] {
        tick(browser, field, 2).await?;
    }
    let camat = "const of = [...document.querySelectorAll(\"[name^='official.']\")]\
        .find(one => one.closest('.f, fieldset, li').textContent.includes('Suwigno'));\
        return of.name";
    let camat = browser.run(camat).await?;
    browser.fill(&[(camat.as_str().ok_or("the Camat is no witness")?, "witness")]).await?;
    browser
        .fill(&[
            ("own1.text", STRESS),
            ("own1.bound", "dukun"),
            ("witness1.name", "Yohanes Fransiskus, S.Kep., Ners."),
            ("witness1.office", "Plt. Kepala UPT Puskesmas Sei Hanyo"),
            ("witness1.capacity", "knowing"),
            ("witness2.office", "Danramil Kapuas Hulu"),
            ("witness2.capacity", "witness"),
            ("witness3.office", "Wakapolsek"),
            ("witness3.capacity", "witness"),
            ("place", "Aula Kantor Camat Kapuas Hulu, Jalan Beringin RT 002, Desa Sei Hanyo"),
        ])
        .await?;
    browser.send().await?;
    let agreement = here(browser, "/kesepakatan/").await?;
    // It becomes an item of the agenda.
    browser.go(&format!("{workshop}/ubah")).await?;
    tick(browser, "agreement", 1).await?;
    browser.send().await?;
    Ok(agreement)
}

/// Decree and invitation get their numbers; what is taken along is printed.
async fn invited(browser: &Browser, workshop: &str) -> Outcome {
    let id = id_of(workshop)?;
    for word in ["sk", "undangan"] {
        browser.go(&format!("/surat/{word}/{id}")).await?;
        browser.send().await?;
    }
    browser.go("/surat").await?;
    browser.see("000.4.7.2/063/PKM-SH/TU/V.2025").await?;
    let decree = printed(browser, &format!("/surat/sk/{id}.pdf")).await?;
    contains(&decree, &["000.4.7.2/063/PKM-SH/TU/V.2025", "17 Mei 2025", FACTS[5], "Yohanes Fransiskus"])?;
    if !decree.to_uppercase().contains("PANITIA PELAKSANA LOKAKARYA MINI LINTAS SEKTOR") {
        return Err(format!("the decree is about something else: {decree}").into());
    }
    let invitation = printed(browser, &format!("/surat/undangan/{id}.pdf")).await?;
    contains(&invitation, &["Rabu, 21 Mei 2025", "08.30", FACTS[3], FACTS[4], "Wakapolsek"])?;
    let terms = printed(browser, &format!("/surat/kak/{id}.pdf")).await?;
    contains(&terms, &["Konsumsi peserta", "1.000.000", "Menyatukan misi"])?;
    let agenda = printed(browser, &format!("/surat/susunan-acara/{id}.pdf")).await?;
    contains(&agenda, &["08.30", "Penandatanganan"])?;
    let list = printed(browser, &format!("/surat/daftar-hadir/{id}.pdf")).await?;
    contains(&list, &["Suwigno", "Wakapolsek", "Tokoh adat"])
}

async fn held(browser: &Browser, workshop: &str) -> Outcome {
    let list = format!("{workshop}/hadir");
    browser.go(&list).await?;
    let waiting = browser.count("main .deeds form button").await?;
    for _ in 0..waiting {
        browser.press("main .deeds form button").await?;
    }
    browser.see("Wakapolsek").await?;
    let notes = [
        ("question", "", "Kepala Desa", "Apakah Dana Desa boleh dipakai untuk bahan bakar perahu siaga?"),
        ("quote", "Yohanes Fransiskus, S.Kep., Ners.", "Plt. Kepala UPT Puskesmas Sei Hanyo", QUOTE),
        ("decision", "", "", "Dukun kampung mengarahkan ibu hamil bersalin di fasilitas kesehatan."),
    ];
    for (kind, speaker, office, text) in notes {
        browser.go(&format!("{workshop}/notulen")).await?;
        browser.fill(&[("text", text), ("kind", kind), ("speaker", speaker), ("office", office)]).await?;
        browser.send().await?;
    }
    browser.see("Kami optimis").await
}

async fn signed(browser: &Browser, agreement: &str) -> Outcome {
    let id = id_of(agreement)?;
    browser.go(&format!("{agreement}/tanda-tangan")).await?;
    browser
        .run("document.querySelectorAll(\"[name^='sign.'][value=thumbprint]\").forEach(one => one.click())")
        .await?;
    browser.fill(&[("language", "Ngaju"), ("read_by", "Bidan Koordinator")]).await?;
    browser.send().await?;
    browser.see("Ditandatangani").await?;
    browser.go(&format!("/surat/kesepakatan/{id}")).await?;
    browser.send().await?;
    let paper = printed(browser, &format!("/surat/kesepakatan/{id}.pdf")).await?;
    contains(
        &paper,
        &[STRESS, "Suwigno, S.H.", "Danramil Kapuas Hulu", "Wakapolsek", "Ngaju", "Dua Puluh Satu"],
    )
}

async fn promised(browser: &Browser, workshop: &str) -> Outcome {
    let promises = [
        ("village", "Menunjuk satu perahu siaga dan dua juru mudi", "Kepala Desa Sei Hanyo"),
        ("police", "Mengawal ibu yang dirujuk pada malam hari", "Wakapolsek"),
    ];
    for (sector, activity, owner) in promises {
        browser.go(workshop).await?;
        browser.follow("a[href^='/komitmen/baru?lokmin=']").await?;
        let fields = [("activity", activity), ("sector", sector), ("owner", owner), ("due", "2025-08-20")];
        browser.fill(&fields).await?;
        browser.send().await?;
    }
    let table = printed(browser, &format!("/surat/rtl/{}.pdf", id_of(workshop)?)).await?;
    contains(&table, &["perahu siaga", "Wakapolsek", "20-08-2025"])
}

async fn closed(browser: &Browser, workshop: &str) -> Outcome {
    browser.go(&format!("{workshop}/sajian")).await?;
    browser.send().await?;
    browser.see("Kesepakatan bidan dan dukun").await?;
    browser.go(&format!("{workshop}/tutup")).await?;
    browser.fill(&[("conclusion", "Semua sektor mendukung kemitraan bidan dan dukun kampung.")]).await?;
    browser.send().await?;
    let minutes = printed(browser, &format!("/surat/notulen/{}.pdf", id_of(workshop)?)).await?;
    contains(&minutes, &["Dana Desa", "Semua sektor mendukung", "perahu siaga"])
}

/// The release has every fact of the article, and nobody whom it does not concern.
async fn told(browser: &Browser, workshop: &str, agreement: &str) -> Outcome {
    let id = id_of(workshop)?;
    browser.go(&format!("{workshop}/siaran-pers")).await?;
    let page = normal(&browser.text().await?);
    let paper = printed(browser, &format!("/surat/siaran-pers/{id}.pdf")).await?;
    for told in [&page, &paper] {
        contains(told, &FACTS)?;
        contains(told, &[QUOTE.trim_end_matches('.'), "TNI", "Polri", "tokoh masyarakat"])?;
        contains(told, &["Penunjukan Panitia Pelaksana", "Dukun tidak menolong persalinan sendiri"])?;
    }
    let pack = printed(browser, &format!("/surat/sajian/{id}.pdf")).await?;
    let handout = printed(browser, &format!("/surat/lembar-sajian/{id}.pdf")).await?;
    let agreement = printed(browser, &format!("/surat/kesepakatan/{}.pdf", id_of(agreement)?)).await?;
    let mothers = mothers(browser).await?;
    if mothers.len() < 10 {
        return Err(format!("only {} mothers to look for", mothers.len()).into());
    }
    for paper in [&page, &paper, &pack, &handout, &agreement] {
        if let Some(name) = mothers.iter().find(|name| paper.contains(name.as_str())) {
            return Err(format!("{name}, a mother, is named: {paper}").into());
        }
    }
    Ok(())
}

/// Full names of mothers of the example unit, as the head finds them.
async fn mothers(browser: &Browser) -> Outcome<Vec<String>> {
    browser.go("/lainnya").await?;
    browser.press("form[action='/keluar'] button").await?;
    browser.log_in_as("kepala").await?;
    let mut names = Vec::new();
    for letters in ["sa", "ma", "ri", "an"] {
        browser.go(&format!("/cari?q={letters}")).await?;
        let found = browser
            .run("return [...document.querySelectorAll(\"#hasil a[href^='/ibu/'] b\")].map(one => one.innerText)")
            .await?;
        let found = found.as_array().cloned().unwrap_or_default();
        let found = found.iter().filter_map(|name| name.as_str());
        names.extend(found.filter(|name| name.contains(' ')).map(str::to_owned));
    }
    Ok(names)
}

/// Ticks the first boxes of a name.
async fn tick(browser: &Browser, name: &str, most: usize) -> Outcome {
    let most = most.min(1_000);
    let script = format!(
        "const all = [...document.querySelectorAll(\"[name='{name}']\")].filter(one => !one.checked).slice(0, {most});\
         all.forEach(one => one.click()); return all.length"
    );
    match browser.run(&script).await?.as_u64() {
        Some(1..) => Ok(()),
        _ => Err(format!("{} has nothing to tick for {name}", browser.path().await?).into()),
    }
}

/// The page shown, without what was saved.
async fn here(browser: &Browser, under: &str) -> Outcome<String> {
    let path = browser.path().await?;
    let page = path.split('?').next().unwrap_or_default().to_owned();
    if page.starts_with(under) && !page.ends_with("/baru") {
        Ok(page)
    } else {
        Err(format!("not saved, still at {path}:\n{}", browser.text().await?).into())
    }
}

fn id_of(page: &str) -> Outcome<&str> {
    page.rsplit('/').next().ok_or_else(|| "no address".into())
}

/// What a PDF says, with one space between words.
async fn printed(browser: &Browser, address: &str) -> Outcome<String> {
    let fetched = browser
        .settle(&format!(
            "fetch('{address}').then(answer => answer.ok ? answer.arrayBuffer() : Promise.reject(answer.status))\
             .then(bytes => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join(''))"
        ))
        .await?;
    let digits = fetched.as_str().unwrap_or_default();
    let bytes: Option<Vec<u8>> = digits
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let bytes = bytes.filter(|bytes| bytes.starts_with(b"%PDF")).ok_or(format!("{address}: {digits:.80}"))?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, bytes)?;
    let output = std::process::Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&file).arg("-").output();
    let output =
        output.map_err(|error| format!("poppler-utils ({error}): `cargo xtask test` installs it"))?;
    Ok(normal(&String::from_utf8(output.stdout)?))
}

fn normal(text: &str) -> String {
    text.replace('\u{200b}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn contains(text: &str, wanted: &[&str]) -> Outcome {
    match wanted.iter().find(|wanted| !text.contains(**wanted)) {
        Some(missing) => Err(format!("“{missing}” is missing in: {text}").into()),
        None => Ok(()),
    }
}
