/// Tickets in the console: the queue, and the page of a ticket with its conversation.
package pk.rahnuma.console.ticket;
