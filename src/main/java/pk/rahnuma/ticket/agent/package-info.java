/// The desk itself: who of the staff is there, who looks at what, which answers are at hand.
package pk.rahnuma.ticket.agent;
