//! Which village each area of a file is.

use std::collections::BTreeMap;

use domain::{facts::Village, ids::VillageCode, places};

use super::{drawn, file::Area, holds, place_of};

/// How an area was found to be a village.
#[derive(Clone, Debug)]
pub(super) enum By {
    /// By its code.
    Code,
    /// By its name, as the file writes it.
    Name(String),
}

/// For each area its village. A village may have several areas of its code; of several of its name, as there are
/// in a file of a whole district, only one that its own place lies in is taken, for names repeat.
pub(super) fn of(
    areas: &[Area<'_>],
    villages: &[(&VillageCode, &Village)],
) -> Vec<Option<(VillageCode, By)>> {
    let by_digits: BTreeMap<String, &VillageCode> =
        villages.iter().map(|(code, _)| (digits(code.as_str()), *code)).collect();
    let coded: Vec<Option<VillageCode>> = areas
        .iter()
        .map(|area| area.codes().find_map(|code| by_digits.get(&code).map(|code| (*code).clone())))
        .collect();
    let free: Vec<_> =
        villages.iter().filter(|(code, _)| !coded.iter().flatten().any(|found| found == *code)).collect();
    let named: Vec<_> = areas
        .iter()
        .zip(&coded)
        .map(|(area, coded)| match coded {
            Some(_) => None,
            None => area.names().find_map(|name| {
                places::match_village(&name, free.iter().map(|(_, village)| *village))
                    .map(|code| (code, name))
            }),
        })
        .collect();
    let mut alike: BTreeMap<&VillageCode, u32> = BTreeMap::new();
    named.iter().flatten().for_each(|(code, _)| *alike.entry(code).or_default() += 1);
    let owner = |at: usize| -> Option<(VillageCode, By)> {
        if let Some(code) = coded.get(at)?.clone() {
            return Some((code, By::Code));
        }
        let (code, name) = named.get(at)?.clone()?;
        let is_own = alike.get(&code) == Some(&1) || stands_in(areas.get(at)?, &code, villages);
        is_own.then_some((code, By::Name(name)))
    };
    (0..areas.len()).map(owner).collect()
}

fn stands_in(area: &Area<'_>, code: &VillageCode, villages: &[(&VillageCode, &Village)]) -> bool {
    let village = villages.iter().find(|(known, _)| *known == code);
    let place = village.and_then(|(_, village)| place_of(village));
    place.zip(drawn(area).ok()).is_some_and(|(place, rings)| holds(&rings, place))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
