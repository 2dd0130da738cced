-- All tables, in the SQL that H2 (MySQL mode), MariaDB 10.6 and MySQL 8 share.
--
-- Text is compared exactly (utf8mb4_bin), as H2 does. Times are UTC, to the microsecond. A sealed column is encrypted under
-- the key of a subject and bound to its row; a column `…_hash` is a keyed hash.
--
-- MySQL and MariaDB copy a row at its greatest length several times whenever they read or write it: 60 kB for a state of
-- 400 bytes. A blob is held by a pointer. H2 has no such cost, and reads `/*!50100 … */` as a comment: there the columns
-- stay what `create table` says. Without its strict mode the server makes a blob itself where a `varbinary` is too long.

-- Start-up, nodes and jobs ----------------------------------------------------------------------------------------------

-- One row, written by the first start: PRODUCTION or SANDBOX. A server refuses a database of the other kind.
create table database_purpose (
    id         int         not null primary key,
    purpose    varchar(16) not null,
    created_at datetime(6) not null
) default charset utf8mb4 collate utf8mb4_bin;

-- Servers that run on this database; one without a row is gone. `wrapping_keys` has the ids of the keys that it holds,
-- by commas, so that none is retired while a node knows it alone.
create table node (
    id            bigint       not null primary key,
    started_at    datetime(6)  not null,
    seen_at       datetime(6)  not null,
    wrapping_keys varchar(200) not null
) default charset utf8mb4 collate utf8mb4_bin;

-- Work that one node does for all, as long as it has a row in `node`.
create table lease (
    name    varchar(32) not null primary key,
    node_id bigint      null
) default charset utf8mb4 collate utf8mb4_bin;

-- Vault -----------------------------------------------------------------------------------------------------------------

-- Whose data it is: a person, an organisation, a member of staff, or the installation (0). A subject is erased by
-- destroying its key.
create table subject (
    id          bigint         not null primary key,
    wrapped_key varbinary(400) null
) default charset utf8mb4 collate utf8mb4_bin;

-- Codes and links that are good once, of persons, organisations and staff, by a keyed hash. A used one is deleted.
-- `expires_at` is null for codes that are valid until they are used or replaced.
create table one_time_code (
    code_hash  varbinary(32) not null primary key,
    kind       varchar(20)   not null,
    owner_id   bigint        not null,
    issuer_id  bigint        not null,
    detail     varchar(20)   not null,
    created_at datetime(6)   not null,
    expires_at datetime(6)   null
) default charset utf8mb4 collate utf8mb4_bin;
create index one_time_code_owner on one_time_code (owner_id, kind);
create index one_time_code_issuer on one_time_code (issuer_id);
create index one_time_code_expiry on one_time_code (expires_at);

-- Audit log -------------------------------------------------------------------------------------------------------------

-- Who did what. `mac` covers the entry and the one before it in its chain. `place` is the order of writing, by which new
-- entries are found.
create table audit (
    chain      bigint        not null,
    seq        int           not null,
    who        varchar(100)  not null,
    what       varchar(64)   not null,
    about      varchar(100)  not null,
    detail     varchar(500)  null,
    created_at datetime(6)   not null,
    mac        varbinary(32) not null,
    place      bigint        not null auto_increment unique,
    primary key (chain, seq)
) default charset utf8mb4 collate utf8mb4_bin;
create index audit_about on audit (about, place);
create index audit_who on audit (who, place);

-- Heads (chain, seq, mac) of the chains that grew, sealed every minute, each seal with the one before it.
create table audit_head (
    number    bigint           not null primary key,
    up_to     bigint           not null,
    heads     varbinary(60000) not null,
    sealed_at datetime(6)      not null,
    mac       varbinary(32)    not null
) default charset utf8mb4 collate utf8mb4_bin;

-- Repeated requests -----------------------------------------------------------------------------------------------------

-- Requests that were executed, by the key that their sender made, so that a repeat takes effect once and gets the same
-- result. `caller` is PERSON, STAFF (a form of the console), or ANONYMOUS with id 0 (such as a step of a sign-in). The result
-- is encrypted with a key made of a secret of the installation, the key of the sender and the request, which are not stored.
-- The row is inserted first, so that the same request at the same time waits for it.
create table request_log (
    id         bigint           not null primary key,
    caller     varchar(9)       not null,
    caller_id  bigint           not null,
    key_hash   varbinary(32)    not null,
    result     varbinary(61000) not null,
    expires_at datetime(6)      not null,
    constraint request_log_key unique (caller, caller_id, key_hash)
) default charset utf8mb4 collate utf8mb4_bin;
/*!50100 alter table request_log modify result blob not null */;
create index request_log_expiry on request_log (expires_at);

-- Messaging -------------------------------------------------------------------------------------------------------------

