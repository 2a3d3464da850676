-- The log and what is kept beside it. Every table begins with the unit, so that a database that
-- spreads over machines can deal whole units out; on one Puskesmas's computer there is one unit.
--
-- Times are text, UTC, always with nine decimals, so that they sort as they read. Ids are the
-- sixteen bytes of a UUID.

-- One entry per fact. The row is the envelope; the fact is the very text that was received, whether
-- this version understands it or not. The place is counted from 1 without gaps. The sum chains each
-- entry to the one before it: SHA-256 over the sum before and the entry's line in the exported log.
-- Without rowid, because the log is written and read in the order of its key.
create table entries (
    unit        text    not null,
    seq         integer not null check (seq > 0),
    id          blob    not null,
    received_at text    not null,
    village     text,
    subject     blob    not null,
    author      blob    not null,
    device      blob    not null,
    noted_at    text    not null,
    kind        text    not null,
    version     integer not null,
    fact        text    not null,
    amends      blob,
    sum         blob    not null,
    primary key (unit, seq)
) strict, without rowid;

-- Appending twice is the same as once, and this is how it is known. The id comes first: it tells two
-- rows apart at its first bytes, and the unit, which is mostly the same, is hardly ever compared.
create unique index entries_by_id on entries (id, unit);

-- An entry is never changed or removed; the database itself refuses.
create trigger entries_stay_as_they_are before update on entries
begin
    select raise(abort, 'an entry is never changed');
end;

create trigger entries_stay before delete on entries
begin
    select raise(abort, 'an entry is never removed');
end;

-- What could not be taken, kept as received until a person deals with it, and listed after that.
-- The number keeps the order of arrival among those of one moment.
create table held (
    number      integer primary key,
    unit        text    not null,
    id          blob    not null,
    received_at text    not null,
    origin      text    not null,
    body        text    not null,
    reason      text    not null,
    details     text    not null,
    settled     text,
    unique (unit, id)
) strict;

-- Who read which mother's page: the access log that the head can read.
create table readings (
    number  integer primary key,
    unit    text not null,
    at      text not null,
    reader  blob not null,
    device  blob not null,
    subject blob not null,
    purpose text not null
) strict;

create index readings_by_time on readings (unit, at);
create index readings_by_subject on readings (unit, subject, at);
