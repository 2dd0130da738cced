-- staff: all roles of an account, by blanks. Null where an older version wrote the account; `role` has the one that it reads,
-- and says which roles the account has wherever the two do not fit.
alter table staff add column roles varchar(100) null;
