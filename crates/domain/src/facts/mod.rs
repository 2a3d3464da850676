//! Facts: what people noted. Each kind is serialised, so each is a promise to every future version:
//! fields are only ever added, with a default, and a golden file per kind and version is kept.

pub mod agreement;
pub mod antenatal;
pub mod birth;
pub mod child;
pub mod message;
pub mod meta;
pub mod mother;
pub mod papers;
pub mod partnership;
pub mod people;
pub mod places;
pub mod workshop;

use std::sync::Arc;

use serde_json::Value;

pub use self::{
    agreement::*, antenatal::*, birth::*, child::*, message::*, meta::*, mother::*, papers::*,
    partnership::*, people::*, places::*, workshop::*,
};

/// Why a fact could not be read. What could not be read is kept and listed, never dropped.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// A kind this version does not know (a newer phone, perhaps).
    #[error("unknown kind {kind} version {version}")]
    Unknown {
        /// The kind as received.
        kind: String,
        /// The version as received.
        version: u16,
    },
    /// A known kind whose fields do not fit.
    #[error("{kind}: {error}")]
    Broken {
        /// The kind.
        kind: &'static str,
        /// What the decoder said; it names fields, never values.
        error: String,
    },
}

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident($type:ty) = $kind:literal $version:literal,)*) => {
        /// One fact of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Fact {
            $($(#[$doc])* $name(Arc<$type>),)*
        }

        impl Fact {
            /// Every kind and its current version.
            pub const KINDS: &'static [(&'static str, u16)] = &[$(($kind, $version),)*];

            /// The kind, as in an entry.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$name(_) => $kind,)* }
            }

            /// The current version of the kind.
            #[must_use]
            pub fn version(&self) -> u16 {
                match self { $(Self::$name(_) => $version,)* }
            }

            /// The fields as JSON.
            #[must_use]
            pub fn to_value(&self) -> Value {
                match self { $(Self::$name(fact) => serde_json::to_value(fact),)* }
                    .unwrap_or(Value::Null)
            }

            /// Reads a fact of `kind` and `version`. It goes through its text: what reads facts from a
            /// tree would be as much code again, and a phone downloads it.
            ///
            /// # Errors
            /// As [`Fact::read_text`].
            pub fn read(kind: &str, version: u16, fields: Value) -> Result<Self, Unreadable> {
                Self::read_text(kind, version, &fields.to_string())
            }

            /// Reads a fact from its JSON text, with no tree between.
            ///
            /// # Errors
            /// [`Unreadable`] for an unknown kind or version, or fields that do not fit.
            pub fn read_text(kind: &str, version: u16, fields: &str) -> Result<Self, Unreadable> {
                match (kind, version) {
                    $(($kind, 1..=$version) => serde_json::from_str(fields)
                        .map(|fact| Self::$name(Arc::new(fact)))
                        .map_err(|error| Unreadable::Broken { kind: $kind, error: without_values(&error) }),)*
                    _ => Err(Unreadable::Unknown { kind: kind.to_owned(), version }),
                }
            }
        }

        $(impl From<$type> for Fact {
            fn from(fact: $type) -> Self {
                Self::$name(Arc::new(fact))
            }
        })*
    };
}

