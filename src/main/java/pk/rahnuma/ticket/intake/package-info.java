/// Opening of tickets by scripts, for messages that could not be processed, for stuck customers and by staff; and the
/// waiting time that people can expect. Scripts reach it by its actions, the console by its services.
///
/// A ticket of a person without a proved address waits until they prove one ([UnprovedTicketService]).
package pk.rahnuma.ticket.intake;
