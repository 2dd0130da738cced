/// Tickets in a Telegram group of staff: one topic for each. News is not queued but derived from the progress that is
/// stored for a topic ([TopicUpdateCollector], [ForumTopicService]); commands of staff there run like those of the
/// console ([TopicAnswerService], [TopicCommandService]). The Telegram adapter knows the group and sends the messages.
package pk.rahnuma.ticket.topic;
