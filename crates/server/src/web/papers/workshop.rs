//! The papers of a workshop.

use documents::{
    Paper,
    papers::{
        Agenda, AgendaItem, AttendanceList, Attendee, BudgetLine, Checklist, ChecklistItem, Commitment,
        CommitmentTable, Decree, Invitation, Minutes, Pack, Point, PressRelease, Promise, Shown, Standing,
        TermsOfReference,
    },
    parts::{Block, Event, Member, Picture, PictureKind, Section, Table},
};
use domain::{
    facts::{
        CommitmentStatus, MinuteKind, PaperKind, Sex, ShownSection, WorkshopPlanned, WorkshopPresented,
        name_and_office,
    },
    ids::SubjectId,
    matters::{self, Workshop},
    register::Register,
    rights::Act,
    spoken, workshop as conclusions,
};
use jiff::civil::Date;

use super::{Prepared, house};

/// Rows left empty on an attendance list, for those whom nobody expected.
const EMPTY_ROWS: u16 = 10;

/// A paper of a workshop by its word; none for another word.
pub(super) fn paper(register: &Register, word: &str, about: SubjectId, today: Date) -> Option<Prepared> {
    let workshop = register.matters().workshops.get(&about)?;
    let plan = &*workshop.planned;
    let (paper, kind, word, on) = match word {
        "sk" => {
            let on = plan.committee_since.unwrap_or(today);
            (Paper::Decree(decree(register, plan, on)), Some(PaperKind::Decree), "sk", on)
        }
        "undangan" => {
            let on = today.min(plan.on);
            (Paper::Invitation(invitation(register, plan, on)), Some(PaperKind::Invitation), "undangan", on)
        }
        "kak" => (Paper::Terms(terms(register, plan, today)), None, "kak", today),
        "daftar-hadir" => (Paper::Attendance(attendance(register, workshop)), None, "daftar-hadir", plan.on),
        "susunan-acara" => (Paper::Agenda(agenda(register, plan)), None, "susunan-acara", plan.on),
        "notulen" => (Paper::Minutes(minutes(register, workshop)), None, "notulen", plan.on),
        "siaran-pers" => {
            let paper = Paper::Press(press(register, workshop)?);
            (paper, Some(PaperKind::PressRelease), "siaran-pers", plan.on)
        }
        "sajian" => {
            let shown = workshop.presented.last()?;
            (Paper::Pack(pack(register, plan, shown, Shown::Projector)), None, "sajian", shown.on)
        }
        "lembar-sajian" => {
            let shown = workshop.presented.last()?;
            (Paper::Pack(pack(register, plan, shown, Shown::Handout)), None, "lembar-sajian", shown.on)
        }
        "spj" => (Paper::Checklist(accounts(register, workshop, today)), None, "spj", today),
        "rtl" => (Paper::Commitments(commitments(register, workshop, today)), None, "rtl", today),
        _ => return None,
    };
    let path = format!("/lokmin/{about}");
    let matter = match word {
        "sk" => format!("Penunjukan Panitia Pelaksana {}", plan.title),
        _ => plan.title.clone(),
    };
    Some(Prepared { paper, kind, word, path, matter, on, act: Act::NumberPapers })
}

fn event(plan: &WorkshopPlanned) -> Event {
    let place = [plan.room.as_str(), plan.address.as_str()];
    let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
    Event {
        title: plan.title.clone(),
        date: plan.on,
        from: plan.from,
        until: plan.until,
        zone: "WIB".to_owned(),
        place: place.join(", "),
    }
}

