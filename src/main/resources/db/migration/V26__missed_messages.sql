-- post: what a notice, or an answer of staff, is about: the number of an application, ticket, organisation or person. Of those that a
-- person missed while they had blocked the bot, the last one about each thing is sent when they return. Null for all other lines.
alter table message add column about bigint null;
