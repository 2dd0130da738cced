/// Tickets in a Telegram group of staff: one topic for each. News is not queued but derived from the progress that is
/// stored for a topic ([TopicUpdateCollector], [ForumTopicService]); answers and commands of staff there run like those
/// of the console ([TopicAnswerService], [TopicCommandService]). The Telegram adapter knows the group, its texts and
/// its limits; the progress is stored beside the tickets, with whose tables its queries join.
package pk.rahnuma.ticket.topic;
