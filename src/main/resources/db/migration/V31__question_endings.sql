-- faq: how questions ended, and whether the answers helped. As in missed_question, nothing leads from a row to a person, and
-- rows are only added.
create table question_ending (
    id       bigint      not null primary key,
    asked_on datetime(6) not null,
    language varchar(8)  not null,
    ending   varchar(16) not null,
    topic    varchar(32) null
) default charset utf8mb4 collate utf8mb4_bin;
create index question_ending_day on question_ending (asked_on);
