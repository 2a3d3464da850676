//! The partnership and the workshop on phones without signal: what was noted in the village is on the server in the
//! end, and what only the server can do says so.

use e2e::{
    Outcome, Phone, Puskesmas, check,
    logs::{compare, of_kind, same},
};

const PIN: &str = "271828";

#[tokio::test]
async fn a_midwife_signs_and_notes_in_a_village_without_signal() {
    midwife().await.unwrap_or_else(|error| panic!("{error}"));
}

#[tokio::test]
async fn a_coordinator_holds_a_workshop_without_signal() {
    coordinator().await.unwrap_or_else(|error| panic!("{error}"));
}

async fn midwife() -> Outcome {
    let mut puskesmas = Puskesmas::open().await?;
    let phone = Phone::enrol(&puskesmas, "bidan.rina", PIN).await?;
    let before = puskesmas.log().await?;
    puskesmas.kill().await?;

    let dukun = activity(&phone).await?;
    let agreement = drafted(&phone).await?;
    signed(&phone, &agreement).await?;
    needs_the_server(&phone, &format!("/surat/kesepakatan/{}", id_of(&agreement))).await?;
    needs_the_server(&phone, &format!("/berkas/{}", id_of(&agreement))).await?;
    concern(&phone, &dukun).await?;
    progress(&phone).await?;
    same(phone.waiting().await?, 5)?;
    check::page(&phone, "phone-partnership-waiting").await?;

    puskesmas.reopen().await?;
    phone.meet().await?;
    let (mine, all) = (phone.log().await?, puskesmas.log().await?);
    compare(&mine, &all)?;
    let kinds =
        ["dukun.did", "agreement.drafted", "agreement.signed", "concern.raised", "commitment.progressed"];
    for kind in kinds {
        same((kind, of_kind(&all, kind)), (kind, of_kind(&before, kind) + 1))?;
    }
    same(all.len(), before.len() + kinds.len())?;
    // What there is to talk about is the coordinator's from now on, and stays on no midwife's phone.
    same(of_kind(&mine, "concern.raised"), 0)?;
    phone.go(&agreement).await?;
    phone.see("Ditandatangani").await?;
    phone.off().await?;
    Ok(())
}

/// Two taps: her page, and the deed. Answers who she is.
async fn activity(phone: &Phone) -> Outcome<String> {
    phone.go("/dukun").await?;
    phone.follow("main li a[href^='/dukun/']").await?;
    let dukun = phone.path().await?;
    phone.follow("main a[href$='/kegiatan']").await?;
    check::page(phone, "phone-activity").await?;
    phone.press("main button[name=activity][value=bring_to_anc]").await?;
    phone.see("Kegiatan dukun sudah disimpan").await?;
    Ok(id_of(&dukun).to_owned())
}

async fn drafted(phone: &Phone) -> Outcome<String> {
    phone.go("/kesepakatan/baru").await?;
    for field in ["villages", "bidan", "dukun"] {
        // Her village and she are ticked already.
        let first = format!(
            "const all = [...document.querySelectorAll(\"[name='{field}']\")];
             if (!all.some(one => one.checked)) all[0].click()"
        );
        phone.run(&first).await?;
    }
    phone.fill(&[("place", "Balai Desa")]).await?;
    phone.send().await?;
    let page = page_of(&phone.path().await?);
    if page.ends_with("/baru") { Err(phone.text().await?.into()) } else { Ok(page) }
}

async fn signed(phone: &Phone, agreement: &str) -> Outcome {
    phone.go(agreement).await?;
    phone.follow("main a[href$='/tanda-tangan']").await?;
    check::page(phone, "phone-sign").await?;
    phone
        .run("document.querySelectorAll(\"[name^='sign.'][value=thumbprint]\").forEach(one => one.click())")
        .await?;
    phone.fill(&[("language", "Ngaju"), ("read_by", "Rina Marlina")]).await?;
    phone.send().await?;
    phone.see("Penandatanganan sudah disimpan").await
}

/// She can say it, and see nothing of what became of others.
async fn concern(phone: &Phone, dukun: &str) -> Outcome {
    phone.go("/perlu-dibicarakan/baru").await?;
    check::page(phone, "phone-concern").await?;
    phone.fill(&[("dukun", dukun), ("text", "Menolong persalinan di ladang, sungai sedang banjir.")]).await?;
    phone.send().await?;
    phone.see("Sudah dicatat").await?;
    same(phone.count("main a[href^='/perlu-dibicarakan/']:not([href*='/baru'])").await?, 0)
}

