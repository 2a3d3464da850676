//! The last days: families about whom something is to be done today, so that a demonstration shows every
//! kind of task, in the first village and once more elsewhere.

use domain::{
    answer::Answer,
    facts::{
        Attendant, Birth, BirthOutcome, BirthPlace, Death, DeathPlace, Essentials, Mode, Newborn,
        PregnancyNoticed, Protein, Sex, Teller,
    },
    gestation::plus_days,
    ids::{AuthorId, ChildId, EntryId, PregnancyId},
    quantity::{BloodPressure, ChildGrams, FetalHeartRate, Hemoglobin},
};
use jiff::civil::{Date, time};
use serde_json::json;

use crate::{
    after, antenatal,
    birth::{self, Baby, Born},
    course::{Course, End, Lie},
    diary::Diary,
    mother::Mother,
    neighbours::Neighbours,
};

/// A family on the stage.
pub(crate) struct Scene<'a> {
    pub(crate) diary: Diary,
    pub(crate) mother: Mother,
    pub(crate) pregnancy: PregnancyId,
    pub(crate) near: &'a Neighbours,
    /// Her number in the cohort register.
    pub(crate) number: String,
}

/// Every scene.
pub(crate) const SCENES: &[fn(&mut Scene)] = &[
    born_at_home_yesterday,
    alarming_pressure_today,
    waits_for_an_answer,
    noticed_by_a_dukun,
    noticed_long_ago,
    due_soon_without_a_plan,
    newborn_due,
    last_postnatal_due,
    infant_behind,
    death_to_notify,
    past_term,
    birth_not_written_down,
    two_readings,
    pale_today,
    visit_overdue,
];

impl Scene<'_> {
    fn today(&self) -> Date {
        self.diary.until
    }

    fn days_ago(&self, days: i32) -> Date {
        plus_days(self.today(), -days)
    }

    /// A registered mother who is so many days pregnant today, seen regularly until `seen` days ago.
    fn pregnant(&mut self, days: i32, seen: i32) -> (Course, Vec<(Date, EntryId)>) {
        let lmp = self.days_ago(days);
        let course = Course {
            lmp,
            first_contact: plus_days(lmp, 80.min(days - seen)),
            diligence: 0.85,
            end: End::Birth,
            end_on: plus_days(lmp, 300),
            pre_eclampsia: false,
            anaemia: 11.9,
            twins: false,
            lie: Lie::Head,
            cut: Some(self.days_ago(seen)),
        };
        antenatal::register(&mut self.diary, &self.mother, &course, self.pregnancy, &self.number);
        let story = antenatal::contacts(&mut self.diary, &self.mother, &course, self.pregnancy, self.near);
        (course, story.contacts)
    }

    /// A birth so many days ago after a normal pregnancy, with one healthy child.
    fn birth(&mut self, ago: i32, place: BirthPlace, attendant: Attendant) -> Born {
        let (course, _) = self.pregnant(278 + ago, ago + 9);
        birth::plan(&mut self.diary, &self.mother, &course, self.pregnancy, self.near);
        let given = Answer::from(attendant.is_skilled());
        let essentials = Essentials {
            early_breastfeeding: given,
            vitamin_k1: given,
            hb0: given,
            eye_ointment: given,
            thyroid_sample: Answer::NotAssessed,
        };
        let child = ChildId(self.diary.fresh());
        let newborn = Newborn {
            child,
            name: None,
            mode: Some(Mode::Spontaneous),
            sex: Some(Sex::Female),
            weight_g: ChildGrams::new(3000.0).ok(),
            length_cm: None,
            outcome: BirthOutcome::Alive,
            asphyxia: Answer::No,
            essentials,
        };
        let by_dukun = attendant == Attendant::Dukun;
        let dukun = if by_dukun { vec![self.near.dukun(&mut self.diary.dice)] } else { Vec::new() };
        let (on, at) = (self.days_ago(ago), time(20, 40, 0, 0));
        let fact = Birth {
            pregnancy: self.pregnancy,
            on,
            at: Some(at),
            place: Some(place),
            place_name: None,
            attendants: vec![attendant],
            dukun,
            dukun_present: Answer::from(by_dukun),
            signs: domain::answer::Answers::default(),
            complication: None,
            children: vec![newborn],
        };
        self.diary.write_at(on.to_datetime(time(22, 10, 0, 0)), fact);
        let baby = Baby { id: child, sex: Sex::Female, grams: 3000.0, alive: true, essentials };
        Born { on, at, skilled: attendant.is_skilled(), babies: vec![baby] }
    }

    fn follow(&mut self, born: &Born, cut: i32) {
        let cut = self.days_ago(cut);
        after::follow(&mut self.diary, born, self.pregnancy, self.near, Some(cut));
    }

    fn noticed(&mut self, ago: i32, told_by: Teller, weeks: u8) {
        let told_on = self.days_ago(ago);
        let dukun = (told_by == Teller::Dukun).then(|| self.near.dukun(&mut self.diary.dice));
        let fact = PregnancyNoticed {
            pregnancy: self.pregnancy,
            name: self.mother.name.clone(),
            husband: Some(self.mother.husband.clone()),
            rt: Some("002".to_owned()),
            phone: None,
            told_by,
            dukun,
            teller_name: None,
            told_on,
            weeks: Some(weeks),
            remark: None,
        };
        self.diary.write_at(told_on.to_datetime(time(6, 50, 0, 0)), fact);
    }

    /// A contact this morning with these changes to what is normal.
    fn contact_today(
        &mut self,
        course: &Course,
        change: impl FnOnce(&mut domain::facts::AntenatalContact),
    ) -> EntryId {
        let today = self.today();
        let mut contact = antenatal::contact(
            &mut self.diary,
            &self.mother,
            course,
            self.pregnancy,
            today,
            self.near,
            false,
        );
        change(&mut contact);
        self.diary.write_at(today.to_datetime(time(7, 5, 0, 0)), contact)
    }
}

