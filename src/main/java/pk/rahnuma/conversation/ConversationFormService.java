package pk.rahnuma.conversation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.conversation.intake.MessageIntake;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Shows conversations as forms, for channels that have forms. Reads committed data and changes nothing: answers arrive
/// as [ConversationInput.SubmittedAnswers].
@Singleton
public class ConversationFormService {

    private static final ConversationState NO_CONVERSATION = ConversationState.empty();

    private final ConversationRepository conversations;
    private final PinnedVersionService versions;
    private final SubjectEncryptionService vault;
    private final DialogEngine engine;
    private final OperatingMode mode;
    private final Clock clock;

    ConversationFormService(
            ConversationRepository conversations,
            PinnedVersionService versions,
            SubjectEncryptionService vault,
            DialogEngine engine,
            OperatingMode mode,
            Clock clock) {
        this.conversations = conversations;
        this.versions = versions;
        this.vault = vault;
        this.engine = engine;
        this.mode = mode;
        this.clock = clock;
    }

    /// A conversation as a form.
    ///
    /// @param form of the running session; empty when no session runs
    /// @param problems of the answers in question, as text, by key
    /// @param hold how long the response must be delayed, because the last answer must not be visible yet; zero is not
    ///     at all
    public record FormState(Optional<FormView> form, Map<String, List<String>> problems, Duration hold) {}

    /// Form of the conversation's running session.
    ///
    /// @throws MessageIntake.IntakeUnavailableException when sessions cannot continue on their script versions
    public FormState showForm(Chat chat) {
        return showForm(chat, new ConversationInput.SubmittedAnswers(null, Map.of()));
    }

    /// Form of the running session, with the problems of answers just submitted.
    ///
    /// @param answers that a turn processed a context ago
    public FormState showForm(Chat chat, ConversationInput.SubmittedAnswers answers) {
        versions.findObstacle().ifPresent(obstacle -> {
            throw new MessageIntake.IntakeUnavailableException(obstacle, null);
        });
        Instant now = clock.instant();
        Optional<ConversationRepository.ConversationRow> row = conversations.findById(chat.conversation());
        ConversationState conversation = row.map(this::open).orElse(NO_CONVERSATION);
        EngineContext context = new EngineContext(
                now, Language.ENGLISH, mode.toWord(), chat.channel().name().toLowerCase(Locale.ROOT));
        Duration hold = row.map(ConversationRepository.ConversationRow::heldUntil)
                .filter(until -> until.isAfter(now))
                .map(until -> Duration.between(now, until))
                .orElse(Duration.ZERO);
        return new FormState(
                engine.describeForm(conversation, context),
                answers.answers().isEmpty() ? Map.of() : engine.findProblems(conversation, answers, context),
                hold);
    }

    private ConversationState open(ConversationRepository.ConversationRow row) {
        SubjectKeyRing keys = vault.openKeys(List.of(row.id()));
        return keys.hasKey(row.id()) ? ConversationRepository.openState(row, keys) : NO_CONVERSATION;
    }
}
