//! An agreement is drafted from the library of clauses, changed before it is signed, and renewed.

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{AgreementDrafted, AgreementWitness, Bound, Capacity, Clause, Party, Profession, Side, Unit},
    gestation::plus_days,
    ids::{SubjectId, VillageCode, derived},
    matters::{Agreement, AgreementStatus},
    partnership::{clauses, offered},
    register::Register,
    rights::Act,
};
use jiff::{Span, civil::Date};
use maud::{Markup, html};
use serde::Deserialize;

use super::{
    agreement_at,
    choose::{Near, some_of},
    dates, dukun_options, form_page, keep, line, line_if_any, lines, staff_options, typed_all,
    village_options, was_saved,
};
use crate::{
    amend,
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted, word},
    labels,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/kesepakatan/baru", get(show_new).post(add))
        .route("/kesepakatan/{id}/ubah", get(show_change).post(change))
        .route("/kesepakatan/{id}/perpanjang", get(show_renewal).post(renew))
}

/// Ticked in a fresh draft: what nearly every agreement that we know of has.
const USUAL: [&str; 9] = [
    "NO_SOLO_BIRTH",
    "FACILITY_BIRTH",
    "REPORT_NEW_PREGNANCY",
    "REPORT_ABOUT_TO_DELIVER",
    "REFER_HIGH_RISK_MOTHER",
    "ACCOMPANY",
    "BIDAN_ANC",
    "BIDAN_NIFAS_KN",
    "RESPECT_ADAT",
];
/// Printed as the basis where the unit has set none of its own.
const BASES: &str = "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan\n\
    Peraturan Menteri Kesehatan Nomor 21 Tahun 2021 tentang Penyelenggaraan Pelayanan Kesehatan Masa Sebelum \
    Hamil, Masa Hamil, Persalinan, dan Masa Sesudah Melahirkan, Pelayanan Kontrasepsi, dan Pelayanan \
    Kesehatan Seksual";
/// Room for clauses of one's own.
const OWN: usize = 3;
/// Room for witnesses who are not in the register.
const FREE_WITNESSES: usize = 3;

#[derive(Deserialize)]
struct Asked {
    dukun: Option<SubjectId>,
    desa: Option<String>,
    lokakarya: Option<SubjectId>,
}

async fn show_new(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let today = caller.today();
    let form = {
        let register = caller.world.register();
        let unit = register.unit().map(|unit| &**unit);
        let only = crate::pages::notice::village_of(&caller.villages(&register));
        let is_bidan = |id: &SubjectId| {
            register.staff().get(id).is_some_and(|staff| staff.profession == Profession::Bidan)
        };
        let home =
            asked.dukun.and_then(|id| register.dukun().get(&id)).and_then(|dukun| dukun.village.clone());
        let mut form = Form::new()
            .fill("title", caller.t("draft-title-usual"))
            .fill_some("villages", asked.desa.map(|code| VillageCode::new(&code)).or(home).or(only))
            .fill_some("dukun", asked.dukun)
            .fill_some("bidan", caller.who.staff.filter(is_bidan))
            .fill("legal_bases", bases(unit))
            .fill_some("place", unit.and_then(|unit| unit.letters.as_ref()).map(|letters| &letters.place))
            .fill("planned_on", today)
            .fill("valid_until", a_year_from(today))
            .fill("reviews", typed_all(&quarters(today)))
            .fill_some("workshop", asked.lokakarya);
        for id in USUAL {
            form = form.fill("clause", id);
        }
        with_texts(form, offered(unit))
    };
    Ok(draw(&caller, "draft-new", &form.fill("entry", caller.fresh()), None))
}

fn bases(unit: Option<&Unit>) -> String {
    let own = unit.and_then(|unit| unit.letters.as_ref()).map(|letters| letters.legal_bases.join("\n"));
    own.filter(|own| !own.is_empty()).unwrap_or_else(|| BASES.to_owned())
}

/// The words of each clause that is offered, to be changed.
fn with_texts(mut form: Form, clauses: Vec<Clause>) -> Form {
    for clause in clauses {
        form = form.fill(&format!("text.{}", clause.id), clause.text);
    }
    form
}

