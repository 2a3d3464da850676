//! The image with which a phone's program begins: it says what the log says, also with what came after it, and a phone
//! whose image is damaged, or was the memory of a program that failed, goes on without.

use e2e::{
    Outcome, Phone, Puskesmas,
    logs::{compare, same},
};
use serde_json::{Value, json};

const PIN: &str = "271828";

/// Overwrites the sealed image.
const DAMAGE: &str = "new Promise((done, failed) => {
    const request = indexedDB.open('betang');
    request.onsuccess = () => {
        const change = request.result.transaction('records', 'readwrite');
        change.objectStore('records').put(crypto.getRandomValues(new Uint8Array(5000)), 'image');
        change.oncomplete = () => { request.result.close(); done(true); };
        change.onabort = failed;
    };
})";

#[tokio::test]
async fn a_start_from_the_image_says_what_the_log_says() {
    start().await.unwrap_or_else(|error| panic!("{error}"));
}

#[tokio::test]
async fn a_bad_image_costs_nothing_but_time() {
    bad().await.unwrap_or_else(|error| panic!("{error}"));
}

async fn asked(phone: &Phone) -> Outcome<Value> {
    phone.settle("fetch('/trial/citra').then(answer => answer.json())").await
}

/// Meets until an image is kept; it is made after a meeting.
async fn imaged(phone: &Phone) -> Outcome {
    phone.go("/").await?;
    for _ in 0..300 {
        if asked(phone).await?.get("kept") == Some(&json!(true)) {
            return Ok(());
        }
        phone.run("navigator.serviceWorker.controller.postMessage({ tell: 'meet' })").await?;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    Err("no image was made".into())
}

/// The program that answers now began with an image, or did not.
async fn began(phone: &Phone, with_image: bool, when: &str) -> Outcome {
    let told = asked(phone).await?;
    if told.get("begun") == Some(&json!(with_image)) {
        return Ok(());
    }
    Err(format!("{when}: the program should have begun with an image: {with_image}, but {told}").into())
}

/// The worker is stopped; the next page is answered by another. A browser stops one that is at work when it likes: it is
/// asked again until another one answers.
async fn again(phone: &Phone) -> Outcome {
    phone.go("/desa").await?;
    let before = asked(phone).await?;
    for _ in 0..10 {
        phone.stop_worker().await?;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        phone.go("/desa").await?;
        phone.see("Desa").await?;
        if asked(phone).await?.get("since") != before.get("since") {
            return Ok(());
        }
    }
    Err("the worker was not stopped".into())
}

async fn note(phone: &Phone, name: &str) -> Outcome {
    phone.go("/kabar/baru").await?;
    phone.fill(&[("name", name), ("husband", "Untung"), ("village", "62.03.12.2001")]).await?;
    phone.fill(&[("months", "4"), ("told_by", "dukun")]).await?;
    phone.send().await?;
    phone.see(name).await
}

async fn concludes_as_the_server(phone: &Phone, puskesmas: &Puskesmas) -> Outcome {
    let (here, there) = (phone.state().await?, puskesmas.state().await?);
    if here.trim_end() == there.trim_end() {
        return Ok(());
    }
    let differs = here.lines().zip(there.lines()).find(|(here, there)| here != there);
    Err(format!("phone and server conclude differently: {differs:?}").into())
}

async fn start() -> Outcome {
    let mut puskesmas = Puskesmas::open().await?;
    let phone = Phone::enrol(&puskesmas, "bikor.endang", PIN).await?;
    imaged(&phone).await?;
    again(&phone).await?;
    began(&phone, true, "after a stopped worker").await?;
    concludes_as_the_server(&phone, &puskesmas).await?;

    // What was noted after the image was made waits beside it, also over an empty battery.
    puskesmas.kill().await?;
    note(&phone, "Seruni Percobaan").await?;
    let phone = phone.after_a_dead_battery().await?;
    phone.go("/cari?q=seruni").await?;
    phone.unlock().await?;
    phone.see("Seruni Percobaan").await?;
    same(phone.waiting().await?, 1)?;
    began(&phone, true, "after the PIN").await?;
    puskesmas.reopen().await?;
    phone.meet().await?;
    compare(&phone.log().await?, &puskesmas.log().await?)?;
    concludes_as_the_server(&phone, &puskesmas).await?;

    // Only the waiting entry has gone over to the server's: the image still holds the rest.
    again(&phone).await?;
    began(&phone, true, "after a meeting").await?;
    concludes_as_the_server(&phone, &puskesmas).await?;
    let profile = phone.off().await?;
    let read = Phone::readable(profile.path(), &["Seruni", "Rina Marlina", "Petronela"])?;
    same(read.as_str(), "")
}

async fn bad() -> Outcome {
    let puskesmas = Puskesmas::open().await?;
    let phone = Phone::enrol(&puskesmas, "bidan.rina", PIN).await?;
    imaged(&phone).await?;
    same(phone.settle(DAMAGE).await?, json!(true))?;
    again(&phone).await?;
    began(&phone, false, "after damage").await?;
    compare(&phone.log().await?, &puskesmas.log().await?)?;

    // A program that began with an image and failed is the last one to begin with it.
    imaged(&phone).await?;
    again(&phone).await?;
    began(&phone, true, "with another image").await?;
    phone.settle("fetch('/kunci/panik').then(answer => answer.status)").await?;
    phone.go("/desa").await?;
    began(&phone, false, "after a panic").await?;
    same(asked(&phone).await?.get("kept").cloned(), Some(json!(false)))?;
    compare(&phone.log().await?, &puskesmas.log().await?)?;
    phone.off().await?;
    Ok(())
}
