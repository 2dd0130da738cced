package pk.rahnuma.dialog.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.FormView;

/// Forms of a conversation: those of the running sessions, the active one first, and of the drafts, the newest first.
/// Each is described when it is needed. Not thread-safe.
public final class ConversationForms {

    private final List<Session> sessions;
    private final Function<Session, FormView> description;
    private final Map<String, FormView> described = new HashMap<>();
    private final SessionEngine.FormCheck check;
    private final @Nullable String language;

    ConversationForms(
            List<Session> sessions,
            Function<Session, FormView> description,
            SessionEngine.FormCheck check,
            @Nullable String language) {
        this.sessions = sessions;
        this.description = description;
        this.check = check;
        this.language = language;
    }

    /// All forms.
    public List<FormView> forms() {
        return sessions.stream().map(this::describeForm).toList();
    }

    /// Check of the answers in question.
    public SessionEngine.FormCheck check() {
        return check;
    }

    /// Language of the conversation; null when it has none yet.
    public @Nullable String language() {
        return language;
    }

    /// @param session id of its session; null means the first form
    public Optional<FormView> findForm(@Nullable String session) {
        return findFirst(form -> session == null || form.id().equals(session));
    }

    /// @param script name of its script
    /// @param name of the form; null for one without
    public Optional<FormView> findByScript(String script, @Nullable String name) {
        return findFirst(form -> form.isOf(script, name));
    }

    /// Number of forms that have a name.
    public long countNamed() {
        return sessions.stream().filter(form -> form.name() != null).count();
    }

    private Optional<FormView> findFirst(Predicate<Session> wanted) {
        return sessions.stream().filter(wanted).findFirst().map(this::describeForm);
    }

    private FormView describeForm(Session session) {
        return described.computeIfAbsent(session.id(), none -> description.apply(session));
    }
}
