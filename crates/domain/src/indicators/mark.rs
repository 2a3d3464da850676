//! The marks of a row: everything that can be reached, or happen, on a day. A numerator and a counted
//! denominator of the table of indicators each name one of them.

use std::fmt;

use serde::Deserialize;

/// A list of marks, each with the name under which tables and exports write it.
macro_rules! marks {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $mark:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$about])* $mark,)+ }

        impl $name {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$mark,)+];

            /// The name under which tables and exports write it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$mark => $text,)+ }
            }
        }
    };
}

marks! {
    /// What a pregnancy reaches. Only skilled staff's contacts count ([`crate::milestones::is_care`]).
    PregnancyMark {
        /// Known to the unit: told of, registered or seen for the first time.
        Known = "known",
        /// Somebody told of it for the first time.
        Noticed = "noticed",
        /// The first who told was a dukun.
        NoticedByDukun = "noticed_by_dukun",
        /// First contact at any age (K1 akses).
        K1 = "k1",
        /// First contact in time (K1 murni).
        K1InTime = "k1_in_time",
        /// First contact that was not in time, or of a pregnancy that nobody dated.
        K1Late = "k1_late",
        /// K1 murni of which a dukun was the first to tell.
        K1InTimeByDukun = "k1_in_time_by_dukun",
        /// First contact with a doctor and an ultrasound, in the first trimester.
        DoctorUltrasoundFirst = "doctor_ultrasound_t1",
        /// First ultrasound of the first trimester, by whomever.
        UltrasoundFirst = "ultrasound_t1",
        /// First contact with a doctor and an ultrasound, in the third trimester (K5).
        DoctorUltrasoundThird = "doctor_ultrasound_t3",
        /// K4, by the rule of 2010 (1-1-2).
        K4 = "k4",
        /// K6, by the rule that the unit chose.
        K6 = "k6",
        /// K6, by the guidance of 2026 (1-2-3).
        K6Guidance = "k6_guidance_2026",
        /// K6, by the Buku KIA (2-1-3).
        K6BukuKia = "k6_buku_kia",
        /// Eight contacts.
        K8 = "k8",
        /// She gave birth and had K6 by then: counted on the day of birth.
        BirthWithK6 = "birth_with_k6",
        /// She gave birth and had all of 12T by then: counted on the day of birth.
        BirthWith12T = "birth_with_12t",
        /// Haemoglobin measured for the first time.
        HbExamined = "hb_examined",
        /// First haemoglobin that is an anaemia of any degree.
        Anaemia = "anaemia",
        /// First haemoglobin that is a mild anaemia.
        AnaemiaMild = "anaemia_mild",
        /// First haemoglobin that is a moderate or severe anaemia.
        AnaemiaWorse = "anaemia_worse",
        /// Mild anaemia with iron tablets given then or later.
        AnaemiaMildIron = "anaemia_mild_iron",
        /// Moderate or severe anaemia with treatment or referral then or later.
        AnaemiaWorseManaged = "anaemia_worse_managed",
        /// Arm or weight and height measured for the first time.
        NutritionExamined = "nutrition_examined",
        /// First reading that is a chronic lack of energy (KEK).
        Kek = "kek",
        /// The 180th iron tablet was given.
        Iron180 = "iron_180",
        /// Staff found a danger sign, a risk of the score card, or referred her, for the first time.
        RiskByStaff = "risk_by_staff",
        /// A referral of the mother was answered as treated.
        ComplicationTreated = "complication_treated",
        /// The mother was referred for the first time.
        Referred = "referred",
        /// Ended before birth.
        Abortion = "abortion",
        /// Gave birth, live or still.
        Birth = "birth",
        /// Birth attended by skilled staff (Pn).
        SkilledBirth = "skilled_birth",
        /// Birth with skilled staff in a health facility (Pf).
        FacilityBirth = "facility_birth",
        /// Birth with skilled staff outside a health facility.
        SkilledElsewhere = "skilled_elsewhere",
        /// Birth without skilled staff.
        UnskilledBirth = "unskilled_birth",
        /// Birth with a dukun and no skilled staff.
        SoloBirth = "solo_birth",
        /// Birth with neither skilled staff nor a dukun.
        NeitherBirth = "neither_birth",
        /// Birth in a village whose agreement held on the day.
        PartneredBirth = "partnered_birth",
        /// Facility birth in a village whose agreement held on the day.
        PartneredFacilityBirth = "partnered_facility_birth",
        /// Facility birth with a dukun beside, in a village whose agreement held on the day.
        AccompaniedBirth = "accompanied_birth",
        /// First postnatal contact.
        Kf1 = "kf1",
        /// Second postnatal contact.
        Kf2 = "kf2",
        /// Third postnatal contact.
        Kf3 = "kf3",
        /// Fourth postnatal contact.
        Kf4 = "kf4",
        /// The last of all postnatal contacts, none missing.
        KfComplete = "kf_complete",
        /// The second capsule of vitamin A after the birth.
        VitaminA = "vitamin_a_postnatal",
        /// Family planning begun within 42 days of the birth.
        FamilyPlanning = "family_planning",
        /// The mother died in pregnancy or within 42 days of its end, not by accident.
        MotherDied = "mother_died",
        /// The mother died from 43 days to a year after.
        MotherDiedLate = "mother_died_late",
    }
}

