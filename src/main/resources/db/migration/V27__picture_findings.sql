-- documents: what a picture is like, sealed under its own key; null for other files and those kept before.
alter table document add column picture varbinary(200) null;
