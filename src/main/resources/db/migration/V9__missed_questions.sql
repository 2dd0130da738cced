-- guidance: questions that were not understood, in the desk's own words alone, for those who write answers. Nothing leads
-- from a row to a person: it has a day, no time, and a number of its own. Rows are only added, so that no turn waits here for
-- another.
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
