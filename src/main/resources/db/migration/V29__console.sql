-- support: forms of the console that were sent, by the key that the page made for each, so that one that comes twice is done
-- once, whichever node it reaches. Kept for a day.
create table form_submission (
    staff_id       bigint       not null,
    submission_key varchar(64)  not null,
    result         varchar(200) not null,
    created_at     datetime(6)  not null,
    primary key (staff_id, submission_key)
) default charset utf8mb4 collate utf8mb4_bin;
create index form_submission_created on form_submission (created_at);

-- support: until when an answer can be taken back before anybody has seen it, and since when the person had waited for it.
alter table ticket_answer add column recall_until datetime(6) null;
alter table ticket_answer add column waited_since datetime(6) null;

-- support: of a ticket that went into another, how both were before; nothing personal. Not a column of ticket: on MariaDB a batch
-- that an older node prepared fails once its table is changed.
create table ticket_merge (
    ticket_id    bigint        not null primary key,
    before_merge varchar(2000) not null
) default charset utf8mb4 collate utf8mb4_bin;
