//! The names that SMSD gives and reads.
//!
//! In: `IN<date>_<time>_<serial>_<sender>_<sequence>.<ext>`. Out:
//! `OUT<priority><date>_<time>_<serial>_<recipient>_<note>.txt<flags>`, sent in the order of names.

use jiff::{civil, tz::Offset};

use crate::{Outgoing, Priority};

/// What the name of a received file says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Incoming<'a> {
    /// All but the sequence and the ending: what the parts of one message have in common.
    pub(super) stem: &'a str,
    pub(super) sequence: u32,
    /// Whether it holds bytes and no text.
    pub(super) binary: bool,
    pub(super) sender: &'a str,
    /// The centre's time, without an offset.
    pub(super) stamped: Option<civil::DateTime>,
}

/// Reads a name, if it is one.
pub(super) fn incoming(name: &str) -> Option<Incoming<'_>> {
    let (whole, ending) = name.rsplit_once('.')?;
    if !matches!(ending, "txt" | "bin" | "smsbackup") {
        return None;
    }
    let (stem, sequence) = whole.rsplit_once('_')?;
    let mut fields = stem.strip_prefix("IN")?.splitn(4, '_');
    let (date, time, _serial, sender) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    Some(Incoming {
        stem,
        sequence: sequence.parse().ok()?,
        binary: ending == "bin",
        sender,
        stamped: civil::DateTime::strptime("%Y%m%d %H%M%S", format!("{date} {time}")).ok(),
    })
}

/// The name of an outgoing file: the same for the same message. At most 85 letters; SMSD has room for 99.
pub(super) fn outgoing(message: &Outgoing) -> String {
    let priority = match message.priority {
        Priority::Urgent => 'A',
        Priority::Normal => 'M',
        Priority::Low => 'Z',
    };
    let queued = Offset::UTC.to_datetime(message.queued_at).strftime("%Y%m%d_%H%M%S");
    let flag = if message.report { "d" } else { "" };
    format!("OUT{priority}{queued}_00_{}_{}.txt{flag}", message.to.e164(), message.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MessageId, Phone, Text};

    #[test]
    fn names_of_the_manual_are_read() {
        let read = incoming("IN20021130_021531_00_+45409000931640979_00.txt").unwrap();
        assert_eq!(read.stem, "IN20021130_021531_00_+45409000931640979");
        assert_eq!((read.sequence, read.binary, read.sender), (0, false, "+45409000931640979"));
        assert_eq!(read.stamped, Some(civil::date(2002, 11, 30).at(2, 15, 31, 0)));
        assert!(incoming("IN20021130_021531_00_+4540_01.bin").unwrap().binary);
        assert_eq!(incoming("IN20021130_021531_00_MY_BANK_03.txt").unwrap().sender, "MY_BANK");
        assert_eq!(incoming("IN20021130_021531_00__00.txt").unwrap().sender, "");
    }

    #[test]
    fn a_wrong_time_is_no_time_and_other_files_are_none_of_ours() {
        assert_eq!(incoming("IN00000000_000000_00_+4540_00.txt").unwrap().stamped, None);
        for name in
            ["", "IN", "IN.txt", "IN_.txt", ".INx.txt", "OUT1.txt", "IN2_3_4_5_x.txt", "IN1_2_3_4_00.doc"]
        {
            assert_eq!(incoming(name), None, "{name}");
        }
    }

    #[test]
    fn the_same_message_has_the_same_name() {
        let message = Outgoing {
            id: MessageId(uuid::Uuid::from_u128(7)),
            to: Phone::parse("081234567890").unwrap(),
            text: Text("ya".to_owned()),
            priority: Priority::Urgent,
            queued_at: "2026-05-21T03:00:00Z".parse().unwrap(),
            valid_for: None,
            report: true,
        };
        let name = outgoing(&message);
        assert_eq!(name, "OUTA20260521_030000_00_+6281234567890_00000000-0000-0000-0000-000000000007.txtd");
        assert!(name.len() < 99);
    }
}
