//! Words for places, people, positions and outcomes, as they stand in registers.

use domain::facts::{Attendant, BirthPlace, ContactPlace, DeathPlace, Mode, Presentation, Sex, Teller};

use super::{Misread, Understood, number, spoken};
use crate::cohort::{cell::Cell, layout};

/// Finds the first entry of a table one of whose words is the text, or begins it.
fn find<T: Copy>(cell: &Cell, table: &[(T, &[&str])]) -> Understood<T> {
    let Some(text) = spoken(cell)? else { return Ok(None) };
    lookup(&text, table).map(Some).ok_or(Misread::NotAWord)
}

/// The word by which a value is written: the first of its table.
pub(crate) fn written<T: Copy + PartialEq>(value: T, table: &[(T, &'static [&'static str])]) -> String {
    let found = table.iter().find(|(known, _)| *known == value);
    found.and_then(|(_, words)| words.first()).map(|word| word.replace('_', " ")).unwrap_or_default()
}

fn lookup<T: Copy>(text: &str, table: &[(T, &[&str])]) -> Option<T> {
    let folded = layout::fold(text);
    let is = |fits: &dyn Fn(&str) -> bool| {
        table.iter().find(|(_, words)| words.iter().any(|word| fits(word))).map(|(value, _)| *value)
    };
    let begins = |word: &str| folded.strip_prefix(word).is_some_and(|rest| rest.starts_with('_'));
    is(&|word| word == folded).or_else(|| is(&|word| word.len() > 1 && begins(word)))
}

pub(crate) const CONTACT_PLACES: &[(ContactPlace, &[&str])] = &[
    (ContactPlace::Posyandu, &["posyandu", "pos_yandu", "psy"]),
    (ContactPlace::Polindes, &["polindes", "poskesdes", "pkd", "polides"]),
    (ContactPlace::Pustu, &["pustu", "puskesmas_pembantu", "pst"]),
    (ContactPlace::Puskesmas, &["puskesmas", "pkm", "pusk", "puskesmas_induk"]),
    (ContactPlace::Hospital, &["rs", "rsud", "rumah_sakit", "rsia", "rsu", "rssa"]),
    (
        ContactPlace::Practice,
        &[
            "praktik",
            "praktek",
            "bpm",
            "bps",
            "tpmb",
            "pmb",
            "klinik",
            "praktik_bidan",
            "praktek_bidan",
            "dokter_praktek",
            "praktik_mandiri",
        ],
    ),
    (ContactPlace::WaitingHome, &["rtk", "rumah_tunggu", "rumah_tunggu_kelahiran"]),
    (
        ContactPlace::Home,
        &[
            "rumah",
            "rumah_ibu",
            "rumah_pasien",
            "kunjungan_rumah",
            "rmh",
            "rumah_bumil",
            "rmh_ibu",
            "rumah_warga",
        ],
    ),
    (ContactPlace::Other, &["lain", "lainnya", "lain_lain"]),
];

/// Reads where a contact was. A word that is not in the table is somewhere else.
///
/// # Errors
/// [`Misread::NotAWord`] for an unknown place.
pub fn contact_place(cell: &Cell) -> Understood<ContactPlace> {
    find(cell, CONTACT_PLACES)
}

pub(crate) const BIRTH_PLACES: &[(BirthPlace, &[&str])] = &[
    (
        BirthPlace::MaternityHospital,
        &["rsia", "rs_ibu_dan_anak", "rs_ibu_anak", "rumah_sakit_ibu_dan_anak", "rsb"],
    ),
    (BirthPlace::Hospital, &["rs", "rsud", "rumah_sakit", "rsu"]),
    (BirthPlace::PuskesmasPoned, &["puskesmas_poned", "poned", "pkm_poned"]),
    (BirthPlace::Puskesmas, &["puskesmas", "pkm", "pusk"]),
    (BirthPlace::Pustu, &["pustu", "puskesmas_pembantu", "pst"]),
    (BirthPlace::Polindes, &["polindes", "poskesdes", "pkd"]),
    (
        BirthPlace::Tpmb,
        &[
            "tpmb",
            "bpm",
            "bps",
            "pmb",
            "praktik_bidan",
            "praktek_bidan",
            "praktik_mandiri_bidan",
            "rumah_bidan",
            "praktik",
            "praktek",
        ],
    ),
    (BirthPlace::Clinic, &["klinik", "klinik_bersalin", "rumah_bersalin", "rb"]),
    (BirthPlace::WaitingHome, &["rtk", "rumah_tunggu", "rumah_tunggu_kelahiran"]),
    (BirthPlace::DukunsHome, &["rumah_dukun", "rmh_dukun", "di_rumah_dukun", "tempat_dukun", "dukun"]),
    (
        BirthPlace::OnTheWay,
        &[
            "perjalanan",
            "dalam_perjalanan",
            "di_perjalanan",
            "di_jalan",
            "kelotok",
            "di_kelotok",
            "perahu",
            "ambulans",
        ],
    ),
    (
        BirthPlace::MothersHome,
        &[
            "rumah",
            "rumah_ibu",
            "rmh",
            "rumah_sendiri",
            "di_rumah",
            "rumah_pasien",
            "rumah_keluarga",
            "rumah_orang_tua",
            "rumah_mertua",
        ],
    ),
];

