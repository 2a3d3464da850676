//! The counts of her villages.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod bench;

use bench::{Bench, SEI_HANYO, SUPANG, registered};
use domain::{
    facts::{AntenatalContact, Birth, Death, Fact, PostnatalContact, PregnancyNoticed},
    ids::{ChildId, PregnancyId, SubjectId, derived},
    rights::Role,
};
use jiff::civil::date;
use serde_json::json;

fn contact(pregnancy: PregnancyId, on: &str, examiner: &str) -> Fact {
    let fields = json!({"pregnancy": pregnancy, "on": on, "edition": "2024", "examiners": [examiner]});
    serde_json::from_value::<AntenatalContact>(fields).unwrap().into()
}

fn birth(
    pregnancy: PregnancyId,
    child: ChildId,
    on: &str,
    place: &str,
    attendant: &str,
    outcome: &str,
) -> Fact {
    let children = json!([{"child": child, "outcome": outcome}]);
    let fields = json!({"pregnancy": pregnancy, "on": on, "at": "06:00:00", "place": place, "attendants": [attendant], "children": children});
    serde_json::from_value::<Birth>(fields).unwrap().into()
}

fn ids(name: &str) -> (SubjectId, PregnancyId, ChildId) {
    (SubjectId(derived(&[name])), PregnancyId(derived(&[name, "p"])), ChildId(derived(&[name, "c"])))
}

/// In the midwife's village: one notice, one first contact, a birth by the dukun alone, a birth in the
/// Puskesmas with all postnatal contacts; in the other one a birth at home with a midwife, a child born dead.
async fn described() -> Bench {
    let bench = Bench::new().await;
    let (lina, noticed, _) = ids("lina");
    let told = json!({"pregnancy": noticed, "name": "Lina", "told_by": "dukun", "told_on": "2025-05-19"});
    let told: PregnancyNoticed = serde_json::from_value(told).unwrap();
    bench.note(lina, Some(SEI_HANYO), told).await;

    let (rina, early) = bench.mother("Rina", date(2025, 3, 20)).await;
    bench.note(rina, Some(SEI_HANYO), contact(early, "2025-05-12", "bidan")).await;
    // Known since April: of this quarter, and not of this month.
    let (tuti, late) = bench.mother("Tuti", date(2024, 9, 1)).await;
    bench.note(tuti, Some(SEI_HANYO), contact(late, "2025-04-10", "nurse")).await;
    bench.note(tuti, Some(SEI_HANYO), contact(late, "2025-05-10", "dukun")).await;
    let child = ids("tuti").2;
    bench
        .note(tuti, Some(SEI_HANYO), birth(late, child, "2025-05-15", "dukuns_home", "dukun", "alive"))
        .await;
    let died = json!({"pregnancy": late, "child": child, "on": "2025-05-16"});
    bench.note(tuti, Some(SEI_HANYO), serde_json::from_value::<Death>(died).unwrap()).await;

    let (erni, over) = bench.mother("Erni", date(2024, 6, 20)).await;
    let child = ids("erni").2;
    bench.note(erni, Some(SEI_HANYO), birth(over, child, "2025-03-28", "puskesmas", "bidan", "alive")).await;
    for on in ["2025-03-28", "2025-04-02", "2025-04-10", "2025-05-02"] {
        let fields =
            json!({"pregnancy": over, "on": on, "at": "18:00:00", "edition": "2024", "examiners": ["bidan"]});
        let fact: PostnatalContact = serde_json::from_value(fields).unwrap();
        bench.note(erni, Some(SEI_HANYO), fact).await;
    }

    for (name, outcome) in [("Siti", "alive"), ("Wati", "stillborn")] {
        let (subject, pregnancy, child) = ids(name);
        bench.note(subject, Some(SUPANG), registered(pregnancy, date(2024, 8, 10))).await;
        let born = birth(pregnancy, child, "2025-05-03", "mothers_home", "bidan", outcome);
        bench.note(subject, Some(SUPANG), born).await;
    }
    bench
}

/// The rows of the table: village, and all counts in order.
fn rows(page: &str) -> Vec<(String, Vec<u32>)> {
    let table = page.split("<tbody>").nth(1).unwrap().split("</table>").next().unwrap();
    let name = |row: &str| row.split("</th>").next().unwrap().to_owned();
    let counts = |row: &str| {
        row.split("<b>").skip(1).map(|cell| cell.split("</b>").next().unwrap().parse().unwrap()).collect()
    };
    table.split("<th scope=\"row\">").skip(1).map(|row| (name(row), counts(row))).collect()
}

#[tokio::test]
async fn a_midwife_counts_her_village_and_no_other() {
    let bench = described().await;
    let bidan = Bench::who(Role::Bidan);
    let month = bench.get(&bidan, "/angka").await;
    assert_eq!(month.status, 200);
    //                          notice k1 early k4 k6 | births: facility midwife dukun neither | kf kn imm | deaths
    let may = vec![1, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1];
    assert_eq!(rows(&month.body), [("Sei Hanyo".to_owned(), may)]);
    let quarter = bench.get(&bidan, "/angka?kurun=triwulan").await;
    let spring = vec![1, 2, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1];
    assert_eq!(rows(&quarter.body), [("Sei Hanyo".to_owned(), spring)]);
    let year = bench.get(&bidan, "/angka?kurun=tahun").await;
    let year_so_far = vec![1, 2, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1];
    assert_eq!(rows(&year.body), [("Sei Hanyo".to_owned(), year_so_far)]);
    for name in ["Lina", "Rina", "Tuti", "Erni", "Supang"] {
        assert!(!year.body.contains(name), "{name}");
    }
}

#[tokio::test]
async fn the_coordinator_counts_every_village_and_their_sum() {
    let bench = described().await;
    let page = bench.get(&Bench::who(Role::Coordinator), "/angka").await;
    let [hanyo, supang, sum] = rows(&page.body).try_into().unwrap();
    assert_eq!(supang, ("Supang".to_owned(), vec![0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1, 0]));
    assert_eq!(sum.0, "Jumlah semua desa");
    let added: Vec<_> = hanyo.1.iter().zip(&supang.1).map(|(one, other)| one + other).collect();
    assert_eq!(sum.1, added);
}

#[tokio::test]
async fn who_sees_no_mothers_sees_no_numbers_of_them() {
    let bench = described().await;
    assert_eq!(bench.get(&Bench::who(Role::Office), "/angka").await.status, 403);
    let more = bench.get(&Bench::who(Role::Office), "/lainnya").await;
    assert!(!more.body.contains("/angka"));
}
