-- documents: what a picture is like, sealed under its own key; none for other files and those kept before. Not a column of
-- document: on MariaDB a batch that an older node prepared fails once its table is changed.
create table document_picture (
    document_id bigint         not null primary key,
    picture     varbinary(200) not null
) default charset utf8mb4 collate utf8mb4_bin;
