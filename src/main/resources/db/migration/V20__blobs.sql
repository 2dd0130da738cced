-- MySQL and MariaDB copy a row at its greatest length several times whenever they write or read it, 60 kB for a state of
-- 400 bytes; a blob they hold by a pointer. H2, which does not, takes what follows for comments.
/*!50100 alter table conversation modify state blob null */;
/*!50100 alter table message modify body blob not null */;
/*!50100 alter table ticket modify body blob not null, modify rating_word blob null, modify stuck blob null */;
/*!50100 alter table application modify answers blob not null */;
