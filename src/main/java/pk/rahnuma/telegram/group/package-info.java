/// Staff group on Telegram in which agents can work: a topic for each ticket. Off unless the operator configures a
/// group.
///
///     TicketsChangedEvent → ForumTopicPublisher → TopicUpdateCollector, ForumTopicService, StaffGroupTexts →
///         StaffGroupClient → Bot API
///     Bot API → UpdateDispatcher → StaffGroupUpdateHandler → TopicAnswerService, TopicCommandService,
///         TelegramAccountLinkService
///
/// Messages to the group are not queued: [ForumTopicPublisher] sends the pending updates of a topic as one message, no
/// faster than the group's limit, so that later updates are merged into the next message. An update is marked as
/// published after it was sent: one with an unknown outcome is sent twice rather than lost.
package pk.rahnuma.telegram.group;
