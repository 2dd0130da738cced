-- staff: accounts. The id is the subject of the account's secret in the vault, its chain in the audit log, and the lock of all
-- that concerns it. Names are no secret; the password is an Argon2id string, hashed with a key of the house; the secret of the
-- second factor is sealed.
create table staff (
    id          bigint         not null primary key,
    name        varchar(100)   not null,
    name_key    varchar(200)   not null,
    role        varchar(16)    not null,
    languages   varchar(64)    not null,
    topics      varchar(1000)  not null,
    password    varchar(200)   null,
    totp_secret varbinary(100) null,
    totp_step   bigint         not null,
    created_at  datetime(6)    not null,
    disabled_at datetime(6)    null,
    constraint staff_name unique (name_key)
) default charset utf8mb4 collate utf8mb4_bin;

-- staff: codes for who has lost the second factor, each good once. One that was used is gone.
create table staff_recovery (
    staff_id  bigint        not null,
    code_hash varbinary(32) not null,
    primary key (staff_id, code_hash)
) default charset utf8mb4 collate utf8mb4_bin;

-- staff: who holds the token may set the password of the account, once.
create table staff_link (
    token_hash varbinary(32) not null primary key,
    staff_id   bigint        not null,
    expires_at datetime(6)   not null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_link_member on staff_link (staff_id);
create index staff_link_expiry on staff_link (expires_at);

-- staff: the password was right, the second factor is still to come; with the secret that is being set up.
create table staff_pending (
    token_hash  varbinary(32)  not null primary key,
    staff_id    bigint         not null,
    totp_secret varbinary(100) null,
    expires_at  datetime(6)    not null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_pending_member on staff_pending (staff_id);
create index staff_pending_expiry on staff_pending (expires_at);

-- staff: who is signed in. Address and browser are sealed under the key of the account.
create table staff_session (
    token_hash varbinary(32)  not null primary key,
    id         bigint         not null,
    staff_id   bigint         not null,
    place      varbinary(800) not null,
    started_at datetime(6)    not null,
    seen_at    datetime(6)    not null,
    constraint staff_session_id unique (id)
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_session_member on staff_session (staff_id);
create index staff_session_seen on staff_session (seen_at);

-- staff: failed sign-ins, counted by a keyed hash of the name that was typed, whether or not there is one, and of the address.
create table staff_failure (
    key_hash varbinary(32) not null primary key,
    failures int           not null,
    last_at  datetime(6)   not null,
    until_at datetime(6)   null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_failure_last on staff_failure (last_at);

-- staff: one row, which whoever changes accounts locks first; with the link for the first administrator.
create table staff_door (
    id         int           not null primary key,
    first_hash varbinary(32) null
) default charset utf8mb4 collate utf8mb4_bin;

-- audit: the order in which entries were written, so that new ones are found. Transactions end in another order than they
-- were given their numbers.
alter table audit add column place bigint not null auto_increment unique;
create index audit_about on audit (about, place);
create index audit_who on audit (who, place);

-- audit: the heads of chains (chain, seq, mac) that grew, sealed every minute, each seal with the one before it.
create table audit_head (
    number    bigint           not null primary key,
    up_to     bigint           not null,
    heads     varbinary(60000) not null,
    sealed_at datetime(6)      not null,
    mac       varbinary(32)    not null
) default charset utf8mb4 collate utf8mb4_bin;
