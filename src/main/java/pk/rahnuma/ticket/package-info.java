/// Tickets: what a human must answer, and the conversations that humans have. Here are the words, which know no table.
///
///     NEW → OPEN ⇄ WAITING_USER, WAITING_ISP, WAITING_PTA → RESOLVED → CLOSED (rated, or five days)
///             ↖            REOPENED            ↙
///
/// A ticket has a number like an application's reference that begins with `T`, a priority, a level of escalation, and
/// clocks on the working calendar ([SlaClock]) that stand still while the person must act.
///
/// Tickets come from a script, from a message that could not be worked on, from a missed target, from a question at
/// which somebody failed for the third time ([pk.rahnuma.messaging.conversation.ConversationListener]), and from staff.
///
/// A conversation is the bot's, or by a ticket a human's: the row of the conversation names that ticket (`held_by`),
/// and it changes under the conversation's lock alone. While a human has it, a turn stores what the person writes and
/// says nothing, but for their own cancel, menu and status; [pk.rahnuma.messaging.conversation.ConversationListener]
/// tells this room of it. To hand it back is a turn too ([pk.rahnuma.messaging.conversation.BotConversationService]):
/// the bot says so, and asks again what it asked last.
///
/// The packages within stand on one another, and all of them on this one:
///
///     topics                  tickets as a group of staff works on them elsewhere
///     watch                   what the clock does: breaches, closing, the queue of those who are gone
///     work   desk             what staff do, and who of them is there
///     intake                  how tickets come in
///     records                 the tables, and the [TicketListener]'s feed
package pk.rahnuma.ticket;
