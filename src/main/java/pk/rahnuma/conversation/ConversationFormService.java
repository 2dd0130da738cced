package pk.rahnuma.conversation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.messaging.chat.Chat;
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

    /// A conversation as a form.
    ///
    /// @param form of the running session; empty when no session runs
    /// @param check of the answers in question
    /// @param hold how long the response must be delayed, because the last answer must not be visible yet; zero is not
    ///     at all
    public record FormState(Optional<FormView> form, SessionEngine.FormCheck check, Duration hold) {}

    private SessionEngine.FormCheck checkAnswers(
            OpenedConversation opened, ConversationInput.SubmittedAnswers answers) {
        return answers.answers().isEmpty()
                ? SessionEngine.FormCheck.PASSED
                : engine.checkAnswers(opened.state(), answers, opened.context());
    }

    /// Forms of a conversation.
    ///
    /// @param forms of the running sessions, the active one first, and of the drafts, the newest first
    /// @param check of the answers in question
    /// @param language of the conversation
    /// @param hold as in [FormState]
    public record FormList(List<FormView> forms, SessionEngine.FormCheck check, String language, Duration hold) {

        /// @param session id of its session
        public Optional<FormView> findForm(String session) {
            return forms.stream().filter(form -> form.session().equals(session)).findFirst();
        }
    }

    /// Forms of the conversation's running sessions and drafts.
    ///
    /// @throws MessageIntake.IntakeUnavailableException when sessions cannot continue on their script versions
    public FormList listForms(Chat chat) {
        return listForms(chat, new ConversationInput.SubmittedAnswers(null, Map.of()));
    }

    /// As [#listForms(Chat)], with the check of answers just submitted.
    public FormList listForms(Chat chat, ConversationInput.SubmittedAnswers answers) {
        return listForms(openConversation(chat), answers);
    }

    /// As [#listForms(Chat)], in another language than that of the conversation.
    public FormList listForms(Chat chat, String language) {
        OpenedConversation opened = openConversation(chat);
        FormList forms = listForms(
                new OpenedConversation(opened.state().inLanguage(language), opened.context(), opened.hold()),
                new ConversationInput.SubmittedAnswers(null, Map.of()));
        return new FormList(forms.forms(), forms.check(), opened.state().language(), forms.hold());
    }

    private FormList listForms(OpenedConversation opened, ConversationInput.SubmittedAnswers answers) {
        return new FormList(
                engine.describeForms(opened.state(), opened.context()),
                checkAnswers(opened, answers),
                opened.state().language(),
                opened.hold());
    }

    /// Form as it would be with these answers, and their check. Nothing is stored, and no action is executed.
    ///
    /// @param answers with their session; empty when there is none
    public FormState previewAnswers(Chat chat, ConversationInput.SubmittedAnswers answers) {
        OpenedConversation opened = openConversation(chat);
        ConversationState after =
                engine.processTurn(opened.state(), answers, opened.context()).conversation();
        return new FormState(
                engine.describeForm(after, opened.context())
                        .filter(form -> form.session().equals(answers.session())),
                engine.checkAnswers(after, answers, opened.context()),
                opened.hold());
    }

    /// Keys of answers for which a form has no question; at most ten of them.
    public List<String> findUnknownAnswers(FormView form, Map<String, Object> answers) {
        return engine.library().findVersion(form.flow()).findUnknownAnswers(answers);
    }

    /// True when an input of this id was processed before.
    public boolean isProcessed(Chat chat, String id) {
        return !processed
                .findProcessed(List.of(ProcessedUpdateRepository.UpdateKey.ofChat(chat, id)))
                .isEmpty();
    }

    private record OpenedConversation(ConversationState state, EngineContext context, Duration hold) {}

    private OpenedConversation openConversation(Chat chat) {
        versions.findObstacle().ifPresent(obstacle -> {
            throw new MessageIntake.IntakeUnavailableException(obstacle, null);
        });
        Instant now = clock.instant();
        Optional<ConversationRepository.ConversationRow> row = conversations.findById(chat.conversation());
        EngineContext context = new EngineContext(
                now, Language.ENGLISH, desk, chat.channel().name().toLowerCase(Locale.ROOT));
        Duration hold = row.map(ConversationRepository.ConversationRow::heldUntil)
                .filter(until -> until.isAfter(now))
                .map(until -> Duration.between(now, until))
                .orElse(Duration.ZERO);
        return new OpenedConversation(row.map(this::open).orElse(NO_CONVERSATION), context, hold);
    }

    private ConversationState open(ConversationRepository.ConversationRow row) {
        SubjectKeyRing keys = vault.openKeys(List.of(row.id()));
        return keys.hasKey(row.id()) ? ConversationRepository.openState(row, keys) : NO_CONVERSATION;
    }
}
