//! The papers of a mother, for whoever may see her: her birth plan, the sticker for her door, the letter that
//! goes with her to another facility.

use app::Caller;
use documents::{
    Paper,
    papers::{BirthPlan, Fact, ReferralLetter, Sticker},
    parts::Signatory,
};
use domain::{
    answer::Answer,
    facts::{self, AdatStanding, PaperKind},
    family::{Family, Item, Pregnancy},
    gestation::years_between,
    ids::SubjectId,
    register::Register,
    rights::Act,
    spoken,
};
use jiff::civil::Date;

use super::{Prepared, house};

/// Whether a word is that of a mother's paper.
pub(super) fn is_hers(word: &str) -> bool {
    matches!(word, "rencana" | "stiker" | "rujukan")
}

/// A mother's paper by its word: about a pregnancy, or about the entry of a referral. None for who may not
/// see her; who may is noted as having read of her.
pub(super) fn paper(caller: &Caller, register: &Register, word: &str, about: SubjectId) -> Option<Prepared> {
    if !caller.who.scope.may(Act::RecordCare) {
        return None;
    }
    let (family, pregnancy) = found(register, word, about)?;
    if !caller.sees(family) {
        return None;
    }
    caller.world.note_reading(caller.who.id, caller.who.device, family.id, "paper");
    let her = Her { caller, register, family, pregnancy };
    if word == "rujukan" {
        let referral = pregnancy.referrals.iter().find(|referral| referral.id().0 == about.0)?;
        return Some(her.referral(referral));
    }
    her.planned(word)
}

fn found<'a>(register: &'a Register, word: &str, about: SubjectId) -> Option<(&'a Family, &'a Pregnancy)> {
    let is_it = |pregnancy: &&Pregnancy| match word {
        "rujukan" => pregnancy.referrals.iter().any(|referral| referral.id().0 == about.0),
        _ => pregnancy.id.0 == about.0,
    };
    register.families().find_map(|family| Some((&**family, family.pregnancies.iter().find(is_it)?)))
}

struct Her<'a> {
    caller: &'a Caller,
    register: &'a Register,
    family: &'a Family,
    pregnancy: &'a Pregnancy,
}

