/// Tickets: questions and problems that staff must handle, and the conversations that staff hold. This package has the
/// model, the tables, and the feed of [TicketsChangedEvent]s.
///
///     NEW → OPEN ⇄ WAITING_USER, WAITING_ISP, WAITING_PTA → RESOLVED → CLOSED (rated, or five days)
///             ↖            REOPENED            ↙
///
/// A ticket has a number like an application's reference that begins with `T`, a priority, a level of escalation, and
/// clocks on the working calendar ([SlaClock]) that pause while the person must act.
///
/// Tickets are opened by scripts, for messages that could not be processed, for a question that a person failed for the
/// third time ([pk.rahnuma.messaging.conversation.ConversationListener]), and by staff.
///
/// A conversation belongs to the bot, or to a member of staff by a ticket: the conversation's row names that ticket
/// (`held_by`), which changes only under the conversation's lock. During a handover, a turn stores the person's
/// messages and replies only to their own cancel, menu and status;
/// [pk.rahnuma.messaging.conversation.ConversationListener] notifies this package. Handing back is a turn too
/// ([pk.rahnuma.messaging.conversation.BotConversationService]): the bot says so and repeats its last question.
///
/// Packages inside, the upper ones use the lower ones, and all use this one:
///
///     topic                   tickets in a Telegram group of staff
///     work                    actions of staff on tickets, timers, agents at the desk, prepared replies
///     intake                  opening of tickets
package pk.rahnuma.ticket;
