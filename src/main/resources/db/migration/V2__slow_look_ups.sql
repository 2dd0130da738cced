-- turn: before this, nothing more that is said in a conversation may be heard.
alter table conversation add column held_until datetime(6) null;

-- registration: references that were looked up in vain, whether anybody has them or not. The hash is keyed.
create table reference_failure (
    reference_hash varbinary(32) not null,
    id             bigint        not null,
    failed_at      datetime(6)   not null,
    primary key (reference_hash, id)
) default charset utf8mb4 collate utf8mb4_bin;
create index reference_failure_at on reference_failure (failed_at);
