-- people: what persons act for. The id is its subject in the vault, its chain in the audit log, and the lock of all that
-- concerns its members. Name is sealed under its own key; the hashes of its numbers are keyed.
create table organisation (
    id         bigint         not null primary key,
    name       varbinary(900) not null,
    secp_hash  varbinary(32)  null,
    ntn_hash   varbinary(32)  null,
    created_at datetime(6)    not null
) default charset utf8mb4 collate utf8mb4_bin;

-- people: who acts for an organisation; WAITING ones were invited and are not let in yet. What they call themselves is
-- sealed under the key of the organisation.
create table membership (
    organisation_id bigint         not null,
    person_id       bigint         not null,
    role            varchar(16)    not null,
    state           varchar(8)     not null,
    name            varbinary(600) not null,
    since           datetime(6)    not null,
    primary key (organisation_id, person_id)
) default charset utf8mb4 collate utf8mb4_bin;
create index membership_person on membership (person_id);

-- people: who holds the token may ask to be let in, once.
create table invitation (
    token_hash      varbinary(32) not null primary key,
    organisation_id bigint        not null,
    role            varchar(16)   not null,
    made_by         bigint        not null,
    created_at      datetime(6)   not null,
    expires_at      datetime(6)   not null
) default charset utf8mb4 collate utf8mb4_bin;
create index invitation_organisation on invitation (organisation_id);
create index invitation_maker on invitation (made_by);
create index invitation_expiry on invitation (expires_at);

-- people: what members are still to be told, in their own conversation, once nobody is at work in it.
create table member_notice (
    id              bigint      not null primary key,
    person_id       bigint      not null,
    organisation_id bigint      not null,
    text_key        varchar(32) not null,
    created_at      datetime(6) not null
) default charset utf8mb4 collate utf8mb4_bin;
create index member_notice_created on member_notice (created_at);
create index member_notice_person on member_notice (person_id);

-- documents: the key of this one alone, sealed under its subject's; null for those kept before, sealed under that itself.
alter table document add column own_key varbinary(100) null;

create index application_subject on application (subject_id);
