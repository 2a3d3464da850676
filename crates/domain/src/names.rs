//! Names of people as they are written in Kalimantan: forms of address, one name only, old and new
//! spelling, and the sounds that clerks hear alike.

use strsim::jaro_winkler;

/// Forms of address before a name. `indu` and `mama` mean "mother of": many women are called so.
const ADDRESS: [&str; 36] = [
    "ny", "nyonya", "nn", "nona", "tn", "tuan", "hj", "hjh", "hajah", "hajjah", "haji", "h", "ibu", "bu",
    "mama", "mamah", "mak", "indu", "bapak", "pak", "bpk", "bp", "sdr", "sdri", "saudari", "saudara", "almh",
    "alm", "dr", "drg", "dra", "drs", "ir", "nyai", "tambi", "bue",
];

/// Degrees after a name, written together.
const DEGREES: [&str; 20] = [
    "spd", "spdi", "sag", "se", "sh", "skm", "skep", "sst", "stp", "sp", "sip", "sos", "ssos", "amd",
    "amdkeb", "amk", "mkes", "mpd", "ns", "strkeb",
];

/// Short forms of frequent names.
const SHORT: [(&str, &str); 13] = [
    ("st", "siti"),
    ("sti", "siti"),
    ("muh", "muhamad"),
    ("mhd", "muhamad"),
    ("moh", "muhamad"),
    ("mochamad", "muhamad"),
    ("mohamad", "muhamad"),
    ("mohammad", "muhamad"),
    ("muhammad", "muhamad"),
    ("abd", "abdul"),
    ("abdl", "abdul"),
    ("nrl", "nurul"),
    ("mrtha", "martha"),
];

/// Words between a name and a father's name.
const BETWEEN: [&str; 5] = ["binti", "bin", "bt", "bti", "binte"];

/// Spellings that sound alike, replaced in this order.
const SOUNDS: [(&str, &str); 24] = [
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "s"),
    ("sy", "s"),
    ("sh", "s"),
    ("kh", "h"),
    ("ch", "h"),
    ("ph", "p"),
    ("th", "t"),
    ("dh", "d"),
    ("dz", "j"),
    ("ie", "i"),
    ("ij", "i"),
    ("y", "i"),
    ("v", "p"),
    ("f", "p"),
    ("z", "j"),
    ("q", "k"),
    ("x", "ks"),
    ("o", "u"),
    ("ck", "k"),
    ("gk", "k"),
    ("nh", "n"),
];

/// The parts of a name, small and without forms of address, degrees and punctuation.
#[must_use]
pub fn parts(name: &str) -> Vec<String> {
    let (before, after) = name.split_once(',').unwrap_or((name, ""));
    let mut parts = words(before);
    let after = words(after);
    if !DEGREES.contains(&after.concat().as_str())
        && !after.iter().all(|word| DEGREES.contains(&word.as_str()))
    {
        parts.extend(after.into_iter().filter(|word| !ADDRESS.contains(&word.as_str())));
    }
    while parts.len() > 1 && parts.first().is_some_and(|first| ADDRESS.contains(&first.as_str())) {
        parts.remove(0);
    }
    parts.retain(|part| !BETWEEN.contains(&part.as_str()));
    for part in &mut parts {
        if let Some((_, long)) = SHORT.iter().find(|(short, _)| short == part) {
            *part = (*long).to_owned();
        }
    }
    parts
}

/// One part of a name as it sounds: what differs only in spelling becomes the same.
#[must_use]
pub fn sound(part: &str) -> String {
    let mut sound = part.to_lowercase();
    for (spelt, heard) in SOUNDS {
        if sound.contains(spelt) {
            sound = sound.replace(spelt, heard);
        }
    }
    let mut folded = String::with_capacity(sound.len());
    for letter in sound.chars() {
        if !folded.ends_with(letter) {
            folded.push(letter);
        }
    }
    if folded.len() > 3 && folded.ends_with('h') {
        folded.pop();
    }
    folded
}

/// The parts of a name as they sound.
#[must_use]
pub fn sounds(name: &str) -> Vec<String> {
    parts(name).iter().map(|part| sound(part)).filter(|part| !part.is_empty()).collect()
}

/// How alike two names are, 0 to 1. Above 0.9 they are probably the same; a name that is part of the
/// other ("Rahel", "Rahel Susanti") stays a little below.
#[must_use]
pub fn similarity(a: &str, b: &str) -> f64 {
    similarity_of_sounds(&sounds(a), &sounds(b))
}