impl Her<'_> {
    fn planned(&self, word: &str) -> Option<Prepared> {
        let plan = self.pregnancy.plan()?;
        let (paper, word, matter) = match word {
            "rencana" => (Paper::BirthPlan(self.birth_plan(plan)), "rencana", "Amanat persalinan"),
            _ => (Paper::Sticker(self.sticker(plan)), "stiker", "Stiker P4K"),
        };
        Some(Prepared {
            paper,
            kind: None,
            word,
            path: format!("/ibu/{}/kehamilan/{}/rencana", self.family.id, self.pregnancy.id),
            matter: matter.to_owned(),
            on: plan.on,
            act: Act::RecordCare,
        })
    }

    fn birth_plan(&self, plan: &facts::BirthPlan) -> BirthPlan {
        let midwife = self.midwife();
        BirthPlan {
            mother: self.family.name().to_owned(),
            address: self.address(),
            expected: self.pregnancy.edd(),
            attendants: attendant(plan).into_iter().collect(),
            birth_place: birth_place(plan).unwrap_or_default(),
            companions: plan.companion.clone().into_iter().chain(self.dukun(plan.dukun)).collect(),
            money: money(plan),
            transport: joined([plan.transport.clone(), plan.transport_phone.clone()]).into_iter().collect(),
            donors: plan.donors.iter().map(|donor| donor_words(donor, true)).collect(),
            blood_group: self.blood(),
            family_planning: plan.family_planning.clone().unwrap_or_default(),
            waiting_home: self.waiting(plan),
            customs: self.customs(plan),
            agrees_to_referral: match plan.referral_consent {
                Answer::Yes => Some(true),
                Answer::No => Some(false),
                Answer::NotAssessed => None,
            },
            place: self.village().unwrap_or_else(|| house::place(self.register)),
            date: plan.on,
            family: house::signatory(self.family.husband().unwrap_or_default(), "Suami / keluarga"),
            mother_signs: house::signatory(self.family.name(), "Ibu"),
            midwife,
        }
    }

    /// Only what neighbours need to help.
    fn sticker(&self, plan: &facts::BirthPlan) -> Sticker {
        let companions: Vec<_> = plan.companion.clone().into_iter().chain(self.dukun(plan.dukun)).collect();
        Sticker {
            mother: self.family.name().to_owned(),
            expected: self.pregnancy.edd(),
            attendant: attendant(plan).unwrap_or_default(),
            birth_place: birth_place(plan).unwrap_or_default(),
            companion: companions.join(" dan "),
            transport: plan.transport.clone().unwrap_or_default(),
            donors: plan.donors.iter().map(|donor| donor_words(donor, false)).collect(),
            date: plan.on,
        }
    }

    fn referral(&self, referral: &Item<facts::Referral>) -> Prepared {
        let at = referral.at.map(|at| format!("berangkat pukul {:02}.{:02}", at.hour(), at.minute()));
        let paper = ReferralLetter {
            number: None,
            to: "Dokter jaga".to_owned(),
            facility: referral.to.clone(),
            patient: self.patient(referral),
            condition: self.condition(referral.on),
            reasons: each_line(&referral.reason),
            treatment: referral.first_aid.as_deref().map(each_line).unwrap_or_default(),
            transport: joined([referral.transport.clone(), at]).unwrap_or_default(),
            companions: referral
                .accompanied_by
                .clone()
                .into_iter()
                .chain(self.dukun(referral.dukun))
                .collect(),
            place: referral.from.clone().unwrap_or_else(|| house::place(self.register)),
            date: referral.on,
            signatory: Signatory { office: "Bidan yang merujuk".to_owned(), ..self.midwife() },
        };
        Prepared {
            paper: Paper::Referral(paper),
            kind: Some(PaperKind::Referral),
            word: "rujukan",
            path: format!("/ibu/{}", self.family.id),
            // The book of letters is read by people who see no mother.
            matter: "Surat rujukan".to_owned(),
            on: referral.on,
            act: Act::RecordCare,
        }
    }

    fn patient(&self, referral: &facts::Referral) -> Vec<Fact> {
        let woman = self.family.woman.as_deref();
        let age = woman.and_then(|woman| woman.born).map(|born| years_between(born, referral.on));
        let age = age.or_else(|| Some(i32::from(referral.on.year() - woman?.born_year?)));
        let child = referral.child.and_then(|id| self.pregnancy.children.iter().find(|child| child.id == id));
        let child = child.map(|child| format!("bayi, lahir {}", spoken::date(child.born_on())));
        facts_of([
            ("Yang dirujuk", child),
            ("Nama ibu", Some(self.family.name().to_owned())),
            ("Umur", age.map(|years| format!("{years} tahun"))),
            ("Suami", self.family.husband().map(str::to_owned)),
            ("Alamat", Some(self.address()).filter(|address| !address.is_empty())),
            ("NIK", woman.and_then(|woman| woman.nik.clone())),
            ("Golongan darah", Some(self.blood()).filter(|blood| !blood.is_empty())),
        ])
    }

    /// What the last contact before the referral found. Tests that a mother may not want her companions to
    /// read of are left out; who receives her is called about them.
    fn condition(&self, on: Date) -> Vec<Fact> {
        let last = self
            .pregnancy
            .contacts
            .iter()
            .filter(|contact| contact.on <= on)
            .max_by_key(|contact| contact.on);
        let registered = self.pregnancy.registered.as_deref();
        let gpa = registered.and_then(|one| {
            Some(format!("G{} P{} A{}", one.gravida?, one.para.unwrap_or(0), one.abortus.unwrap_or(0)))
        });
        let age = self.pregnancy.age_on(on).filter(|_| self.pregnancy.over_on().is_none());
        let weeks = age.map(|age| format!("{} minggu {} hari", age.weeks(), age.days().rem_euclid(7)));
        let mut found = facts_of([("GPA, umur kehamilan", joined([gpa, weeks]))]);
        let Some(last) = last else { return found };
        found.extend(facts_of([
            ("Diperiksa terakhir", Some(spoken::date(last.on))),
            ("Tekanan darah", last.blood_pressure.map(|read| format!("{}/{} mmHg", read.sys, read.dia))),
            ("Denyut jantung janin", last.fetal_heart_rate.map(|read| format!("{} kali/menit", read.get()))),
            ("Letak janin", last.presentation.map(|read| house::label("presentation", &read))),
            ("Hb", last.hemoglobin.map(|read| format!("{} g/dL", app::format::number(read.get())))),
            ("Protein urin", last.urine_protein.map(|read| house::label("protein", &read))),
            ("LiLA", last.muac_cm.map(|read| format!("{} cm", app::format::number(read.get())))),
        ]));
        found
    }

    fn village(&self) -> Option<String> {
        self.family.village.as_ref().map(|code| self.register.village_name(code).to_owned())
    }

    fn address(&self) -> String {
        let rt = self.family.woman.as_deref().and_then(|woman| woman.rt.clone());
        let village = self.village().map(|name| format!("Desa {name}"));
        let rt = rt.map(|rt| format!("RT {}", rt.trim_start_matches("RT").trim()));
        village.into_iter().chain(rt).collect::<Vec<_>>().join(" ")
    }

    fn blood(&self) -> String {
        let blood = self.family.woman.as_deref().and_then(|woman| woman.blood);
        blood.map(|blood| blood.to_string()).unwrap_or_default()
    }

    fn dukun(&self, id: Option<SubjectId>) -> Option<String> {
        let dukun = self.register.dukun().get(&id?)?;
        Some(format!("{} (dukun)", dukun.name))
    }

    /// Whoever prints it signs it, if she is a member of staff.
    fn midwife(&self) -> Signatory {
        let staff = self.caller.who.staff.map(|id| house::name(self.register, id));
        house::signatory(&staff.unwrap_or_default(), "Bidan")
    }

    fn waiting(&self, plan: &facts::BirthPlan) -> String {
        let from = plan.waiting_from.map(|from| format!("mulai {}", spoken::date(from)));
        joined([plan.waiting_place_name.clone(), from]).unwrap_or_default()
    }

    /// What her village agreed on as welcome, and what she wishes herself.
    fn customs(&self, plan: &facts::BirthPlan) -> Vec<String> {
        let village = self.family.village.as_ref().and_then(|code| self.register.villages().get(code));
        let talks = village.and_then(|village| self.register.matters().talks.get(&village.subject()));
        let agreed = talks.map(|talks| talks.adat_now()).unwrap_or_default();
        let agreed = agreed.into_iter().filter(|adat| adat.standing != AdatStanding::Harmful);
        let agreed = agreed.map(|adat| match &adat.how {
            Some(how) => format!("{} ({how})", adat.practice),
            None => adat.practice.clone(),
        });
        plan.adat_wishes.clone().into_iter().chain(agreed).collect()
    }
}

