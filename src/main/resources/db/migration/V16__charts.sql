-- What charts count by. Of the trail all that they read is in the index.
create index application_submitted on application (submitted_at);
create index application_event_created on application_event (created_at, to_status);
create index ticket_opened on ticket (opened_at);
create index ticket_resolved on ticket (resolved_at);
create index trail_script on trail (script, created_at, language, from_step, exit_kind, to_step);
