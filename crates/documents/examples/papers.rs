//! Writes every paper of the example into a folder, and says how long each took.
//!
//! `cargo xtask papers DIR` runs this.
#![expect(clippy::print_stdout, reason = "a command line answers on standard output")]

use std::{error::Error, fs, path::PathBuf, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("Which folder?")?);
    fs::create_dir_all(&folder)?;
    for (name, paper, style) in documents::example::all() {
        let begun = Instant::now();
        let pdf = documents::render(&paper, &style)?;
        let took = begun.elapsed().as_millis();
        fs::write(folder.join(format!("{name}.pdf")), &pdf.bytes)?;
        println!("{name:28} {:2} pages {:6} bytes {took:5} ms", pdf.pages, pdf.bytes.len());
    }
    Ok(())
}
