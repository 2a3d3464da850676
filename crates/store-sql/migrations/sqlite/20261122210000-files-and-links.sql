-- Files beside the log, and links by which people of other sectors log in.

-- Scans, photos and final papers. An entry of the log names a file by the SHA-256 of its bytes; a
-- file that is there twice is kept once. A file is never changed or removed.
create table files (
    unit       text not null,
    sum        blob not null check (length(sum) = 32),
    media_type text not null,
    body       blob not null,
    added_at   text not null,
    added_by   blob not null,
    primary key (unit, sum)
) strict;

create trigger files_stay_as_they_are before update on files
begin
    select raise(abort, 'a file is never changed');
end;

create trigger files_stay before delete on files
begin
    select raise(abort, 'a file is never removed');
end;

-- A link with which a user logs in who has no password. Who was handed the link holds a token; here is
-- only its SHA-256. A link is never removed: it expires, or is revoked.
create table links (
    unit       text not null,
    id         blob not null,
    user       blob not null,
    token      blob not null,
    created_at text not null,
    created_by blob not null,
    expires_at text not null,
    revoked_at text,
    last_used  text,
    primary key (unit, id),
    unique (unit, token),
    foreign key (unit, user) references users (unit, id)
) strict, without rowid;