fn decree(register: &Register, plan: &WorkshopPlanned, on: Date) -> Decree {
    let unit = house::unit(register);
    let members = plan.committee.iter().map(|member| Member {
        duty: member.duty.clone(),
        name: member.name.clone(),
        office: member.office.clone(),
    });
    Decree {
        number: None,
        issuer: format!("KEPALA {}", unit.to_uppercase()),
        about: format!("PENUNJUKAN PANITIA PELAKSANA {}", plan.title.to_uppercase()),
        considering: vec![
            format!("bahwa {} perlu dilaksanakan dengan tertib dan bertanggung jawab;", plan.title),
            "bahwa untuk itu perlu ditunjuk panitia pelaksana dengan keputusan.".to_owned(),
        ],
        recalling: plan.legal_bases.clone(),
        noting: Vec::new(),
        decisions: vec![
            format!("Menunjuk panitia pelaksana {} dengan susunan sebagaimana terlampir.", plan.title),
            "Panitia bertanggung jawab kepada Kepala Puskesmas dan melaporkan hasil kegiatan.".to_owned(),
            format!("Keputusan ini berlaku sejak {}.", spoken::date(on)),
        ],
        place: house::place(register),
        date: on,
        signatory: house::head(register),
        copies: Vec::new(),
        list_title: format!("SUSUNAN PANITIA {}", plan.title.to_uppercase()),
        members: members.collect(),
    }
}

fn invitation(register: &Register, plan: &WorkshopPlanned, on: Date) -> Invitation {
    let items: Vec<_> = plan.agenda.iter().map(|item| item.title.clone()).collect();
    Invitation {
        number: None,
        nature: "Penting".to_owned(),
        subject: format!("Undangan {}", plan.title),
        place: house::place(register),
        date: on,
        addressees: plan.invitees.iter().map(|invitee| name_and_office(&invitee.name, &invitee.office)).collect(),
        addressees_at: "Tempat".to_owned(),
        opening: vec![format!(
            "Dengan hormat, sehubungan dengan pelaksanaan {}, kami mengundang Bapak/Ibu untuk hadir pada:",
            plan.title
        )],
        event: event(plan),
        agenda: if items.is_empty() { plan.title.clone() } else { items.join("; ") },
        closing: vec!["Mengingat pentingnya acara ini, kami mengharapkan kehadiran Bapak/Ibu tepat pada waktunya. Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih.".to_owned()],
        signatory: house::head(register),
        copies: Vec::new(),
    }
}

fn terms(register: &Register, plan: &WorkshopPlanned, on: Date) -> TermsOfReference {
    let mut sections = Vec::new();
    let mut add = |heading: &str, block: Option<Block>| {
        sections.extend(block.map(|block| Section { heading: heading.to_owned(), blocks: vec![block] }));
    };
    add("Latar Belakang", plan.background.clone().map(Block::Paragraph));
    add("Dasar", points(&plan.legal_bases));
    add("Tujuan", points(&plan.aims));
    let place = format!("{} di {}.", spoken::with_capital(&spoken::day_and_date(plan.on)), event(plan).place);
    add("Waktu dan Tempat", Some(Block::Paragraph(place)));
    add("Susunan Acara", points(&plan.agenda.iter().map(|item| item.title.clone()).collect::<Vec<_>>()));
    let invited: Vec<_> = plan.invitees.iter().map(|invitee| invitee.office.clone()).collect();
    add("Peserta", points(&invited));
    let mut funds: Vec<_> = plan.budget.iter().map(|line| house::fund(line.source)).collect();
    funds.dedup();
    TermsOfReference {
        activity: plan.title.to_uppercase(),
        sections,
        budget: plan
            .budget
            .iter()
            .map(|line| BudgetLine {
                item: line.item.clone(),
                volume: line.quantity,
                unit: line.unit.clone(),
                price: line.rupiah_each,
            })
            .collect(),
        fund: funds.join(", "),
        place: house::place(register),
        date: on,
        author: house::signatory("", "Ketua Panitia"),
        approver: house::head(register),
    }
}

fn points(texts: &[String]) -> Option<Block> {
    (!texts.is_empty()).then(|| Block::Points(texts.to_vec()))
}