/// The last day of a year that begins on a day.
pub(super) fn a_year_from(day: Date) -> Date {
    plus_days(day.saturating_add(Span::new().years(1)), -1)
}

/// A day in each of the four quarters that follow.
fn quarters(day: Date) -> Vec<Date> {
    [3, 6, 9, 12].map(|months| day.saturating_add(Span::new().months(months))).to_vec()
}

async fn add(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    save_new(&caller, form, None).await
}

async fn save_new(caller: &Caller, form: Form, renews: Option<&Agreement>) -> Result<Response, Failure> {
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let subject = SubjectId(derived(&["agreement", &entry.to_string()]));
    let page = format!("/kesepakatan/{subject}?simpan=kesepakatan");
    if was_saved(caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    let mut draft = read(caller, &form);
    draft.renews = renews.map(|old| old.id);
    if form.is_faulty() {
        let title = if renews.is_some() { "draft-renew" } else { "draft-new" };
        return Ok(draw(caller, title, &form, renews));
    }
    keep(caller, caller.note(entry, subject, None, draft), &page).await
}

async fn show_change(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    let agreement = unsigned(&caller, id)?;
    let form = filled(&caller, &agreement, &agreement.draft).fill("entry", caller.fresh());
    Ok(draw(&caller, "draft-change", &form, Some(&agreement)))
}

async fn change(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let page = format!("/kesepakatan/{id}?simpan=kesepakatan");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    let agreement = unsigned(&caller, id)?;
    let mut draft = read(&caller, &form);
    draft.renews = agreement.draft.renews;
    if form.is_faulty() {
        return Ok(draw(&caller, "draft-change", &form, Some(&agreement)));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let note = amend::amendment(&caller, entry, &agreement.draft.record, &draft.into(), "");
    caller.append(note.into_iter().collect()).await?;
    Ok(Redirect::to(&page).into_response())
}

fn unsigned(caller: &Caller, id: SubjectId) -> Result<std::sync::Arc<Agreement>, Failure> {
    caller.must(Act::KeepPartnership)?;
    let (agreement, status) = agreement_at(caller, id)?;
    if status == AgreementStatus::Draft { Ok(agreement) } else { Err(caller.failure(Kind::Missing)) }
}

async fn show_renewal(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let (agreement, status) = agreement_at(&caller, id)?;
    if status == AgreementStatus::Draft {
        return Err(caller.failure(Kind::Missing));
    }
    let today = caller.today();
    // It goes on where it was, and not where it was a year ago: with all that addenda changed.
    let now = AgreementDrafted {
        villages: agreement.villages(today),
        parties: agreement.parties(today),
        clauses: agreement.clauses(today),
        planned_on: Some(today),
        valid_until: Some(a_year_from(today)),
        reviews: quarters(today),
        ..(*agreement.draft).clone()
    };
    let form = filled(&caller, &agreement, &now).fill("entry", caller.fresh());
    Ok(draw(&caller, "draft-renew", &form, Some(&agreement)))
}

async fn renew(caller: Caller, Path(id): Path<SubjectId>, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let (agreement, _) = agreement_at(&caller, id)?;
    save_new(&caller, form, Some(&agreement)).await
}

fn filled(caller: &Caller, agreement: &Agreement, draft: &AgreementDrafted) -> Form {
    let register = caller.world.register();
    let is_official = |witness: &AgreementWitness| {
        witness.official.is_some_and(|id| register.officials().contains_key(&id))
    };
    let mut form = Form::new()
        .fill("title", &draft.title)
        .fill("legal_bases", draft.legal_bases.join("\n"))
        .fill_some("place", draft.place.as_ref())
        .fill_some("planned_on", draft.planned_on)
        .fill_some("valid_until", draft.valid_until)
        .fill("reviews", typed_all(&draft.reviews))
        .fill_some("workshop", draft.workshop.filter(|_| agreement.signed.is_none()))
        .fill_some("remark", draft.remark.as_ref());
    for village in &draft.villages {
        form = form.fill("villages", village);
    }
    for party in &draft.parties {
        form = form.fill(&word(&party.side), party.person);
    }
    for clause in &draft.clauses {
        form = form.fill("clause", &clause.id).fill(&format!("text.{}", clause.id), &clause.text);
    }
    for witness in draft.witnesses.iter().filter(|witness| is_official(witness)) {
        form = form.fill_some(&format!("official.{}", official(witness)), Some(word(&witness.capacity)));
    }
    for (no, witness) in (1..).zip(draft.witnesses.iter().filter(|witness| !is_official(witness))) {
        form = form
            .fill(&format!("witness{no}.name"), &witness.name)
            .fill(&format!("witness{no}.office"), &witness.office)
            .fill(&format!("witness{no}.capacity"), word(&witness.capacity));
    }
    let unit = register.unit().map(|unit| &**unit);
    let unticked = offered(unit).into_iter().filter(|clause| draft.clauses.iter().all(|c| c.id != clause.id));
    with_texts(form, unticked.collect())
}

fn official(witness: &AgreementWitness) -> String {
    witness.official.map_or_else(String::new, |id| id.to_string())
}

/// Every clause that the form offers: the library, the unit's own, and those of the draft at hand.
fn all_clauses(register: &Register, at_hand: Option<&Agreement>, today: Date) -> Vec<Clause> {
    let mut all = offered(register.unit().map(|unit| &**unit));
    for clause in at_hand.map(|agreement| agreement.clauses(today)).unwrap_or_default() {
        if all.iter().all(|known| known.id != clause.id) {
            all.push(clause);
        }
    }
    all
}

fn read(caller: &Caller, form: &Form) -> AgreementDrafted {
    let register = caller.world.register();
    let villages: Vec<_> = form.all("villages").into_iter().map(VillageCode::new).collect();
    if villages.is_empty() || !villages.iter().all(|code| register.villages().contains_key(code)) {
        form.fault("villages", "fault-choice", &[]);
    }
    let planned_on = form.date("planned_on");
    let valid_until = form.date("valid_until");
    if valid_until.zip(planned_on).is_some_and(|(until, on)| until <= on) {
        form.fault("valid_until", "draft-fault-until", &[]);
    }
    AgreementDrafted {
        title: line(form, "title"),
        villages,
        parties: parties(&register, form),
        clauses: read_clauses(form),
        legal_bases: lines(form, "legal_bases"),
        witnesses: read_witnesses(&register, form),
        place: line_if_any(form, "place"),
        planned_on,
        valid_until,
        reviews: dates(form, "reviews"),
        workshop: form.id("workshop"),
        renews: None,
        remark: form.text("remark"),
    }
}

fn parties(register: &Register, form: &Form) -> Vec<Party> {
    let chosen = |field: &str, side: Side, known: &dyn Fn(SubjectId) -> bool| {
        let ids: Vec<SubjectId> = form.all(field).into_iter().filter_map(|id| id.parse().ok()).collect();
        if ids.is_empty() {
            form.fault(field, "fault-choice", &[]);
        } else if !ids.iter().all(|id| known(*id)) {
            form.fault(field, "draft-fault-party", &[]);
        }
        ids.into_iter().map(move |person| Party { side, person }).collect::<Vec<_>>()
    };
    let staff = |id| register.staff().get(&id).is_some_and(|staff| !staff.left);
    let dukun = |id| register.dukun().get(&id).is_some_and(|dukun| !dukun.retired);
    let mut parties = chosen("bidan", Side::Bidan, &staff);
    parties.extend(chosen("dukun", Side::Dukun, &dukun));
    parties
}

/// The ticked clauses in their words, and those of one's own.
fn read_clauses(form: &Form) -> Vec<Clause> {
    let bound_of = |id: &str| clauses::find(id).map(|clause| clause.bound);
    let mut all = Vec::new();
    for id in form.all("clause") {
        let field = format!("text.{id}");
        let text = form.required(&field);
        super::too_long(form, &field, &text, 2_000);
        let bound = bound_of(id).or_else(|| form.choice(&format!("bound.{id}"))).unwrap_or_default();
        all.push(Clause { id: id.to_owned(), bound, text });
    }
    for no in 1..=OWN {
        let Some(text) = form.text(&format!("own{no}.text")) else { continue };
        let bound: Option<Bound> = form.choice(&format!("own{no}.bound"));
        // The entry's id is in it, so that two drafts never mean the same by it.
        let id = format!("OWN_{}_{no}", form.raw("entry"));
        all.push(Clause { id, bound: bound.unwrap_or_default(), text });
    }
    if all.is_empty() {
        form.fault("clause", "draft-fault-clauses", &[]);
    }
    all
}

fn read_witnesses(register: &Register, form: &Form) -> Vec<AgreementWitness> {
    let mut witnesses = Vec::new();
    for (id, official) in register.officials() {
        let capacity: Option<Capacity> = form.choice(&format!("official.{id}"));
        witnesses.extend(capacity.map(|capacity| AgreementWitness {
            name: official.name.clone(),
            office: official.office.clone(),
            capacity,
            official: Some(*id),
        }));
    }
    for no in 1..=FREE_WITNESSES {
        let field = |part: &str| format!("witness{no}.{part}");
        if form.raw(&field("name")).is_empty() && form.raw(&field("office")).is_empty() {
            continue;
        }
        let capacity: Option<Capacity> = form.choice(&field("capacity"));
        witnesses.push(AgreementWitness {
            name: line_if_any(form, &field("name")).unwrap_or_default(),
            office: line_if_any(form, &field("office")).unwrap_or_default(),
            capacity: capacity.unwrap_or_default(),
            official: None,
        });
    }
    witnesses
}

fn draw(caller: &Caller, title: &str, form: &Form, at_hand: Option<&Agreement>) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let (villages, staff, dukun, clauses, officials, workshops, near) = {
        let register = caller.world.register();
        let near = Near::of(caller, &register);
        let officials: Vec<_> = register
            .officials()
            .iter()
            .filter(|(_, official)| !official.left)
            .map(|(id, official)| (*id, official.name.clone(), official.office.clone()))
            .collect();
        let workshops = register.matters().workshops.values().filter(|workshop| workshop.cancelled.is_none());
        let workshops: Vec<_> = workshops.map(|w| (w.id.to_string(), w.planned.title.clone())).collect();
        let clauses = all_clauses(&register, at_hand, caller.today());
        let (villages, staff) = (village_options(&register), staff_options(&register));
        (villages, staff, dukun_options(&register), clauses, officials, workshops, near)
    };
    let fields = html! {
        (sheet.text("title", &Ask::of("draft-title")))
        (some_of(caller, sheet, "villages", "draft-villages", &villages, &near.villages))
        (some_of(caller, sheet, "bidan", "draft-bidan", &staff, &near.staff))
        (some_of(caller, sheet, "dukun", "draft-dukun", &dukun, &near.dukun))
        (draw_clauses(caller, sheet, &clauses))
        (draw_own(caller, sheet))
        h2 { (caller.t("draft-when")) }
        (sheet.text("place", &Ask::of("draft-place").optional()))
        (sheet.date("planned_on", &Ask::of("draft-planned-on").optional().width(12)))
        (sheet.date("valid_until", &Ask::of("draft-valid-until").optional().width(12).hint(caller.t("draft-valid-hint"))))
        (sheet.text("reviews", &Ask::of("draft-reviews").optional().hint(caller.t("draft-reviews-hint"))))
        @if !workshops.is_empty() { (sheet.select("workshop", &Ask::of("draft-workshop").optional(), &workshops)) }
        (draw_witnesses(caller, sheet, &officials))
        (sheet.area("legal_bases", &Ask::of("draft-bases").optional().hint(caller.t("draft-lines"))))
        (sheet.area("remark", &Ask::of("field-remark").optional()))
    };
    let about = html! { p.soft { (caller.t("draft-about")) } };
    form_page(caller, title, &about, form, &fields, "draft-save")
}

/// The clauses under whom they bind, each with a tick and its words to be changed.
fn draw_clauses(caller: &Caller, sheet: Sheet<'_>, clauses: &[Clause]) -> Markup {
    html! {
        h2 #clause { (caller.t("draft-clauses")) }
        p.hint { (caller.t("draft-clauses-hint")) }
        @if let Some(fault) = sheet.form.fault_of("clause") { p.fault { (caller.t(fault.key)) } }
        @for bound in Bound::ALL {
            fieldset.f {
                legend { (labels::label(caller.text, "bound", &bound)) }
                @for clause in clauses.iter().filter(|clause| clause.bound == bound) { (draw_clause(caller, sheet, clause)) }
            }
        }
    }
}

fn draw_clause(caller: &Caller, sheet: Sheet<'_>, clause: &Clause) -> Markup {
    let field = format!("text.{}", clause.id);
    let row = clauses::find(&clause.id);
    let warned = row.is_some_and(|row| row.never_enforced);
    let text = if sheet.form.raw(&field).is_empty() { &clause.text } else { sheet.form.raw(&field) };
    html! {
        div.pick.told.clause {
            label {
                input type="checkbox" name="clause" value=(clause.id) checked[sheet.form.has("clause", &clause.id)];
                span { (text) }
            }
        }
        @if warned { p.panel.warn { (caller.t("clause-never-enforced")) } }
        @if row.is_none() { input type="hidden" name=(format!("bound.{}", clause.id)) value=(word(&clause.bound)); }
        details open[sheet.form.fault_of(&field).is_some()] {
            summary { (caller.t("draft-words")) }
            textarea name=(field) rows="4" aria-label=(caller.t("draft-words")) { (text) }
            @if let Some(fault) = sheet.form.fault_of(&field) { p.fault { (caller.t(fault.key)) } }
            @if let Some(row) = row { p.hint { (caller.t("draft-source")) ": " (row.source) } }
        }
    }
}

fn draw_own(caller: &Caller, sheet: Sheet<'_>) -> Markup {
    let bounds = labels::options(caller.text, "bound", &Bound::ALL);
    html! {
        @for no in 1..=OWN {
            @let text = format!("own{no}.text");
            details open[!sheet.form.raw(&text).is_empty()] {
                summary { (caller.with("draft-own", &[("no", &no)])) }
                (sheet.area(&text, &Ask::of("draft-own-text")))
                (sheet.choice(&format!("own{no}.bound"), &Ask::of("draft-own-bound"), &bounds))
            }
        }
    }
}

/// Officials of the register with one tap each, and room for others.
fn draw_witnesses(caller: &Caller, sheet: Sheet<'_>, officials: &[(SubjectId, String, String)]) -> Markup {
    let capacities = labels::options(caller.text, "capacity", &Capacity::ALL);
    html! {
        h2 { (caller.t("draft-witnesses")) }
        @if !officials.is_empty() {
            @let chosen = officials.iter().any(|(id, ..)| !sheet.form.raw(&format!("official.{id}")).is_empty());
            details open[chosen] {
                summary { (caller.t("draft-officials")) }
                @for (id, name, office) in officials {
                    @let field = format!("official.{id}");
                    fieldset.sign.capacity {
                        legend { b { (name) } br; small.soft { (office) } }
                        div.three {
                            @for (value, words) in &capacities {
                                label.n { input type="radio" name=(field) value=(value) checked[sheet.form.raw(&field) == value]; span { (words) } }
                            }
                            label.u { input type="radio" name=(field) value="" checked[sheet.form.raw(&field).is_empty()]; span { (caller.t("draft-no-witness")) } }
                        }
                    }
                }
            }
        }
        @for no in 1..=FREE_WITNESSES {
            @let name = format!("witness{no}.name");
            @let office = format!("witness{no}.office");
            details open[[&name, &office].iter().any(|field| !sheet.form.raw(field).is_empty())] {
                summary { (caller.with("draft-witness", &[("no", &no)])) }
                (sheet.text(&name, &Ask::of("draft-witness-name").optional()))
                (sheet.text(&office, &Ask::of("draft-witness-office")))
                (sheet.choice(&format!("witness{no}.capacity"), &Ask::of("draft-witness-capacity"), &capacities))
            }
        }
    }
}
