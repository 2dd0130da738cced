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

-- documents: files that arrive in parts, until they are complete. Parts are sealed under the key of the person; `received` is where
-- the next begins.
create table file_upload (
    id         bigint         not null primary key,
    subject_id bigint         not null,
    name       varbinary(600) not null,
    size       int            not null,
    received   int            not null,
    parts      int            not null,
    created_at datetime(6)    not null
) default charset utf8mb4 collate utf8mb4_bin;
create index file_upload_subject on file_upload (subject_id);
create index file_upload_created on file_upload (created_at);

create table file_upload_part (
    upload_id  bigint           not null,
    seq        int              not null,
    subject_id bigint           not null,
    body       varbinary(50000) not null,
    primary key (upload_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;
/*!50100 alter table file_upload_part modify body blob not null */;
create index file_upload_part_subject on file_upload_part (subject_id);
