/// Agents at the desk, viewers of tickets, and texts that staff prepare: replies and the banner. Used by the ticket
/// packages and the console.
package pk.rahnuma.ticket.agent;
