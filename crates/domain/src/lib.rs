//! What Betang knows about mothers, children, dukun and villages: facts, the register they fold to,
//! and the conclusions drawn from it.
//!
//! The tour, in the order data runs: [`facts`] are what people noted; a [`note::Note`] is one of
//! them with who, when and about whom; [`register`] gathers the notes of one unit into
//! [`family::Family`] values; [`milestones`], [`findings`], [`kspr`], [`tasks`] and their kin draw
//! conclusions from a family, the rule [`tables`] and a date.
//!
//! Never: reads a file, a clock, the environment or the network; awaits; serialises a conclusion.

pub mod answer;
pub mod blood;
pub mod borders;
pub mod choices;
pub mod conditions;
pub mod correction;
pub mod duplicates;
pub mod facts;
pub mod family;
pub mod findings;
pub mod gaps;
pub mod gestation;
pub mod growth;
pub mod heard;
pub mod history;
pub mod ids;
pub mod immunisation;
pub mod indicators;
pub mod inputs;
pub mod kspr;
pub mod letter_number;
pub mod matters;
pub mod messages;
pub mod milestones;
pub mod moment;
pub mod names;
pub mod nik;
pub mod note;
pub mod numbering;
pub mod nutrition;
pub mod partnership;
pub mod places;
pub mod quantity;
pub mod readiness;
pub mod readings;
pub mod register;
pub mod rights;
pub mod rules;
pub mod search;
pub mod signs;
pub mod spoken;
pub mod stats;
pub mod tables;
pub mod tasks;
pub mod visibility;
pub mod visits;
pub mod workshop;