facts! {
    /// The unit and what it configures.
    Unit(Unit) = "unit.described" 1,
    /// A village, its aliases, position and targets.
    Village(Village) = "village.described" 1,
    /// A facility or waiting home.
    Facility(Facility) = "facility.described" 1,
    /// A member of staff.
    Staff(Staff) = "staff.described" 1,
    /// A dukun of the register.
    Dukun(Dukun) = "dukun.described" 1,
    /// An official: Camat, Kapolsek, village head, elder.
    Official(Official) = "official.described" 1,
    /// A health volunteer.
    Kader(Kader) = "kader.described" 1,
    /// Somebody told of a pregnancy.
    PregnancyNoticed(PregnancyNoticed) = "pregnancy.noticed" 1,
    /// A woman was registered.
    WomanRegistered(WomanRegistered) = "woman.registered" 1,
    /// A pregnancy was registered.
    PregnancyRegistered(PregnancyRegistered) = "pregnancy.registered" 1,
    /// An antenatal contact (K).
    AntenatalContact(AntenatalContact) = "antenatal.contact" 1,
    /// The birth plan was agreed (P4K).
    BirthPlan(BirthPlan) = "plan.agreed" 1,
    /// A referral was made.
    Referral(Referral) = "referral.made" 1,
    /// The answer to a referral came back.
    ReferralAnswer(ReferralAnswer) = "referral.answered" 1,
    /// A stay in a maternity waiting home.
    WaitingHomeStay(WaitingHomeStay) = "waiting_home.stay" 1,
    /// A birth, with every child.
    Birth(Birth) = "birth" 1,
    /// A postnatal contact with the mother (KF).
    PostnatalContact(PostnatalContact) = "postnatal.contact" 1,
    /// The pregnancy ended without a birth.
    PregnancyEnded(PregnancyEnded) = "pregnancy.ended" 1,
    /// The family moved away or to another village.
    Moved(Moved) = "family.moved" 1,
    /// Consent to keep and use her data was given or withdrawn.
    Consent(Consent) = "consent" 1,
    /// Newborn essentials, where they were given after the birth was recorded.
    NewbornEssentials(NewbornCare) = "newborn.essentials" 1,
    /// A contact with a newborn (KN).
    NewbornContact(NewbornContact) = "newborn.contact" 1,
    /// A contact with an infant of 29 days to 12 months.
    InfantContact(InfantContact) = "infant.contact" 1,
    /// An immunisation.
    Immunisation(Immunisation) = "immunisation" 1,
    /// A death of a mother or child.
    Death(Death) = "death.recorded" 1,
    /// A death was notified to the district.
    DeathNotified(DeathNotified) = "death.notified" 1,
    /// An agreement between bidan and dukun was drafted.
    AgreementDrafted(AgreementDrafted) = "agreement.drafted" 1,
    /// An agreement was signed.
    AgreementSigned(AgreementSigned) = "agreement.signed" 1,
    /// An agreement was changed by both sides.
    AgreementAddendum(AgreementAddendum) = "agreement.addendum" 1,
    /// An agreement rests.
    AgreementSuspended(AgreementSuspended) = "agreement.suspended" 1,
    /// A suspended agreement holds again.
    AgreementResumed(AgreementResumed) = "agreement.resumed" 1,
    /// An agreement was ended.
    AgreementEnded(AgreementEnded) = "agreement.ended" 1,
    /// A dukun did something.
    DukunDid(DukunDid) = "dukun.did" 1,
    /// Bidan and dukun met.
    PartnershipMet(PartnershipMet) = "partnership.met" 1,
    /// What is paid for what.
    IncentiveRule(IncentiveRule) = "incentive.rule" 1,
    /// An incentive was paid.
    IncentivePaid(IncentivePaid) = "incentive.paid" 1,
    /// Something to talk about.
    ConcernRaised(ConcernRaised) = "concern.raised" 1,
    /// A step of talking it through.
    ConcernStep(ConcernStep) = "concern.step" 1,
    /// What was agreed on a customary practice.
    AdatAgreed(AdatAgreed) = "adat.agreed" 1,
    /// A workshop was planned.
    WorkshopPlanned(WorkshopPlanned) = "workshop.planned" 1,
    /// Somebody came to a workshop.
    Attended(Attended) = "workshop.attended" 1,
    /// Something was said at a workshop.
    Minuted(Minuted) = "workshop.minuted" 1,
    /// What was presented at a workshop.
    WorkshopPresented(WorkshopPresented) = "workshop.presented" 1,
    /// A workshop is over.
    WorkshopClosed(WorkshopClosed) = "workshop.closed" 1,
    /// A workshop is not held.
    WorkshopCancelled(WorkshopCancelled) = "workshop.cancelled" 1,
    /// Somebody promised something.
    CommitmentMade(CommitmentMade) = "commitment.made" 1,
    /// How a commitment stands.
    CommitmentProgressed(CommitmentProgressed) = "commitment.progressed" 1,
    /// A commitment goes on into the next quarter.
    CommitmentCarried(CommitmentCarried) = "commitment.carried" 1,
    /// A paper got its number.
    PaperNumbered(PaperNumbered) = "paper.numbered" 1,
    /// A paper's number was cancelled.
    PaperCancelled(PaperCancelled) = "paper.cancelled" 1,
    /// A scan or photo was attached.
    FileAttached(FileAttached) = "file.attached" 1,
    /// A message came in.
    MessageReceived(MessageReceived) = "message.received" 1,
    /// Somebody dealt with a message.
    MessageSorted(MessageSorted) = "message.sorted" 1,
    /// A message is to be sent.
    MessageQueued(MessageQueued) = "message.queued" 1,
    /// How a message that goes out fared.
    MessageWent(MessageWent) = "message.went" 1,
    /// Somebody agreed to reminders, or wants none any more.
    RemindersAgreed(RemindersAgreed) = "reminders.agreed" 1,
    /// An entry was corrected.
    Amended(Amended) = "amended" 1,
    /// An entry was made by mistake.
    Voided(Voided) = "voided" 1,
    /// A conflict between corrections was settled.
    Settled(Settled) = "settled" 1,
}

/// The decoder's message without what it quotes from the input, which may be a patient's.
fn without_values(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.split_once("invalid") {
        Some(_) => format!("a field has the wrong type or word (column {})", error.column()),
        None => text,
    }
}
