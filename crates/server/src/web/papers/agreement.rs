//! The agreement between bidan and dukun as it is printed.

use std::sync::Arc;

use documents::{
    Paper,
    papers::{Addendum, Agreement, Capacity, Clause, Party, ReadAloud, Witness},
    parts::Mark,
};
use domain::{
    facts::{self, Bound, PaperKind, Side, Signature},
    ids::SubjectId,
    matters,
    register::Register,
    rights::Act,
    spoken,
};
use jiff::civil::Date;

use super::{Prepared, house};

/// An agreement, as it was drafted and signed; a later addendum is a paper of its own.
pub(super) fn agreement(register: &Register, about: SubjectId, today: Date) -> Option<Prepared> {
    let agreement = register.matters().agreements.get(&about)?;
    let (draft, signed) = (&agreement.draft, agreement.signed.as_ref());
    let on = signed.map(|signed| signed.on).or(draft.planned_on).unwrap_or(today);
    let unit = house::unit(register);
    let place = signed.map(|signed| signed.place.clone()).or_else(|| draft.place.clone());
    let paper = Agreement {
        number: None,
        between: format!("BIDAN {} DAN DUKUN KAMPUNG", unit.to_uppercase()),
        about: ABOUT.to_owned(),
        date: on,
        place: place.unwrap_or_else(|| house::place(register)),
        villages: draft.villages.iter().map(|code| register.village_name(code).to_owned()).collect(),
        midwives: parties(register, agreement, Side::Bidan, on),
        dukun: parties(register, agreement, Side::Dukun, on),
        legal_bases: draft.legal_bases.clone(),
        preamble: PREAMBLE.map(str::to_owned).to_vec(),
        clauses: clauses(&draft.clauses),
        valid_from: on,
        valid_until: signed.and_then(|signed| signed.valid_until).or(draft.valid_until),
        reviews: signed
            .map(|signed| signed.reviews.clone())
            .filter(|days| !days.is_empty())
            .unwrap_or_else(|| draft.reviews.clone()),
        read_aloud: signed
            .and_then(|signed| signed.read_aloud.as_ref())
            .map(|read| ReadAloud { language: read.language.clone(), by: read.by.clone() }),
        witnesses: witnesses(agreement),
        originals: 2,
    };
    Some(Prepared {
        paper: Paper::Agreement(paper),
        kind: Some(PaperKind::Agreement),
        word: "kesepakatan",
        path: format!("/kesepakatan/{about}"),
        matter: draft.title.clone(),
        on,
        act: Act::NumberPapers,
    })
}

/// An addendum, by the id of its entry.
pub(super) fn addendum(register: &Register, about: SubjectId) -> Option<Prepared> {
    let of_agreement = |agreement: &Arc<matters::Agreement>| {
        let addendum = agreement.addenda.iter().find(|addendum| addendum.id().0 == about.0)?;
        Some((Arc::clone(agreement), addendum.clone()))
    };
    let (agreement, addendum) = register.matters().agreements.values().find_map(of_agreement)?;
    let signed = agreement.signed.as_ref();
    let number = register.matters().paper_of(PaperKind::Agreement, agreement.id);
    let people = |side| agreement.side(side, addendum.on);
    let party =
        |side| people(side).into_iter().map(|id| one(register, &agreement, id, side, addendum.on)).collect();
    let paper = Addendum {
        number: None,
        agreement_number: number.map(|paper| paper.numbered.number.clone()).unwrap_or_default(),
        agreement_date: signed.map_or(addendum.on, |signed| signed.on),
        about: ABOUT.to_owned(),
        date: addendum.on,
        place: signed.map_or_else(|| house::place(register), |signed| signed.place.clone()),
        midwives: party(Side::Bidan),
        dukun: party(Side::Dukun),
        reasons: vec![addendum.reason.clone()],
        clauses: changes(register, &agreement, &addendum),
        witnesses: witnesses(&agreement),
        originals: 2,
    };
    Some(Prepared {
        paper: Paper::Addendum(paper),
        kind: Some(PaperKind::Addendum),
        word: "adendum",
        path: format!("/kesepakatan/{}", agreement.id),
        matter: agreement.draft.title.clone(),
        on: addendum.on,
        act: Act::NumberPapers,
    })
}

