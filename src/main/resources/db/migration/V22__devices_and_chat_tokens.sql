-- staff: browsers in which a member has signed in with both factors, by a keyed hash of what their cookie holds. Failures of
-- others do not make such a browser wait. It opens nothing.
create table staff_device (
    token_hash varbinary(32) not null primary key,
    staff_id   bigint        not null,
    seen_at    datetime(6)   not null
) default charset utf8mb4 collate utf8mb4_bin;
create index staff_device_member on staff_device (staff_id, seen_at);

-- post: tokens of chats of the page, one for each device. The row of the first token of a chat has the hash that the chat
-- itself has, by which nodes of the version before find it. What is told of the device is sealed under the key of the
-- person; days only, no times.
create table chat_token (
    id              bigint         not null primary key,
    chat_id         bigint         not null,
    conversation_id bigint         not null,
    token_hash      varbinary(32)  not null,
    device          varbinary(300) not null,
    created_on      date           not null,
    seen_on         date           not null,
    constraint chat_token_hash unique (token_hash)
) default charset utf8mb4 collate utf8mb4_bin;
create index chat_token_chat on chat_token (chat_id);
create index chat_token_conversation on chat_token (conversation_id);