/// Of what her own sector promised she says how it goes; of what others promised, and at workshops, nothing.
async fn progress(phone: &Phone) -> Outcome {
    phone.go("/komitmen?sektor=health").await?;
    phone.follow("main li a[href^='/komitmen/']").await?;
    check::page(phone, "phone-commitment").await?;
    phone.fill(&[("status", "running"), ("text", "Dua dukun baru didata di hulu.")]).await?;
    phone.send().await?;
    phone.see("Dua dukun baru didata di hulu.").await?;
    phone.go("/komitmen?sektor=police").await?;
    phone.follow("main li a[href^='/komitmen/']").await?;
    same(phone.count("form[action$='/kemajuan']").await?, 0)?;
    phone.go("/lokmin").await?;
    phone.follow("main li a[href^='/lokmin/']").await?;
    same(phone.count("main a[href$='/notulen'], main a[href$='/hadir']").await?, 0)
}

async fn coordinator() -> Outcome {
    let mut puskesmas = Puskesmas::open().await?;
    let phone = Phone::enrol(&puskesmas, "bikor.endang", PIN).await?;
    let before = puskesmas.log().await?;
    puskesmas.kill().await?;

    let workshop = held(&phone).await?;
    let id = id_of(&workshop);
    needs_the_server(&phone, &format!("/surat/notulen/{id}")).await?;
    needs_the_server(&phone, "/surat").await?;
    needs_the_server(&phone, "/kop").await?;
    phone.go(&format!("{workshop}/sajian")).await?;
    phone.see("dilakukan di komputer Puskesmas").await?;
    check::page(&phone, "phone-pack").await?;
    same(phone.waiting().await?, 5)?;

    puskesmas.reopen().await?;
    phone.meet().await?;
    let all = puskesmas.log().await?;
    compare(&phone.log().await?, &all)?;
    same(all.len(), before.len() + 5)?;
    same(of_kind(&all, "workshop.attended"), of_kind(&before, "workshop.attended") + 2)?;
    // Numbers are given where all letters are. The server asks who she is, as on any browser.
    phone.log_in_as("bikor.endang").await?;
    phone.go(&format!("/surat/undangan/{id}")).await?;
    phone.send().await?;
    same(of_kind(&puskesmas.log().await?, "paper.numbered"), of_kind(&before, "paper.numbered") + 1)?;
    phone.off().await?;
    Ok(())
}

/// A monthly workshop, planned, attended, minuted and closed on the phone.
async fn held(phone: &Phone) -> Outcome<String> {
    phone.go("/lokmin/baru?jenis=monthly").await?;
    let fields = [
        ("title", "Lokakarya Mini Bulanan"),
        ("on", "2025-05-21"),
        ("guests", "Bidan Desa Supang\nKader Posyandu"),
    ];
    phone.fill(&fields).await?;
    phone.send().await?;
    let workshop = page_of(&phone.path().await?);
    phone.go(&format!("{workshop}/hadir")).await?;
    check::page(phone, "phone-attendance").await?;
    for _ in 0..2 {
        phone.press("main .deeds form button").await?;
    }
    phone.go(&format!("{workshop}/notulen")).await?;
    check::page(phone, "phone-minutes").await?;
    phone.fill(&[("text", "Pendataan dukun dilanjutkan."), ("kind", "decision")]).await?;
    phone.send().await?;
    phone.see("Pendataan dukun dilanjutkan.").await?;
    phone.go(&format!("{workshop}/tutup")).await?;
    phone.fill(&[("conclusion", "Semua sepakat.")]).await?;
    phone.send().await?;
    Ok(workshop)
}

/// A page that only the server has says so, kindly, and keeps what is on the phone.
async fn needs_the_server(phone: &Phone, page: &str) -> Outcome {
    phone.go(page).await?;
    phone.see("Bagian ini perlu sinyal").await?;
    phone.see("aman").await?;
    // The browser notes that the server was out of reach; that is what this page is about.
    phone.console().await?;
    check::page(phone, &format!("phone-away{}", page.split('/').take(2).collect::<Vec<_>>().join("-"))).await
}

fn page_of(path: &str) -> String {
    path.split('?').next().unwrap_or_default().to_owned()
}

fn id_of(page: &str) -> &str {
    page.split('?').next().unwrap_or_default().rsplit('/').next().unwrap_or_default()
}