-- One conversation for each person, under the number of the person. Its row is the lock. `read_line` is the last notice
-- that was marked as read in an app; `held_by` the ticket whose member of staff has the conversation, null while the bot
-- has it; before `held_until` nothing more that is said may be heard. `node_id` is the node that sends its messages; since
-- `left_at` there are messages that this node may not know of.
/*!50100 set @strict_mode = @@sql_mode, sql_mode = '' */;
create table conversation (
    id         bigint           not null primary key,
    language   varchar(8)       null,
    state      varbinary(1000000) null,
    last_seq   int              not null,
    last_chat  bigint           not null,
    read_line  int              null,
    banner_id  bigint           null,
    held_by    bigint           null,
    held_until datetime(6)      null,
    node_id    bigint           null,
    left_at    datetime(6)      null,
    wake_at    datetime(6)      null,
    created_at datetime(6)      not null,
    updated_at datetime(6)      not null
) default charset utf8mb4 collate utf8mb4_bin;
/*!50100 set sql_mode = @strict_mode */;
create index conversation_wake on conversation (wake_at);
create index conversation_left on conversation (left_at);

-- Address on a channel where a person can be reached.
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

-- Tokens that open a chat of the page, one for each device. The device is sealed; days only, no times.
create table chat_token (
    id              bigint         not null primary key,
    chat_id         bigint         not null,
    conversation_id bigint         not null,
    token_hash      varbinary(32)  not null,
    device          varbinary(300) not null,
    created_on      date           not null,
    seen_on         date           not null,
    constraint chat_token_hash unique (token_hash)
) default charset utf8mb4 collate utf8mb4_bin;
create index chat_token_chat on chat_token (chat_id);
create index chat_token_conversation on chat_token (conversation_id);

-- Network that a chat was opened from, so that what chats of one network do can be counted. A chat that the desk opened
-- has no row.
create table chat_network (
    chat_id      bigint        not null primary key,
    network_hash varbinary(32) not null
) default charset utf8mb4 collate utf8mb4_bin;

-- Updates that were processed, with the messages that answered them, so that a repeat is recognised. `content_hash` is the
-- begin of a keyed hash of what a program said, to refuse its id for another content; null where ids are unique.
create table seen (
    conversation_id bigint        not null,
    update_hash     varbinary(16) not null,
    content_hash    bigint        null,
    first_seq       int           not null,
    last_seq        int           not null,
    seen_at         datetime(6)   not null,
    primary key (conversation_id, update_hash)
) default charset utf8mb4 collate utf8mb4_bin;
create index seen_at on seen (seen_at);

-- Everything that was heard and said, in order. What is said and not yet sent is the outbox.
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
/*!50100 alter table message modify body blob not null */;
create index message_outbox on message (state, created_at);