fn born_at_home_yesterday(scene: &mut Scene) {
    scene.birth(1, BirthPlace::MothersHome, Attendant::Dukun);
}

fn alarming_pressure_today(scene: &mut Scene) {
    let (course, _) = scene.pregnant(246, 14);
    scene.contact_today(&course, |contact| {
        contact.blood_pressure = BloodPressure::new(166, 112).ok();
        contact.urine_protein = Some(Protein::Plus2);
    });
}

fn waits_for_an_answer(scene: &mut Scene) {
    let (_, _) = scene.pregnant(261, 5);
    let on = scene.days_ago(5);
    birth::referral(
        &mut scene.diary,
        scene.pregnancy,
        on,
        "Letak sungsang pada usia kehamilan 36 minggu",
        scene.near,
    );
}

fn noticed_by_a_dukun(scene: &mut Scene) {
    scene.noticed(1, Teller::Dukun, 12);
}

fn noticed_long_ago(scene: &mut Scene) {
    scene.noticed(16, Teller::Kader, 16);
}

fn due_soon_without_a_plan(scene: &mut Scene) {
    scene.pregnant(259, 6);
}

fn newborn_due(scene: &mut Scene) {
    let born = scene.birth(5, BirthPlace::Puskesmas, Attendant::Bidan);
    scene.follow(&born, 3);
}

fn last_postnatal_due(scene: &mut Scene) {
    let born = scene.birth(36, BirthPlace::Polindes, Attendant::Bidan);
    scene.follow(&born, 12);
}

fn infant_behind(scene: &mut Scene) {
    let born = scene.birth(140, BirthPlace::Puskesmas, Attendant::Bidan);
    scene.follow(&born, 70);
}

fn death_to_notify(scene: &mut Scene) {
    let born = scene.birth(4, BirthPlace::MothersHome, Attendant::Dukun);
    let child = born.babies.first().map(|baby| baby.id);
    let on = scene.days_ago(2);
    let fact = Death {
        pregnancy: scene.pregnancy,
        child,
        on,
        at: None,
        place: Some(DeathPlace::Home),
        presumed_cause: Some("Asfiksia".to_owned()),
        accidental: Answer::No,
        heard_on: Some(scene.days_ago(1)),
    };
    scene.diary.write(scene.days_ago(1), fact);
}

fn past_term(scene: &mut Scene) {
    scene.pregnant(289, 4);
}

fn birth_not_written_down(scene: &mut Scene) {
    scene.pregnant(301, 30);
}

fn two_readings(scene: &mut Scene) {
    let (_, contacts) = scene.pregnant(205, 9);
    let Some((_, entry)) = contacts.last().copied() else { return };
    let (mine, colleague) = (scene.diary.author, scene.near.colleague);
    let amend = |scene: &mut Scene, author: AuthorId, ago: i32, sys: u16| {
        let day = scene.days_ago(ago);
        scene.diary.amend(
            author,
            day,
            entry,
            "blood_pressure",
            json!({ "sys": sys, "dia": 80 }),
            "Salah tulis, lihat buku KIA",
        );
    };
    amend(scene, mine, 4, 120);
    amend(scene, colleague, 3, 130);
}

fn pale_today(scene: &mut Scene) {
    let (course, _) = scene.pregnant(215, 20);
    scene.contact_today(&course, |contact| {
        contact.hemoglobin = Hemoglobin::new(8.4).ok();
        contact.fetal_heart_rate = FetalHeartRate::new(148.0).ok();
    });
}

fn visit_overdue(scene: &mut Scene) {
    scene.pregnant(190, 62);
}
