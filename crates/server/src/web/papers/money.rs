//! The receipt for an incentive that was paid.

use documents::{
    Paper,
    papers::Receipt,
    parts::{Mark, Signatory},
};
use domain::{
    facts::{PaperKind, Signature},
    ids::SubjectId,
    register::Register,
    rights::Act,
};

use super::{Prepared, house};

/// The receipt of a payment, by the id of its entry. It names the dukun and no mother.
pub(super) fn receipt(register: &Register, payment: SubjectId) -> Option<Prepared> {
    let all = register
        .matters()
        .deeds
        .iter()
        .flat_map(|(dukun, deeds)| deeds.paid.iter().map(move |paid| (dukun, paid)));
    let (dukun, paid) = all.into_iter().find(|(_, paid)| paid.id().0 == payment.0)?;
    let name = house::name(register, *dukun);
    let for_what = "Insentif kemitraan bidan dan dukun sesuai nota kesepakatan".to_owned();
    let paper = Receipt {
        number: None,
        received_from: house::unit(register),
        sum: paid.rupiah,
        for_what: for_what.clone(),
        fund: house::fund(paid.source),
        budget_line: None,
        place: house::place(register),
        date: paid.on,
        receiver: Signatory {
            office: "Yang menerima".to_owned(),
            name,
            below: Vec::new(),
            mark: if paid.received == Signature::Thumbprint { Mark::Thumbprint } else { Mark::Ink },
        },
        payer: house::signatory(&paid.by, "Yang membayar"),
        approver: Some(house::head(register)),
        stamp: false,
    };
    Some(Prepared {
        paper: Paper::Receipt(paper),
        kind: Some(PaperKind::Receipt),
        word: "kwitansi",
        path: format!("/dukun/{dukun}"),
        matter: for_what,
        on: paid.on,
        act: Act::NumberPapers,
    })
}