fn attendance(register: &Register, workshop: &Workshop) -> AttendanceList {
    let came = workshop.attended.iter().map(|one| Attendee {
        name: one.name.clone(),
        sex: one.sex.map(|sex| if sex == Sex::Female { "P" } else { "L" }).unwrap_or_default().to_owned(),
        office: one.office.clone(),
        phone: one.phone.clone().unwrap_or_default(),
        came: true,
    });
    let is_there = |invitee: &domain::facts::Invitee| {
        workshop.attended.iter().any(|one| {
            (one.official.is_some() && one.official == invitee.official)
                || (one.name == invitee.name && one.office == invitee.office)
        })
    };
    let expected =
        workshop.planned.invitees.iter().filter(|invitee| !is_there(invitee)).map(|invitee| Attendee {
            name: invitee.name.clone(),
            sex: String::new(),
            office: invitee.office.clone(),
            phone: String::new(),
            came: false,
        });
    AttendanceList {
        event: event(&workshop.planned),
        people: came.chain(expected).collect(),
        empty_rows: EMPTY_ROWS,
        place: house::place(register),
        signatory: house::head(register),
    }
}

fn agenda(register: &Register, plan: &WorkshopPlanned) -> Agenda {
    let items = plan.agenda.iter().map(|item| AgendaItem {
        from: item.from,
        until: item.until,
        what: item.title.clone(),
        who: item.speaker.clone().unwrap_or_default(),
    });
    Agenda {
        event: event(plan),
        items: items.collect(),
        place: house::place(register),
        date: plan.on,
        signatory: house::head(register),
    }
}

