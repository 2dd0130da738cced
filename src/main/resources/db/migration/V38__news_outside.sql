-- persons: channels outside of the chat by which a person wants news. stop_hash finds the row by the link in an e-mail.
create table news_preference (
    person_id  bigint        not null,
    channel    varchar(8)    not null,
    wanted     boolean       not null,
    stop_hash  varbinary(32) not null,
    changed_at datetime(6)   not null,
    primary key (person_id, channel),
    constraint news_preference_stop unique (stop_hash)
) default charset utf8mb4 collate utf8mb4_bin;

-- persons: news of a change of an application, to be sent or sent outside of the chat. It names the application and its status alone:
-- the address is looked up when it is sent. target is 0, or one of several addresses of the channel.
create table status_news (
    id         bigint       not null primary key,
    about      bigint       not null,
    change_no  int          not null,
    person_id  bigint       not null,
    channel    varchar(8)   not null,
    target     bigint       not null,
    reference  varchar(16)  not null,
    status     varchar(20)  not null,
    language   varchar(8)   not null,
    state      varchar(8)   not null,
    attempts   int          not null,
    not_before datetime(6)  not null,
    failure    varchar(200) null,
    created_at datetime(6)  not null,
    settled_at datetime(6)  null,
    constraint status_news_once unique (about, change_no, person_id, channel, target)
) default charset utf8mb4 collate utf8mb4_bin;
create index status_news_due on status_news (state, not_before);
create index status_news_person on status_news (person_id);
create index status_news_created on status_news (created_at);

-- persons: browsers and apps that get news by web push. content is sealed under the person's key; the hash is over the address and the
-- keys, which only that browser has.
create table push_subscription (
    id                bigint          not null primary key,
    person_id         bigint          not null,
    subscription_hash varbinary(32)   not null,
    content           varbinary(3000) not null,
    created_at        datetime(6)     not null,
    constraint push_subscription_hash unique (subscription_hash)
) default charset utf8mb4 collate utf8mb4_bin;
create index push_subscription_person on push_subscription (person_id);