/// Reads where a birth was.
///
/// # Errors
/// [`Misread::NotAWord`] for an unknown place.
pub fn birth_place(cell: &Cell) -> Understood<BirthPlace> {
    find(cell, BIRTH_PLACES)
}

pub(crate) const DEATH_PLACES: &[(DeathPlace, &[&str])] = &[
    (DeathPlace::PrivateHospital, &["rs_swasta", "rumah_sakit_swasta"]),
    (DeathPlace::PublicHospital, &["rs", "rsud", "rumah_sakit", "rsu", "rs_pemerintah"]),
    (DeathPlace::Puskesmas, &["puskesmas", "pkm", "pusk"]),
    (DeathPlace::Pustu, &["pustu", "puskesmas_pembantu"]),
    (DeathPlace::MaternityHome, &["rumah_bersalin", "rb", "rsia", "klinik_bersalin", "klinik"]),
    (DeathPlace::Polindes, &["polindes", "poskesdes"]),
    (DeathPlace::DukunsHome, &["rumah_dukun", "rmh_dukun"]),
    (
        DeathPlace::OnTheWayToFacility,
        &[
            "perjalanan_rujukan",
            "perjalanan_ke_rs",
            "saat_dirujuk",
            "perjalanan_ke_fasilitas",
            "dirujuk",
            "perjalanan_ke_faskes",
        ],
    ),
    (
        DeathPlace::OnTheWayFromHome,
        &["perjalanan", "dalam_perjalanan", "di_perjalanan", "di_jalan", "perjalanan_dari_rumah"],
    ),
    (DeathPlace::Home, &["rumah", "rumah_ibu", "di_rumah", "rmh", "rumah_sendiri"]),
    (DeathPlace::Unknown, &["tidak_diketahui"]),
    (DeathPlace::Other, &["lain", "lainnya", "lain_lain", "tempat_lain"]),
];

/// Reads where a death was.
///
/// # Errors
/// [`Misread::NotAWord`] for an unknown place.
pub fn death_place(cell: &Cell) -> Understood<DeathPlace> {
    find(cell, DEATH_PLACES)
}

pub(crate) const ATTENDANTS: &[(Attendant, &[&str])] = &[
    (
        Attendant::Obstetrician,
        &[
            "spog",
            "dr_spog",
            "dokter_spog",
            "obgyn",
            "dokter_kandungan",
            "dokter_spesialis",
            "sp_og",
            "dr_sp_og",
            "dokter_obgyn",
        ],
    ),
    (Attendant::Doctor, &["dokter", "dr", "dokter_umum", "dokter_puskesmas", "dok"]),
    (
        Attendant::Bidan,
        &["bidan", "bd", "bides", "bdn", "bidan_desa", "bikor", "bidan_koordinator", "bid", "b"],
    ),
    (Attendant::Nurse, &["perawat", "prwt", "ners", "mantri", "prw", "ns"]),
    (
        Attendant::Dukun,
        &[
            "dukun",
            "dukun_bayi",
            "dukun_kampung",
            "dukun_beranak",
            "tambi",
            "indu",
            "mina",
            "bidan_kampung",
            "dkn",
            "d",
        ],
    ),
    (Attendant::Kader, &["kader", "kader_posyandu"]),
    (Attendant::Family, &["keluarga", "suami", "ibunya", "mertua", "tetangga", "orang_tua", "kel", "nenek"]),
    (Attendant::Alone, &["sendiri", "tidak_ada", "tanpa_penolong"]),
];

