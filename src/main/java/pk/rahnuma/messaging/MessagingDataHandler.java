package pk.rahnuma.messaging;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.vault.DataMove;
import pk.rahnuma.vault.MoveRefusedException;
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
    private final PendingWorkService pendingWork;
    private final InstantSource clock;

    MessagingDataHandler(
            ConversationMessageService messages,
            MessageRepository storedMessages,
            MissedMessageRepository missedMessages,
            PendingDownloadRepository downloads,
            DeferredCallRepository calls,
            ProcessedUpdateRepository updates,
            PendingWorkService pendingWork,
            InstantSource clock) {
        this.messages = messages;
        this.storedMessages = storedMessages;
        this.missedMessages = missedMessages;
        this.downloads = downloads;
        this.calls = calls;
        this.updates = updates;
        this.pendingWork = pendingWork;
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

    /// Refuses while anything is on its way: what is sent or received once must not be begun again under another
    /// number.
    @Override
    public void prepareMove(DataMove move) {
        // The name of a session that awaits an outcome may change with a move.
        if (pendingWork.hasPending(move.from()) || pendingWork.isAwaiting(move.to())) {
            throw new MoveRefusedException(MoveRefusedException.Reason.BUSY);
        }
    }

    @Override
    public void moveData(DataMove move) {
        updates.moveUpdates(move.from(), move.to(), move.lineOffset());
    }

    /// Moves messages, the oldest first.
    @Override
    public int moveRest(DataMove move, int limit) {
        List<Message> page = storedMessages.toMessages(storedMessages.findAfter(move.from(), 0, limit));
        page.forEach(message -> storedMessages.moveMessage(message, move.to(), message.seq() + move.lineOffset()));
        if (!page.isEmpty()) {
            missedMessages.moveSubjects(move.from(), page.getLast().seq(), move.to(), move.lineOffset());
        }
        return page.size();
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
