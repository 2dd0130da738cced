package pk.rahnuma.conversation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.engine.SessionEnding;
import pk.rahnuma.dialog.engine.TurnResult;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.render.FormSchema;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.ScriptNames;

/// Describes the scripts that are forms, and runs the one that needs no conversation. Stores nothing.
@Singleton
public class FormCatalogService {

    /// Script that tells whether and how to register. It asks nothing personal and calls no action.
    public static final String ELIGIBILITY = ScriptNames.ELIGIBILITY;

    private final DialogEngine engine;
    private final DeskIdentity desk;
    private final Clock clock;

    FormCatalogService(DialogEngine engine, DeskIdentity desk, Clock clock) {
        this.engine = engine;
        this.desk = desk;
        this.clock = clock;
    }

    /// A form in the list.
    ///
    /// @param name of its script
    /// @param title in the language that was asked for
    /// @param flow version of the script
    /// @param draft whether a draft can be made from it, to be submitted as an application
    public record FormLink(String name, String title, String flow, boolean draft) {}

    /// Result of a form that was filled without a conversation.
    ///
    /// @param form as it is now; null when the script has ended
    /// @param check of the answers
    /// @param ending of the script; null while it goes on
    /// @param text of the ending; null while it goes on
    /// @param offers names of the scripts that may follow
    public record FormResult(
            FormView form, SessionEngine.FormCheck check, SessionEnding ending, String text, List<String> offers) {}

    /// Forms in the order of the menu.
    public List<FormLink> listForms(String language) {
        return engine.library().menuScripts().stream()
                .filter(FormCatalogService::isForm)
                .sorted(Comparator.comparingInt(Script::menu))
                .map(script -> new FormLink(
                        script.name(),
                        engine.library().texts().formatText(language, script.name() + ".title", Map.of()),
                        script.flow(),
                        script.keeps()))
                .toList();
    }

    /// JSON Schema of a form; empty when there is no form of this name.
    public Optional<Map<String, Object>> findSchema(String name, String language) {
        return Optional.ofNullable(engine.library().findCurrent(name))
                .filter(FormCatalogService::isForm)
                .map(script -> FormSchema.describeScript(engine.library().texts(), script, context(language)));
    }

    /// True for a form from which a draft can be made.
    public boolean isDraftForm(String name) {
        Script script = engine.library().findCurrent(name);
        return script != null && script.keeps();
    }

    /// True for a form from which a draft can be made, while the desk has no operator: the engine refuses it too.
    public boolean isBarred(String name) {
        return isDraftForm(name) && !desk.isRun();
    }

    /// Keys of answers for which a form has no question; at most ten of them.
    public List<String> findUnknownAnswers(String name, Map<String, Object> answers) {
        return engine.library().findCurrent(name).findUnknownAnswers(answers);
    }

    /// Fills [#ELIGIBILITY].
    public FormResult checkEligibility(Map<String, Object> answers, String language) {
        EngineContext context = context(language);
        ConversationState fresh = new ConversationState(language, List.of(), List.of(), 0);
        ConversationState started = engine.processTurn(
                        fresh, new ConversationInput.Tap(CommandData.ofScript(ELIGIBILITY), null), context)
                .conversation();
        ConversationInput.SubmittedAnswers submitted = new ConversationInput.SubmittedAnswers(null, answers);
        TurnResult filled = engine.processTurn(started, submitted, context);
        if (filled.endings().isEmpty()) {
            return new FormResult(
                    engine.describeForm(filled.conversation(), context).orElseThrow(),
                    engine.checkAnswers(filled.conversation(), submitted, context),
                    null,
                    null,
                    List.of());
        }
        SessionEnding ending = filled.endings().getFirst();
        ScriptStep.End end = (ScriptStep.End)
                engine.library().findCurrent(ELIGIBILITY).named().get(ending.end());
        String text = filled.replies().stream().map(Reply::text).collect(Collectors.joining("\n\n"));
        return new FormResult(null, SessionEngine.FormCheck.PASSED, ending, text, end.offers());
    }

    private static boolean isForm(Script script) {
        return script.keeps() || script.name().equals(ELIGIBILITY);
    }

    private EngineContext context(String language) {
        return new EngineContext(clock.instant(), language, desk, "web");
    }
}