/// Who is named in a list of people, and the words that name nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Those understood, the leading one first, none twice.
    pub known: Vec<Attendant>,
    /// What was not understood.
    pub unknown: Vec<String>,
}

/// Reads a list of those who examined or attended.
///
/// # Errors
/// [`Misread::BrokenFormula`].
pub fn people(cell: &Cell) -> Result<People, Misread> {
    let mut people = People::default();
    for word in list(cell)? {
        let folded = layout::fold(&word);
        // "dr. Rina, SpOG" is a doctor and his field; the second word alone says both.
        match lookup(&word, ATTENDANTS).or_else(|| folded.contains("spog").then_some(Attendant::Obstetrician))
        {
            Some(attendant) if people.known.contains(&attendant) => {}
            Some(attendant) => people.known.push(attendant),
            None => people.unknown.push(word),
        }
    }
    Ok(people)
}

/// Reads a list that is parted by semicolons, commas, strokes, plus signs, line breaks, or "dan".
///
/// # Errors
/// [`Misread::BrokenFormula`].
pub fn list(cell: &Cell) -> Result<Vec<String>, Misread> {
    if spoken(cell)?.is_none() {
        return Ok(Vec::new());
    }
    let text = cell.to_string().replace(" dan ", ";").replace(" & ", ";").replace(" + ", ";");
    let parts = text.split([';', ',', '/', '\n', '\r', '|']);
    let tidy = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(parts
        .map(tidy)
        .map(|part| part.trim_matches(['.', '-', '\'', ' ']).to_owned())
        .filter(|part| !part.is_empty())
        .collect())
}

pub(crate) const PRESENTATIONS: &[(Presentation, &[&str])] = &[
    (
        Presentation::Cephalic,
        &[
            "kepala",
            "kep",
            "letkep",
            "let_kep",
            "letak_kepala",
            "presentasi_kepala",
            "pres_kep",
            "preskep",
            "k",
            "puka",
            "puki",
            "belakang_kepala",
        ],
    ),
    (
        Presentation::Breech,
        &[
            "sungsang",
            "bokong",
            "letsu",
            "let_su",
            "letak_sungsang",
            "presbo",
            "pres_bo",
            "bo",
            "letak_bokong",
            "presentasi_bokong",
            "kaki",
        ],
    ),
    (
        Presentation::Transverse,
        &["lintang", "letli", "let_li", "letak_lintang", "melintang", "oblik", "oblique"],
    ),
];

/// Reads how the child lies.
///
/// # Errors
/// [`Misread::NotAWord`].
pub fn presentation(cell: &Cell) -> Understood<Presentation> {
    match find(cell, PRESENTATIONS) {
        // The head or breech floats: how the child lies can't be told yet.
        Err(Misread::NotAWord) if layout::fold(&cell.line()).contains("ball") => Ok(None),
        other => other,
    }
}

pub(crate) const MODES: &[(Mode, &[&str])] = &[
    (
        Mode::Spontaneous,
        &[
            "spontan",
            "normal",
            "pervaginam",
            "spt",
            "spontan_belakang_kepala",
            "biasa",
            "per_vaginam",
            "partus_spontan",
            "psptb",
        ],
    ),
    (Mode::Vacuum, &["vakum", "vacum", "vacuum", "ve", "vakum_ekstraksi"]),
    (Mode::Forceps, &["forsep", "forceps", "fe", "forcep"]),
    (
        Mode::Caesarean,
        &["sc", "sectio", "sesar", "caesar", "cesar", "operasi", "seksio", "sectio_caesarea", "s_c"],
    ),
    (Mode::Breech, &["sungsang", "bracht", "letsu", "bokong", "manual_aid"]),
];

/// Reads how a child was born.
///
/// # Errors
/// [`Misread::NotAWord`].
pub fn mode(cell: &Cell) -> Understood<Mode> {
    find(cell, MODES)
}

