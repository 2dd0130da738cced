-- support: which lines of a conversation were said while a human had it by a ticket: those after `from_line`, up to `to_line`,
-- which is null while they have it. Holds of the version before are not in it.
create table ticket_hold (
    ticket_id       bigint not null,
    conversation_id bigint not null,
    from_line       int    not null,
    to_line         int    null,
    primary key (ticket_id, from_line)
) default charset utf8mb4 collate utf8mb4_bin;
create index ticket_hold_conversation on ticket_hold (conversation_id, to_line);

insert into ticket_hold (ticket_id, conversation_id, from_line)
select held_by, id, last_seq from conversation where held_by is not null;

-- support: the topic of a ticket in the staff's group on Telegram, and how far it was told there: of the ticket's changes, of the
-- lines of its conversation, of what the person wrote into it (characters), of its answers, of who has it and where it stands.
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

-- support: which message of the group became which line of the conversation; `changed_line` when a change of it had to be a
-- message of its own.
create table staff_topic_message (
    chat         bigint not null,
    message      int    not null,
    ticket_id    bigint not null,
    line         int    not null,
    changed_line int    null,
    primary key (chat, message)
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_topic_message_ticket on staff_topic_message (ticket_id, line);

-- support: what is still to be said in a topic to members of staff; nothing personal. `message` is what it answers.
create table staff_topic_remark (
    id        bigint        not null auto_increment primary key,
    ticket_id bigint        not null,
    message   int           null,
    body      varchar(1000) not null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_topic_remark_ticket on staff_topic_remark (ticket_id);

-- support: lines from the group of which it is not known yet whether they arrived.
create table staff_topic_watch (
    ticket_id       bigint not null,
    conversation_id bigint not null,
    line            int    not null,
    message         int    null,
    primary key (ticket_id, line)
) default charset utf8mb4 collate utf8mb4_bin;

-- staff: by which account on Telegram a member is known in the staff's group, as a keyed hash; and the code that links one.
create table staff_chat (
    staff_id  bigint        not null primary key,
    user_hash varbinary(32) not null,
    linked_at datetime(6)   not null,
    constraint staff_chat_user unique (user_hash)
) default charset utf8mb4 collate utf8mb4_bin;

create table staff_chat_code (
    staff_id   bigint        not null primary key,
    code_hash  varbinary(32) not null,
    expires_at datetime(6)   not null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_chat_code_hash on staff_chat_code (code_hash);
