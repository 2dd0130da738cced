/// Administration of the desk: members of staff and their sign-in, canned replies, the calendar, the banner, failed
/// messages, figures, and the audit log.
package pk.rahnuma.console.admin;
