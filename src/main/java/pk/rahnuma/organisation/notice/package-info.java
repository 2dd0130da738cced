/// Notices to members of organisations, sent by a job once a member's conversation is free.
package pk.rahnuma.organisation.notice;
