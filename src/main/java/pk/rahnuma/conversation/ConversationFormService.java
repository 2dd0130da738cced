package pk.rahnuma.conversation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Shows conversations as forms, for channels that have forms. Reads committed data and changes nothing: answers arrive
/// as [ConversationInput.SubmittedAnswers].
@Singleton
public class ConversationFormService {

    private static final ConversationState NO_CONVERSATION = ConversationState.empty();

    private final ConversationRepository conversations;
    private final ProcessedUpdateRepository processed;
    private final PinnedVersionService versions;
    private final SubjectEncryptionService vault;
    private final DialogEngine engine;
    private final DeskIdentity desk;
    private final Clock clock;

    ConversationFormService(
            ConversationRepository conversations,
            ProcessedUpdateRepository processed,
            PinnedVersionService versions,
            SubjectEncryptionService vault,
            DialogEngine engine,
            DeskIdentity desk,
            Clock clock) {
        this.conversations = conversations;
        this.processed = processed;
        this.versions = versions;
        this.vault = vault;
        this.engine = engine;
        this.desk = desk;
        this.clock = clock;
    }

    /// Opens a conversation as forms: those of its running sessions and drafts.
    ///
    /// @throws MessageIntake.IntakeUnavailableException when sessions cannot continue on their script versions
    public OpenedForms openForms(Chat chat) {
        versions.findObstacle().ifPresent(obstacle -> {
            throw new MessageIntake.IntakeUnavailableException(obstacle, null);
        });
        EngineContext context = new EngineContext(
                clock.instant(), Language.ENGLISH, desk, chat.channel().name().toLowerCase(Locale.ROOT));
        ConversationState state =
                conversations.findById(chat.conversation()).map(this::openState).orElse(NO_CONVERSATION);
        return new OpenedForms(engine, state, context);
    }

    /// True when an input of this id was processed before.
    public boolean isProcessed(Chat chat, String id) {
        return !processed
                .findProcessed(List.of(ProcessedUpdateRepository.UpdateKey.ofChat(chat, id)))
                .isEmpty();
    }

    private ConversationState openState(ConversationRepository.ConversationRow row) {
        SubjectKeyRing keys = vault.openKeys(List.of(row.id()));
        return keys.hasKey(row.id()) ? ConversationRepository.openState(row, keys) : NO_CONVERSATION;
    }
}
