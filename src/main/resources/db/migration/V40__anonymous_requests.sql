-- person: results of requests without a known person that carried an `Idempotency-Key`. The key is kept as a keyed hash; the result is
-- encrypted with a key made of a secret of the installation, the client's key and the request, which are not stored. The row is
-- inserted first, in the transaction of the request, so that the same request at the same time waits for it.
create table anonymous_request (
    id         bigint          not null primary key,
    key_hash   varbinary(32)   not null,
    result     varbinary(2000) not null,
    created_at datetime(6)     not null,
    constraint anonymous_request_key unique (key_hash)
) default charset utf8mb4 collate utf8mb4_bin;
create index anonymous_request_age on anonymous_request (created_at);
