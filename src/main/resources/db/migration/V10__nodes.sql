-- node: servers that run on this database. Whoever has no row is no more; the beat is told apart from the one before, never
-- compared with another clock.
create table node (
    id         bigint      not null primary key,
    started_at datetime(6) not null,
    seen_at    datetime(6) not null
) default charset utf8mb4 collate utf8mb4_bin;

-- node: what one of them does for all, as long as it has a row above.
create table lease (
    name    varchar(32) not null primary key,
    node_id bigint      null
) default charset utf8mb4 collate utf8mb4_bin;

-- post: the node that sends what is said here; null, or one that is no more, is nobody. Since when others have left lines
-- for it that it may not know of; null when there are none.
alter table conversation add column node_id bigint null;
alter table conversation add column left_at datetime(6) null;
create index conversation_left on conversation (left_at);
