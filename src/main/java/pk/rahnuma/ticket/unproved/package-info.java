/// Tickets of persons who have proved nothing about themselves: a chat of the page costs nothing, so that one stranger
/// can open any number of them. Such tickets are limited by network and in all, and wait in a lane of their own, behind
/// those of persons who have proved something. Used by the other ticket packages.
package pk.rahnuma.ticket.unproved;
