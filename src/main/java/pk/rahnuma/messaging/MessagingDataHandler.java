package pk.rahnuma.messaging;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.vault.PersonalDataHandler;

/// Personal data handler for messages. Unsent messages are deleted with the rest.
@Singleton
final class MessagingDataHandler implements PersonalDataHandler {

    private final ConversationMessageService messages;
    private final MessageRepository storedMessages;
    private final MissedMessageRepository missedMessages;
    private final PendingDownloadRepository downloads;
    private final DeferredCallRepository calls;
    private final ProcessedUpdateRepository updates;
    private final InstantSource clock;

    MessagingDataHandler(
            ConversationMessageService messages,
            MessageRepository storedMessages,
            MissedMessageRepository missedMessages,
            PendingDownloadRepository downloads,
            DeferredCallRepository calls,
            ProcessedUpdateRepository updates,
            InstantSource clock) {
        this.messages = messages;
        this.storedMessages = storedMessages;
        this.missedMessages = missedMessages;
        this.downloads = downloads;
        this.calls = calls;
        this.updates = updates;
        this.clock = clock;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.OUTBOX;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        return Map.of("messages", new MessageExport(messages, person, clock.instant()));
    }

    /// Keeps unsent messages, so that they are sent first; they are deleted the next time.
    @Override
    public void deleteMessages(long person, Instant now) {
        downloads.deleteByConversationId(person);
        calls.deleteByConversationId(person);
        storedMessages.deleteSettled(person);
        missedMessages.deleteAbsent(person);
    }

    /// An update that comes again is still known, although its messages are gone.
    @Override
    public void attachData(long from, long to, Instant now) {
        updates.attachUpdates(from, to);
    }

    @Override
    public void eraseData(long person, Instant now) {
        downloads.deleteByConversationId(person);
        calls.deleteByConversationId(person);
        storedMessages.deleteAll(person);
        missedMessages.deleteAbsent(person);
        updates.deleteByConversation(person);
    }
}
