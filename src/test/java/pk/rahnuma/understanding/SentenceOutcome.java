package pk.rahnuma.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.engine.TurnResult;
import pk.rahnuma.dialog.engine.Understanding;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.faq.catalog.QuestionClassification;

/// Describes what the engine took a sentence for, by what changed: answers, scripts, questions to the desk.
final class SentenceOutcome {

    private final DialogEngine engine;
    private final ContentLoader content;
    private final Map<String, ActionType> actions;
    private final Map<String, Map<String, Object>> results;

    SentenceOutcome(
            DialogEngine engine,
            ContentLoader content,
            Map<String, ActionType> actions,
            Map<String, Map<String, Object>> results) {
        this.engine = engine;
        this.content = content;
        this.actions = actions;
        this.results = results;
    }

    /// Readings of a sentence, each in the notation of the files; `doubt:QUESTION=VALUE` for a value to be confirmed,
    /// and `ask?` for a question that was asked back.
    Set<String> describe(ConversationState before, String sentence, String language) {
        Set<String> readings = new TreeSet<>();
        ConversationState state = before;
        List<ConversationInput> inputs = new ArrayList<>(List.of(new ConversationInput.Text(sentence)));
        EngineContext context = new EngineContext(StateBuilder.NOW, language, TestDesk.ASSISTANCE, "telegram");
        List<TrailEntry> trail = new ArrayList<>();
        boolean leftOver = false;
        Understanding understanding = null;
        for (int i = 0; !inputs.isEmpty() && i < 20; i++) {
            TurnResult turned = engine.processTurn(state, inputs.removeFirst(), context);
            state = turned.conversation();
            trail.addAll(turned.trail());
            understanding = understanding == null ? turned.understanding() : understanding;
            leftOver |= turned.leftOver();
            turned.trail().stream()
                    .filter(entry -> !before.stack().isEmpty()
                            && entry.exit() == Exit.ENDED
                            && entry.script().equals(before.stack().getLast().script()))
                    .forEach(entry -> readings.add("ended:" + entry.to()));
            turned.calls().forEach(call -> {
                if (call.action().equals("guidance.answer")) {
                    readings.add(
                            describeQuestion(String.valueOf(call.arguments().get("text"))));
                }
                if (call.action().equals("registration.submit") || call.action().equals("registration.submit_for")) {
                    readings.add("command:send");
                }
                inputs.add(new ConversationInput.Result(
                        call.session(),
                        call.name(),
                        call.hash(),
                        actions.get(call.action()).resultComponents().keySet().stream()
                                .collect(Collectors.toMap(
                                        component -> component,
                                        component -> results.getOrDefault(call.action(), Map.of())
                                                .getOrDefault(
                                                        component,
                                                        actions.get(call.action())
                                                                .emptyResult(component))))));
            });
        }
        describeTrail(before, trail, readings);
        describeSessions(before, state, readings);
        if (before.language() != null && !Objects.equals(before.language(), state.language())) {
            readings.add("command:language_" + state.language());
        }
        if (before.language() == null && state.language() != null) {
            readings.add("speaks:" + state.language());
        }
        if (readings.contains("command:back")) {
            readings.removeIf(reading -> reading.startsWith("correct:"));
        }
        if (readings.isEmpty() && understanding != null && isCommand(understanding)) {
            readings.add("command:" + understanding.subject().replace("command.", ""));
        }
        if (leftOver && readings.isEmpty()) {
            readings.add("left");
        }
        return readings;
    }

    /// True when a script ended as it ends with the expected option: the answer is gone with the script.
    ///
    /// @param expected such as `answer:line=mobile`
    boolean isSameAsOption(ConversationState before, String expected, Set<String> readings, String language) {
        return expected.startsWith("answer:")
                && !expected.contains(" & ")
                && readings.stream().anyMatch(reading -> reading.startsWith("ended:"))
                && readings.equals(describe(before, expected.substring(expected.indexOf('=') + 1), language));
    }

    /// A command that shows something and changes nothing. Sending is no such command.
    private static boolean isCommand(Understanding understanding) {
        return switch (understanding.kind()) {
            case COMMAND, SESSION_COMMAND, SPOKEN_COMMAND ->
                !understanding.subject().equals("send");
            case ACT -> {
                GlobalCommand command =
                        GlobalCommand.fromKey(understanding.subject().replace("command.", ""));
                yield command != null && command != GlobalCommand.SEND;
            }
            default -> false;
        };
    }

    private String describeQuestion(String text) {
        List<QuestionClassification> understood = content.interpretQuestion(text);
        QuestionClassification first = understood.getFirst();
        return first.topic() == null ? "ask?" + first.nearest() : "ask:" + first.topic();
    }

    private static void describeTrail(ConversationState before, List<TrailEntry> trail, Set<String> readings) {
        String top = before.stack().isEmpty() ? "" : before.stack().getLast().script();
        for (TrailEntry entry : trail) {
            if (entry.exit() == Exit.STARTED
                    && !entry.script().equals("ask")
                    && !entry.script().equals("welcome")) {
                readings.add("start:" + entry.script());
            }
            if (entry.script().equals("welcome") && entry.exit() == Exit.STARTED) {
                readings.add("welcome");
            }
            if (entry.script().equals(top)) {
                switch (entry.exit()) {
                    case SKIPPED -> readings.add("none:" + Objects.requireNonNullElse(entry.reason(), "skip"));
                    case BACK -> readings.add("command:back");
                    case CANCELLED -> readings.add("command:cancel");
                    case FAILED -> readings.add("none:" + entry.reason());
                    default -> {}
                }
            }
        }
    }

    private void describeSessions(ConversationState before, ConversationState after, Set<String> readings) {
        List<Session> sessions = new ArrayList<>(after.stack());
        sessions.addAll(after.drafts());
        for (Session session : sessions) {
            Session old = before.stack().stream()
                    .filter(one -> one.id().equals(session.id()))
                    .findFirst()
                    .orElse(null);
            Map<String, StoredAnswer> given = old == null ? Map.of() : old.answers();
            session.answers().forEach((key, answer) -> {
                StoredAnswer earlier = given.get(key);
                if (answer.value() != null
                        && (earlier == null || !answer.value().equals(earlier.value()))) {
                    String name = key.substring(key.lastIndexOf('/') + 1);
                    readings.add((earlier == null ? "answer:" : "correct:") + name + "=" + answer.value());
                }
            });
            if (session.doubt() != null && (old == null || !session.doubt().equals(old.doubt()))) {
                readings.add("doubt:" + stepName(session) + "=" + session.doubt());
            }
            if (session.focus() != null && (old == null || !session.focus().equals(old.focus()))) {
                readings.add(
                        "correct:" + session.focus().substring(session.focus().lastIndexOf('/') + 1));
            }
            if (session.picking() && (old == null || !old.picking())) {
                readings.add("picking");
            }
        }
    }

    private String stepName(Session session) {
        ScriptStep step = new Journey(
                        engine.library().findVersion(session.flow()),
                        session,
                        new EngineContext(StateBuilder.NOW, "en", TestDesk.ASSISTANCE, "telegram"))
                .currentStep()
                .step();
        return step.name();
    }
}
