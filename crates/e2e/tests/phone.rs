//! A midwife's phone, in a real browser against a real server: days without signal, dead batteries,
//! lost phones, two midwives with one mother. What was told to be saved is on the server in the end.

use e2e::{
    Outcome, Phone, Puskesmas, check,
    logs::{compare, same},
};
use serde_json::Value;

const PIN: &str = "271828";

/// Makes each journey a test.
macro_rules! phones {
    ($($journey:ident)*) => {$(
        mod $journey {
            #[tokio::test]
            async fn on_a_phone() {
                super::$journey().await.unwrap_or_else(|error| panic!("{error}"));
            }
        }
    )*};
}

phones! {
    a_day_without_signal
    two_midwives_and_one_mother
    a_lost_phone_and_a_forgotten_pin
    moved_to_other_villages
    a_full_storage_and_a_new_version
    the_same_conclusions_on_both_sides
}

/// A word of a dukun, noted on the phone.
async fn note(phone: &Phone, name: &str) -> Outcome {
    phone.go("/kabar/baru").await?;
    phone.fill(&[("name", name), ("husband", "Untung"), ("village", "62.03.12.2001")]).await?;
    phone.fill(&[("months", "4"), ("told_by", "dukun")]).await?;
    phone.send().await?;
    phone.see(name).await
}

/// A visit to the first mother who is due one; answers with the address of what it led to,
/// `/ibu/…/hasil/…`.
async fn visit(phone: &Phone, systolic: &str) -> Outcome<String> {
    phone.go("/").await?;
    let contact = phone.attribute("main a[href$='/periksa']", "href").await?;
    phone.go(&contact).await?;
    phone.fill(&[("bp_sys", systolic), ("bp_dia", "78"), ("weight", "58"), ("signs", "none")]).await?;
    phone.send().await?;
    let path = phone.path().await?;
    if path.contains("/hasil/") { Ok(path) } else { Err(format!("the visit led to {path}").into()) }
}

/// The server is off, the battery dies, and in the end nothing is lost or doubled.
async fn a_day_without_signal() -> Outcome {
    let mut puskesmas = Puskesmas::open().await?;
    let phone = Phone::enrol(&puskesmas, "bidan.rina", PIN).await?;
    check::page(&phone, "phone-enrolled").await?;
    let before = puskesmas.log().await?.len();
    puskesmas.kill().await?;
    for (path, name) in [
        ("/", "today"),
        ("/kiriman", "outbox"),
        ("/lainnya", "more"),
        ("/angka", "numbers"),
        ("/dukun", "dukun"),
    ] {
        phone.go(path).await?;
        check::page(&phone, &format!("phone-{name}")).await?;
    }
    phone.go("/pengguna").await?;
    phone.see("perlu").await?;
    note(&phone, "Kesumba Percobaan").await?;
    same(phone.waiting().await?, 1)?;
    // The browser takes the worker's memory; the open page still has the key.
    phone.stop_worker().await?;
    phone.go("/cari?q=kesumba").await?;
    phone.see("Kesumba Percobaan").await?;
    visit(&phone, "117").await?;
    let phone = phone.after_a_dead_battery().await?;
    phone.go("/").await?;
    phone.see("PIN").await?;
    check::page(&phone, "phone-locked").await?;
    phone.try_pin("000000").await?;
    check::page(&phone, "phone-locked-wrong").await?;
    phone.unlock().await?;
    same(phone.waiting().await?, 2)?;
    check::page(&phone, "phone-outbox-waiting").await?;
    note(&phone, "Melur Percobaan").await?;
    puskesmas.reopen().await?;
    phone.meet().await?;
    check::page(&phone, "phone-outbox-sent").await?;
    let (mine, all) = (phone.log().await?, puskesmas.log().await?);
    same(all.len(), before + 3)?;
    compare(&mine, &all)?;
    let profile = phone.off().await?;
    let read = Phone::readable(profile.path(), &["Kesumba", "Melur Percobaan", "Rina Marlina", "Petronela"])?;
    same(read.as_str(), "")
}

