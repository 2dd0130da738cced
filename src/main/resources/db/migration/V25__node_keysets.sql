-- node: ids of the wrapping keys that it holds, by commas, so that none is retired while a node knows it alone. Null from a version that
-- does not tell.
alter table node add column wrapping_keys varchar(200) null;
