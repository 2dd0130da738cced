/// Tickets as a group of staff works on them elsewhere than in the console: one topic for each. What is to be told
/// there is not queued but derived, from how far a topic was told already ([TopicUpdateCollector]); what members say
/// there goes the same way as what they do in the console ([TopicCommandService]). Which group it is, and how it is
/// spoken to, a door knows.
package pk.rahnuma.ticket.topic;