/// Both record without signal; both visits stand. Both correct one entry, and the coordinator decides.
async fn two_midwives_and_one_mother() -> Outcome {
    let mut puskesmas = Puskesmas::open().await?;
    let rina = Phone::enrol(&puskesmas, "bidan.rina", PIN).await?;
    let endang = Phone::enrol(&puskesmas, "bikor.endang", PIN).await?;
    let result = visit(&rina, "121").await?;
    let (mother, entry) = result.split_once("/hasil/").ok_or("a result without an entry")?;
    let amend = format!("{mother}/catatan/{entry}/ubah");
    rina.meet().await?;
    endang.meet().await?;
    puskesmas.kill().await?;
    for (phone, systolic) in [(&rina, "131"), (&endang, "141")] {
        phone.go(&amend).await?;
        phone.fill(&[("blood_pressure_sys", systolic), ("reason", "Salah baca")]).await?;
        phone.send().await?;
    }
    puskesmas.reopen().await?;
    rina.meet().await?;
    endang.meet().await?;
    rina.meet().await?;
    for phone in [&rina, &endang] {
        phone.go(mother).await?;
        phone.see("131").await?;
        phone.see("141").await?;
    }
    check::page(&endang, "phone-conflict").await?;
    endang.follow("main a[href$='/putus']").await?;
    endang.run("document.querySelector(\"main form[method='post'] input[type=radio]\").click()").await?;
    endang.fill(&[("reason", "Dilihat bersama")]).await?;
    endang.send().await?;
    same(endang.path().await?.contains("/putus"), false)?;
    endang.meet().await?;
    rina.meet().await?;
    for phone in [&rina, &endang] {
        phone.go(mother).await?;
        same(phone.count("main a[href$='/putus']").await?, 0)?;
        compare(&phone.log().await?, &puskesmas.log().await?)?;
    }
    rina.off().await?;
    endang.off().await?;
    Ok(())
}