/// What an addendum says otherwise, a heading for each sort of change.
fn changes(
    register: &Register,
    agreement: &matters::Agreement,
    addendum: &facts::AgreementAddendum,
) -> Vec<Clause> {
    let clause = |heading: &str, points: Vec<String>| Clause {
        heading: heading.to_owned(),
        opening: String::new(),
        points,
    };
    let named = |ids: &mut dyn Iterator<Item = SubjectId>| ids.map(|id| house::name(register, id)).collect();
    let removed = |id: &String| agreement.draft.clauses.iter().find(|known| known.id == *id);
    let until = addendum
        .valid_until
        .map(|until| format!("Nota kesepakatan berlaku sampai dengan {}.", spoken::date(until)));
    let mut all = clauses(&addendum.added);
    all.extend([
        clause(
            "Ketentuan yang Tidak Berlaku Lagi",
            addendum.removed.iter().filter_map(removed).map(|known| known.text.clone()).collect(),
        ),
        clause("Pihak yang Bergabung", named(&mut addendum.joined.iter().map(|party| party.person))),
        clause("Pihak yang Mengundurkan Diri", named(&mut addendum.left.iter().copied())),
        clause(
            "Desa yang Ditambahkan",
            addendum.villages_added.iter().map(|code| register.village_name(code).to_owned()).collect(),
        ),
        clause("Masa Berlaku", until.into_iter().collect()),
    ]);
    all.retain(|clause| !clause.points.is_empty());
    all
}

/// What all these agreements are about.
const ABOUT: &str = "KEMITRAAN BIDAN DAN DUKUN";

/// What both sides hold (domain.md §1.1).
const PREAMBLE: [&str; 2] = [
    "Keselamatan ibu dan bayi adalah tujuan bersama kedua pihak.",
    "Kemitraan ini berdiri di atas keterbukaan, kesetaraan, dan kepercayaan, dengan tetap menghormati adat.",
];

fn parties(register: &Register, agreement: &matters::Agreement, side: Side, on: Date) -> Vec<Party> {
    let people = agreement.draft.parties.iter().filter(|party| party.side == side);
    people.map(|party| one(register, agreement, party.person, side, on)).collect()
}

fn one(
    register: &Register,
    agreement: &matters::Agreement,
    person: SubjectId,
    side: Side,
    on: Date,
) -> Party {
    let signatures = agreement.signed.iter().flat_map(|signed| &signed.signatures);
    let how = signatures.into_iter().find(|signed| signed.person == person).map(|signed| signed.how);
    let dukun = register.dukun().get(&person);
    let born = dukun.and_then(|dukun| dukun.born_year);
    let village = dukun.and_then(|dukun| dukun.village.as_ref());
    let office = register.staff().get(&person).and_then(|staff| staff.office.clone());
    Party {
        name: house::name(register, person),
        age: born.and_then(|born| u8::try_from(on.year() - born).ok()),
        position: match side {
            Side::Bidan => office.unwrap_or_else(|| "Bidan".to_owned()),
            Side::Dukun => "Dukun Kampung".to_owned(),
        },
        address: village.map(|code| format!("Desa {}", register.village_name(code))).unwrap_or_default(),
        below: Vec::new(),
        // Before the signing there is room for the thumb of each dukun.
        mark: match (how, side) {
            (Some(Signature::Thumbprint), _) | (None, Side::Dukun) => Mark::Thumbprint,
            _ => Mark::Ink,
        },
    }
}

/// The clauses under a heading for each side.
fn clauses(clauses: &[facts::Clause]) -> Vec<Clause> {
    let of = |bound: Bound, heading: &str| {
        let points: Vec<_> =
            clauses.iter().filter(|clause| clause.bound == bound).map(|clause| clause.text.clone()).collect();
        Clause { heading: heading.to_owned(), opening: String::new(), points }
    };
    let all = [
        of(Bound::Dukun, "Kewajiban Dukun"),
        of(Bound::Bidan, "Kewajiban Bidan"),
        of(Bound::Both, "Kewajiban Bersama"),
    ];
    all.into_iter().filter(|clause| !clause.points.is_empty()).collect()
}

fn witnesses(agreement: &matters::Agreement) -> Vec<Witness> {
    let absent = agreement.signed.as_ref().map(|signed| signed.absent_witnesses.clone()).unwrap_or_default();
    let there =
        agreement.draft.witnesses.iter().filter(|witness| absent.iter().all(|name| name != witness.holder()));
    there
        .map(|witness| Witness {
            signatory: house::signatory(&witness.name, &witness.office),
            capacity: match witness.capacity {
                facts::Capacity::Knowing => Capacity::Acknowledges,
                facts::Capacity::Witness => Capacity::Witness,
            },
        })
        .collect()
}
