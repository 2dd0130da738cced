package pk.rahnuma.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.transcript.ConversationSimulator;
import pk.rahnuma.dialog.transcript.ExampleConversation;

/// Walk through a script, from its first question to its end, with a valid answer to each question.
final class ScriptWalk {

    private static final int MAX_STEPS = 100;
    private final ConversationSimulator simulator;
    private final List<Step> steps = new ArrayList<>();
    private List<Reply> heard = List.of();
    private int messages;

    private ScriptWalk(ConversationSimulator simulator) {
        this.simulator = simulator;
    }

    /// Input, and the conversation that receives it.
    record Step(ConversationState before, ConversationInput input) {}

    static List<Step> recordSteps(
            ScriptLibrary library, Map<String, ActionType> actions, String script, String language, Instant now) {
        ConversationState fresh = new ConversationState(language, List.of(), List.of(), 0);
        ScriptWalk walk = new ScriptWalk(new ConversationSimulator(
                new DialogEngine(library), actions, fresh, now, TestDesk.ASSISTANCE, "telegram"));
        walk.take(new ConversationInput.Tap("!start=" + script, null));
        while (!walk.simulator.conversation().stack().isEmpty()) {
            if (walk.steps.size() > MAX_STEPS) {
                throw new IllegalStateException("no end of " + script + ": " + walk.heard);
            }
            walk.take(walk.answer());
        }
        return walk.steps;
    }

    private void take(ConversationInput input) {
        steps.add(new Step(simulator.conversation(), input));
        heard = simulator.applyInput(input);
    }

    private ConversationInput answer() {
        Reply asked = heard.getLast();
        List<ReplyButton> buttons =
                asked.buttons().stream().flatMap(List::stream).toList();
        String kind = asked.asks() == null ? "" : asked.asks();
        if (kind.equals("file")) {
            return new ConversationInput.File(
                    new FileReference("f1", "card.jpg", "image/jpeg", 100_000), null, "m" + ++messages);
        }
        // The question itself knows the valid form of such a text.
        ReplyButton skip = buttons.stream()
                .filter(button -> kind.equals("text") && button.data().endsWith("!skip"))
                .findFirst()
                .orElse(null);
        if (skip != null) {
            return new ConversationInput.Tap(skip.data(), null);
        }
        Optional<String> example = ExampleConversation.exampleText(kind);
        if (example.isPresent()) {
            return new ConversationInput.Text(example.get(), "m" + ++messages, false);
        }
        return new ConversationInput.Tap(buttons.getFirst().data(), null);
    }
}
