-- post: messages that are about something: a notice, or an answer of staff, about an application, ticket, organisation or person.
-- Of those that a person missed while they had blocked the bot, the last one about each thing is sent when they return. Not a
-- column of message: on MariaDB a batch that an older node prepared fails once its table is changed.
create table message_about (
    conversation_id bigint not null,
    seq             int    not null,
    about           bigint not null,
    primary key (conversation_id, seq)
) default charset utf8mb4 collate utf8mb4_bin;
