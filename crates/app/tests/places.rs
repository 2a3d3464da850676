//! Villages, dukun, facilities and staff.

mod bench;

use bench::{Bench, SEI_HANYO, subject};
use domain::{ids::VillageCode, rights::Role};

#[tokio::test]
async fn a_dukun_is_added_and_amended_and_her_history_stays() {
    let bench = Bench::new().await;
    let office = Bench::who(Role::Office);
    let fields = [("name", "Indu Contoh"), ("village", SEI_HANYO), ("languages", "Dayak Ngaju, Indonesia")];
    let page = bench.post(&office, "/dukun/baru", &fields).await.location.unwrap();
    let shown = bench.get(&office, &page).await;
    assert!(shown.body.contains("Indu Contoh") && shown.body.contains("Dayak Ngaju"));

    let changed =
        [("name", "Indu Contoh"), ("village", SEI_HANYO), ("phone", "081200000000"), ("gone", "no")];
    assert_eq!(bench.post(&office, &format!("{page}/ubah"), &changed).await.status, 303);
    let register = bench.app.register();
    let dukun = register.dukun().values().find(|dukun| dukun.name == "Indu Contoh").unwrap();
    assert_eq!(dukun.phone.as_deref(), Some("081200000000"));
    assert!(dukun.languages.is_empty(), "what was cleared is cleared");
    assert_eq!(dukun.record.corrections.len(), 1);
}

#[tokio::test]
async fn nothing_changed_notes_nothing() {
    let bench = Bench::new().await;
    let head = Bench::who(Role::Head);
    let before = bench.app.register().len();
    let same = [("name", "Tambi Uji"), ("village", SEI_HANYO), ("gone", "no")];
    assert_eq!(bench.post(&head, &format!("/dukun/{}/ubah", subject("dukun")), &same).await.status, 303);
    assert_eq!(bench.app.register().len(), before);
}

#[tokio::test]
async fn a_village_keeps_its_code_and_gets_its_figures() {
    let bench = Bench::new().await;
    let head = Bench::who(Role::Head);
    let path = format!("/desa/{SEI_HANYO}/ubah");
    let form = bench.get(&head, &path).await;
    assert_eq!(form.status, 200);
    let fields = [
        ("name", "Sei Hanyo"),
        ("aliases", "Sei Hanyu, Sungai Hanyo"),
        ("low", "15"),
        ("year", "2025"),
        ("population", "1200"),
        ("birth_rate", "17,5"),
        ("latitude", "\u{2212}0,930145"),
        ("longitude", "114,014984"),
    ];
    assert_eq!(bench.post(&head, &path, &fields).await.status, 303);
    {
        let register = bench.app.register();
        let village = &register.villages()[&VillageCode::new(SEI_HANYO)];
        assert_eq!(village.aliases.len(), 2);
        assert_eq!(village.latitude, Some(-0.930_145));
        assert_eq!(village.years[&2025].birth_rate_per_1000, Some(17.5));
    }
    assert_eq!(bench.post(&head, "/desa/baru", &[("code", SEI_HANYO), ("name", "Lain")]).await.status, 422);
}

#[tokio::test]
async fn other_sectors_see_places_and_change_none() {
    let bench = Bench::new().await;
    let sector = Bench::who(Role::Sector);
    assert_eq!(bench.get(&sector, "/desa").await.status, 200);
    for path in ["/dukun", "/petugas", "/desa/baru", "/pengguna", "/akses"] {
        assert_eq!(bench.get(&sector, path).await.status, 403, "{path}");
    }
    assert_eq!(bench.get_anonymous("/desa").await.location.as_deref(), Some("/masuk?ke=%2Fdesa"));
}

#[tokio::test]
async fn facilities_and_staff_are_kept() {
    let bench = Bench::new().await;
    let head = Bench::who(Role::Head);
    let home = [("name", "Rumah Tunggu Uji"), ("kind", "waiting_home"), ("beds", "4")];
    assert_eq!(bench.post(&head, "/fasilitas/baru", &home).await.status, 303);
    assert!(bench.get(&head, "/fasilitas").await.body.contains("Rumah Tunggu Uji"));
    assert_eq!(bench.post(&head, "/fasilitas/baru", &[("name", "Tanpa jenis")]).await.status, 422);
    let staff = [("name", "Perawat Uji"), ("profession", "nurse"), ("villages", SEI_HANYO)];
    assert_eq!(bench.post(&head, "/petugas/baru", &staff).await.status, 303);
    assert!(bench.get(&head, "/petugas").await.body.contains("Perawat Uji"));
}
