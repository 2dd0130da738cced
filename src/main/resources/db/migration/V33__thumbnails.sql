-- documents: a small picture of a photo, sealed under the key of its document; none for photos kept before. Rows of this table are
-- written one by one, and a node of before names its own columns only.
alter table document_picture add column thumbnail varbinary(17000) null;
