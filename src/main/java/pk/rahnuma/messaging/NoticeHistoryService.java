package pk.rahnuma.messaging;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.messaging.conversation.ConversationRepository;

/// News of a person: the messages of their conversation that are about an application, a ticket or an organisation, and
/// down to which of them they have read.
@Singleton
public final class NoticeHistoryService {

    private final MissedMessageRepository missedMessages;
    private final ConversationMessageService messages;
    private final ConversationRepository conversations;

    NoticeHistoryService(
            MissedMessageRepository missedMessages,
            ConversationMessageService messages,
            ConversationRepository conversations) {
        this.missedMessages = missedMessages;
        this.messages = messages;
        this.conversations = conversations;
    }

    /// A message with its subject.
    ///
    /// @param about see [ConversationMessageService#postNoticesAbout]
    public record SubjectMessage(Message message, long about) {}

    /// A page of news, the newest first.
    ///
    /// @param next number of the message before which the next page begins; 0 when there is none
    public record NewsPage(List<SubjectMessage> news, int next) {}

    /// News before a number of the conversation, without those that may not be shown yet, and those that were
    /// withdrawn.
    public NewsPage readBefore(long conversation, int before, int limit, Instant now) {
        List<MissedMessageRepository.SubjectRow> rows = missedMessages.findBefore(conversation, before, limit + 1);
        List<MissedMessageRepository.SubjectRow> page = rows.subList(0, Math.min(limit, rows.size()));
        Map<Integer, Message> lines =
                messages
                        .readLines(
                                conversation,
                                page.stream().map(row -> row.key().seq()).toList())
                        .stream()
                        .collect(Collectors.toMap(Message::seq, Function.identity()));
        List<SubjectMessage> news = page.stream()
                .filter(row -> isShown(lines.get(row.key().seq()), now))
                .map(row -> new SubjectMessage(lines.get(row.key().seq()), row.about()))
                .toList();
        return new NewsPage(news, rows.size() > limit ? page.getLast().key().seq() : 0);
    }

    private static boolean isShown(Message message, Instant now) {
        return message != null
                && !message.isHeld(now)
                && !message.isRecalled()
                && !message.body().text().isBlank();
    }

    /// Number of the message down to which the person has read the news; 0 before the first.
    public int findReadLine(long conversation) {
        return conversations.findReadLine(conversation).orElse(0);
    }

    /// Marks news as read, up to a message; never backwards. The caller holds the lock of the person.
    public void markRead(long conversation, int line) {
        int last = conversations.findLastSeq(conversation).orElse(0);
        conversations.updateReadLine(conversation, Math.min(line, last));
    }
}
