/// Actions of staff on tickets (claim, answer, sort, close), each under the lock of the person and with an entry in the
/// audit log; the timers of tickets; agents at the desk, viewers of tickets, and texts that staff prepare (replies and
/// the banner). Used by the console, the command line and the staff group. Persons reach their
/// own by [CustomerTicketService].
package pk.rahnuma.ticket.work;