/// As [`similarity`], for names already taken apart by [`sounds`].
#[must_use]
pub fn similarity_of_sounds(a: &[String], b: &[String]) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return 0.0;
    }
    // "Nur Hayati" and "Nurhayati".
    let joined = jaro_winkler(&short.concat(), &long.concat());
    if joined > 0.96 {
        return joined;
    }
    let mut free: Vec<&String> = long.iter().collect();
    let mut sum = 0.0;
    for part in short {
        let best = free.iter().enumerate().map(|(at, other)| (at, alike(part, other)));
        if let Some((at, likeness)) = best.max_by(|(_, a), (_, b)| a.total_cmp(b)) {
            sum += likeness;
            free.remove(at);
        }
    }
    let missing = f64::from(u8::try_from(free.len()).unwrap_or(u8::MAX));
    sum / f64::from(u8::try_from(short.len()).unwrap_or(u8::MAX)) * libm::pow(0.9, missing.min(3.0))
}

/// How alike two parts are; what is not close counts nothing, for any two words share some letters.
fn alike(a: &str, b: &str) -> f64 {
    let likeness = jaro_winkler(a, b);
    // An initial stands for the name.
    if (a.len() == 1 || b.len() == 1) && a.chars().next() == b.chars().next() {
        return 0.85;
    }
    if likeness < 0.86 { 0.0 } else { likeness }
}

fn words(text: &str) -> Vec<String> {
    let text: String =
        text.to_lowercase().chars().filter(|c| !matches!(c, '\'' | '’' | '`' | 'ʼ')).map(plain).collect();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

pub(crate) fn plain(letter: char) -> char {
    match letter {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'á' | 'à' | 'â' | 'ä' => 'a',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_address_and_degrees_go() {
        for name in [
            "Ny. Siti Aminah",
            "HJ SITI AMINAH",
            "Ibu St. Aminah",
            "Siti Aminah, S.Pd",
            "siti  aminah, A.Md.Keb",
            "Siti binti Aminah",
        ] {
            assert_eq!(parts(name), ["siti", "aminah"], "{name}");
        }
        assert_eq!(parts("Indu Rahel"), ["rahel"]);
        assert_eq!(parts("Mama"), ["mama"]);
        assert_eq!(parts("Hj."), ["hj"]);
        assert_eq!(parts("  "), Vec::<String>::new());
        assert_eq!(parts("Aminah, Siti"), ["aminah", "siti"]);
    }

    #[test]
    fn spellings_that_sound_alike_are_one() {
        let pairs = [
            ("Soekarti", "Sukarti"),
            ("Djamilah", "Jamila"),
            ("Tjahaja", "Cahaya"),
            ("Khadijah", "Hadijah"),
            ("Syarifah", "Sarifa"),
            ("Fatimah", "Patimah"),
            ("Noor Aini", "Nur Aini"),
            ("Nurhayati", "Nur Hayati"),
            ("Yulianti", "Julianti"),
            ("Aliyah", "Aliah"),
            ("Zubaidah", "Jubaidah"),
            ("Sitti Rohmah", "Siti Rahmah"),
            ("Achmad", "Ahmad"),
        ];
        for (a, b) in pairs {
            assert!(similarity(a, b) > 0.85, "{a} {b} {}", similarity(a, b));
        }
    }

    #[test]
    fn different_people_stay_apart() {
        let pairs = [
            ("Siti Aminah", "Siti Rahmah"),
            ("Siti Aminah", "Siti Maimunah"),
            ("Rahel", "Rusmini"),
            ("Norhayati", "Norliani"),
            ("Yanti", "Yuni"),
            ("Marlina", "Erlina Sari"),
            ("", "Siti"),
        ];
        for (a, b) in pairs {
            assert!(similarity(a, b) < 0.8, "{a} {b} {}", similarity(a, b));
        }
    }

    #[test]
    fn part_of_a_name_is_close_but_not_the_same() {
        let likeness = similarity("Rahel", "Rahel Susanti");
        assert!((0.85..0.95).contains(&likeness), "{likeness}");
        assert!((similarity("Siti Aminah", "Ny. Siti Aminah") - 1.0).abs() < 1e-9);
        assert!(similarity("S. Aminah", "Siti Aminah") > 0.88);
    }

    #[test]
    fn order_does_not_matter() {
        for (a, b) in [("Rahel Susanti", "Susanti Rahel"), ("Rahel", "Rahel Susanti")] {
            assert!((similarity(a, b) - similarity(b, a)).abs() < 1e-9);
        }
        assert!(similarity("Rahel Susanti", "Susanti Rahel") > 0.95);
    }
}