marks! {
    /// What a child reaches.
    ChildMark {
        /// Born alive.
        BornAlive = "born_alive",
        /// Stillborn.
        Stillborn = "stillborn",
        /// Born alive and weighed.
        Weighed = "weighed",
        /// Born alive with less than 2500 g (BBLR).
        LowWeight = "low_weight",
        /// Born alive at an age of pregnancy that is known.
        AgeKnown = "age_known",
        /// Born alive before 37 completed weeks.
        Preterm = "preterm",
        /// Did not breathe at once.
        Asphyxia = "asphyxia",
        /// Put to the breast within the hour (IMD).
        EarlyBreastfeeding = "early_breastfeeding",
        /// Hepatitis B at birth (HB0), in the month of the dose.
        Hb0 = "hb0",
        /// First newborn contact.
        Kn1 = "kn1",
        /// Second newborn contact.
        Kn2 = "kn2",
        /// Third newborn contact.
        Kn3 = "kn3",
        /// The last of all newborn contacts, none missing.
        KnComplete = "kn_complete",
        /// A referral of the newborn was answered as treated.
        NewbornTreated = "newborn_treated",
        /// A newborn was referred for the first time.
        NewbornReferred = "newborn_referred",
        /// The fourth infant contact, none missing.
        InfantComplete = "infant_complete",
        /// The series of immunisation that holds for it was complete.
        Immunised = "immunised",
        /// Asked at six months what it is fed.
        FeedingAsked = "feeding_asked",
        /// Breast milk only until six months.
        BreastMilkOnly = "breast_milk_only",
        /// First birthday, alive.
        FirstBirthday = "first_birthday",
        /// Died in its first seven days (0 to 6).
        DiedEarly = "died_early",
        /// Died from day 7 to day 28.
        DiedLate = "died_late",
        /// Died in its first 28 days.
        DiedNewborn = "died_newborn",
        /// Died from day 29 to the first birthday.
        DiedPostNeonatal = "died_post_neonatal",
        /// Died before the first birthday, of any age.
        DiedInfant = "died_infant",
    }
}

marks! {
    /// What happens in the partnership. A mark of a state ([`EventMark::is_state`]) is counted at the end of a
    /// month and is no event.
    EventMark {
        /// An active dukun of the register (a state).
        Dukun = "dukun",
        /// An active dukun with an agreement that holds (a state).
        DukunPartner = "dukun_partner",
        /// A village with an active dukun (a state).
        VillageWithDukun = "village_with_dukun",
        /// A village all of whose active dukun are partners (a state).
        VillagePartnered = "village_partnered",
        /// A dukun brought or accompanied a mother or child, or moved them to go.
        Brought = "brought_by_dukun",
        /// A dukun told of a danger sign.
        DangerTold = "danger_told",
        /// The last day of a postnatal or newborn contact that is due.
        VisitDue = "visit_due",
        /// Such a contact to which a dukun came along, counted with it.
        VisitJoint = "visit_joint",
        /// A meeting of the partners that was held.
        MeetingHeld = "meeting_held",
        /// A meeting or review that was planned.
        MeetingPlanned = "meeting_planned",
        /// A concern was verified.
        ConcernVerified = "concern_verified",
        /// An incentive that was paid, or whose time is over, counted when it came to be owed.
        IncentiveDecided = "incentive_decided",
        /// An incentive paid in time.
        IncentiveInTime = "incentive_in_time",
    }
}

impl EventMark {
    /// Whether it is a state, to be counted at the end of a month and never summed over months
    /// (domain.md §14.4).
    #[must_use]
    pub fn is_state(self) -> bool {
        matches!(self, Self::Dukun | Self::DukunPartner | Self::VillageWithDukun | Self::VillagePartnered)
    }
}

