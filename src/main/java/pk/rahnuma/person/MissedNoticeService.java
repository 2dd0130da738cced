package pk.rahnuma.person;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.render.NamedControls;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.MissedMessageRepository;
import pk.rahnuma.messaging.MissedMessageRepository.MissedMessage;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ChatReturnListener;
import pk.rahnuma.shared.Language;

/// Sends again the messages that a person missed while they had blocked the bot: each answer of staff, and the last
/// notice about each application, ticket and organisation, in order, below `notices.missed`. If there are many, the
/// latest.
///
/// All runs under the lock of the person in one transaction, so that each message is repeated once, on one node, and
/// not at all when they have blocked the bot again.
@Singleton
public class MissedNoticeService implements ChatReturnListener {

    static final int MAX_REPEATED_MESSAGES = 5;

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final ChatRepository chats;
    private final ConversationMessageService messages;
    private final MissedMessageRepository missedMessages;
    private final ScriptLibrary library;

    MissedNoticeService(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            ChatRepository chats,
            ConversationMessageService messages,
            MissedMessageRepository missedMessages,
            ScriptLibrary library) {
        this.transactions = transactions;
        this.persons = persons;
        this.chats = chats;
        this.messages = messages;
        this.missedMessages = missedMessages;
        this.library = library;
    }

    @Override
    public void onReturn(Chat chat, Instant now) {
        transactions.executeWrite(status -> {
            if (!persons.lockIfExists(chat.conversation())) {
                return null;
            }
            chats.markUnblocked(chat.id());
            List<MissedMessage> missed = missedMessages.findMissed(chat);
            List<MissedMessage> current = withoutOutdated(missed);
            if (!current.isEmpty()) {
                repeat(chat.conversation(), missed.size(), current, now);
            }
            missedMessages.markRepeated(chat, now);
            return null;
        });
    }

    private void repeat(long person, int missed, List<MissedMessage> current, Instant now) {
        String language = persons.findLanguage(person).orElse(Language.DEFAULT);
        List<MissedMessage> latest =
                current.subList(Math.max(0, current.size() - MAX_REPEATED_MESSAGES), current.size());
        String heading = library.texts()
                .formatText(
                        language,
                        "notices.missed",
                        Map.of("count", missed, "left_out", current.size() - latest.size()));
        messages.postNotices(person, List.of(NamedControls.renderNotice(library, language, heading, List.of())), now);
        for (MissedMessage missedMessage : latest) {
            if (missedMessage.answer()) {
                messages.postAnswersAbout(missedMessage.about(), person, List.of(missedMessage.body()), now);
            } else {
                messages.postNoticesAbout(missedMessage.about(), person, List.of(missedMessage.body()), now);
            }
        }
    }

    /// Messages without withdrawn answers, and without notices that have a later one on the same subject.
    private static List<MissedMessage> withoutOutdated(List<MissedMessage> missed) {
        Map<Long, Integer> lastNotice = new HashMap<>();
        missed.stream().filter(one -> !one.answer()).forEach(one -> lastNotice.put(one.about(), one.seq()));
        return missed.stream()
                .filter(one -> one.answer() || lastNotice.get(one.about()) == one.seq())
                .filter(one -> !one.body().text().isBlank() || one.body().brings() != null)
                .toList();
    }
}
