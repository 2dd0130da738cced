/// Mirror of tickets in a Telegram group of staff: one topic for each. News is not queued but derived from the progress
/// that is stored for a topic ([TopicUpdateCollector], [ForumTopicService]); answers and commands of staff there run
/// like those of the console ([TopicAnswerService], [TopicCommandService]). [pk.rahnuma.telegram.group] sends and
/// receives the messages. The tables `staff_topic...` hold only the progress of this mirror, so that they belong to the
/// adapter.
package pk.rahnuma.telegram.topic;
