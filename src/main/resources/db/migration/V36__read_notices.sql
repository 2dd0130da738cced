-- messaging: number of the last notice that a person has marked as read in an app; null before the first.
alter table conversation add column read_line int null;