fn attendant(plan: &facts::BirthPlan) -> Option<String> {
    let who = plan.attendant.map(|who| house::label("attendant", &who));
    joined([who, plan.attendant_name.clone()])
}

fn birth_place(plan: &facts::BirthPlan) -> Option<String> {
    plan.place_name.clone().or_else(|| plan.place.map(|place| house::label("birthplace", &place)))
}

fn money(plan: &facts::BirthPlan) -> String {
    let jkn = (plan.jkn == Answer::Yes).then(|| "JKN".to_owned());
    let savings = plan.savings_rupiah.map(|sum| format!("tabungan {}", spoken::rupiah_in_figures(sum)));
    joined([jkn, savings]).unwrap_or_default()
}

fn donor_words(donor: &facts::Donor, with_phone: bool) -> String {
    let blood = donor.blood.map(|blood| format!(" ({blood})")).unwrap_or_default();
    let phone = donor.phone.as_ref().filter(|_| with_phone).map(|phone| format!(", {phone}"));
    format!("{}{blood}{}", donor.name, phone.unwrap_or_default())
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn each_line(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn facts_of<const N: usize>(all: [(&str, Option<String>); N]) -> Vec<Fact> {
    let known = all.into_iter().filter_map(|(label, value)| Some((label, value?)));
    known.map(|(label, value)| Fact { label: label.to_owned(), value }).collect()
}
