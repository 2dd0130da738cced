-- vault: how far the sealed values of each column are bound to their rows, for `keyset bind`: the last row that was looked at, and
-- how many values open in neither form. No row: nobody has begun.
create table sealed_column (
    name        varchar(64)   not null primary key,
    last_key    varbinary(64) null,
    looked      bigint        not null,
    failed      bigint        not null,
    finished_at datetime(6)   null
) default charset utf8mb4 collate utf8mb4_bin;
