-- person: results of requests of programs that carried an `Idempotency-Key`, so that a repeat gets the same result and takes effect
-- once. Key and request are kept as keyed hashes, the result is sealed under the key of the person.
create table idempotent_request (
    id              bigint           not null primary key,
    conversation_id bigint           not null,
    key_hash        varbinary(16)    not null,
    request_hash    varbinary(32)    not null,
    result          varbinary(61000) not null,
    created_at      datetime(6)      not null,
    constraint idempotent_request_key unique (conversation_id, key_hash)
) default charset utf8mb4 collate utf8mb4_bin;
/*!50100 alter table idempotent_request modify result blob not null */;
create index idempotent_request_age on idempotent_request (created_at);

-- messaging: the first eight bytes of a keyed hash of what an update of a program said, to refuse its id for another. A node of before
-- leaves it null.
alter table seen add column content_hash bigint null;
