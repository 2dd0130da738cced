/// Agents at the desk, viewers of tickets, and prepared replies. Used by the ticket packages and the console.
package pk.rahnuma.ticket.agent;
