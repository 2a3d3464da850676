//! `betang serve`: the pages of a unit on the network.

use std::{
    io::IsTerminal,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{Router, middleware};
use domain::ids::UnitCode;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

use crate::{
    cli::Data,
    clock::Clock,
    complaint::{Code, Complaint},
    door::{Door, Way},
    folder::{Folder, Unit},
    shell::Shell,
    web::{
        self, Gateway, Site, accounts::Desk, guard, phone_program::PhoneProgram, run, tls::Keys, tls_acme,
        tls_own::Own, tls_page,
    },
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    door: Door,
    #[arg(long, value_name = "DIR", hide = true)]
    phone_program: Option<PathBuf>,
}

pub(crate) async fn run(args: Args, shell: Shell) -> Result<Code, Complaint> {
    speak();
    let (listener, address) = run::bind(args.door.listen()).await?;
    let front = args.door.front();
    let way = args.door.way(address)?;
    let unit = unit(&args.data.folder).await?;
    let desk = Desk::new(unit.database.accounts(&unit.code), front);
    let program = PhoneProgram::new(args.phone_program.as_deref());
    if !program.is_complete() {
        shell.remark("no-phones", &[]);
    }
    let gateway = Gateway::Written(&args.data.folder);
    let site = Site::open(&unit, &Clock::of(None), desk, program, gateway).await?;
    let opened = open(way, &args.data.folder, address)?;
    announce(&site, &opened, shell)?;
    run::hang_up_when_asked(&site);
    opened.serve(listener, web::router(&site)).await?;
    site.close().await;
    Ok(Code::Ok)
}

async fn unit(folder: &Path) -> Result<Unit, Complaint> {
    // A unit that is described on the first page gets its code here; nobody needs to read it.
    let fresh = UnitCode(format!("unit-{}", Uuid::now_v7().simple()));
    let folder = Folder::new(folder);
    if folder.is_empty()? { folder.begin(&fresh).await } else { folder.write().await }
}

/// The door, open.
struct Opened {
    /// The address that people are told.
    address: String,
    keys: Option<Keys>,
    kind: Kind,
}

enum Kind {
    Plain,
    Own(Arc<Own>),
    Public,
}

fn open(way: Way, data: &Path, address: SocketAddr) -> Result<Opened, Complaint> {
    Ok(match way {
        Way::Plain | Way::Proxy => {
            Opened { address: format!("http://{address}/"), keys: None, kind: Kind::Plain }
        }
        Way::Own => {
            let own = Own::open(data.to_owned(), address)?;
            own.keep();
            Opened {
                address: own.trust().address().to_owned(),
                keys: Some(own.keys()?),
                kind: Kind::Own(own),
            }
        }
        Way::Acme(wish) => {
            let name = wish.names.first().cloned().unwrap_or_default();
            let keys = Some(tls_acme::open(wish, data)?);
            Opened { address: format!("https://{name}/"), keys, kind: Kind::Public }
        }
    })
}

impl Opened {
    async fn serve(self, listener: TcpListener, router: Router) -> Result<(), Complaint> {
        let router = match &self.kind {
            Kind::Plain => router,
            Kind::Own(own) => router.merge(tls_page::routes(own)),
            Kind::Public => router.layer(middleware::map_response(guard::only_over_tls)),
        };
        match self.keys {
            Some(keys) => run::serve_tls(listener, keys, router).await,
            None => run::serve(listener, router).await,
        }
    }
}

fn announce(site: &Site, opened: &Opened, shell: Shell) -> Result<(), Complaint> {
    let address = opened.address.clone();
    match site.beginning.path() {
        Some(path) => {
            let path = path.trim_start_matches('/');
            shell.say("serve-begin", &[("address", format!("{address}{path}"))])?;
        }
        None => shell.say("serve-at", &[("address", address.clone())])?,
    }
    if let Kind::Own(own) = &opened.kind {
        let sheet = own.sheet().display().to_string();
        shell.remark("serve-trust", &[("address", format!("{address}sertifikat")), ("file", sheet)]);
    }
    Ok(())
}

/// The program's lines about itself, on standard error: warnings of anybody, and what we say ourselves.
fn speak() {
    let filter = EnvFilter::try_from_env("BETANG_LOG").unwrap_or_else(|_| EnvFilter::new("warn,server=info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    // A second start in one process, which only a test would make, keeps the first one's.
    drop(lines.try_init());
}
