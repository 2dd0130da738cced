package pk.rahnuma.conversation;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.engine.ConversationForms;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.render.FormView;

/// A conversation that was read and decrypted once, as forms. Changes nothing. Not thread-safe.
public final class OpenedForms {

    private static final ConversationInput.SubmittedAnswers NO_ANSWERS =
            new ConversationInput.SubmittedAnswers(null, Map.of());

    private final DialogEngine engine;
    private final ConversationState state;
    private final EngineContext context;
    /// Described when they are needed.
    private @Nullable ConversationForms described;

    OpenedForms(DialogEngine engine, ConversationState state, EngineContext context) {
        this.engine = engine;
        this.state = state;
        this.context = context;
    }

    /// The same forms in a language.
    public OpenedForms inLanguage(String language) {
        return language.equals(state.language()) ? this : new OpenedForms(engine, state.inLanguage(language), context);
    }

    private ConversationForms describeForms() {
        if (described == null) {
            described = engine.describeForms(state, NO_ANSWERS, context);
        }
        return described;
    }

    /// Forms of the running sessions, the active one first, and of the drafts, the newest first.
    public List<FormView> forms() {
        return describeForms().forms();
    }

    /// Language of the conversation; null when it has none yet.
    public String language() {
        return state.language();
    }

    /// @param session id of its session
    public Optional<FormView> findForm(String session) {
        return describeForms().findForm(session);
    }

    /// @param script name of its script
    /// @param name of the form; null for one without
    public Optional<FormView> findByScript(String script, @Nullable String name) {
        return describeForms().findByScript(script, name);
    }

    /// Forms as they would be with these answers, and their check. Nothing is stored, and no action is executed.
    public ConversationForms previewAnswers(ConversationInput.SubmittedAnswers answers) {
        ConversationState after = engine.processTurn(state, answers, context).conversation();
        return engine.describeForms(after, answers, context);
    }

    /// Forms as they are now, with the check of answers that were submitted before.
    public ConversationForms checkAnswers(ConversationInput.SubmittedAnswers answers) {
        return engine.describeForms(state, answers, context);
    }

    /// Number of forms that have a name.
    public long countNamed() {
        return describeForms().countNamed();
    }

    /// Keys of answers for which a form has no question; at most ten of them.
    public List<String> findUnknownAnswers(FormView form, Map<String, Object> answers) {
        return engine.library().findVersion(form.flow()).findUnknownAnswers(answers);
    }
}