/// Somebody finds the phone, the head withdraws it, and what was not sent survives until its midwife
/// has it back. A forgotten PIN costs nothing either.
async fn a_lost_phone_and_a_forgotten_pin() -> Outcome {
    let mut puskesmas = Puskesmas::open().await?;
    let phone = Phone::enrol(&puskesmas, "bidan.rina", PIN).await?;
    puskesmas.kill().await?;
    note(&phone, "Cempaka Percobaan").await?;
    phone.go("/kiriman").await?;
    phone.press("form[action='/kunci/sekarang'] button").await?;
    for _ in 0..10 {
        phone.go("/kunci").await?;
        if phone.count("[name=pin]").await? == 0 {
            break;
        }
        // Whoever finds it does not wait for the pauses; the count goes on all the same.
        phone.run("document.querySelector('[name=pin]').disabled = false").await?;
        phone.try_pin("135790").await?;
    }
    puskesmas.reopen().await?;
    let head = Phone::fresh(&puskesmas.address(), PIN).await?;
    head.log_in_as("kepala").await?;
    head.go("/hp").await?;
    check::page(&head, "phones").await?;
    head.follow("a[href$='/tarik']").await?;
    check::page(&head, "phone-withdraw").await?;
    head.send().await?;
    // A locked phone that finds signal asks whether it was withdrawn.
    phone.settle("navigator.serviceWorker.ready.then(r => r.active.postMessage({tell: 'meet'}))").await?;
    let mut withdrawn = false;
    for _ in 0..100 {
        let standing = phone.settle("fetch('/kunci/keadaan').then(r => r.json())").await?;
        withdrawn = standing.get("revoked") == Some(&Value::Bool(true));
        if withdrawn {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    same(withdrawn, true)?;
    phone.go("/").await?;
    check::page(&phone, "phone-withdrawn").await?;
    // The right PIN does not open it either.
    same(phone.count("[name=pin]").await?, 0)?;
    head.go("/hp").await?;
    head.press("form[action$='/izinkan'] button").await?;
    head.off().await?;
    phone.log_in_as("bidan.rina").await?;
    phone.choose_pin("314159").await?;
    phone.meet().await?;
    phone.go("/cari?q=cempaka").await?;
    phone.see("Cempaka Percobaan").await?;
    let (mine, all) = (phone.log().await?, puskesmas.log().await?);
    compare(&mine, &all)?;
    same(all.iter().filter(|entry| entry.to_string().contains("Cempaka Percobaan")).count(), 1)?;
    phone.off().await?;
    Ok(())
}

/// A midwife is moved: what is no longer hers leaves her phone, and what she had noted there arrives.
async fn moved_to_other_villages() -> Outcome {
    let mut puskesmas = Puskesmas::open().await?;
    let phone = Phone::enrol(&puskesmas, "bidan.rina", PIN).await?;
    puskesmas.kill().await?;
    note(&phone, "Anggrek Percobaan").await?;
    puskesmas.reopen().await?;
    let head = Phone::fresh(&puskesmas.address(), PIN).await?;
    head.log_in_as("kepala").await?;
    head.go("/pengguna").await?;
    let rina = "return [...document.querySelectorAll(\"main a[href^='/pengguna/']\")].find(a => a.innerText.includes('Rina')).getAttribute('href')";
    let rina = head.run(rina).await?;
    head.go(rina.as_str().unwrap_or_default()).await?;
    let change = "const all = [...document.querySelectorAll(\"[name='villages']\")];
        for (const box of all) box.checked = box.value === '62.03.12.2015';
        return all.filter(box => box.checked).length";
    same(head.run(change).await?, Value::from(1))?;
    head.send().await?;
    head.off().await?;
    phone.meet().await?;
    phone.go("/cari?q=anggrek").await?;
    let (mine, all) = (phone.log().await?, puskesmas.log().await?);
    compare(&mine, &all)?;
    let of = |log: &[Value], name: &str| log.iter().filter(|entry| entry.to_string().contains(name)).count();
    same(of(&all, "Anggrek Percobaan"), 1)?;
    same(of(&mine, "Anggrek Percobaan"), 0)?;
    let care = |entry: &&Value| entry.get("kind").and_then(Value::as_str) == Some("woman.registered");
    let villages: Vec<_> =
        mine.iter().filter(care).filter_map(|entry| entry.get("village")?.as_str()).collect();
    same(villages.is_empty(), false)?;
    same(villages.contains(&"62.03.12.2015"), true)?;
    phone.off().await?;
    Ok(())
}

/// No room on the phone: nothing is said to be saved that is not. Then the server has a newer program:
/// it comes by itself, and takes along what the older one noted.
async fn a_full_storage_and_a_new_version() -> Outcome {
    let mut puskesmas = Puskesmas::open().await?;
    let phone = Phone::enrol(&puskesmas, "bidan.rina", PIN).await?;
    puskesmas.kill().await?;
    phone.go("/kabar/baru").await?;
    phone.fill(&[("name", "Seroja Percobaan"), ("husband", "Untung"), ("village", "62.03.12.2001")]).await?;
    phone.fill(&[("months", "4"), ("told_by", "dukun")]).await?;
    phone.leave_room(Some(1)).await?;
    // The browser goes by what it knew of the room for half a minute.
    tokio::time::sleep(std::time::Duration::from_secs(40)).await;
    phone.send().await?;
    phone.see("BELUM").await?;
    phone.leave_room(None).await?;
    same(phone.waiting().await?, 0)?;
    note(&phone, "Kenanga Percobaan").await?;
    let version = "fetch('/').then(r => r.headers.get('x-betang'))";
    let before = phone.settle(version).await?;
    puskesmas.update_phone_program()?;
    puskesmas.reopen().await?;
    phone.try_to_meet().await?;
    let mut after = before.clone();
    for _ in 0..150 {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        after = phone.settle(version).await.unwrap_or_default();
        if after != before && !after.is_null() {
            break;
        }
    }
    same(after == before, false)?;
    phone.go("/").await?;
    // A page that was under way while the programs changed places has no key to give.
    if phone.count("[name=pin]").await? > 0 {
        phone.unlock().await?;
    }
    phone.go("/cari?q=kenanga").await?;
    phone.see("Kenanga Percobaan").await?;
    note(&phone, "Dahlia Percobaan").await?;
    phone.meet().await?;
    compare(&phone.log().await?, &puskesmas.log().await?)?;
    phone.off().await?;
    Ok(())
}

/// The rules run in two compilations. On the whole unit they conclude the same, byte for byte.
async fn the_same_conclusions_on_both_sides() -> Outcome {
    let puskesmas = Puskesmas::open().await?;
    let phone = Phone::enrol(&puskesmas, "bikor.endang", PIN).await?;
    phone.meet().await?;
    let (here, there) = (phone.state().await?, puskesmas.state().await?);
    if here.len() < 100_000 {
        return Err(format!("the phone concludes little: {here:.300}").into());
    }
    if here.trim_end() != there.trim_end() {
        let differs = here.lines().zip(there.lines()).find(|(a, b)| a != b);
        return Err(format!("phone and server conclude differently: {differs:?}").into());
    }
    phone.off().await?;
    Ok(())
}
