//! The sheets and columns of the cohort workbook, and how people name them.

use std::fmt;

/// A sheet of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SheetKind {
    /// One row per mother and pregnancy.
    Ibu,
    /// One row per antenatal contact.
    Kunjungan,
    /// One row per child born.
    Persalinan,
    /// One row per postnatal contact.
    Nifas,
    /// One row per newborn contact.
    Neonatus,
    /// One row per death.
    Kematian,
}

/// A column: its name, whether a row needs it, and other names people give it.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The name, as in the layout.
    pub name: &'static str,
    /// Whether a row can't be taken without it.
    pub required: bool,
    /// Other names, in the folded form of [`fold`].
    pub synonyms: &'static [&'static str],
}

const fn need(name: &'static str, synonyms: &'static [&'static str]) -> Column {
    Column { name, required: true, synonyms }
}

const fn may(name: &'static str, synonyms: &'static [&'static str]) -> Column {
    Column { name, required: false, synonyms }
}

const NO_IBU: Column = need(
    "no_ibu",
    &["nomor_ibu", "no_kohort", "no_reg", "no_register", "nomor_kohort", "noibu", "no_indeks"],
);
const BP: &[&str] = &["tensi", "tekanan_darah", "td_mmhg", "tensi_darah"];
const DAY: &[&str] =
    &["tgl", "tanggal_periksa", "tgl_periksa", "tanggal_kunjungan", "tgl_kunjungan", "hari_tanggal"];
const SIGNS: Column = may("tanda_bahaya", &["keluhan", "tanda_tanda_bahaya", "tb_bahaya", "komplikasi"]);
const CHILD: &[&str] = &["anak", "bayi_ke", "ke", "nomor_anak"];
const TEMPERATURE: &[&str] = &["suhu_badan", "suhu_tubuh", "temp", "temperatur", "suhu_c"];

const IBU: &[Column] = &[
    NO_IBU,
    need("nama_ibu", &["nama", "ibu", "nama_bumil", "nama_pasien", "nama_ibu_hamil"]),
    may("nik", &["no_nik", "nomor_nik", "no_ktp", "nik_ibu"]),
    may("tanggal_lahir", &["tgl_lahir", "tanggal_lahir_ibu", "tgl_lahir_ibu", "ttl"]),
    may("umur", &["usia", "umur_ibu", "usia_ibu", "umur_th", "umur_tahun"]),
    may("nama_suami", &["suami", "nm_suami", "nama_kk"]),
    need("desa", &["nama_desa", "desa_kelurahan", "alamat", "kelurahan", "kampung", "kode_desa"]),
    may("rt", &["rt_rw", "no_rt"]),
    may(
        "no_hp",
        &["hp", "telp", "no_telp", "telepon", "no_telepon", "nomor_hp", "no_wa", "no_hp_wa", "handphone"],
    ),
    may("golongan_darah", &["gol_darah", "goldar", "gol_dar", "golda", "gol"]),
    may("gravida", &["g", "hamil_ke", "gravid"]),
    may("para", &["p", "paritas", "partus"]),
    may("abortus", &["a", "keguguran", "abort"]),
    may("hpht", &["tanggal_hpht", "tgl_hpht", "haid_terakhir", "hpht_tgl"]),
    may(
        "hpl",
        &["tp", "htp", "taksiran_persalinan", "tanggal_hpl", "tgl_hpl", "taksiran_partus", "perkiraan_lahir"],
    ),
    may("tinggi_cm", &["tb", "tinggi", "tinggi_badan", "tb_cm", "tinggi_badan_cm"]),
    may(
        "bb_sebelum_hamil_kg",
        &[
            "bb_sebelum_hamil",
            "bb_awal",
            "bb_pra_hamil",
            "berat_sebelum_hamil",
            "bb_sblm_hamil",
            "bb_sebelum",
        ],
    ),
    may("jarak_anak_tahun", &["jarak_anak", "jarak", "jarak_kehamilan", "jarak_persalinan", "jarak_anak_th"]),
    may("riwayat", &["riwayat_penyakit", "riwayat_kehamilan", "riwayat_obstetri", "riwayat_persalinan"]),
    may("pemberi_kabar", &["kabar_dari", "pelapor", "info_dari", "pemberi_info", "yang_memberi_kabar"]),
    may("nama_dukun", &["dukun", "nm_dukun"]),
    may("tanggal_kabar", &["tgl_kabar", "tanggal_lapor", "tgl_lapor", "tanggal_info"]),
];

const KUNJUNGAN: &[Column] = &[
    NO_IBU,
    need("tanggal", DAY),
    may("tempat", &["tempat_periksa", "tempat_kunjungan", "tempat_pelayanan", "lokasi"]),
    may("pemeriksa", &["diperiksa_oleh", "petugas", "nakes", "yang_memeriksa", "oleh"]),
    may("bb_kg", &["bb", "berat", "berat_badan", "berat_badan_kg", "berat_kg"]),
    may("td", BP),
    may("lila_cm", &["lila", "lingkar_lengan", "lla"]),
    may("tfu_cm", &["tfu", "tinggi_fundus", "fundus"]),
    may("djj", &["detak_jantung_janin", "djj_menit", "jantung_janin"]),
    may("presentasi", &["letak", "letak_janin", "posisi_janin", "pres"]),
    may("hb", &["haemoglobin", "hemoglobin", "hb_gr", "hb_g_dl", "kadar_hb"]),
    may("protein_urin", &["protein", "protein_urine", "prot_urin", "proteinuria", "urin_protein"]),
    may("gula", &["gula_darah", "gds", "gula_darah_sewaktu", "glukosa"]),
    may("status_t", &["status_tt", "tt", "imunisasi_tt", "status_td", "status_imunisasi", "t"]),
    may("ttd", &["fe", "tablet_fe", "tablet_tambah_darah", "tablet_besi", "jumlah_ttd"]),
    may("usg", &["usg_dokter", "pemeriksaan_usg"]),
    may("hiv", &["tes_hiv", "hiv_r_nr"]),
    may("sifilis", &["syphilis", "tes_sifilis", "sipilis"]),
    may("hbsag", &["hepatitis_b", "hep_b", "hbs_ag", "tes_hbsag"]),
    may("malaria", &["tes_malaria", "rdt_malaria"]),
    may("skrining_jiwa", &["jiwa", "skrining_kesehatan_jiwa", "kesehatan_jiwa", "keswa", "skrining_keswa"]),
    may("konseling", &["konsul", "temu_wicara", "kie", "temuwicara", "konseling_kie"]),
    SIGNS,
    may("faktor_risiko", &["faktor_resiko", "resiko", "risiko", "resti", "fr"]),
];

const PERSALINAN: &[Column] = &[
    NO_IBU,
    need(
        "tanggal",
        &[
            "tgl",
            "tanggal_persalinan",
            "tgl_persalinan",
            "tanggal_partus",
            "tgl_partus",
            "tanggal_lahir",
            "tgl_lahir",
            "tanggal_bersalin",
        ],
    ),
    may("jam", &["pukul", "jam_lahir", "waktu", "jam_persalinan"]),
    need("tempat", &["tempat_persalinan", "tempat_bersalin", "tempat_lahir", "tempat_partus"]),
    need("penolong", &["penolong_persalinan", "ditolong_oleh", "penolong_partus", "nakes_penolong"]),
    may("dukun_hadir", &["ada_dukun", "dukun_ikut", "dukun", "dukun_mendampingi"]),
    may("cara", &["cara_persalinan", "cara_lahir", "jenis_persalinan", "cara_partus"]),
    may("anak_ke", CHILD),
    may("jk", &["jenis_kelamin", "kelamin", "sex", "l_p", "jk_bayi"]),
    may("bb_gram", &["bb_lahir", "bbl", "bb_bayi", "berat_lahir", "bb_gr", "bb", "berat_gram", "berat_bayi"]),
    may("keadaan", &["keadaan_bayi", "kondisi", "kondisi_bayi", "hidup_mati", "keadaan_lahir"]),
    may("imd", &["inisiasi_menyusu_dini", "inisiasi_menyusui_dini"]),
    may("vit_k1", &["vit_k", "vitamin_k", "vitamin_k1", "vitk1", "vitk"]),
    may("hb0", &["hb_0", "imunisasi_hb0", "hepatitis_b0", "hb_o", "hbo"]),
    may("salep_mata", &["salep", "zalf_mata", "salf_mata", "tetes_mata"]),
];

const NIFAS: &[Column] = &[NO_IBU, need("tanggal", DAY), may("td", BP), may("suhu", TEMPERATURE), SIGNS];

const NEONATUS: &[Column] = &[
    NO_IBU,
    may("anak_ke", CHILD),
    need("tanggal", DAY),
    may("bb_gram", &["bb", "berat", "bb_bayi", "bb_gr", "berat_gram", "berat_badan"]),
    may("suhu", TEMPERATURE),
    may("napas", &["nafas", "pernapasan", "pernafasan", "rr", "frekuensi_napas", "napas_menit"]),
    SIGNS,
];

const KEMATIAN: &[Column] = &[
    NO_IBU,
    may("anak_ke", CHILD),
    need("siapa", &["yang_meninggal", "jenis_kematian", "meninggal", "siapa_yang_meninggal", "kategori"]),
    need("tanggal", &["tgl", "tanggal_meninggal", "tgl_meninggal", "tanggal_kematian", "tgl_kematian"]),
    may("tempat", &["tempat_meninggal", "tempat_kematian", "lokasi"]),
    may("dugaan_sebab", &["sebab", "penyebab", "sebab_kematian", "dugaan_penyebab", "penyebab_kematian"]),
];

impl SheetKind {
    /// Every sheet, in the order in which they are read and written.
    pub const ALL: [Self; 6] =
        [Self::Ibu, Self::Kunjungan, Self::Persalinan, Self::Nifas, Self::Neonatus, Self::Kematian];

    /// The name, as in the layout.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ibu => "ibu",
            Self::Kunjungan => "kunjungan",
            Self::Persalinan => "persalinan",
            Self::Nifas => "nifas",
            Self::Neonatus => "neonatus",
            Self::Kematian => "kematian",
        }
    }

    /// The columns, in the order of the layout.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Ibu => IBU,
            Self::Kunjungan => KUNJUNGAN,
            Self::Persalinan => PERSALINAN,
            Self::Nifas => NIFAS,
            Self::Neonatus => NEONATUS,
            Self::Kematian => KEMATIAN,
        }
    }

    /// The place of a column in the layout.
    #[must_use]
    pub fn position(self, column: &str) -> Option<usize> {
        self.columns().iter().position(|known| known.name == column)
    }

    fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Ibu => &["ibu_hamil", "data_ibu", "kohort_ibu", "register_ibu", "bumil", "mothers"],
            Self::Kunjungan => &[
                "anc",
                "kunjungan_anc",
                "kunjungan_ibu",
                "kunjungan_ibu_hamil",
                "antenatal",
                "periksa_hamil",
            ],
            Self::Persalinan => &["partus", "bersalin", "ibu_bersalin", "kelahiran", "data_persalinan"],
            Self::Nifas => &["ibu_nifas", "kunjungan_nifas", "kf", "pnc", "bufas"],
            Self::Neonatus => {
                &["neonatal", "kunjungan_neonatus", "kunjungan_neonatal", "kn", "bayi", "bayi_baru_lahir"]
            }
            Self::Kematian => &["meninggal", "data_kematian", "kematian_ibu_dan_bayi", "kematian_ibu_bayi"],
        }
    }

    /// The sheet that a tab or file of this name holds: any case, spaces, numbers of years and
    /// slips of the finger are overlooked.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let folded = fold(name);
        let plain = folded.trim_matches(|c: char| c.is_ascii_digit() || c == '_');
        let exact =
            Self::ALL.into_iter().find(|kind| kind.name() == plain || kind.other_names().contains(&plain));
        let near = || nearest(plain, Self::ALL.into_iter().map(|kind| (kind, kind.name())));
        let within = || {
            let mut named =
                Self::ALL.into_iter().filter(|kind| plain.split('_').any(|word| word == kind.name()));
            named.next().filter(|_| named.next().is_none())
        };
        exact.or_else(within).or_else(near)
    }

    /// The column that a header means, and whether it was named exactly.
    #[must_use]
    pub fn column_of(self, header: &str) -> Option<(usize, bool)> {
        let folded = fold(header);
        if folded.is_empty() {
            return None;
        }
        let columns = self.columns();
        if let Some(at) = columns.iter().position(|column| column.name == folded) {
            return Some((at, true));
        }
        let squeezed = folded.replace('_', "");
        let same = |name: &str| name == folded || name.replace('_', "") == squeezed;
        let known = columns
            .iter()
            .position(|column| same(column.name) || column.synonyms.iter().any(|name| same(name)));
        let near = || {
            let names = columns.iter().enumerate().flat_map(|(at, column)| {
                std::iter::once(column.name)
                    .chain(column.synonyms.iter().copied())
                    .map(move |name| (at, name))
            });
            nearest(&folded, names)
        };
        known.or_else(near).map(|at| (at, false))
    }
}

