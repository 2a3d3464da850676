//! What a dukun's text message says, as far as a table of words can tell.
//!
//! [`understand`] says what was said, and how sure that is; it draws no clinical conclusion and refuses nothing: what
//! it does not understand it passes on as it came. Whoever reads the answer is a midwife who looks.
//!
//! The rules, in the order in which they go: a danger goes before all; a danger, a death or a call for help that is
//! denied ("tidak ada darah") is still told, as unclear; other things that are denied are told as denied; a misspelt or
//! ambiguous word, a question and a word that is a "no" in one language only make a thing likely instead of clear.

mod amounts;
mod clean;
mod decode;
mod meaning;
mod parts;
mod people;
mod place;
mod reading;
mod scan;
mod token;
mod told;
mod words;

pub use self::{
    clean::{LONGEST, clean},
    decode::{text_of, unhexed},
    meaning::Meaning,
    parts::{Joined, Part, join},
    words::{WordRow, Words},
};
use self::{reading::Reading, scan::Item};

/// What a message wants to tell. The most urgent comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// A danger: bleeding, a fit, "bahaya".
    Danger,
    /// Somebody died.
    Died,
    /// Labour has begun.
    Labour,
    /// Help, or: call me.
    Help,
    /// She is bringing a woman.
    Bringing,
    /// A child was born.
    Born,
    /// A woman is pregnant.
    Pregnant,
    /// No more reminders.
    Stop,
    /// Reminders again.
    Start,
    /// Thanks, or: yes.
    Thanks,
}

impl Intent {
    /// Whether it cannot wait until somebody opens her page.
    #[must_use]
    pub fn is_urgent(self) -> bool {
        matches!(self, Self::Danger | Self::Died | Self::Labour | Self::Help)
    }

    /// Whether it is told of a woman or a child.
    #[must_use]
    pub fn is_of_woman(self) -> bool {
        self <= Self::Pregnant && self != Self::Help
    }

    /// Whether a midwife looks even if it is denied.
    fn outlasts_a_no(self) -> bool {
        matches!(self, Self::Danger | Self::Died | Self::Help)
    }
}

/// How sure it is that something was said.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// It may have been meant, or nothing was understood.
    #[default]
    Unclear,
    /// A word for it is misspelt, or means other things too.
    Likely,
    /// It was said in a word that means nothing else.
    Clear,
}

/// Of whom a death was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Died {
    /// The mother.
    Mother,
    /// The child, born or not.
    Child,
    /// Both were named.
    Both,
}

/// A danger as it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The words of the message.
    pub said: String,
    /// Whether a "no" stands beside it.
    pub denied: bool,
}

/// What a message says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The most urgent thing it tells; none when no word for anything was found.
    pub intent: Option<Intent>,
    /// How sure that is.
    pub confidence: Confidence,
    /// What else it tells, the more urgent first.
    pub also: Vec<(Intent, Confidence)>,
    /// What it denies ("belum lahir").
    pub denied: Vec<Intent>,
    /// The dangers it names, in its own words.
    pub signs: Vec<Sign>,
    /// Of whom it tells a death, if that was said.
    pub died: Option<Died>,
    /// The name of the woman, most probably.
    pub name: Option<String>,
    /// Other names.
    pub other_names: Vec<String>,
    /// The husband's name, where she is called his wife.
    pub husband: Option<String>,
    /// The neighbourhood (RT).
    pub rt: Option<String>,
    /// The village, as the unit spells it.
    pub village: Option<String>,
    /// Months of pregnancy.
    pub months: Option<u8>,
    /// Weeks of pregnancy.
    pub weeks: Option<u8>,
    /// Times, in its own words ("tadi malam", "jam 3").
    pub times: Vec<String>,
    /// What was not understood, in its own words.
    pub rest: String,
}

impl Heard {
    /// Whether it cannot wait: a danger, a death, a labour or a call for help was said, be it denied or in doubt.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.all().any(|(intent, _)| intent.is_urgent())
    }

    /// Whether the most urgent thing was said in a word that means nothing else.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.intent.is_some() && self.confidence == Confidence::Clear
    }

    /// Everything it tells, the most urgent first.
    pub fn all(&self) -> impl Iterator<Item = (Intent, Confidence)> {
        self.intent.map(|intent| (intent, self.confidence)).into_iter().chain(self.also.iter().copied())
    }

    /// Whether it tells something, and how surely.
    #[must_use]
    pub fn says(&self, wanted: Intent) -> Option<Confidence> {
        self.all().find(|(intent, _)| *intent == wanted).map(|(_, confidence)| confidence)
    }
}

/// What a message says. `villages` are the names of the unit's villages. Never fails, for any text; what comes after
/// [`LONGEST`] characters or some hundred words is not read.
#[must_use]
pub fn understand<'v>(text: &str, words: &Words, villages: impl Iterator<Item = &'v str>) -> Heard {
    let text = clean(text);
    let mut reading = Reading::new(&text, words);
    let mut heard = Heard { rt: amounts::rt(&mut reading), ..Heard::default() };
    let far = amounts::how_far(&mut reading);
    (heard.months, heard.weeks) = (far.months, far.weeks);
    heard.times = amounts::times(&mut reading);
    // Names of villages hold words that mean other things elsewhere ("Bulau Ngandung").
    heard.village = place::village(&mut reading, villages);
    let asks = text.contains('?') || reading.items.iter().any(|item| item.is(Meaning::Question));
    let mut told = told::told(&reading, asks);
    heard.denied = told::denied(&reading, &told);
    heard.signs = told::signs(&reading);
    heard.died = people::died(&reading);
    let names = people::names(&mut reading);
    heard.husband = names.husband;
    let mut said = names.names.into_iter();
    heard.name = said.next();
    heard.other_names = said.collect();
    heard.rest = reading.rest();
    // "Siti RT 2, 3 bulan": nothing was said of her, but months are counted of a pregnancy.
    let someone = heard.name.is_some() || heard.husband.is_some();
    if told.is_empty() && heard.denied.is_empty() && someone && (heard.months, heard.weeks) != (None, None) {
        told.push((Intent::Pregnant, Confidence::Unclear));
    }
    // "Bayi Siti sudah keluar".
    let came_out = |item: &Item| reading.tokens.get(item.first).is_some_and(|token| token.word == "keluar");
    if told.is_empty()
        && reading.items.iter().any(|item| item.is(Meaning::Baby))
        && reading.items.iter().any(came_out)
    {
        told.push((Intent::Born, Confidence::Likely));
    }
    let mut told = told.into_iter();
    (heard.intent, heard.confidence) =
        told.next().map_or_else(Default::default, |(intent, sure)| (Some(intent), sure));
    heard.also = told.collect();
    heard
}
