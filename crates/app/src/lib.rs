//! The pages of Betang: one router for the server and for the phone.
//!
//! Never: knows which store it has, on which side of the network it runs, or what day it is
//! without asking [`World`].

pub mod accounts;
pub mod amend;
pub mod assets;
pub mod beliefs;
pub mod board;
pub mod borders;
pub mod caller;
pub mod charts;
pub mod failure;
pub mod field;
pub mod figures;
pub mod findings;
pub mod form;
pub mod format;
pub mod headers;
pub mod labels;
pub mod page;
pub mod pages;
pub mod phone;
pub mod phones;
pub mod router;
pub mod state;
pub mod strip;
pub mod tally;
pub mod text;
pub mod who;
pub mod world;

pub use self::{
    accounts::Accounts,
    beliefs::Beliefs,
    borders::BorderFiles,
    caller::Caller,
    failure::Failure,
    phone::Phone,
    phones::Phones,
    router::router,
    text::{Lang, Text},
    who::Who,
    world::{App, Outside, World},
};
