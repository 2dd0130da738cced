-- documents: files that people sent as answers. The content lies sealed in chunks; what they called it is sealed too.
-- A document that belongs to an application is kept with it, others for a while.
create table document (
    id           bigint         not null primary key,
    subject_id   bigint         not null,
    kind         varchar(8)     not null,
    name         varbinary(600) not null,
    size         int            not null,
    chunks       int            not null,
    attached_at  datetime(6)    null,
    created_at   datetime(6)    not null
) default charset utf8mb4 collate utf8mb4_bin;
create index document_subject on document (subject_id);
create index document_created on document (created_at);

create table document_chunk (
    document_id bigint           not null,
    seq         int              not null,
    body        varbinary(50000) not null,
    primary key (document_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;

-- post: files that a channel still has, to be fetched outside of turns. `place` orders those of one turn.
create table download (
    id              bigint          not null primary key,
    conversation_id bigint          not null,
    chat_id         bigint          not null,
    place           int             not null,
    body            varbinary(4000) not null,
    attempts        int             not null,
    not_before      datetime(6)     not null,
    created_at      datetime(6)     not null
) default charset utf8mb4 collate utf8mb4_bin;
create index download_due on download (not_before);
create index download_conversation on download (conversation_id);
