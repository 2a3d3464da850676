//! Invented names in the style of the upper Kapuas: none is a real person's.

use crate::dice::Dice;

const WOMEN: &[&str] = &[
    "Yuliana",
    "Rusmini",
    "Siti Aminah",
    "Norhayati",
    "Helpina",
    "Kristina",
    "Mariana",
    "Yessi",
    "Lenae",
    "Herlina",
    "Susilawati",
    "Marlina",
    "Yanti",
    "Rahmah",
    "Fitriani",
    "Dewi",
    "Elisabet",
    "Ester",
    "Ruth",
    "Debora",
    "Lidia",
    "Nopiana",
    "Tresia",
    "Wiwin",
    "Yeyen",
    "Sarinah",
    "Mintarsih",
    "Aluh",
    "Noraini",
    "Rabiatul",
    "Mega",
    "Novita",
    "Selvi",
    "Yunita",
    "Tiara",
    "Intan",
    "Melda",
    "Risna",
    "Ratna",
    "Sumiati",
    "Linda",
    "Erni",
    "Eva",
    "Nurul",
    "Hapsah",
    "Maya",
    "Petronela",
    "Agustina",
    "Oktavia",
    "Desi",
];
const SECOND: &[&str] = &[
    "Sari",
    "Wati",
    "Ningsih",
    "Lestari",
    "Handayani",
    "Rahayu",
    "Anggraini",
    "Puspita",
    "Utami",
    "Safitri",
    "Yulianti",
    "Kumala",
    "Ayu",
    "Indah",
    "Permata",
];
const MEN: &[&str] = &[
    "Rudi",
    "Yanto",
    "Lukas",
    "Suriansyah",
    "Hendra",
    "Markus",
    "Yusuf",
    "Arbani",
    "Andreas",
    "Supriadi",
    "Dedi",
    "Jhon",
    "Tono",
    "Rahmat",
    "Mardi",
    "Kristian",
    "Yohanis",
    "Agus",
    "Sugianto",
    "Ardi",
    "Fahrul",
    "Bahrudin",
    "Eko",
    "Ramli",
    "Simon",
    "Petrus",
    "Salundik",
    "Tinus",
    "Wahyu",
    "Iwan",
    "Herman",
    "Darmawan",
    "Budi",
    "Ijai",
    "Utuh",
    "Anton",
];
const CHILDREN: &[&str] = &[
    "Aisyah", "Gabriel", "Rafael", "Azka", "Putri", "Kevin", "Nadia", "Raisa", "Alvaro", "Zahra", "Daniel",
    "Keysa", "Rizky", "Grace", "Fajar", "Naomi", "Dimas", "Clara", "Ilham", "Mikha",
];

/// Staff: the name shown, and the word it logs in with. The first fourteen are village midwives.
pub(crate) const STAFF: &[(&str, &str)] = &[
    ("Rina Marlina", "rina"),
    ("Ani Susanti", "ani"),
    ("Yuli Astuti", "yuli"),
    ("Mery Kristin", "mery"),
    ("Hartati", "hartati"),
    ("Noor Laila", "laila"),
    ("Sri Wahyuni", "sri"),
    ("Desy Natalia", "desy"),
    ("Tuti Alawiyah", "tuti"),
    ("Evi Paulina", "evi"),
    ("Lenny Oktavia", "lenny"),
    ("Maria Goreti", "maria"),
    ("Rusdiana", "rusdiana"),
    ("Winda Lestari", "winda"),
    ("Endang Pratiwi", "endang"),
    ("Ratih Kusuma", "ratih"),
    ("Nurjanah", "nurjanah"),
    ("Dorkas Elia", "dorkas"),
    ("Yakob Tinus", "yakob"),
    ("Samsul Hadi", "samsul"),
];

/// Dukun: the form of address and the name.
pub(crate) const DUKUN: &[(&str, &str)] = &[
    ("Tambi", "Uning"),
    ("Indu", "Rahel"),
    ("Mina", "Idah"),
    ("Tambi", "Lumen"),
    ("Tambi", "Salem"),
    ("Indu", "Tarung"),
    ("Mina", "Bawi"),
    ("Tambi", "Kunyit"),
    ("Indu", "Simpei"),
    ("Mina", "Runting"),
    ("Tambi", "Inoi"),
    ("Indu", "Lewu"),
    ("Tambi", "Sanen"),
    ("Mina", "Dehen"),
    ("Indu", "Garing"),
    ("Tambi", "Rinjan"),
    ("Tambi", "Aluh"),
    ("Mina", "Nyahu"),
    ("Indu", "Tingang"),
    ("Tambi", "Ruai"),
    ("Mina", "Sangkai"),
    ("Indu", "Nihin"),
    ("Tambi", "Bulan"),
    ("Mina", "Lampang"),
    ("Indu", "Manyar"),
];

/// A woman's name; many have only one.
pub(crate) fn woman(dice: &mut Dice) -> String {
    let first = *dice.pick(WOMEN);
    if first.contains(' ') || dice.chance(0.4) {
        first.to_owned()
    } else {
        format!("{first} {}", dice.pick(SECOND))
    }
}

/// A man's name.
pub(crate) fn man(dice: &mut Dice) -> String {
    let first = *dice.pick(MEN);
    if dice.chance(0.7) { first.to_owned() } else { format!("{first} {}", dice.pick(MEN)) }
}

/// A child's name.
pub(crate) fn child(dice: &mut Dice) -> String {
    let first = *dice.pick(CHILDREN);
    if dice.chance(0.5) { first.to_owned() } else { format!("{first} {}", dice.pick(CHILDREN)) }
}

/// A telephone number of a range that no network gives out.
pub(crate) fn phone(dice: &mut Dice) -> String {
    format!("0800{:04}{:04}", dice.between(0, 9999), dice.between(0, 9999))
}
