-- A person who turned out to be another one (docs/joining.md). A row that waits expires; one that is done stays as long
-- as the person who stays, because the log of the other belongs to their data.
create table person_joining (
    id          bigint      not null primary key,
    from_person bigint      not null,
    to_person   bigint      not null,
    state       varchar(8)  not null,
    line_offset int         not null,
    created_at  datetime(6) not null,
    joined_at   datetime(6) null
) default charset utf8mb4 collate utf8mb4_bin;
create index person_joining_from on person_joining (from_person);
create index person_joining_to on person_joining (to_person);
create index person_joining_state on person_joining (state, created_at);