impl fmt::Display for SheetKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name in lower case with single underscores between its words; what stands in brackets is
/// left out, for it is a unit or a remark.
#[must_use]
pub fn fold(name: &str) -> String {
    let mut depth = 0_u32;
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
            _ if folded.ends_with('_') || folded.is_empty() => {}
            _ => folded.push('_'),
        }
    }
    folded.truncate(folded.trim_end_matches('_').len());
    folded
}

/// The one candidate that is a slip of the finger away: one letter in names of four and more, two
/// in names of nine and more. Two equally near candidates are none.
fn nearest<T: PartialEq>(name: &str, candidates: impl Iterator<Item = (T, &'static str)>) -> Option<T> {
    let allowed = match name.chars().count() {
        0..=3 => return None,
        4..=8 => 1,
        _ => 2,
    };
    let mut best: Option<(usize, T)> = None;
    let mut tie = false;
    // Names whose lengths differ by more than what is allowed need no closer look.
    let near = |candidate: &str| candidate.len() > 3 && candidate.len().abs_diff(name.len()) <= allowed;
    for (value, candidate) in candidates.filter(|(_, candidate)| near(candidate)) {
        let distance = distance(name, candidate);
        if distance > allowed {
            continue;
        }
        match &best {
            Some((nearest, _)) if distance > *nearest => {}
            Some((nearest, known)) if distance == *nearest => tie |= *known != value,
            _ => {
                best = Some((distance, value));
                tie = false;
            }
        }
    }
    best.filter(|_| !tie).map(|(_, value)| value)
}

/// Letters to change, add, leave out or swap to make one name of the other.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let cell = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut least =
                (cell(&last, j + 1) + 1).min(cell(&row, j) + 1).min(cell(&last, j) + usize::from(x != y));
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                least = least.min(cell(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(kind: SheetKind, header: &str) -> Option<&'static str> {
        kind.column_of(header).map(|(at, _)| kind.columns()[at].name)
    }

    #[test]
    fn headers_are_understood_as_people_write_them() {
        use SheetKind::{Ibu, Kunjungan, Persalinan};
        let cases = [
            (Ibu, " No Ibu ", "no_ibu"),
            (Ibu, "NAMA  IBU*", "nama_ibu"),
            (Ibu, "Tgl. Lahir", "tanggal_lahir"),
            (Ibu, "Nama Swami", "nama_suami"),
            (Ibu, "Gol. Darah", "golongan_darah"),
            (Ibu, "No. Telp", "no_hp"),
            (Ibu, "TinggiCm", "tinggi_cm"),
            (Ibu, "BB sebelum hamil (kg)", "bb_sebelum_hamil_kg"),
            (Ibu, "tangal_kabar", "tanggal_kabar"),
            (Kunjungan, "Tensi", "td"),
            (Kunjungan, "BB (kg)", "bb_kg"),
            (Kunjungan, "TD (mmHg)", "td"),
            (Kunjungan, "protein urine", "protein_urin"),
            (Persalinan, "Tempat Bersalin", "tempat"),
            (Persalinan, "penolng", "penolong"),
        ];
        for (kind, header, name) in cases {
            assert_eq!(column(kind, header), Some(name), "{header}");
        }
        assert_eq!(column(Ibu, "keterangan"), None);
        assert_eq!(column(Ibu, ""), None);
    }

    #[test]
    fn tabs_are_understood_as_people_name_them() {
        let cases = [
            ("Ibu", SheetKind::Ibu),
            (" KUNJUNGAN 2025", SheetKind::Kunjungan),
            ("Kunjungan ANC", SheetKind::Kunjungan),
            ("Data Persalinan", SheetKind::Persalinan),
            ("Kunjungan Nifas", SheetKind::Nifas),
            ("neonatus.csv", SheetKind::Neonatus),
            ("Kematan", SheetKind::Kematian),
        ];
        for (name, kind) in cases {
            assert_eq!(SheetKind::of_name(name), Some(kind), "{name}");
        }
        assert_eq!(SheetKind::of_name("Sheet1"), None);
        assert_eq!(SheetKind::of_name("petunjuk"), None);
    }
}
