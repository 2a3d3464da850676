//! `betang user`: add, list, disable. Also while the unit is being set up, and for a head who forgot her password.

use std::io::{self, BufRead, IsTerminal};

use domain::{
    ids::{AuthorId, VillageCode},
    rights::Role,
};
use jiff::Timestamp;
use serde::Serialize;
use store_sql::{AccountsError, User};
use uuid::Uuid;

use crate::{
    cli::Data,
    complaint::{Code, Complaint},
    folder::Folder,
    passwords::Passwords,
    shell::Shell,
    web::accounts::SHORTEST,
};

#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
    login: String,
    #[arg(long)]
    name: String,
    #[arg(long, value_parser = role)]
    role: Role,
    #[arg(id = "village", long = "village", value_name = "CODE")]
    villages: Vec<String>,
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DisableArgs {
    login: String,
    #[command(flatten)]
    data: Data,
}

fn role(word: &str) -> Result<Role, String> {
    let words = Role::ALL.map(Role::word).join(", ");
    Role::of_word(word).ok_or(words)
}

pub(crate) async fn add(args: AddArgs, shell: Shell) -> Result<Code, Complaint> {
    let unit = Folder::new(&args.data.folder).write().await?;
    let password = password(shell)?;
    if password.chars().count() < SHORTEST {
        return Err(Complaint::new("password-short").with("least", SHORTEST));
    }
    let register = crate::loaded::Loaded::from(&*unit.store).await?.register;
    let villages: Vec<_> = args.villages.iter().map(|code| VillageCode::new(code)).collect();
    if let Some(stranger) = villages.iter().find(|code| !register.villages().contains_key(code)) {
        return Err(Complaint::new("village-unknown").with("code", stranger));
    }
    let hashed = Passwords::new().hash(&password).await;
    let user = User {
        id: AuthorId(Uuid::now_v7()),
        login: args.login,
        name: args.name,
        role: args.role,
        villages,
        staff: None,
        password: hashed.map_err(|error| Complaint::new("store-failed").with("message", error))?,
        disabled: false,
        must_change_password: false,
        created_at: Timestamp::now(),
    };
    let login = user.login.clone();
    unit.database.accounts(&unit.code).add(user).await.map_err(|error| complaint(error, &login))?;
    shell.say("user-added", &[("login", login)])?;
    Ok(Code::Ok)
}

/// The password: asked for at a terminal, else the first line of standard input.
fn password(shell: Shell) -> Result<String, Complaint> {
    let unreadable = |error: io::Error| Complaint::new("password-unreadable").with("message", error);
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(shell.text.t("password-prompt")).map_err(unreadable);
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(unreadable)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

#[derive(Serialize)]
struct Row<'a> {
    login: &'a str,
    name: &'a str,
    role: &'static str,
    villages: Vec<&'a str>,
    disabled: bool,
}

pub(crate) async fn list(args: ListArgs, shell: Shell) -> Result<Code, Complaint> {
    let unit = Folder::new(&args.data.folder).read().await?;
    let users = unit.database.accounts(&unit.code).users().await;
    let users = users.map_err(|error| Complaint::new("store-failed").with("message", error))?;
    let row = |user: &'_ User| user.villages.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    if args.json {
        let rows: Vec<_> = users
            .iter()
            .map(|user| Row {
                login: &user.login,
                name: &user.name,
                role: user.role.word(),
                villages: user.villages.iter().map(VillageCode::as_str).collect(),
                disabled: user.disabled,
            })
            .collect();
        shell.json(&rows)?;
        return Ok(Code::Ok);
    }
    for user in &users {
        let closed = if user.disabled { shell.text.t("user-closed") } else { String::new() };
        shell.line(
            format!("{:<20} {:<12} {:<28} {} {closed}", user.login, user.role.word(), user.name, row(user))
                .trim_end(),
        )?;
    }
    Ok(Code::Ok)
}

pub(crate) async fn disable(args: DisableArgs, shell: Shell) -> Result<Code, Complaint> {
    let unit = Folder::new(&args.data.folder).write().await?;
    let accounts = unit.database.accounts(&unit.code);
    let user = accounts.user_of_login(&args.login).await;
    let user = user.map_err(|error| Complaint::new("store-failed").with("message", error))?;
    let user = user.ok_or_else(|| Complaint::new("user-unknown").with("login", &args.login))?;
    let closed = accounts.change(User { disabled: true, ..user }).await;
    closed.map_err(|error| complaint(error, &args.login))?;
    shell.say("user-disabled", &[("login", args.login)])?;
    Ok(Code::Ok)
}

fn complaint(error: AccountsError, login: &str) -> Complaint {
    match error {
        AccountsError::Taken => Complaint::new("user-taken").with("login", login),
        AccountsError::LastHead => Complaint::new("user-last-head").with("login", login),
        AccountsError::Missing => Complaint::new("user-unknown").with("login", login),
        error => Complaint::new("store-failed").with("message", error),
    }
}
