/// The tables of tickets, and the feed of their changes. Used by the ticket packages; other packages read lists and
/// statistics here.
package pk.rahnuma.ticket.record;
