-- guidance: versions of scripts that an operator has retired. They are not loaded, and whoever is in the middle of one
-- goes on with the newest.
alter table script_flow add column retired_at datetime(6) null;
alter table script_flow add column retired_by varchar(100) null;