pub(crate) const SEXES: &[(Sex, &[&str])] = &[
    (Sex::Male, &["l", "lk", "laki", "laki_laki", "lakilaki", "lk_lk", "pria", "cowok", "m", "laki2"]),
    (Sex::Female, &["p", "pr", "perempuan", "wanita", "cewek", "prmpn", "f", "w"]),
];

/// Reads a child's sex.
///
/// # Errors
/// [`Misread::NotAWord`].
pub fn sex(cell: &Cell) -> Understood<Sex> {
    find(cell, SEXES)
}

/// How a child was at birth, as registers say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Alive.
    Alive,
    /// Alive, did not breathe at once.
    Asphyxia,
    /// Stillborn.
    Stillborn,
    /// Stillborn and macerated.
    Macerated,
    /// No birth but a miscarriage.
    Abortion,
}

pub(crate) const STATES: &[(State, &[&str])] = &[
    (State::Asphyxia, &["asfiksia", "asfixia", "hidup_asfiksia", "asfiksi", "tidak_langsung_menangis"]),
    (
        State::Alive,
        &[
            "hidup",
            "h",
            "lahir_hidup",
            "sehat",
            "baik",
            "lh",
            "segera_menangis",
            "langsung_menangis",
            "normal",
        ],
    ),
    (
        State::Macerated,
        &["maserasi", "macerasi", "macerated", "lahir_mati_maserasi", "mati_maserasi", "iufd_maserasi"],
    ),
    (
        State::Stillborn,
        &["mati", "lahir_mati", "iufd", "m", "lm", "meninggal", "kjdr", "stillbirth", "still_birth", "ifd"],
    ),
    (State::Abortion, &["abortus", "keguguran", "ab", "abort"]),
];

/// Reads how a child was at birth.
///
/// # Errors
/// [`Misread::NotAWord`].
pub fn state(cell: &Cell) -> Understood<State> {
    find(cell, STATES)
}

/// Who died.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deceased {
    /// The mother.
    Mother,
    /// A child that was born alive.
    Child,
    /// A child that was born dead.
    Stillborn,
}

pub(crate) const DECEASED: &[(Deceased, &[&str])] = &[
    (
        Deceased::Mother,
        &["ibu", "maternal", "ibu_hamil", "ibu_bersalin", "ibu_nifas", "bumil", "bulin", "bufas", "i"],
    ),
    (
        Deceased::Stillborn,
        &[
            "lahir_mati",
            "iufd",
            "stillbirth",
            "mati_dalam_kandungan",
            "janin",
            "bayi_lahir_mati",
            "lm",
            "kjdr",
        ],
    ),
    (
        Deceased::Child,
        &[
            "bayi",
            "neonatus",
            "neonatal",
            "anak",
            "bayi_baru_lahir",
            "neo",
            "post_neonatal",
            "bbl",
            "b",
            "n",
            "neonatus_dini",
            "balita",
        ],
    ),
];

/// Reads who died.
///
/// # Errors
/// [`Misread::NotAWord`].
pub fn deceased(cell: &Cell) -> Understood<Deceased> {
    find(cell, DECEASED)
}

pub(crate) const TELLERS: &[(Teller, &[&str])] = &[
    (Teller::Dukun, &["dukun", "dukun_bayi", "dukun_kampung", "tambi", "indu", "mina"]),
    (Teller::Kader, &["kader", "kader_posyandu"]),
    (Teller::Family, &["keluarga", "suami", "kel", "tetangga", "orang_tua", "mertua", "ibunya"]),
    (
        Teller::Herself,
        &["sendiri", "ibu", "ybs", "ibu_sendiri", "datang_sendiri", "pasien", "yang_bersangkutan"],
    ),
    (
        Teller::Staff,
        &[
            "bidan",
            "bides",
            "bidan_desa",
            "perawat",
            "petugas",
            "nakes",
            "dokter",
            "bd",
            "puskesmas",
            "staf",
            "petugas_kesehatan",
        ],
    ),
];

/// Reads who told of the pregnancy.
///
/// # Errors
/// [`Misread::NotAWord`].
pub fn teller(cell: &Cell) -> Understood<Teller> {
    find(cell, TELLERS)
}

