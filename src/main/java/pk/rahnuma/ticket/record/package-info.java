/// The tables of tickets, and the feed that tells what changed in them.
package pk.rahnuma.ticket.record;
