//! `betang certificate`: the unit's own certificate authority, and what helps phones trust it.

use std::net::{Ipv4Addr, SocketAddr};

use jiff::Timestamp;

use crate::{
    authority::Safe,
    cli::Data,
    complaint::{Code, Complaint},
    names::{self, Name},
    shell::Shell,
    trust::{self, Trust},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    data: Data,
    #[arg(id = "host", long = "name", value_name = "NAME")]
    hosts: Vec<String>,
    #[arg(long, value_name = "PORT", default_value_t = 8443)]
    port: u16,
}

pub(crate) fn run(args: &Args, shell: Shell) -> Result<Code, Complaint> {
    let asked = args.hosts.iter().map(|word| read(word)).collect::<Result<Vec<_>, _>>()?;
    let asked = (!asked.is_empty()).then_some(asked);
    let data = &args.data.folder;
    let papers = Safe::of(data).ready(asked.as_deref(), Timestamp::now())?;
    let trust = Trust::of(&papers, SocketAddr::from((Ipv4Addr::UNSPECIFIED, args.port)))?;
    let sheet = trust::write_sheet(data, &trust)?;
    let until = trust.shown.until.to_string();
    shell.say("certificate-ready", &[("name", trust.shown.name.clone()), ("until", until)])?;
    shell.say("certificate-fingerprint", &[])?;
    for row in &trust.shown.fingerprint {
        shell.line(&format!("  {row}"))?;
    }
    shell.say("certificate-addresses", &[])?;
    for address in &trust.shown.addresses {
        shell.line(&format!("  {address}"))?;
    }
    shell.say("certificate-sheet", &[("file", sheet.display().to_string())])?;
    let listen = if args.port == 8443 { String::new() } else { format!(" --listen 0.0.0.0:{}", args.port) };
    shell.remark("certificate-next", &[("folder", data.display().to_string()), ("listen", listen)]);
    Ok(Code::Ok)
}

fn read(word: &str) -> Result<Name, Complaint> {
    names::parse(word).ok_or_else(|| Complaint::new("tls-name-odd").with("name", word))
}
