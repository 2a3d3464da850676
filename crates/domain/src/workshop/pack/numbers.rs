//! The numbers of a pack: coverage by village, deaths, and the year before and after the agreements. Small
//! counts that one might know a person by are not in it (domain.md §14.15).

use std::sync::LazyLock;

use super::{section, table};
use crate::{
    facts::ShownSection,
    ids::VillageCode,
    indicators::{
        self, ChildMark, Counts, Coverage, Effect, Indicator, Mark, Month, Months, Of, Outcome,
        PregnancyMark, Rows, Signed, Status, Sums, Tally, Value, Verdict, suppress,
    },
    register::Register,
    rules::Rules,
    spoken,
    tables::Row,
};

/// Indicators that other sectors can do something about, in the order in which they are shown.
const SHOWN: [&str; 6] = ["K1_MURNI", "K6", "PF", "KF_LENGKAP", "KN_LENGKAP", "IBL"];

static INDICATORS: LazyLock<Vec<&'static Row<Indicator>>> =
    LazyLock::new(|| SHOWN.iter().filter_map(|id| indicators::find(id)).collect());

/// The numbers of a unit up to a month.
pub(super) struct Numbers<'a> {
    register: &'a Register,
    rules: &'a Rules,
    rows: &'a Rows,
    counts: Counts,
    /// The last month that was over.
    month: Month,
}

impl<'a> Numbers<'a> {
    /// The numbers of the last month that was over on the day of the rows.
    pub(super) fn of(register: &'a Register, rules: &'a Rules, rows: &'a Rows) -> Self {
        let month = Month::of(rows.on).plus(-1);
        let counts = Counts::of(rows, register, Months::between(month.january().plus(-1), month));
        Self { register, rules, rows, counts, month }
    }

    /// All parts with numbers.
    pub(super) fn sections(&self) -> Vec<ShownSection> {
        let mut sections: Vec<_> =
            INDICATORS.iter().filter_map(|indicator| self.indicator(indicator)).collect();
        sections.push(self.deaths());
        sections.extend(self.effects());
        sections
    }

    /// What to ask of the villages that need help most: those below target and falling, or furthest below.
    pub(super) fn questions(&self) -> Vec<String> {
        let Some(coverage) = indicators::find("PF").and_then(|row| self.coverage(row)) else {
            return Vec::new();
        };
        let poor = coverage.villages.iter().filter(|(_, value)| value.status == Some(Status::Poor));
        let names: Vec<_> =
            poor.filter_map(|(code, _)| Some(self.register.village_name(code.as_ref()?))).collect();
        if names.is_empty() {
            return Vec::new();
        }
        vec![format!(
            "Persalinan di fasilitas masih di bawah target dan tidak naik di {}. Apa yang menghalangi keluarga: perahu, biaya, atau tempat menunggu?",
            names.join(", ")
        )]
    }

    /// `Mei 2025`.
    fn until(&self) -> String {
        format!("{} {}", spoken::month(self.month.first()), self.month.year())
    }

    fn coverage(&self, indicator: &Row<Indicator>) -> Option<Coverage> {
        let sums = Sums { register: self.register, rules: self.rules, rows: self.rows, counts: &self.counts };
        sums.coverage(indicator, self.month)
    }

    fn indicator(&self, indicator: &Row<Indicator>) -> Option<ShownSection> {
        let coverage = self.coverage(indicator)?;
        let value = &coverage.unit;
        let mut sentences = vec![indicator.about.clone(), self.unit_sentence(value)];
        if !coverage.lacking.is_empty() {
            let names: Vec<_> =
                coverage.lacking.iter().map(|code| self.register.village_name(code)).collect();
            sentences.push(format!("Sasaran belum ada untuk {}.", names.join(", ")));
        }
        let mut rows: Vec<_> =
            coverage.villages.iter().filter_map(|(code, value)| Some((code.as_ref()?, value))).collect();
        rows.sort_by(|(a, x), (b, y)| {
            let share = |value: &Value| value.share.unwrap_or(-1.0);
            share(y).total_cmp(&share(x)).then_with(|| a.cmp(b))
        });
        let rows = rows.into_iter().map(|(code, value)| self.row(code, value)).collect();
        let columns = ["Desa", "Dari sasaran", "Cakupan", "Bulan ini", "Bulan lalu", "Keadaan"];
        let title = format!("{} sampai {}", indicator.name, self.until());
        let id = format!("coverage-{}", indicator.id);
        Some(section(&id, title, sentences, Some(table(&columns, rows))))
    }

    fn unit_sentence(&self, value: &Value) -> String {
        let share = value.share.map_or_else(String::new, |share| format!(" ({})", percent(share)));
        let goal = value.goal_now.filter(|_| value.share.is_some());
        let goal = goal
            .map_or_else(String::new, |goal| format!("; target sampai {} {}", self.until(), percent(goal)));
        format!("Seluruh wilayah: {} sasaran{share}{goal}.", of_how_many(value))
    }

