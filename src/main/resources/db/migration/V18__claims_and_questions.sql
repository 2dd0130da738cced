-- support: when somebody took a ticket first, and the working time until then. Tickets from before tell neither.
alter table ticket add column first_claimed_at datetime(6) null;
alter table ticket add column claim_seconds bigint null;
create index ticket_claimed on ticket (first_claimed_at);

-- support: the question of which form the person stood at when they asked for a human, so that it can be counted. What was
-- asked there, and how often they failed, stays sealed in `stuck`.
alter table ticket add column stuck_script varchar(64) null;
alter table ticket add column stuck_step varchar(64) null;
create index ticket_stuck on ticket (stuck_script, opened_at, stuck_step);
