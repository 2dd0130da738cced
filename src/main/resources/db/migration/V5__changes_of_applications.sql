-- registration: names of the answers that the applicant is asked for, by commas; null when nothing is asked. Not a varchar,
-- for which the row has no room left.
alter table application add column asked longtext null;

-- registration: answers beside those in force, sealed as those are. OLD ones were replaced by the event of that number in
-- the application's history, PENDING ones were sent with it and wait to be decided, REFUSED ones will not come.
create table application_version (
    application_id bigint           not null,
    seq            int              not null,
    state          varchar(8)       not null,
    answers        varbinary(60000) not null,
    created_at     datetime(6)      not null,
    primary key (application_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;
