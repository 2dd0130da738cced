/// How tickets come in: by scripts, by messages that could not be worked on, by missed targets, by staff; and what
/// people may expect then.
package pk.rahnuma.ticket.intake;
