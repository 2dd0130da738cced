/// Tickets in the console: the queue, and one of them with the conversation that it belongs to.
package pk.rahnuma.console.ticket;
