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
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.SessionDescriptionService;
import pk.rahnuma.persistence.FaultClassifier;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Describes sessions as forms, with their current question and the answers so far.
@Singleton
final class DialogSessionDescriptionService implements SessionDescriptionService {

    private static final Logger LOG = LoggerFactory.getLogger(DialogSessionDescriptionService.class);
    private static final String WEB_CHANNEL = "web";

    private final ConversationRepository rows;
    private final SubjectEncryptionService vault;
    /// Resolved on first use, so that a command without scripts can answer tickets.
    private final BeanProvider<DialogEngine> engine;

    private final DeskIdentity desk;

    DialogSessionDescriptionService(
            ConversationRepository rows,
            SubjectEncryptionService vault,
            BeanProvider<DialogEngine> engine,
            DeskIdentity desk) {
        this.rows = rows;
        this.vault = vault;
        this.engine = engine;
        this.desk = desk;
    }

    @Override
    public Map<Long, List<SessionState>> describeSessions(Collection<Long> conversations, Instant now) {
        Map<Long, List<SessionState>> sessions = new HashMap<>();
        SubjectKeyRing keys = vault.openKeys(conversations);
        rows.findConversations(conversations).forEach(row -> sessions.put(row.id(), describe(row, keys, now)));
        conversations.forEach(id -> sessions.putIfAbsent(id, List.of()));
        return sessions;
    }

    /// An unreadable state yields an empty list: a ticket about exactly that must still open.
    private List<SessionState> describe(ConversationRepository.ConversationRow row, SubjectKeyRing keys, Instant now) {
        if (!keys.hasKey(row.id())) {
            return List.of();
        }
        try {
            ConversationState state = ConversationRepository.openState(row, keys);
            String language = Language.orDefault(state.language());
            EngineContext context = new EngineContext(now, language, desk, WEB_CHANNEL);
            List<SessionState> sessions = new ArrayList<>();
            state.stack()
                    .reversed()
                    .forEach(session -> describe(session, true, context).ifPresent(sessions::add));
            state.drafts()
                    .reversed()
                    .forEach(session -> describe(session, false, context).ifPresent(sessions::add));
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
    private Optional<SessionState> describe(Session session, boolean runs, EngineContext context) {
        return engine.get()
                .describeForm(new ConversationState(context.language(), List.of(session), List.of(), 0), context)
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
}
