package pk.rahnuma.conversation.batch;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.DeferredCall;
import pk.rahnuma.messaging.DeferredCallRepository;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.OutboxService;
import pk.rahnuma.messaging.PendingDownload;
import pk.rahnuma.messaging.PendingDownloadRepository;
import pk.rahnuma.messaging.conversation.ConversationListener;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.OutboxOwner;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.vault.SubjectKeyRing;

/// Writes the results of a batch: each table by one batched statement.
@Singleton
class TurnBatchWriter {

    private final ConversationRepository conversations;
    private final ProcessedUpdateRepository processedUpdates;
    private final ConversationMessageService messages;
    private final OutboxService outbox;
    private final PendingDownloadRepository downloads;
    private final DeferredCallRepository deferredCalls;
    private final TrailRepository trails;
    private final Collection<ConversationListener> listeners;

    TurnBatchWriter(
            ConversationRepository conversations,
            ProcessedUpdateRepository processedUpdates,
            ConversationMessageService messages,
            OutboxService outbox,
            PendingDownloadRepository downloads,
            DeferredCallRepository deferredCalls,
            TrailRepository trails,
            Collection<ConversationListener> listeners) {
        this.conversations = conversations;
        this.processedUpdates = processedUpdates;
        this.messages = messages;
        this.outbox = outbox;
        this.downloads = downloads;
        this.deferredCalls = deferredCalls;
        this.trails = trails;
        this.listeners = listeners;
    }

    /// @param keys open for all of the conversations
    /// @throws ProcessedUpdateRepository.DuplicateUpdateException when an update of the batch is a repeat
    void writeConversations(Collection<BatchedConversation> batch, SubjectKeyRing keys, Instant now) {
        if (batch.isEmpty()) {
            return;
        }
        Map<Long, OutboxOwner> owners = nextOwners(batch, now);
        List<ConversationRepository.ConversationUpdate> updates = new ArrayList<>();
        List<ProcessedUpdateRepository.ProcessedUpdate> processed = new ArrayList<>();
        List<Message> posted = new ArrayList<>();
        List<PendingDownload> pendingDownloads = new ArrayList<>();
        List<DeferredCall> pendingCalls = new ArrayList<>();
        List<TrailEntry> trail = new ArrayList<>();
        List<String> trailLanguages = new ArrayList<>();
        for (BatchedConversation conversation : batch) {
            updates.add(conversation.toUpdate(owners.get(conversation.conversationId())));
            processed.addAll(conversation.processedUpdates(now));
            posted.addAll(conversation.allMessages());
            pendingDownloads.addAll(conversation.downloads());
            pendingCalls.addAll(conversation.deferredCalls());
            for (TrailEntry entry : conversation.trailEntries()) {
                trail.add(entry);
                trailLanguages.add(conversation.languageOrDefault());
            }
        }
        updates.sort(Comparator.comparingLong(ConversationRepository.ConversationUpdate::id));
        conversations.updateConversations(updates, keys, now);
        notifyListeners(batch, now);
        processedUpdates.insertProcessed(processed);
        messages.appendMessages(posted, owners);
        downloads.insertDownloads(pendingDownloads);
        deferredCalls.insertCalls(pendingCalls);
        trails.insertTrail(trail, trailLanguages, now);
    }

    private Map<Long, OutboxOwner> nextOwners(Collection<BatchedConversation> batch, Instant now) {
        Map<Long, OutboxOwner> owners = new HashMap<>();
        batch.forEach(conversation -> owners.put(conversation.conversationId(), conversation.currentOwner()));
        return outbox.nextOwner(owners, now);
    }

    private void notifyListeners(Collection<BatchedConversation> batch, Instant now) {
        Set<Long> handoverTickets = new TreeSet<>();
        List<ConversationListener.JoinedMessage> joined = new ArrayList<>();
        List<ConversationListener.FailedQuestion> failed = new ArrayList<>();
        List<ConversationListener.FailedQuestion> passed = new ArrayList<>();
        for (BatchedConversation conversation : batch) {
            handoverTickets.add(conversation.handoverTicketId());
            joined.addAll(conversation.joinedMessages());
            failed.addAll(conversation.repeatedFailures().failedQuestions());
            passed.addAll(conversation.repeatedFailures().passedQuestions());
        }
        handoverTickets.remove(0L);
        if (!handoverTickets.isEmpty()) {
            listeners.forEach(listener -> listener.onMessage(handoverTickets, now));
        }
        if (!joined.isEmpty()) {
            listeners.forEach(listener -> listener.onJoined(joined, now));
        }
        if (!failed.isEmpty()) {
            listeners.forEach(listener -> listener.onRepeatedFailure(failed, now));
        }
        if (!passed.isEmpty()) {
            listeners.forEach(listener -> listener.onQuestionPassed(passed, now));
        }
    }
}
