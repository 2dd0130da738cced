/// Actions of staff on tickets (claim, answer, sort, close), each under the lock of the person and with an entry in the
/// audit log; and the timers of tickets. Used by the console, the command line and the staff group. Persons reach their
/// own by [CustomerTicketService].
package pk.rahnuma.ticket.work;
