package pk.rahnuma.conversation;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.conversation.BotConversationService;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.persistence.FaultClassifier;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Returns conversations to the bot. Resuming a conversation is a turn like others, but in the caller's
/// transaction.
@Singleton
final class DialogBotConversationService implements BotConversationService {

    /// Resolved on first use, so that a command without scripts can answer tickets.
    private final BeanProvider<TurnBatchProcessor> processor;

    private final ConversationRepository rows;
    private final SubjectEncryptionService vault;
    private final BeanProvider<DialogEngine> engine;
    private final BeanProvider<PinnedVersionService> versions;

    DialogBotConversationService(
            BeanProvider<TurnBatchProcessor> processor,
            ConversationRepository rows,
            SubjectEncryptionService vault,
            BeanProvider<DialogEngine> engine,
            BeanProvider<PinnedVersionService> versions) {
        this.processor = processor;
        this.rows = rows;
        this.vault = vault;
        this.engine = engine;
        this.versions = versions;
    }

    @Override
    public Optional<String> resumeConversation(long conversation, Reply said, Instant now) {
        Optional<String> obstacle = versions.get().findObstacleNow();
        if (obstacle.isPresent()) {
            return obstacle;
        }
        try {
            if (!engine.get().canContinue(state(conversation))) {
                return Optional.of("the script of what they were filling in is gone");
            }
            TurnRequest request = TurnRequest.ofServer(
                    null,
                    conversation,
                    "back " + SubjectEncryptionService.newId(),
                    new ConversationInput.HandedBack(said),
                    now);
            processor.get().processBatch(List.of(request), now);
            return Optional.empty();
        } catch (RuntimeException e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            return Optional.of("what they were filling in fails with " + DeadLetterRecorder.failureReason(e));
        }
    }

    private ConversationState state(long id) {
        SubjectKeyRing keys = vault.openKeys(List.of(id));
        return rows.findById(id)
                .filter(row -> keys.hasKey(id))
                .map(row -> ConversationRepository.openState(row, keys))
                .orElse(ConversationState.empty());
    }
}
