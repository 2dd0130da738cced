/// The group on Telegram in which staff may work: a topic for each ticket. Off unless the operator names a group.
///
///     TicketListener, clock → ForumTopicPublisher → Gathering (support.topics), StaffGroupTexts → StaffGroupClient →
/// Bot → Bot API
///     Bot API → Handover → StaffGroupUpdateHandler → Hearing (support.topics), TelegramAccountLinkService (staff)
///
/// Nothing that goes to the group is queued: [ForumTopicPublisher] sends what a topic was not told yet, as one message
/// for each topic and no faster than a group bears it, so that what comes meanwhile is merged into the next. It is
/// noted as told after it was sent: what nobody knows of is sent twice rather than lost.
package pk.rahnuma.telegram.group;
