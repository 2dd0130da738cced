-- post: words to everybody, in every language; the newest that is neither over nor taken back is shown.
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

-- turn: the banner that this person has read.
alter table conversation add column banner_id bigint null;
