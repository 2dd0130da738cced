/// Tickets as their customers see them: those that they know of, with the messages of both sides.
package pk.rahnuma.ticket.customer;
