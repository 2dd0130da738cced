-- messaging: network that a chat was opened from, as a keyed hash, so that what chats of one network do can be counted. Chats
-- that were opened before, or by the desk, have none.
create table chat_network (
    chat_id      bigint        not null primary key,
    network_hash varbinary(32) not null
) default charset utf8mb4 collate utf8mb4_bin;

-- support: tickets of persons who had proved nothing when they opened them; the row goes when they do. `removed_at` is set when
-- staff removed it with others of its network.
create table ticket_unproved (
    ticket_id    bigint        not null primary key,
    network_hash varbinary(32) null,
    created_at   datetime(6)   not null,
    removed_at   datetime(6)   null
) default charset utf8mb4 collate utf8mb4_bin;
create index ticket_unproved_network on ticket_unproved (network_hash, created_at);
