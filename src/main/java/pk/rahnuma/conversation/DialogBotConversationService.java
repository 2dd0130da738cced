package pk.rahnuma.conversation;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.conversation.deadletter.DeadLetterRecorder;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.messaging.conversation.BotConversationService;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.persistence.fault.FaultClassifier;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Lets domain packages work with the bot. Resuming a conversation is a turn like others, but in the caller's
/// transaction.
@Singleton
final class DialogBotConversationService implements BotConversationService {

    private static final Logger LOG = LoggerFactory.getLogger(DialogBotConversationService.class);
    private static final String WEB_CHANNEL = "web";

    /// Resolved on first use, so that a command without scripts can answer tickets.
    private final BeanProvider<TurnBatchProcessor> processor;

    private final ConversationRepository rows;
    private final SubjectEncryptionService vault;
    private final BeanProvider<DialogEngine> engine;
    private final BeanProvider<PinnedVersionService> versions;
    private final OperatingMode mode;

    DialogBotConversationService(
            BeanProvider<TurnBatchProcessor> processor,
            ConversationRepository rows,
            SubjectEncryptionService vault,
            BeanProvider<DialogEngine> engine,
            BeanProvider<PinnedVersionService> versions,
            OperatingMode mode) {
        this.processor = processor;
        this.rows = rows;
        this.vault = vault;
        this.engine = engine;
        this.versions = versions;
        this.mode = mode;
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

    @Override
    public Map<Long, List<SessionState>> describeSessions(Collection<Long> conversations, Instant now) {
        Map<Long, List<SessionState>> sessions = new HashMap<>();
        SubjectKeyRing keys = vault.openKeys(conversations);
        rows.findConversations(conversations).forEach(row -> sessions.put(row.id(), standing(row, keys, now)));
        conversations.forEach(id -> sessions.putIfAbsent(id, List.of()));
        return sessions;
    }

    /// An unreadable state yields an empty list: a ticket about exactly that must still open.
    private List<SessionState> standing(ConversationRepository.ConversationRow row, SubjectKeyRing keys, Instant now) {
        if (!keys.hasKey(row.id())) {
            return List.of();
        }
        try {
            ConversationState state = ConversationRepository.openState(row, keys);
            String language = state.language() == null ? "en" : state.language();
            EngineContext moment = new EngineContext(now, language, mode.toWord(), WEB_CHANNEL);
            List<SessionState> sessions = new ArrayList<>();
            state.stack()
                    .reversed()
                    .forEach(session -> standing(session, true, moment).ifPresent(sessions::add));
            state.drafts()
                    .reversed()
                    .forEach(session -> standing(session, false, moment).ifPresent(sessions::add));
            return sessions;
        } catch (RuntimeException e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            LOG.warn(
                    "conversation: the sessions of a person cannot be read, a ticket is shown without them: {}",
                    DeadLetterRecorder.failureReason(e));
            return List.of();
        }
    }

    /// Describes a session as if it were the only one of the conversation.
    private Optional<SessionState> standing(Session session, boolean runs, EngineContext moment) {
        return engine.get()
                .describeForm(new ConversationState(moment.language(), List.of(session), List.of(), 0), moment)
                .map(form -> new SessionState(
                        form.script(),
                        form.title(),
                        runs,
                        form.at(),
                        form.fields().stream()
                                .filter(field -> !field.answered())
                                .map(FormView.Field::ask)
                                .findFirst()
                                .orElse(""),
                        session.tries(),
                        form.position(),
                        form.total(),
                        session.touched(),
                        form.fields().stream()
                                .filter(field -> field.answered() && field.value() != null)
                                .map(field -> new GivenAnswer(field.key(), field.label(), field.value()))
                                .toList()));
    }

    private ConversationState state(long id) {
        SubjectKeyRing keys = vault.openKeys(List.of(id));
        return rows.findConversations(id)
                .filter(row -> keys.hasKey(id))
                .map(row -> ConversationRepository.openState(row, keys))
                .orElse(ConversationState.empty());
    }
}
