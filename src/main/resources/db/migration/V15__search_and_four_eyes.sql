-- registration: what staff find an application by: words of names, numbers, e-mail addresses, each a keyed hash.
create table search_term (
    term_hash      varbinary(16) not null,
    application_id bigint        not null,
    primary key (term_hash, application_id)
) default charset utf8mb4 collate utf8mb4_bin;
create index search_term_application on search_term (application_id);

-- registration: by which rules the terms of an application were made; null before there were any.
alter table application add column search_version int null;
create index application_search on application (search_version);

-- registration: a decision that waits for a second member of staff. It is void once the application has moved on, which
-- `events` shows. The note is sealed under the applicant's key.
create table proposal (
    application_id      bigint          not null primary key,
    events              int             not null,
    act                 varchar(16)     not null,
    reasons             varchar(500)    null,
    note                varbinary(8000) null,
    authority_reference varchar(64)     null,
    asked               longtext        null,
    who                 varchar(100)    not null,
    created_at          datetime(6)     not null
) default charset utf8mb4 collate utf8mb4_bin;

-- registration: staff search by what the authority calls an application.
create index application_authority on application (authority_reference);