fn minutes(register: &Register, workshop: &Workshop) -> Minutes {
    let plan = &workshop.planned;
    let who = |minute: &domain::facts::Minuted| {
        [minute.speaker.as_deref(), minute.office.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    };
    let said = workshop
        .minutes
        .iter()
        .filter(|minute| !matches!(minute.kind, MinuteKind::Decision | MinuteKind::Answer));
    let mut points: Vec<Point> = said
        .map(|minute| Point { who: who(minute), said: minute.text.clone(), answer: String::new() })
        .collect();
    let answers = workshop.minutes.iter().filter(|minute| minute.kind == MinuteKind::Answer);
    points.extend(answers.map(|minute| Point {
        who: who(minute),
        said: String::new(),
        answer: minute.text.clone(),
    }));
    let decided = workshop.minutes.iter().filter(|minute| minute.kind == MinuteKind::Decision);
    let conclusion = workshop.closed.iter().map(|closed| closed.conclusion.clone());
    let writer = workshop.closed.as_ref().and_then(|closed| closed.minutes_by.clone()).unwrap_or_default();
    Minutes {
        event: event(plan),
        chair: plan.chair.clone().unwrap_or_default(),
        participants: format!("{} orang (daftar hadir terlampir)", workshop.attended.len()),
        agenda: plan.agenda.iter().map(|item| item.title.clone()).collect(),
        points,
        decisions: decided.map(|minute| minute.text.clone()).chain(conclusion).collect(),
        commitments: conclusions::commitments_of(register.matters(), workshop.id)
            .iter()
            .map(|commitment| Promise {
                what: commitment.made.activity.clone(),
                who: owner(register, commitment),
                due: commitment.due(),
            })
            .collect(),
        place: house::place(register),
        date: plan.on,
        writer: house::signatory(&writer, "Notulis"),
        leader: house::signatory("", plan.chair.as_deref().unwrap_or("Pimpinan Rapat")),
    }
}

/// The release as the facts tell it; what was said and may be quoted is among its paragraphs.
fn press(register: &Register, workshop: &Workshop) -> Option<PressRelease> {
    let release = conclusions::release(register, workshop)?;
    Some(PressRelease {
        number: None,
        headline: release.title,
        dateline: release.dateline,
        date: workshop.planned.on,
        paragraphs: release.paragraphs,
        quotes: Vec::new(),
        ending: Vec::new(),
        photo: None,
        contact: Vec::new(),
        signatory: house::head(register),
    })
}

/// The papers of the accountability file, with a tick for what the facts show to be there.
fn accounts(register: &Register, workshop: &Workshop, today: Date) -> Checklist {
    let plan = &workshop.planned;
    let items =
        conclusions::accounts(register.matters(), workshop).into_iter().map(|account| ChecklistItem {
            what: house::said(&format!("spj-item-{}", account.id)),
            number: account.number.unwrap_or_default(),
            there: account.there,
            note: if account.there.is_none() { "periksa sendiri".to_owned() } else { String::new() },
        });
    let mut funds: Vec<_> = plan.budget.iter().map(|line| house::fund(line.source)).collect();
    funds.dedup();
    Checklist {
        event: event(plan),
        fund: funds.join(", "),
        budget_line: plan.budget.iter().find_map(|line| line.account.clone()),
        items: items.collect(),
        place: house::place(register),
        date: today,
        checker: house::signatory("", "Bendahara"),
        approver: house::head(register),
    }
}

/// The pack as it was frozen, for the wall or for hands; it counts nothing anew.
fn pack(register: &Register, plan: &WorkshopPlanned, shown: &WorkshopPresented, how: Shown) -> Pack {
    Pack {
        title: plan.title.clone(),
        subtitle: vec![house::unit(register), spoken::with_capital(&spoken::day_and_date(plan.on))],
        date: shown.on,
        shown: how,
        sections: shown.sections.iter().map(section).collect(),
    }
}

fn section(shown: &ShownSection) -> Section {
    let sentences = shown.sentences.iter().cloned().map(Block::Paragraph);
    let table = shown.table.iter().map(|table| {
        Block::Table(Table { head: table.columns.clone(), widths: Vec::new(), rows: table.rows.clone() })
    });
    let picture = shown.picture.iter().map(|svg| Block::Figure {
        picture: Picture {
            kind: PictureKind::Svg,
            bytes: svg.clone().into_bytes(),
            alt: format!("{}. {}", shown.title, shown.sentences.join(" ")),
        },
        caption: String::new(),
    });
    Section { heading: shown.title.clone(), blocks: sentences.chain(picture).chain(table).collect() }
}

fn owner(register: &Register, commitment: &matters::Commitment) -> String {
    conclusions::owner(register, commitment).unwrap_or_else(|| "belum ada penanggung jawab".to_owned())
}

fn commitments(register: &Register, workshop: &Workshop, today: Date) -> CommitmentTable {
    let plan = &workshop.planned;
    let quarter = (plan.on.month() - 1) / 3;
    let quarter =
        ["I", "II", "III", "IV"].into_iter().nth(usize::try_from(quarter).unwrap_or(0)).unwrap_or("I");
    CommitmentTable {
        event: event(plan),
        period: format!("Triwulan {quarter} Tahun {}", plan.on.year()),
        date: today,
        place: house::place(register),
        commitments: conclusions::commitments_of(register.matters(), workshop.id)
            .iter()
            .map(|one| commitment(register, one, today))
            .collect(),
        signatories: vec![house::head(register)],
    }
}

fn commitment(register: &Register, one: &matters::Commitment, today: Date) -> Commitment {
    let made = &one.made;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let villages: Vec<_> = made.villages.iter().map(|code| register.village_name(code)).collect();
    let last = one.progress.iter().rfind(|step| step.on <= today);
    let money = made.rupiah.map(spoken::rupiah_in_figures);
    let fund = made.funding.map(house::fund);
    Commitment {
        problem: text(&made.problem),
        cause: text(&made.root_cause),
        activity: made.activity.clone(),
        aim: text(&made.aim),
        volume: text(&made.volume),
        target: text(&made.target),
        place: if villages.is_empty() { "semua desa".to_owned() } else { villages.join(", ") },
        due: one.due(),
        owner: owner(register, one),
        sector: conclusions::sector_words(made.sector).to_owned(),
        fund: fund.into_iter().chain(money).collect::<Vec<_>>().join(", "),
        measure: text(&made.measure),
        standing: match one.status(today) {
            CommitmentStatus::Planned => Standing::Planned,
            CommitmentStatus::Running => Standing::Running,
            CommitmentStatus::Done => Standing::Done,
            CommitmentStatus::Stuck | CommitmentStatus::Dropped => Standing::Stuck,
        },
        evidence: last.and_then(|step| step.evidence.clone()).unwrap_or_default(),
        next: last.and_then(|step| step.obstacle.clone()).unwrap_or_default(),
    }
}
