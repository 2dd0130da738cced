/// Notices to members of organisations, sent by a job once a member's conversation is free; and the numbers of
/// organisations, whose owners hear when an application of another one names them
/// ([pk.rahnuma.organisation.notice.RegistrationNumberService]).
package pk.rahnuma.organisation.notice;