/// Reads a tetanus status: `t 4`, `TT3`, `T2`, `4`, `Td 2`.
///
/// # Errors
/// [`Misread::NotAWord`], and [`Misread::Implausible`] outside 1 to 5.
pub fn tetanus(cell: &Cell) -> Understood<u8> {
    let Some(text) = spoken(cell)? else { return Ok(None) };
    if layout::fold(&text).contains("lengkap") {
        return Ok(Some(5));
    }
    match number::count(cell, 9) {
        Ok(Some(status)) if (1..=5).contains(&status) => Ok(Some(status)),
        Ok(Some(0)) => Ok(None),
        Err(Misread::NotANumber) => Err(Misread::NotAWord),
        Ok(None) => Ok(None),
        Ok(_) | Err(_) => Err(Misread::Implausible { min: 1.0, max: 5.0 }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Cell {
        Cell::text(text)
    }

    #[test]
    fn places() {
        let cases = [
            ("Polindes", BirthPlace::Polindes),
            ("rumah ibu", BirthPlace::MothersHome),
            ("Rumah dukun", BirthPlace::DukunsHome),
            ("perjalanan", BirthPlace::OnTheWay),
            ("RSUD Kapuas", BirthPlace::Hospital),
            ("PKM", BirthPlace::Puskesmas),
            ("Puskesmas PONED", BirthPlace::PuskesmasPoned),
            ("RTK", BirthPlace::WaitingHome),
        ];
        for (typed, wanted) in cases {
            assert_eq!(birth_place(&text(typed)), Ok(Some(wanted)), "{typed}");
        }
        assert_eq!(birth_place(&text("pasar")), Err(Misread::NotAWord));
        assert_eq!(contact_place(&text("rumah ibu")), Ok(Some(ContactPlace::Home)));
        assert_eq!(death_place(&text("rumah")), Ok(Some(DeathPlace::Home)));
    }

    #[test]
    fn lists_of_people() {
        let cases: [(&str, &[Attendant]); 5] = [
            ("bidan; dukun", &[Attendant::Bidan, Attendant::Dukun]),
            ("Bidan, perawat", &[Attendant::Bidan, Attendant::Nurse]),
            ("Bd. Rina + dukun", &[Attendant::Bidan, Attendant::Dukun]),
            ("dr. SpOG", &[Attendant::Obstetrician]),
            ("dokter dan bidan", &[Attendant::Doctor, Attendant::Bidan]),
        ];
        for (typed, wanted) in cases {
            assert_eq!(people(&text(typed)).unwrap().known, wanted, "{typed}");
        }
        assert_eq!(people(&text("Rina")).unwrap().unknown, ["Rina"]);
        assert_eq!(people(&Cell::Empty), Ok(People::default()));
    }

    #[test]
    fn positions_and_outcomes() {
        assert_eq!(presentation(&text("let kep")), Ok(Some(Presentation::Cephalic)));
        assert_eq!(presentation(&text("lintang")), Ok(Some(Presentation::Transverse)));
        assert_eq!(presentation(&text("ballotement")), Ok(None));
        assert_eq!(mode(&text("SC")), Ok(Some(Mode::Caesarean)));
        assert_eq!(sex(&text("laki-laki")), Ok(Some(Sex::Male)));
        assert_eq!(state(&text("Lahir mati, maserasi")), Ok(Some(State::Macerated)));
        assert_eq!(state(&text("IUFD")), Ok(Some(State::Stillborn)));
        assert_eq!(deceased(&text("ibu nifas")), Ok(Some(Deceased::Mother)));
        assert_eq!(teller(&text("Dukun")), Ok(Some(Teller::Dukun)));
    }

    #[test]
    fn tetanus_status() {
        for (typed, wanted) in [("t 4", 4), ("TT3", 3), ("T2", 2), ("5", 5), ("TT lengkap", 5)] {
            assert_eq!(tetanus(&text(typed)), Ok(Some(wanted)), "{typed}");
        }
        assert_eq!(tetanus(&text("T7")), Err(Misread::Implausible { min: 1.0, max: 5.0 }));
        assert_eq!(tetanus(&text("baik")), Err(Misread::NotAWord));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_parsers(typed in ".{0,24}") {
            let cell = text(&typed);
            let _ = (contact_place(&cell), birth_place(&cell), death_place(&cell), people(&cell), presentation(&cell));
            let _ = (mode(&cell), sex(&cell), state(&cell), deceased(&cell), teller(&cell), tetanus(&cell));
        }
    }
}