marks! {
    /// What was done for a pregnancy and what it showed, for the first time in it
    /// ([`super::Rows::with_services`]). Only skilled staff's contacts count.
    ServiceMark {
        /// First contact by a doctor.
        K1ByDoctor = "k1_doctor",
        /// First contact with an ultrasound.
        K1Ultrasound = "k1_ultrasound",
        /// First contact of a woman of 15 to 19 years.
        Youth = "k1_youth",
        /// First contact of a woman who is too young, too old, has too many children or too close ones (4T).
        FourT = "k1_four_t",
        /// Weighed, her height being known (T1).
        WeightHeight = "weight_height",
        /// Blood pressure taken (T2).
        BloodPressure = "blood_pressure",
        /// Arm measured (T3, LILA).
        Arm = "arm_measured",
        /// Fundus measured (T4, TFU).
        Fundus = "fundus_measured",
        /// Heart of the child heard (T5, DJJ).
        FetalHeart = "fetal_heart",
        /// Tetanus status known (T6).
        TetanusKnown = "tetanus_known",
        /// A dose against tetanus given (T6).
        TdGiven = "td_given",
        /// Iron tablets given (T7, TTD).
        IronGiven = "iron_given",
        /// Haemoglobin measured in the first trimester (T8).
        HbFirst = "hb_t1",
        /// Haemoglobin measured in the third trimester (T8).
        HbThird = "hb_t3",
        /// Treated for something (T9).
        Treated = "case_managed",
        /// Counselled (T10).
        Counselled = "counselled",
        /// Screened for her mental health (T12).
        MentalScreened = "mental_screened",
        /// Tetanus status 1.
        T1 = "tetanus_t1",
        /// Tetanus status 2.
        T2 = "tetanus_t2",
        /// Tetanus status 3.
        T3 = "tetanus_t3",
        /// Tetanus status 4.
        T4 = "tetanus_t4",
        /// Tetanus status 5.
        T5 = "tetanus_t5",
        /// Tetanus status 2 or more.
        T2Plus = "tetanus_t2_plus",
        /// Examined for HIV.
        HivExamined = "hiv_examined",
        /// HIV reactive.
        HivReactive = "hiv_reactive",
        /// Examined for syphilis.
        SyphilisExamined = "syphilis_examined",
        /// Syphilis reactive.
        SyphilisReactive = "syphilis_reactive",
        /// Examined for hepatitis B.
        HbsagExamined = "hbsag_examined",
        /// Hepatitis B reactive.
        HbsagReactive = "hbsag_reactive",
        /// Examined for malaria.
        MalariaExamined = "malaria_examined",
        /// Malaria found.
        MalariaReactive = "malaria_reactive",
        /// Urine examined for protein.
        ProteinExamined = "protein_examined",
        /// Protein found in the urine.
        ProteinPositive = "protein_positive",
        /// Blood glucose measured.
        GlucoseExamined = "glucose_examined",
        /// Blood glucose above 140 mg/dL.
        GlucoseHigh = "glucose_high",
        /// First haemoglobin that is a moderate anaemia.
        AnaemiaModerate = "anaemia_moderate",
        /// First haemoglobin that is a severe anaemia.
        AnaemiaSevere = "anaemia_severe",
    }
}

/// A mark of any row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum Mark {
    /// Of a pregnancy.
    Pregnancy(PregnancyMark),
    /// Of a child.
    Child(ChildMark),
    /// Of the partnership.
    Event(EventMark),
    /// Of a pregnancy, of what only reports count.
    Service(ServiceMark),
}

/// How many marks come before those of services.
const BEFORE_SERVICES: usize = PregnancyMark::ALL.len() + ChildMark::ALL.len() + EventMark::ALL.len();

impl Mark {
    /// How many marks there are.
    pub const COUNT: usize = BEFORE_SERVICES + ServiceMark::ALL.len();

    /// All marks, in the order of their numbers.
    pub fn all() -> impl Iterator<Item = Self> {
        let pregnancies = PregnancyMark::ALL.iter().map(|mark| Self::Pregnancy(*mark));
        let children = ChildMark::ALL.iter().map(|mark| Self::Child(*mark));
        let events = EventMark::ALL.iter().map(|mark| Self::Event(*mark));
        let services = ServiceMark::ALL.iter().map(|mark| Self::Service(*mark));
        pregnancies.chain(children).chain(events).chain(services)
    }

    /// Its number among all marks.
    #[must_use]
    pub fn number(self) -> usize {
        match self {
            Self::Pregnancy(mark) => mark as usize,
            Self::Child(mark) => PregnancyMark::ALL.len() + mark as usize,
            Self::Event(mark) => PregnancyMark::ALL.len() + ChildMark::ALL.len() + mark as usize,
            Self::Service(mark) => BEFORE_SERVICES + mark as usize,
        }
    }

    /// The name under which tables and exports write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pregnancy(mark) => mark.name(),
            Self::Child(mark) => mark.name(),
            Self::Event(mark) => mark.name(),
            Self::Service(mark) => mark.name(),
        }
    }

    /// Whether it is a state at the end of a month, and no event.
    #[must_use]
    pub fn is_state(self) -> bool {
        matches!(self, Self::Event(mark) if mark.is_state())
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl TryFrom<String> for Mark {
    type Error = String;
    fn try_from(name: String) -> Result<Self, String> {
        Self::all().find(|mark| mark.name() == name).ok_or(format!("there is no mark {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_unique() {
        let numbers: Vec<_> = Mark::all().map(Mark::number).collect();
        assert_eq!(numbers, (0..Mark::COUNT).collect::<Vec<_>>());
        let mut names: Vec<_> = Mark::all().map(Mark::name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn a_mark_is_found_by_its_name() {
        for mark in Mark::all() {
            assert_eq!(Mark::try_from(mark.name().to_owned()), Ok(mark));
        }
        assert!(Mark::try_from("k9".to_owned()).is_err());
    }
}
