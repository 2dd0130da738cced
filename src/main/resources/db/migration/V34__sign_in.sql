-- persons: addresses outside of the chat that a person has proved with a code; found by a keyed hash, sealed under the person's key.
create table person_identity (
    id           bigint         not null primary key,
    person_id    bigint         not null,
    kind         varchar(10)    not null,
    address_hash varbinary(32)  not null,
    address      varbinary(400) not null,
    verified_at  datetime(6)    not null,
    constraint person_identity_address unique (address_hash)
) default charset utf8mb4 collate utf8mb4_bin;
create index person_identity_person on person_identity (person_id);

-- persons: devices that are signed in. A token names its row and the generation of it, so that no token is stored.
create table person_device (
    id           bigint         not null primary key,
    person_id    bigint         not null,
    chat_id      bigint         not null,
    device       varbinary(300) not null,
    generation   int            not null,
    created_at   datetime(6)    not null,
    refreshed_at datetime(6)    not null
) default charset utf8mb4 collate utf8mb4_bin;
create index person_device_person on person_device (person_id);
create index person_device_refreshed on person_device (refreshed_at);

-- persons: sign-ins that were begun, kept for a day to count them. person_id is 0 while no person is known; then the address is
-- sealed under the key of the installation.
create table person_sign_in (
    id           bigint         not null primary key,
    person_id    bigint         not null,
    method       varchar(10)    not null,
    address_hash varbinary(32)  null,
    address      varbinary(400) not null,
    code_hash    varbinary(32)  null,
    tries        int            not null,
    created_at   datetime(6)    not null,
    used_at      datetime(6)    null
) default charset utf8mb4 collate utf8mb4_bin;
create index person_sign_in_address on person_sign_in (address_hash, created_at);
create index person_sign_in_person on person_sign_in (person_id);
create index person_sign_in_created on person_sign_in (created_at);
