-- Who may log in. Nothing here is part of the log: a user can be disabled, a session ends.

-- A user. The id is the author of what she notes, so a user is never removed, only disabled. The
-- password is an opaque PHC string, made and checked elsewhere. Her villages are a JSON list of codes.
create table users (
    unit                 text    not null,
    id                   blob    not null,
    login                text    not null collate nocase,
    name                 text    not null,
    role                 text    not null,
    villages             text    not null,
    staff                blob,
    password             text    not null,
    disabled             integer not null,
    must_change_password integer not null,
    created_at           text    not null,
    primary key (unit, id),
    unique (unit, login)
) strict, without rowid;

-- A session. The browser holds a token; here is only its SHA-256, so that who reads this table (or
-- a backup of it) cannot use the session.
create table sessions (
    unit       text not null,
    token      blob not null,
    user       blob not null,
    csrf       text not null,
    device     text not null,
    created_at text not null,
    last_seen  text not null,
    expires_at text not null,
    primary key (unit, token),
    foreign key (unit, user) references users (unit, id)
) strict, without rowid;

create index sessions_by_user on sessions (unit, user);

-- Failed log-ins by what they are counted for (a login name, an address), so that a restart does
-- not forgive them.
create table attempts (
    unit     text    not null,
    key      text    not null,
    failures integer not null,
    last_at  text    not null,
    primary key (unit, key)
) strict, without rowid;