    fn row(&self, code: &VillageCode, value: &Value) -> Vec<String> {
        vec![
            self.register.village_name(code).to_owned(),
            of_how_many(value),
            value.share.map_or_else(|| "–".to_owned(), percent),
            value.month.to_string(),
            value.month_before.to_string(),
            value.status.map_or_else(|| "–".to_owned(), |status| spoken::with_capital(status.word())),
        ]
    }

    /// Deaths since January as counts; one or two are not told apart.
    fn deaths(&self) -> ShownSection {
        let tally = Tally::of(self.rows, self.register, self.month.year_so_far(), |_| true);
        let kinds = [
            (Mark::Pregnancy(PregnancyMark::MotherDied), "Kematian ibu"),
            (Mark::Child(ChildMark::DiedInfant), "Kematian bayi"),
            (Mark::Child(ChildMark::Stillborn), "Lahir mati"),
        ];
        let told = |n: u64| {
            if suppress::is_small(n) { "kurang dari 3".to_owned() } else { n.to_string() }
        };
        let row = |(mark, words): (Mark, &str)| vec![words.to_owned(), told(tally.get(mark).into())];
        let sentences = vec![
            format!("Dari Januari sampai {}.", self.until()),
            "Hanya jumlah: persalinan satu Puskesmas terlalu sedikit untuk angka per 1.000 atau per 100.000."
                .to_owned(),
        ];
        let rows = kinds.into_iter().map(row).collect();
        section("deaths", "Kematian".to_owned(), sentences, Some(table(&["Hal", "Jumlah"], rows)))
    }

    /// Whether the agreements changed anything, in sentences; nothing before the first was signed.
    fn effects(&self) -> Option<ShownSection> {
        let signed = Signed::of(self.register);
        let effects: Vec<_> = Outcome::ALL.iter().map(|one| Effect::of(self.rows, &signed, *one)).collect();
        let villages = effects.first().map_or(0, |effect| effect.villages.len());
        if villages == 0 {
            return None;
        }
        let row = |effect: &Effect| {
            let part = |n: u64, of: u64| {
                let few = suppress::is_small(n) && effect.outcome == Outcome::SoloBirth;
                if few { format!("kurang dari 3 dari {of}") } else { format!("{n} dari {of}") }
            };
            vec![
                outcome_words(effect.outcome).to_owned(),
                part(effect.before.n, effect.before.of),
                part(effect.after.n, effect.after.of),
                verdict_words(effect.verdict).to_owned(),
            ]
        };
        let sentences = vec![
            format!(
                "{villages} desa, masing-masing dibandingkan dengan dirinya sendiri: setahun sebelum dan sampai setahun sesudah kesepakatannya."
            ),
            "Yang berubah di semua desa pada waktu yang sama tidak dapat dibedakan dari kesepakatan."
                .to_owned(),
        ];
        let columns = ["Hal", "Sebelum", "Sesudah", "Yang dapat dikatakan"];
        let rows = effects.iter().map(row).collect();
        Some(section(
            "effect",
            "Apakah kesepakatan berhasil?".to_owned(),
            sentences,
            Some(table(&columns, rows)),
        ))
    }
}

fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::FacilityBirth => "Persalinan di fasilitas kesehatan",
        Outcome::SoloBirth => "Persalinan dengan dukun tanpa bidan",
        Outcome::FirstContactInTime => "Kontak pertama pada waktunya (K1 murni)",
        Outcome::NoticeByDukun => "Kehamilan yang pertama dikabarkan dukun",
    }
}

fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NothingToCompare => "Belum ada yang dapat dibandingkan",
        Verdict::TooEarly => "Terlalu dini untuk disimpulkan",
        Verdict::Better => "Lebih baik, lebih daripada kebetulan",
        Verdict::Worse => "Lebih buruk, lebih daripada kebetulan",
        Verdict::NoChange => "Tidak terlihat perubahan yang berarti",
    }
}

fn of_how_many(value: &Value) -> String {
    match value.of {
        Of::Target(target) => format!("{} dari {}", value.n, decimal(target.people)),
        Of::Counted(of) => format!("{} dari {of}", value.n),
        Of::Nothing | Of::Unknown => value.n.to_string(),
    }
}

/// `42,9 %`; the sign does not leave its number.
fn percent(share: f64) -> String {
    format!("{}\u{a0}%", decimal(share * 100.0))
}

/// One decimal with a comma, none where it is whole.
fn decimal(number: f64) -> String {
    let tenths = libm::round(number * 10.0) / 10.0;
    tenths.to_string().replace('.', ",")
}
