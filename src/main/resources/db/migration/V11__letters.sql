-- turn: the chat that a message which could not be worked on came from, so that it is answered there when it is tried again;
-- null when the house itself began, or it was parked before this.
alter table dead_letter add column chat_id bigint null;
