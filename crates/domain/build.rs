//! Makes JSON of the rule tables: people write them as TOML, and the program, which a phone downloads, reads
//! JSON anyway and needs no second reader.
#![expect(
    clippy::disallowed_methods,
    reason = "they are not for the domain; this makes a file for its compiler"
)]

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=tables");
    let folder = Path::new(&env::var("OUT_DIR")?).join("tables");
    fs::create_dir_all(&folder)?;
    for table in fs::read_dir("tables")? {
        let path = table?.path();
        let Some(name) = path.file_stem().filter(|_| path.extension().is_some_and(|end| end == "toml"))
        else {
            continue;
        };
        let rows: toml::Table =
            fs::read_to_string(&path)?.parse().map_err(|error| format!("{}: {error}", path.display()))?;
        fs::write(folder.join(name).with_extension("json"), serde_json::to_vec(&rows)?)?;
    }
    Ok(())
}
