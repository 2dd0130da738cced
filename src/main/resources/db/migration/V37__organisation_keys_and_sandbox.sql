-- organisation: keys by which a program works for an organisation. The id is a conversation of its own, in which the program fills
-- forms. Of the secret only a keyed hash is kept; after a rotation the one before works until `old_until`. The name is sealed
-- under the key of the organisation.
create table organisation_key (
    id              bigint         not null primary key,
    organisation_id bigint         not null,
    chat_id         bigint         not null,
    name            varbinary(400) not null,
    scopes          varchar(100)   not null,
    beginning       varchar(12)    not null,
    key_hash        varbinary(32)  not null,
    old_hash        varbinary(32)  null,
    old_until       datetime(6)    null,
    made_by         bigint         not null,
    created_at      datetime(6)    not null,
    expires_at      datetime(6)    not null,
    used_on         date           null,
    constraint organisation_key_hash unique (key_hash)
) default charset utf8mb4 collate utf8mb4_bin;
create index organisation_key_organisation on organisation_key (organisation_id);
create index organisation_key_old on organisation_key (old_hash);
create index organisation_key_maker on organisation_key (made_by);

-- startup: one row, by the first start: PRODUCTION or SANDBOX. A server refuses a database of the other kind.
create table database_purpose (
    id         int         not null primary key,
    purpose    varchar(16) not null,
    created_at datetime(6) not null
) default charset utf8mb4 collate utf8mb4_bin;
