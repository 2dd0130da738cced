package pk.rahnuma.dialog.transcript;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;

/// Brings a conversation to a step of a script, with example answers to the questions before it.
public final class ExampleConversation {

    private static final int MAX_STEPS = 150;
    private static final FileReference FILE = new FileReference("f1", "card.jpg", "image/jpeg", 100_000);

    /// Answers by the name of the type.
    private static final Map<String, Object> EXAMPLES = Map.ofEntries(
            Map.entry("name", "Ayesha Khan"),
            Map.entry("cnic", "35202-1234567-8"),
            Map.entry("phone", "0300 1234567"),
            Map.entry("email", "ayesha@example.com"),
            Map.entry("text", "Nayatel"),
            Map.entry("long-text", "I maintain the web shop of a client and reach its servers over a VPN."),
            Map.entry("country", "Germany"),
            Map.entry("date", "1/3/2025"),
            Map.entry("subscriber", "NT-99812"),
            Map.entry("ips", "103.255.4.20"),
            Map.entry("ntn", "4174941-3"),
            Map.entry("number", "4"),
            Map.entry("secp", "0033402"),
            Map.entry("strn", "3277876123456"),
            Map.entry("yes-no", true),
            Map.entry("file", FILE.id()));

    private final DialogEngine engine;
    private final Map<String, ActionType> actions;
    private final Map<String, Map<String, Object>> results;
    private final EngineContext context;
    private final Map<String, Object> answers;

    /// @param results of actions, by their names
    /// @param answers instead of the examples, by name of the question
    public ExampleConversation(
            DialogEngine engine,
            Map<String, ActionType> actions,
            Map<String, Map<String, Object>> results,
            EngineContext context,
            Map<String, Object> answers) {
        this.engine = engine;
        this.actions = actions;
        this.results = results;
        this.context = context;
        this.answers = answers;
    }

    /// A person who has been here before, at the menu.
    public static ConversationState atMenu(String language) {
        return new ConversationState(language, List.of(), List.of(), 1);
    }

    /// Conversation at a step of a script.
    ///
    /// @param step name of a question, repeat or review; a later question is reached at the review before it
    /// @return empty when the example answers do not lead there
    public Optional<ConversationState> reach(String script, String step) {
        ConversationSimulator simulator = new ConversationSimulator(
                engine, actions, atMenu(context.language()), context.now(), context.desk(), context.channel());
        results.forEach(simulator::setResult);
        simulator.applyInput(new ConversationInput.Tap(CommandData.ofScript(script), null));
        for (int i = 0; i < MAX_STEPS && !simulator.conversation().stack().isEmpty(); i++) {
            Journey journey = journeyOf(simulator.conversation());
            ScriptStep current = journey.currentStep().step();
            if (current.name().equals(step)) {
                return Optional.of(simulator.conversation());
            }
            if (current instanceof ScriptStep.Review) {
                return atLaterQuestion(simulator.conversation(), journey, step);
            }
            if (!passStep(simulator, journey)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Journey journeyOf(ConversationState conversation) {
        Session top = conversation.stack().getLast();
        Script script = engine.library().findVersion(top.flow());
        return new Journey(script, top, context);
    }

    /// Answers the current step.
    ///
    /// @return false when nothing answers it
    private boolean passStep(ConversationSimulator simulator, Journey journey) {
        switch (journey.currentStep().step()) {
            case ScriptStep.Question question ->
                simulator.applyInput(new ConversationInput.SubmittedAnswers(
                        null,
                        new HashMap<>(Map.of(journey.currentStep().key(), exampleFor(question))),
                        List.of(FILE),
                        false));
            case ScriptStep.Repeat repeat -> {
                boolean empty = journey.session().itemsOf(repeat.name()).isEmpty();
                simulator.applyInput(new ConversationInput.Text(empty ? "/add" : "/done"));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Optional<ConversationState> atLaterQuestion(ConversationState conversation, Journey journey, String step) {
        return journey.openLaterSteps().stream()
                .filter(later -> later.step().name().equals(step))
                .findFirst()
                .map(later -> new ConversationState(
                        conversation.language(),
                        List.of(conversation.stack().getLast().withFocus(later.key(), context.now())),
                        List.of(),
                        conversation.sessions()));
    }

    /// Text that answers a question of a type; empty for one that takes no text.
    public static Optional<String> exampleText(String type) {
        return EXAMPLES.get(type) instanceof String text && !text.equals(FILE.id())
                ? Optional.of(text)
                : Optional.empty();
    }

    /// Answer to a question: the first option, or a text of its type.
    public Object exampleFor(ScriptStep.Question question) {
        if (answers.containsKey(question.name())) {
            return answers.get(question.name());
        }
        String type = question.type().typeName();
        return question.options() instanceof ScriptStep.Options.Fixed fixed
                        && !question.type().isStrict()
                        && !type.equals("yes-no")
                ? fixed.values().getFirst()
                : EXAMPLES.getOrDefault(type, "x");
    }
}
