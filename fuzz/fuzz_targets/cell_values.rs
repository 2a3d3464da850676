//! Any text and any number in a cell: every parser answers.
#![no_main]

use exchange::cohort::{
    Cell,
    value::{answer, clock, date, number, person, words},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, f64)| {
    let (text, value) = input;
    for cell in [Cell::text(text), Cell::Number(value), Cell::Error(text.to_owned())] {
        let past = date::Century::Past(jiff::civil::date(2026, 6, 1));
        let _ = (date::date(&cell, date::Century::This, false), date::date(&cell, past, true));
        let _ = (number::number(&cell), number::whole(&cell, 500), number::count(&cell, 20), number::years(&cell));
        let _ = (number::blood_pressure(&cell), clock::time(&cell), answer::yes(&cell), answer::protein(&cell));
        let _ = (answer::reactivity(&cell), person::name(&cell), person::phone(&cell), person::neighbourhood(&cell));
        let _ = (person::age(&cell), person::blood(&cell), person::nik(&cell), person::line(&cell));
        let _ = (words::people(&cell), words::birth_place(&cell), words::contact_place(&cell), words::death_place(&cell));
        let _ = (words::presentation(&cell), words::mode(&cell), words::sex(&cell), words::state(&cell));
        let _ = (words::deceased(&cell), words::teller(&cell), words::tetanus(&cell), words::list(&cell));
    }
});
