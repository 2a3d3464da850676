//! Mothers whom a message may be about: those of its villages whose name sounds like the name that was said, on their
//! way first.

use domain::{ids::SubjectId, matters::Message, names, register::Register};
use maud::{Markup, html};

use crate::{
    board::{Stage, stage},
    caller::Caller,
    pages::find::standing,
};

/// How many are offered.
const OFFERED: usize = 6;
/// How many are looked at before those on their way come first.
const LOOKED_AT: usize = 60;

/// A mother who is offered, ready to read.
pub(super) struct Candidate {
    /// The mother.
    pub(super) id: SubjectId,
    name: String,
    about: String,
}

/// The mothers whose name sounds like one of these, the earlier name before the later; at most a handful.
pub(super) fn find(caller: &Caller, message: &Message, said: &[&str]) -> Vec<Candidate> {
    let today = caller.today();
    caller.world.index(|register, index| {
        let here = |subject: SubjectId, _: Option<&_>| {
            let family = register.family(subject).filter(|family| caller.sees(family));
            family.is_some_and(|family| is_near(message, family))
        };
        let mut hits = Vec::new();
        for name in said {
            let mut these = index.find(name, LOOKED_AT, here);
            let parts = names::parts(name);
            // Dukun call a mother by one name of hers and something else: her husband's, her mother's, a byname.
            if let (true, [first, _, ..]) = (these.is_empty(), parts.as_slice()) {
                these = index.find(first, LOOKED_AT, here);
            }
            these.retain(|hit| !hits.contains(&hit.subject));
            hits.extend(these.into_iter().map(|hit| hit.subject));
        }
        let mut found: Vec<_> = hits.iter().filter_map(|id| register.family(*id)).collect();
        found.sort_by_key(|family| {
            !matches!(stage(family, today), Stage::Noticed | Stage::Pregnant | Stage::Nifas | Stage::Infant)
        });
        found.iter().take(OFFERED).map(|family| candidate(caller, register, family)).collect()
    })
}

fn is_near(message: &Message, family: &domain::family::Family) -> bool {
    let villages = message.villages();
    villages.is_empty() || family.village.as_ref().is_some_and(|village| villages.contains(village))
}

fn candidate(caller: &Caller, register: &Register, family: &domain::family::Family) -> Candidate {
    let woman = family.woman.as_deref();
    let notice = || family.latest().and_then(|pregnancy| pregnancy.notices.first());
    let rt = woman.map_or_else(|| notice()?.rt.clone(), |woman| woman.rt.clone());
    let rt = rt.map(|rt| format!("RT {rt}"));
    let village = family.village.as_ref().map(|code| register.village_name(code).to_owned());
    let parts = [rt, village, Some(standing(caller, family))];
    let husband = family.husband().map_or_else(String::new, |husband| format!(" ({husband})"));
    Candidate {
        id: family.id,
        name: format!("{}{husband}", family.name()),
        about: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
    }
}

/// One button each: tapping it says whom the message is about.
pub(super) fn buttons(caller: &Caller, candidates: &[Candidate]) -> Markup {
    html! {
        div.deeds { @for one in candidates {
            button.btn.line type="submit" name="mother" value=(one.id) {
                (caller.with("message-this-is", &[("name", &one.name)])) br;
                span.small.soft { (one.about) }
            }
        } }
    }
}
