-- The tables of the foundation, in the SQL that H2 (MySQL mode), MySQL 8 and MariaDB share.
-- Text is compared exactly, by utf8mb4_bin, as H2 does. Times are UTC. What is sealed is encrypted under its subject's key; what is a hash is keyed.

-- vault: whose data it is. To erase a subject is to destroy its key.
create table subject (
    id          bigint         not null primary key,
    wrapped_key varbinary(400) null
) default charset utf8mb4 collate utf8mb4_bin;

-- turn: one conversation a person, under the person's own number; its row is the lock.
create table conversation (
    id         bigint           not null primary key,
    language   varchar(8)       null,
    state      varbinary(60000) null,
    last_seq   int              not null,
    last_chat  bigint           not null,
    wake_at    datetime(6)      null,
    created_at datetime(6)      not null,
    updated_at datetime(6)      not null
) default charset utf8mb4 collate utf8mb4_bin;
create index conversation_wake on conversation (wake_at);

-- post: an address on a channel where somebody can be reached.
create table chat (
    id              bigint         not null primary key,
    channel         varchar(8)     not null,
    address_hash    varbinary(32)  not null,
    address         varbinary(400) not null,
    conversation_id bigint         not null,
    blocked_at      datetime(6)    null,
    created_at      datetime(6)    not null,
    constraint chat_address unique (address_hash)
) default charset utf8mb4 collate utf8mb4_bin;
create index chat_conversation on chat (conversation_id);

-- post: updates that were taken, with the messages that answered them, to know a repeat.
create table seen (
    conversation_id bigint        not null,
    update_hash     varbinary(16) not null,
    first_seq       int           not null,
    last_seq        int           not null,
    seen_at         datetime(6)   not null,
    primary key (conversation_id, update_hash)
) default charset utf8mb4 collate utf8mb4_bin;
create index seen_at on seen (seen_at);

-- post: all that was heard and said, in order; what is said and not yet sent is the outbox.
create table message (
    conversation_id bigint           not null,
    seq             int              not null,
    chat_id         bigint           not null,
    direction       char(1)          not null,
    body            varbinary(20000) not null,
    state           varchar(8)       not null,
    attempts        int              not null,
    not_before      datetime(6)      null,
    replaces        varchar(64)      null,
    reference       varchar(64)      null,
    failure         varchar(200)     null,
    created_at      datetime(6)      not null,
    settled_at      datetime(6)      null,
    primary key (conversation_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;
create index message_outbox on message (state, created_at);

-- turn: messages that could not be worked on.
create table dead_letter (
    id              bigint           not null primary key,
    conversation_id bigint           not null,
    body            varbinary(20000) not null,
    failure         varchar(500)     not null,
    created_at      datetime(6)      not null
) default charset utf8mb4 collate utf8mb4_bin;
create index dead_letter_conversation on dead_letter (conversation_id);

-- dialog's trail: the only source of analytics. It names nobody.
create table trail (
    id         bigint      not null auto_increment primary key,
    script     varchar(64) not null,
    flow       varchar(32) not null,
    from_step  varchar(64) not null,
    exit_kind  varchar(16) not null,
    to_step    varchar(64) not null,
    reason     varchar(64) null,
    language   varchar(8)  not null,
    created_at datetime(6) not null
) default charset utf8mb4 collate utf8mb4_bin;

-- guidance: every version of a script that a session or an application was made with.
create table script_flow (
    flow      varchar(32) not null primary key,
    script    varchar(64) not null,
    source    longtext    not null,
    loaded_at datetime(6) not null
) default charset utf8mb4 collate utf8mb4_bin;

-- audit: who did what, each entry sealed with the one before it in its chain.
create table audit (
    chain      bigint        not null,
    seq        int           not null,
    who        varchar(100)  not null,
    what       varchar(64)   not null,
    about      varchar(100)  not null,
    detail     varchar(500)  null,
    created_at datetime(6)   not null,
    mac        varbinary(32) not null,
    primary key (chain, seq)
) default charset utf8mb4 collate utf8mb4_bin;

-- people
create table consent (
    person_id    bigint      not null,
    version      varchar(16) not null,
    given_at     datetime(6) not null,
    withdrawn_at datetime(6) null,
    primary key (person_id, given_at)
) default charset utf8mb4 collate utf8mb4_bin;

-- registration
create table application (
    id                  bigint           not null primary key,
    reference           varchar(10)      not null,
    conversation_id     bigint           not null,
    subject_id          bigint           not null,
    session             varchar(16)      not null,
    script              varchar(64)      not null,
    flow                varchar(32)      not null,
    language            varchar(8)       not null,
    status              varchar(24)      not null,
    answers             varbinary(60000) not null,
    identity_proof      varbinary(32)    not null,
    mobile_proof        varbinary(32)    not null,
    vpn_mobile_hash     varbinary(32)    null,
    submitted_at        datetime(6)      not null,
    status_since        datetime(6)      not null,
    worked_seconds      bigint           not null,
    runs_since          datetime(6)      null,
    due_at              datetime(6)      null,
    lapses_at           datetime(6)      null,
    authority_reference varchar(64)      null,
    reasons             varchar(500)     null,
    events              int              not null,
    constraint application_reference unique (reference),
    constraint application_session unique (conversation_id, session)
) default charset utf8mb4 collate utf8mb4_bin;
create index application_status on application (status, due_at);
create index application_lapse on application (lapses_at);
create index application_vpn_mobile on application (vpn_mobile_hash);

create table application_event (
    application_id bigint          not null,
    seq            int             not null,
    from_status    varchar(24)     null,
    to_status      varchar(24)     not null,
    who            varchar(100)    not null,
    reasons        varchar(500)    null,
    note           varbinary(8000) null,
    created_at     datetime(6)     not null,
    primary key (application_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;

create table register_address (
    application_id bigint        not null,
    ordinal        int           not null,
    low            varbinary(16) not null,
    high           varbinary(16) not null,
    live           boolean       not null,
    primary key (application_id, ordinal)
) default charset utf8mb4 collate utf8mb4_bin;
create index register_address_range on register_address (low, high);

-- failures of status look-ups, counted per asker
create table status_failure (
    conversation_id bigint      not null primary key,
    failures        int         not null,
    last_at         datetime(6) not null
) default charset utf8mb4 collate utf8mb4_bin;

-- support
create table ticket (
    id              bigint           not null primary key,
    number          varchar(10)      not null,
    conversation_id bigint           not null,
    session         varchar(16)      not null,
    application_id  bigint           null,
    topic           varchar(32)      not null,
    state           varchar(16)      not null,
    language        varchar(8)       not null,
    body            varbinary(20000) not null,
    opened_at       datetime(6)      not null,
    answered_at     datetime(6)      null,
    constraint ticket_number unique (number),
    constraint ticket_session unique (conversation_id, session)
) default charset utf8mb4 collate utf8mb4_bin;
create index ticket_state on ticket (state, opened_at);

create table ticket_answer (
    ticket_id  bigint           not null,
    seq        int              not null,
    who        varchar(100)     not null,
    body       varbinary(20000) not null,
    created_at datetime(6)      not null,
    primary key (ticket_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;
