-- Phones. What a phone notes carries its id, so a phone is never removed, only withdrawn.

-- A phone of a user. It holds a token for meetings and another, for knocking, that only asks whether
-- it was withdrawn; here are their SHA-256. The recovery secret wraps the key under which the phone
-- keeps its log: who has both the phone's storage and this can read what is on the phone. The
-- villages are a JSON list of codes: all it was ever given, because what was noted there before a
-- midwife was moved is still taken.
create table devices (
    unit       text    not null,
    id         blob    not null,
    user       blob    not null,
    label      text    not null,
    token      blob    not null,
    knock      blob    not null,
    recovery   blob    not null,
    villages   text    not null,
    created_at text    not null,
    last_met   text,
    program    text    not null default '',
    waiting    integer not null default 0,
    revoked_at text,
    revoked_by blob,
    erased_at  text,
    primary key (unit, id),
    foreign key (unit, user) references users (unit, id)
) strict, without rowid;

create index devices_by_user on devices (unit, user);

create trigger devices_stay before delete on devices
begin
    select raise(abort, 'a phone is never removed');
end;