-- Messages that are about something: an application, ticket, organisation or person. Of those that a person missed while
-- they had blocked the bot, the last one about each is sent when they return.
create table message_about (
    conversation_id bigint not null,
    seq             int    not null,
    about           bigint not null,
    primary key (conversation_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;

-- Calls of sessions that wait for something outside of the desk. Written by the turn that makes the call, and deleted when
-- its outcome is committed.
create table deferred_call (
    id              bigint           not null primary key,
    conversation_id bigint           not null,
    chat_id         bigint           not null,
    body            varbinary(60000) not null,
    attempts        int              not null,
    not_before      datetime(6)      not null,
    created_at      datetime(6)      not null
) default charset utf8mb4 collate utf8mb4_bin;
/*!50100 alter table deferred_call modify body blob not null */;
create index deferred_call_due on deferred_call (not_before);
create index deferred_call_conversation on deferred_call (conversation_id);

-- Files that a channel still has, to be fetched outside of turns. `place` orders those of one turn.
create table download (
    id              bigint          not null primary key,
    conversation_id bigint          not null,
    chat_id         bigint          not null,
    place           int             not null,
    body            varbinary(4000) not null,
    attempts        int             not null,
    not_before      datetime(6)     not null,
    created_at      datetime(6)     not null
) default charset utf8mb4 collate utf8mb4_bin;
create index download_due on download (not_before);
create index download_conversation on download (conversation_id);

-- Notices to everybody, in each language. The newest that has neither ended nor been cleared is shown.
create table banner (
    id         bigint       not null primary key,
    en         varchar(700) not null,
    ur         varchar(700) not null,
    ur_latn    varchar(700) not null,
    who        varchar(100) not null,
    set_at     datetime(6)  not null,
    ends_at    datetime(6)  null,
    cleared_by varchar(100) null,
    cleared_at datetime(6)  null
) default charset utf8mb4 collate utf8mb4_bin;
create index banner_set on banner (set_at);

-- SMS of a day, all nodes together, for the daily budget. The day is that of Pakistan, in days since 1970-01-01.
create table sms_day (
    day_number int not null primary key,
    sent       int not null
) default charset utf8mb4 collate utf8mb4_bin;

-- Conversation ----------------------------------------------------------------------------------------------------------

-- Messages that could not be processed. `chat_id` is where the answer goes when it is tried again; null when the desk itself
-- began.
create table dead_letter (
    id              bigint           not null primary key,
    conversation_id bigint           not null,
    chat_id         bigint           null,
    body            varbinary(20000) not null,
    failure         varchar(500)     not null,
    created_at      datetime(6)      not null
) default charset utf8mb4 collate utf8mb4_bin;
create index dead_letter_conversation on dead_letter (conversation_id);

-- Steps of dialogs, the only source of analytics. It names nobody.
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
create index trail_script on trail (script, created_at, language, from_step, exit_kind, to_step);

-- Every version of a script that a session or an application was made with. A retired one is not loaded: whoever is in
-- the middle of it goes on with the newest.
create table script_flow (
    flow       varchar(32)  not null primary key,
    script     varchar(64)  not null,
    source     longtext     not null,
    loaded_at  datetime(6)  not null,
    retired_at datetime(6)  null,
    retired_by varchar(100) null
) default charset utf8mb4 collate utf8mb4_bin;

-- Questions and answers -------------------------------------------------------------------------------------------------

-- Questions that were not understood, in the desk's own words alone, for the writers of answers. Nothing leads from a row to
-- a person: it has a day and no time. Rows are only added, so that no turn waits here for another.
create table missed_question (
    id         bigint       not null primary key,
    asked_on   datetime(6)  not null,
    language   varchar(8)   not null,
    question   varchar(400) not null,
    outcome    varchar(8)   not null,
    topic      varchar(32)  null,
    confidence int          not null
) default charset utf8mb4 collate utf8mb4_bin;
create index missed_question_day on missed_question (asked_on);

-- How questions ended, and whether the answers helped; as `missed_question`.
create table question_ending (
    id       bigint      not null primary key,
    asked_on datetime(6) not null,
    language varchar(8)  not null,
    ending   varchar(16) not null,
    topic    varchar(32) null
) default charset utf8mb4 collate utf8mb4_bin;
create index question_ending_day on question_ending (asked_on);

-- Documents -------------------------------------------------------------------------------------------------------------

-- Files that people sent as answers. `own_key` is sealed under the key of the subject; name and content are sealed under
-- `own_key`, so that a document can get another owner. One that belongs to an application is kept with it.
create table document (
    id           bigint         not null primary key,
    subject_id   bigint         not null,
    own_key      varbinary(100) not null,
    kind         varchar(8)     not null,
    name         varbinary(600) not null,
    size         int            not null,
    chunks       int            not null,
    content_hash varbinary(32)  not null,
    attached_at  datetime(6)    null,
    created_at   datetime(6)    not null
) default charset utf8mb4 collate utf8mb4_bin;
create index document_subject on document (subject_id);
create index document_created on document (created_at);

create table document_chunk (
    document_id bigint           not null,
    seq         int              not null,
    body        varbinary(50000) not null,
    primary key (document_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;

-- What a picture is like, and its thumbnail; sealed under the key of its document. No row for other files.
create table document_picture (
    document_id bigint           not null primary key,
    picture     varbinary(200)   not null,
    thumbnail   varbinary(17000) null
) default charset utf8mb4 collate utf8mb4_bin;

-- Persons ---------------------------------------------------------------------------------------------------------------

create table consent (
    person_id    bigint      not null,
    version      varchar(16) not null,
    given_at     datetime(6) not null,
    withdrawn_at datetime(6) null,
    primary key (person_id, given_at)
) default charset utf8mb4 collate utf8mb4_bin;

-- Failed look-ups of a status, by who asked.
create table status_failure (
    conversation_id bigint      not null primary key,
    failures        int         not null,
    last_at         datetime(6) not null
) default charset utf8mb4 collate utf8mb4_bin;

-- Addresses outside of the chat that a person has proved with a code.
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

-- Devices that are signed in. A token names its row and the generation of it, so that no token is stored.
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

-- Sign-ins that were begun, kept for a day to count them. `person_id` is 0 while no person is known: the address is then
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

-- Persons who are one, after both said yes (docs/joining.md): two rows for each pair, with one id.
create table person_link (
    person_id bigint      not null,
    other_id  bigint      not null,
    id        bigint      not null,
    linked_at datetime(6) not null,
    primary key (person_id, other_id)
) default charset utf8mb4 collate utf8mb4_bin;
create index person_link_other on person_link (other_id);

-- Links that wait for a yes, and ends of links of which a person is to be told. A row that waits expires.
create table link_offer (
    id          bigint      not null primary key,
    from_person bigint      not null,
    to_person   bigint      not null,
    state       varchar(8)  not null,
    created_at  datetime(6) not null
) default charset utf8mb4 collate utf8mb4_bin;
create index link_offer_from on link_offer (from_person);
create index link_offer_to on link_offer (to_person);
create index link_offer_state on link_offer (state, created_at);

-- What linked persons did to applications of others, of which the owners are to be told.
create table linked_act (
    id             bigint      not null primary key,
    owner_id       bigint      not null,
    application_id bigint      not null,
    reference      varchar(16) not null,
    act            varchar(16) not null,
    created_at     datetime(6) not null
) default charset utf8mb4 collate utf8mb4_bin;
create index linked_act_created on linked_act (created_at);
create index linked_act_owner on linked_act (owner_id);

-- Persons who asked to be erased, and when that is due. A row ends with its person, or when they call it off.
create table erasure (
    person_id   bigint      not null primary key,
    asked_at    datetime(6) not null,
    due_at      datetime(6) not null,
    reminded_at datetime(6) null,
    told_at     datetime(6) null
) default charset utf8mb4 collate utf8mb4_bin;
create index erasure_due on erasure (due_at);

-- Channels outside of the chat by which a person wants news. `stop_hash` finds the row by the link in an e-mail.
create table news_preference (
    person_id  bigint        not null,
    channel    varchar(8)    not null,
    wanted     boolean       not null,
    stop_hash  varbinary(32) not null,
    changed_at datetime(6)   not null,
    primary key (person_id, channel),
    constraint news_preference_stop unique (stop_hash)
) default charset utf8mb4 collate utf8mb4_bin;

-- News of a change of an application, to be sent outside of the chat. The address is looked up when it is sent. `target` is
-- 0, or one of several addresses of the channel.
create table status_news (
    id         bigint       not null primary key,
    about      bigint       not null,
    change_no  int          not null,
    person_id  bigint       not null,
    channel    varchar(8)   not null,
    target     bigint       not null,
    reference  varchar(16)  not null,
    status     varchar(20)  not null,
    language   varchar(8)   not null,
    state      varchar(8)   not null,
    attempts   int          not null,
    not_before datetime(6)  not null,
    failure    varchar(200) null,
    created_at datetime(6)  not null,
    settled_at datetime(6)  null,
    constraint status_news_once unique (about, change_no, person_id, channel, target)
) default charset utf8mb4 collate utf8mb4_bin;
create index status_news_due on status_news (state, not_before);
create index status_news_person on status_news (person_id);
create index status_news_created on status_news (created_at);

-- Browsers and apps that get news by web push. The hash is over the address and the keys, which only that browser has.
create table push_subscription (
    id                bigint          not null primary key,
    person_id         bigint          not null,
    subscription_hash varbinary(32)   not null,
    content           varbinary(3000) not null,
    created_at        datetime(6)     not null,
    constraint push_subscription_hash unique (subscription_hash)
) default charset utf8mb4 collate utf8mb4_bin;
create index push_subscription_person on push_subscription (person_id);

-- Organisations ---------------------------------------------------------------------------------------------------------

-- What persons act for. The id is its subject in the vault, its chain in the audit log, and the lock of all that concerns
-- its members. The name is sealed under its own key. `checked_at`: staff approved an application with its numbers.
create table organisation (
    id         bigint         not null primary key,
    name       varbinary(900) not null,
    secp_hash  varbinary(32)  null,
    ntn_hash   varbinary(32)  null,
    checked_at datetime(6)    null,
    created_at datetime(6)    not null
) default charset utf8mb4 collate utf8mb4_bin;
create index organisation_secp on organisation (secp_hash);
create index organisation_ntn on organisation (ntn_hash);

-- Numbers that an application of an organisation named, until other organisations with them have been looked for.
create table organisation_number_use (
    id              bigint        not null primary key,
    organisation_id bigint        not null,
    secp_hash       varbinary(32) null,
    ntn_hash        varbinary(32) null,
    created_at      datetime(6)   not null
) default charset utf8mb4 collate utf8mb4_bin;
create index organisation_number_use_created on organisation_number_use (created_at);

-- Persons who act for an organisation. WAITING ones were invited and are not let in yet. The name that they gave is sealed
-- under the key of the organisation.
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

-- What members are still to be told, in their own conversation, once no node works in it.
create table member_notice (
    id              bigint      not null primary key,
    person_id       bigint      not null,
    organisation_id bigint      not null,
    text_key        varchar(32) not null,
    asker_id        bigint,
    created_at      datetime(6) not null
) default charset utf8mb4 collate utf8mb4_bin;
create index member_notice_created on member_notice (created_at);
create index member_notice_person on member_notice (person_id);

-- Keys by which a program works for an organisation. The id is a conversation of its own, in which the program fills forms.
-- After a rotation the key before works until `old_until`.
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

-- Registration ----------------------------------------------------------------------------------------------------------

-- Requests that group lines. Status, counts of lines by status, deadlines, reasons and `asked`, the names of the answers that
-- the applicant is asked for, follow from the lines. So does `expires_after`, the last day of the first line that expires.
-- `asked` is no varchar, for which the row has no room left.
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
    line_counts         varchar(255)     not null,
    answers             varbinary(60000) not null,
    asked               longtext         null,
    identity_proof      varbinary(32)    not null,
    mobile_proof        varbinary(32)    not null,
    submitted_at        datetime(6)      not null,
    status_since        datetime(6)      not null,
    worked_seconds      bigint           not null,
    runs_since          datetime(6)      null,
    due_at              datetime(6)      null,
    lapses_at           datetime(6)      null,
    authority_reference varchar(64)      null,
    reasons             varchar(500)     null,
    expires_after       date             null,
    certificate_until   date             null,
    events              int              not null,
    constraint application_reference unique (reference),
    constraint application_session unique (conversation_id, session)
) default charset utf8mb4 collate utf8mb4_bin;
/*!50100 alter table application modify answers blob not null */;
create index application_status on application (status, due_at);
create index application_lapse on application (lapses_at);
create index application_expiry on application (expires_after);
create index application_certificate on application (certificate_until);
create index application_subject on application (subject_id, submitted_at);
create index application_authority on application (authority_reference);
create index application_submitted on application (submitted_at);
create index application_changed on application (status_since);

-- History. `line_numbers` are the lines that an event changed, by commas; null when it changed all. `session_hash` is of
-- the form by which the applicant caused it, and of who sent that; null when it was none. `confirmation`: when and by whom
-- the provider confirmed, sealed.
create table application_event (
    application_id bigint          not null,
    seq            int             not null,
    from_status    varchar(24)     null,
    to_status      varchar(24)     not null,
    line_numbers   longtext        null,
    who            varchar(100)    not null,
    reasons        varchar(500)    null,
    note           varbinary(8000) null,
    session_hash   bigint          null,
    confirmation   varbinary(800)  null,
    created_at     datetime(6)     not null,
    primary key (application_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;
create index application_event_created on application_event (created_at, to_status);
create index application_event_session on application_event (session_hash);

-- Answers that the event of that number in the application's history replaced, without those about lines.
create table application_version (
    application_id bigint           not null,
    seq            int              not null,
    answers        varbinary(60000) not null,
    created_at     datetime(6)      not null,
    primary key (application_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;

-- A decision that waits for a second member of staff. It is void once the application has moved on, which `events` shows.
create table proposal (
    application_id      bigint          not null primary key,
    events              int             not null,
    act                 varchar(16)     not null,
    line_numbers        longtext        null,
    reasons             varchar(500)    null,
    note                varbinary(8000) null,
    authority_reference varchar(64)     null,
    asked               longtext        null,
    valid_from          date            null,
    valid_until         date            null,
    confirmation        varbinary(800)  null,
    who                 varchar(100)    not null,
    created_at          datetime(6)     not null,
    confirmer           varchar(100)    null,
    due_at              datetime(6)     null
) default charset utf8mb4 collate utf8mb4_bin;
create index proposal_due on proposal (due_at);

-- Work of staff on applications: the member who has taken it, and the number of changes beside its history. Rows without a
-- change for some hours are deleted.
create table application_work (
    application_id bigint       not null primary key,
    holder_id      bigint       null,
    holder_name    varchar(100) null,
    held_since     datetime(6)  null,
    changes        int          not null,
    changed_at     datetime(6)  not null
) default charset utf8mb4 collate utf8mb4_bin;
create index application_work_changed on application_work (changed_at);

-- Lines of applications, numbered from 1, each with a status and deadlines of its own. The holder is the subject. The
-- answers about a line are here, all others with the application; `wanted` replaces them once staff accept the change,
-- whose kind is `change_kind`. It is registered from `valid_from` until `valid_until`, as far as the operator set them.
create table line (
    id                  bigint           not null primary key,
    application_id      bigint           not null,
    number              int              not null,
    subject_id          bigint           not null,
    status              varchar(24)      not null,
    status_since        datetime(6)      not null,
    worked_seconds      bigint           not null,
    runs_since          datetime(6)      null,
    due_at              datetime(6)      null,
    lapses_at           datetime(6)      null,
    authority_reference varchar(64)      null,
    reasons             varchar(500)     null,
    asked               varchar(2000)    null,
    answers             varbinary(16000) not null,
    wanted              varbinary(16000) null,
    change_kind         varchar(8)       null,
    valid_from          date             null,
    valid_until         date             null,
    mobile_hash         varbinary(32)    null,
    provider_hash       varbinary(32)    null,
    site_hash           varbinary(32)    null,
    constraint line_number unique (application_id, number)
) default charset utf8mb4 collate utf8mb4_bin;
create index line_subject on line (subject_id, status);
create index line_status on line (status, application_id, provider_hash);
create index line_mobile on line (mobile_hash);
create index line_provider on line (status, provider_hash, status_since, id);
create index line_since on line (status, status_since, id);
create index line_site on line (site_hash);
create index line_until on line (status, valid_until, id);
create index line_page on line (subject_id, application_id, number);

-- Answers about lines that are not in force: OLD ones were replaced, REFUSED ones will not come, by the event of that number
-- in the application's history.
create table line_version (
    line_id    bigint           not null,
    seq        int              not null,
    state      varchar(8)       not null,
    answers    varbinary(16000) not null,
    created_at datetime(6)      not null,
    primary key (line_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;

-- Addresses of lines, 4 or 16 bytes each; `live` while the line is.
create table line_address (
    line_id bigint        not null,
    ordinal int           not null,
    address varbinary(16) not null,
    live    boolean       not null,
    primary key (line_id, ordinal)
) default charset utf8mb4 collate utf8mb4_bin;
create index line_address_value on line_address (address);

-- Reminders of last days that were sent, until those days are over. `kind` is LINES, whose registration ends, or
-- CERTIFICATE, that of a call centre.
create table expiry_reminder (
    application_id bigint      not null,
    kind           varchar(12) not null,
    last_day       date        not null,
    days_before    int         not null,
    primary key (application_id, kind, last_day, days_before)
) default charset utf8mb4 collate utf8mb4_bin;
create index expiry_reminder_day on expiry_reminder (last_day);

-- Certificates of the registered lines of an application. The statement is the salt and the hash of what is printed,
-- sealed under the key of the holder. One that was replaced, or whose holder is erased, has ended.
create table certificate (
    id             bigint         not null primary key,
    number         varchar(16)    not null,
    subject_id     bigint         not null,
    application_id bigint         not null,
    kind           varchar(20)    not null,
    statement      varbinary(200) not null,
    valid_until    date           null,
    issued_at      datetime(6)    not null,
    ended_at       datetime(6)    null,
    constraint certificate_number unique (number)
) default charset utf8mb4 collate utf8mb4_bin;
create index certificate_subject on certificate (subject_id);
create index certificate_application on certificate (application_id, ended_at);
create index certificate_ended on certificate (ended_at);

-- What staff find an application by, and what it shares with others: words of names, numbers, e-mail addresses, the city,
-- subscriber ids and files, each a keyed hash.
create table search_term (
    term_hash      varbinary(16) not null,
    application_id bigint        not null,
    primary key (term_hash, application_id)
) default charset utf8mb4 collate utf8mb4_bin;
create index search_term_application on search_term (application_id);

-- What staff say of two persons whose applications have something in common, each pair once, the lower id first. For
-- staff only.
create table person_mark (
    first_person  bigint       not null,
    second_person bigint       not null,
    mark          varchar(9)   not null,
    who           varchar(100) not null,
    marked_at     datetime(6)  not null,
    primary key (first_person, second_person)
) default charset utf8mb4 collate utf8mb4_bin;
create index person_mark_second on person_mark (second_person);

-- References that were looked up in vain, whether anybody has them or not.
create table reference_failure (
    reference_hash varbinary(32) not null,
    id             bigint        not null,
    failed_at      datetime(6)   not null,
    primary key (reference_hash, id)
) default charset utf8mb4 collate utf8mb4_bin;
create index reference_failure_at on reference_failure (failed_at);

-- Days on which the desk is closed, as 2026-12-25, in addition to those of the setting.
create table holiday (
    off_on     varchar(10)  not null primary key,
    name       varchar(100) not null,
    who        varchar(100) not null,
    created_at datetime(6)  not null
) default charset utf8mb4 collate utf8mb4_bin;

-- Staff -----------------------------------------------------------------------------------------------------------------

-- Accounts. The id is the subject of the account in the vault, its chain in the audit log, and the lock of all that concerns
-- it. The password is an Argon2id string, hashed with a key of the installation. Roles, languages and topics by spaces.
create table staff (
    id          bigint         not null primary key,
    name        varchar(100)   not null,
    name_key    varchar(200)   not null,
    roles       varchar(100)   not null,
    languages   varchar(64)    not null,
    topics      varchar(1000)  not null,
    password    varchar(200)   null,
    totp_secret varbinary(100) null,
    totp_step   bigint         not null,
    created_at  datetime(6)    not null,
    disabled_at datetime(6)    null,
    constraint staff_name unique (name_key)
) default charset utf8mb4 collate utf8mb4_bin;

-- The password was right and the second factor is still to come; with the secret that is being set up.
create table staff_pending (
    token_hash  varbinary(32)  not null primary key,
    staff_id    bigint         not null,
    totp_secret varbinary(100) null,
    expires_at  datetime(6)    not null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_pending_member on staff_pending (staff_id);
create index staff_pending_expiry on staff_pending (expires_at);

-- Members who are signed in. Address and browser are sealed under the key of the account.
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

-- What members of staff are notified of; nothing personal.
create table staff_notification (
    id              bigint      not null primary key,
    staff_id        bigint      not null,
    kind            varchar(16) not null,
    case_id         bigint      not null,
    case_number     varchar(10) not null,
    conversation_id bigint      not null,
    created_at      datetime(6) not null,
    read_at         datetime(6) null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_notification_unread on staff_notification (staff_id, read_at, created_at);
create index staff_notification_case on staff_notification (case_id);
create index staff_notification_created on staff_notification (created_at);

-- Devices of members that get notifications by web push. The hash is over the address and the keys, which only that device
-- has; the session is that in which it was subscribed last, and may have expired.
create table staff_push_subscription (
    id                bigint          not null primary key,
    staff_id          bigint          not null,
    session_id        bigint          not null,
    language          varchar(8)      not null,
    subscription_hash varbinary(32)   not null,
    content           varbinary(3000) not null,
    created_at        datetime(6)     not null,
    constraint staff_push_subscription_hash unique (subscription_hash)
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_push_subscription_member on staff_push_subscription (staff_id);

-- Notifications to be sent to devices. `not_before` is null while one is being sent.
create table staff_push_message (
    notification_id bigint      not null,
    subscription_id bigint      not null,
    not_before      datetime(6) null,
    queued_at       datetime(6) not null,
    primary key (notification_id, subscription_id)
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_push_message_due on staff_push_message (not_before);
create index staff_push_message_queued on staff_push_message (queued_at);

-- Browsers in which a member has signed in with both factors. Failures of others do not delay such a browser. It opens
-- nothing.
create table staff_device (
    token_hash varbinary(32) not null primary key,
    staff_id   bigint        not null,
    seen_at    datetime(6)   not null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_device_member on staff_device (staff_id, seen_at);

-- Failed sign-ins, by a keyed hash of the name that was typed, whether or not there is one, and of the address.
create table staff_failure (
    key_hash varbinary(32) not null primary key,
    failures int           not null,
    last_at  datetime(6)   not null,
    until_at datetime(6)   null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_failure_last on staff_failure (last_at);

-- One row, which every change of accounts locks first.
create table staff_door (
    id int not null primary key
) default charset utf8mb4 collate utf8mb4_bin;

-- Account on Telegram by which a member is known in the staff group.
create table staff_chat (
    staff_id  bigint        not null primary key,
    user_hash varbinary(32) not null,
    linked_at datetime(6)   not null,
    constraint staff_chat_user unique (user_hash)
) default charset utf8mb4 collate utf8mb4_bin;

-- Tickets ---------------------------------------------------------------------------------------------------------------

-- `fresh`: the person has written since a member of staff last looked. `waiting_since`: since when they wait for one.
-- `worked_seconds` is the working time used of the resolution target, up to `runs_since`; `due_at` is when a target is
-- missed next, `alarm_at` when that is to be recorded. `stuck` is where the person was when it opened. `changes` counts
-- changes, so that every node sees that there was one.
create table ticket (
    id                bigint           not null primary key,
    number            varchar(10)      not null,
    conversation_id   bigint           not null,
    session           varchar(16)      not null,
    application_id    bigint           null,
    topic             varchar(32)      not null,
    status            varchar(16)      not null,
    source            varchar(16)      not null,
    language          varchar(8)       not null,
    body              varbinary(20000) not null,
    stuck             varbinary(4000)  null,
    stuck_script      varchar(64)      null,
    stuck_step        varchar(64)      null,
    priority          int              not null,
    level             int              not null,
    assignee_id       bigint           null,
    assignee          varchar(100)     null,
    claimed_at        datetime(6)      null,
    first_claimed_at  datetime(6)      null,
    claim_seconds     bigint           null,
    fresh             boolean          not null,
    waiting_since     datetime(6)      null,
    opened_at         datetime(6)      not null,
    answered_at       datetime(6)      null,
    first_due_at      datetime(6)      null,
    first_answered_at datetime(6)      null,
    first_seconds     bigint           null,
    worked_seconds    bigint           not null,
    runs_since        datetime(6)      null,
    due_at            datetime(6)      null,
    alarm_at          datetime(6)      null,
    breaches          int              not null,
    snoozed_until     datetime(6)      null,
    resolved_at       datetime(6)      null,
    closes_at         datetime(6)      null,
    rating            int              null,
    rating_word       varbinary(9000)  null,
    merged_into       bigint           null,
    round             int              not null,
    changes           int              not null,
    changed_at        datetime(6)      null,
    restraint         varchar(8)       null,
    constraint ticket_number unique (number),
    constraint ticket_session unique (conversation_id, session)
) default charset utf8mb4 collate utf8mb4_bin;
/*!50100 alter table ticket modify body blob not null, modify rating_word blob null, modify stuck blob null */;
create index ticket_status on ticket (status, priority, due_at);
create index ticket_assignee on ticket (assignee_id, status);
create index ticket_alarm on ticket (alarm_at);
create index ticket_closes on ticket (closes_at);
create index ticket_snoozed on ticket (snoozed_until);
create index ticket_changed on ticket (changed_at);
create index ticket_application on ticket (application_id);
create index ticket_answered on ticket (first_answered_at);
create index ticket_opened on ticket (opened_at);
create index ticket_resolved on ticket (resolved_at);
create index ticket_claimed on ticket (first_claimed_at);
create index ticket_stuck on ticket (stuck_script, opened_at, stuck_step);

-- `line` is its number in the conversation. Until `recall_until` it can be taken back unseen.
create table ticket_answer (
    ticket_id    bigint           not null,
    seq          int              not null,
    staff_id     bigint           null,
    who          varchar(100)     not null,
    line         int              null,
    body         varbinary(20000) not null,
    created_at   datetime(6)      not null,
    edited_at    datetime(6)      null,
    recall_until datetime(6)      null,
    waited_since datetime(6)      null,
    primary key (ticket_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;
create index ticket_answer_created on ticket_answer (created_at);

-- What members of staff write for each other; sealed under the key of the person, and never sent.
create table ticket_note (
    ticket_id  bigint          not null,
    seq        int             not null,
    staff_id   bigint          not null,
    who        varchar(100)    not null,
    body       varbinary(9000) not null,
    created_at datetime(6)     not null,
    primary key (ticket_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;

create table ticket_tag (
    ticket_id bigint      not null,
    tag       varchar(40) not null,
    primary key (ticket_id, tag)
) default charset utf8mb4 collate utf8mb4_bin;
create index ticket_tag_tag on ticket_tag (tag);

-- Every target that was missed. `round` counts how often the ticket was reopened before.
create table ticket_breach (
    ticket_id  bigint      not null,
    kind       varchar(16) not null,
    round      int         not null,
    priority   int         not null,
    level      int         not null,
    due_at     datetime(6) not null,
    created_at datetime(6) not null,
    primary key (ticket_id, kind, round)
) default charset utf8mb4 collate utf8mb4_bin;
create index ticket_breach_created on ticket_breach (created_at);

-- Lines of a conversation that were said while staff had it by a ticket: those after `from_line`, up to `to_line`, which is
-- null while they have it.
create table ticket_hold (
    ticket_id       bigint not null,
    conversation_id bigint not null,
    from_line       int    not null,
    to_line         int    null,
    primary key (ticket_id, from_line)
) default charset utf8mb4 collate utf8mb4_bin;
create index ticket_hold_conversation on ticket_hold (conversation_id, to_line);

-- Measures of staff against abuse. Without a ticket (0) the person is blocked.
create table ticket_restraint (
    conversation_id bigint       not null,
    ticket_id       bigint       not null,
    kind            varchar(8)   not null,
    reason          varchar(16)  not null,
    who             varchar(100) not null,
    created_at      datetime(6)  not null,
    ends_at         datetime(6)  null,
    primary key (conversation_id, ticket_id)
) default charset utf8mb4 collate utf8mb4_bin;
create index ticket_restraint_ticket on ticket_restraint (ticket_id);

-- How two tickets were before one was merged into the other; nothing personal.
create table ticket_merge (
    ticket_id    bigint        not null primary key,
    before_merge varchar(2000) not null
) default charset utf8mb4 collate utf8mb4_bin;

-- Members of staff who look at a ticket or application now. Rows are good for seconds.
create table case_presence (
    case_id   bigint       not null,
    staff_id  bigint       not null,
    who       varchar(100) not null,
    typing    boolean      not null,
    seen_at   datetime(6)  not null,
    primary key (case_id, staff_id)
) default charset utf8mb4 collate utf8mb4_bin;
create index case_presence_seen on case_presence (seen_at);

-- Tickets of persons who had proved nothing when they opened them. `removed_at` is set when staff removed it with others of
-- its network.
create table ticket_unproved (
    ticket_id    bigint        not null primary key,
    network_hash varbinary(32) null,
    created_at   datetime(6)   not null,
    removed_at   datetime(6)   null
) default charset utf8mb4 collate utf8mb4_bin;
create index ticket_unproved_network on ticket_unproved (network_hash, created_at);

-- Members of staff who are at the desk, and what they can take. Lists by commas; an empty one is all.
create table desk_member (
    staff_id  bigint       not null primary key,
    who       varchar(100) not null,
    languages varchar(100) not null,
    topics    varchar(500) not null,
    takes     boolean      not null,
    seen_at   datetime(6)  not null
) default charset utf8mb4 collate utf8mb4_bin;

-- Prepared answers: of all, whose owner is 0, or of one member. A macro also sets a tag (else empty) or a state.
create table canned_reply (
    id         bigint        not null primary key,
    owner_id   bigint        not null,
    folder     varchar(60)   not null,
    name       varchar(80)   not null,
    en         varchar(3000) not null,
    ur         varchar(3000) not null,
    ur_latn    varchar(3000) not null,
    tag        varchar(40)   not null,
    then_state varchar(16)   null,
    who        varchar(100)  not null,
    changed_at datetime(6)   not null,
    constraint canned_reply_name unique (owner_id, name)
) default charset utf8mb4 collate utf8mb4_bin;

-- Staff group on Telegram -----------------------------------------------------------------------------------------------

-- The topic of a ticket, and how far it was told there: of the ticket's changes, the lines of its conversation, what the
-- person wrote into it (characters), its answers, and who has it and where it stands.
create table staff_topic (
    ticket_id    bigint       not null primary key,
    chat         bigint       not null,
    thread       int          null,
    closed       boolean      not null,
    told_changes int          not null,
    told_line    int          not null,
    told_body    int          not null,
    told_answer  int          not null,
    told_phase   varchar(300) not null,
    gone         boolean      not null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_topic_thread on staff_topic (chat, thread);
create index staff_topic_open on staff_topic (closed, gone);

-- Which message of the group became which line of the conversation. `changed_line` when a change of it had to be a message
-- of its own.
create table staff_topic_message (
    chat         bigint not null,
    message      int    not null,
    ticket_id    bigint not null,
    line         int    not null,
    changed_line int    null,
    primary key (chat, message)
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_topic_message_ticket on staff_topic_message (ticket_id, line);

-- What is still to be said in a topic to members of staff; nothing personal. `message` is what it answers.
create table staff_topic_remark (
    id        bigint        not null auto_increment primary key,
    ticket_id bigint        not null,
    message   int           null,
    body      varchar(1000) not null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_topic_remark_ticket on staff_topic_remark (ticket_id);

-- Lines from the group of which it is not known yet whether they arrived.
create table staff_topic_watch (
    ticket_id       bigint not null,
    conversation_id bigint not null,
    line            int    not null,
    message         int    null,
    primary key (ticket_id, line)
) default charset utf8mb4 collate utf8mb4_bin;
