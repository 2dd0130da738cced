-- messaging: calls of sessions that wait for something outside of the desk. A row is written by the turn that made the call, and
-- deleted once its outcome is committed. The body is sealed under the conversation's subject; its arguments come from the
-- conversation's state, and have the same limit.
create table deferred_call (
    id              bigint           not null primary key,
    conversation_id bigint           not null,
    chat_id         bigint           not null,
    body            varbinary(60000) not null,
    attempts        int              not null,
    not_before      datetime(6)      not null,
    created_at      datetime(6)      not null
) default charset utf8mb4 collate utf8mb4_bin;
/*!50100 alter table deferred_call modify body blob not null */;
create index deferred_call_due on deferred_call (not_before);
create index deferred_call_conversation on deferred_call (conversation_id);
