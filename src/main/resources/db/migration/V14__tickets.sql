-- turn: the ticket whose member of staff owns this conversation; null while the bot does.
alter table conversation add column held_by bigint null;

-- support: what the desk works by. `state` stays beside `status` for nodes of the version before, which know NEW and ANSWERED
-- only; what they open is NEW here.
alter table ticket add column status varchar(16) not null default 'NEW';
alter table ticket add column source varchar(16) not null default 'SCRIPT';
alter table ticket add column priority int not null default 3;
alter table ticket add column level int not null default 0;
alter table ticket add column assignee_id bigint null;
alter table ticket add column assignee varchar(100) null;
alter table ticket add column claimed_at datetime(6) null;
-- Whether the person has written since a member of staff last looked, and since when they wait for one.
alter table ticket add column fresh boolean not null default false;
alter table ticket add column waiting_since datetime(6) null;
alter table ticket add column first_answered_at datetime(6) null;
alter table ticket add column first_seconds bigint null;
-- Clocks: working time used of the resolution target up to `runs_since`; which target is missed next, and when.
alter table ticket add column worked_seconds bigint not null default 0;
alter table ticket add column runs_since datetime(6) null;
alter table ticket add column first_due_at datetime(6) null;
alter table ticket add column due_at datetime(6) null;
alter table ticket add column alarm_at datetime(6) null;
alter table ticket add column breaches int not null default 0;
alter table ticket add column snoozed_until datetime(6) null;
alter table ticket add column resolved_at datetime(6) null;
alter table ticket add column closes_at datetime(6) null;
alter table ticket add column rating int null;
alter table ticket add column rating_word varbinary(9000) null;
alter table ticket add column merged_into bigint null;
alter table ticket add column round int not null default 0;
-- Where the person was stuck when it opened, sealed under their key.
alter table ticket add column stuck varbinary(4000) null;
-- Counts changes, so that every node sees that there was one.
alter table ticket add column changes int not null default 0;
alter table ticket add column changed_at datetime(6) null;

update ticket set status = 'WAITING_USER', first_answered_at = answered_at where state = 'ANSWERED';
update ticket set waiting_since = opened_at, due_at = opened_at where state = 'NEW';
update ticket set priority = 1 where topic = 'line_blocked';
update ticket set priority = 2 where topic in ('complaint', 'dead_letter', 'my_application');

create index ticket_status on ticket (status, priority, due_at);
create index ticket_assignee on ticket (assignee_id, status);
create index ticket_alarm on ticket (alarm_at);
create index ticket_closes on ticket (closes_at);
create index ticket_snoozed on ticket (snoozed_until);
create index ticket_changed on ticket (changed_at);
create index ticket_application on ticket (application_id);
create index ticket_answered on ticket (first_answered_at);

-- support: which lines of the conversation carry an answer, and who wrote it.
alter table ticket_answer add column staff_id bigint null;
alter table ticket_answer add column line int null;
alter table ticket_answer add column edited_at datetime(6) null;
create index ticket_answer_created on ticket_answer (created_at);

-- support: what members of staff write for each other. Nobody sends it; it lies sealed under the person's key.
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

-- support: every target that was missed. `round` counts how often the ticket was reopened before.
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

-- support: who looks at a ticket just now, and who types. Rows are good for seconds.
create table ticket_presence (
    ticket_id bigint       not null,
    staff_id  bigint       not null,
    who       varchar(100) not null,
    typing    boolean      not null,
    seen_at   datetime(6)  not null,
    primary key (ticket_id, staff_id)
) default charset utf8mb4 collate utf8mb4_bin;
create index ticket_presence_seen on ticket_presence (seen_at);

-- support: members of staff who are at the desk, and what they can take. Lists by commas; an empty one is all.
create table desk_member (
    staff_id  bigint       not null primary key,
    who       varchar(100) not null,
    languages varchar(100) not null,
    topics    varchar(500) not null,
    takes     boolean      not null,
    seen_at   datetime(6)  not null
) default charset utf8mb4 collate utf8mb4_bin;

-- support: answers that are at hand.
create table canned_reply (
    id         bigint        not null primary key,
    name       varchar(80)   not null,
    en         varchar(3000) not null,
    ur         varchar(3000) not null,
    ur_latn    varchar(3000) not null,
    who        varchar(100)  not null,
    changed_at datetime(6)   not null,
    constraint canned_reply_name unique (name)
) default charset utf8mb4 collate utf8mb4_bin;

-- registration: days on which nobody works, as 2026-12-25, beside those of the setting.
create table holiday (
    off_on     varchar(10)  not null primary key,
    name       varchar(100) not null,
    who        varchar(100) not null,
    created_at datetime(6)  not null
) default charset utf8mb4 collate utf8mb4_bin;
