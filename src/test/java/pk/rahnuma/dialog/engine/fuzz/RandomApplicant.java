package pk.rahnuma.dialog.engine.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.engine.ScriptedConversation;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.transcript.ConversationSimulator;
import pk.rahnuma.script.ActionTypeRegistry;

/// A person who applies by a packaged script: by chat with random answers, and with given answers by a form or a draft
/// of the API, in portions. The ways take turns as their hosts do.
public final class RandomApplicant {

    private static final int MAX_INPUTS = 400;
    private static final EngineContext CONTEXT =
            new EngineContext(ScriptedConversation.START, "en", TestDesk.ASSISTANCE, "web");

    private static final Map<String, ActionType> ACTIONS = ActionTypeRegistry.loadAll();
    private static final DialogEngine ENGINE = new DialogEngine(RandomConversation.LIBRARY);
    private static final SessionEngine SESSIONS = new SessionEngine(RandomConversation.LIBRARY);

    private final Random random;
    private final ConversationSimulator simulator;
    private final List<String> inputs = new ArrayList<>();
    private List<Reply> replies;
    private Map<String, Object> submitted;
    private int messageCount;

    /// @param script that the person starts
    /// @param organised whether they act for an organisation already
    public RandomApplicant(String script, boolean organised, Random random) {
        this.random = random;
        simulator = new ConversationSimulator(
                ENGINE,
                ACTIONS,
                new ConversationState("en", List.of(), List.of(), 0),
                CONTEXT.now(),
                CONTEXT.desk(),
                CONTEXT.channel());
        PlausibleResults.transcriptResults().forEach(simulator::setResult);
        simulator.setResult("people.me", Map.of("consented", false));
        if (organised) {
            Map<String, Object> known = PlausibleResults.result("people.acts_for", 1);
            simulator.setResult("people.acts_for", known);
            simulator.setResult("people.acts_for_number", known);
        }
        apply(new ConversationInput.Tap("!start=" + script, null));
    }

    /// Arguments with which the application was submitted; null before.
    Map<String, Object> submitted() {
        return submitted;
    }

    /// Inputs so far, one a line.
    String describeInputs() {
        return String.join("\n", inputs);
    }

    /// Applies by chat.
    ///
    /// @return the answers by key, as a form sends them; null for a skipped question
    public Map<String, Object> applyByChat() {
        Map<String, Object> answers = new LinkedHashMap<>();
        int lines = 1 + random.nextInt(3);
        boolean adds = random.nextInt(3) > 0;
        while (submitted == null) {
            Journey.JourneyStep current = currentStep();
            switch (current.step()) {
                case ScriptStep.Question question -> answerInChat(answers, question, current.key());
                case ScriptStep.Repeat repeat -> {
                    List<String> items = session().itemsOf(repeat.name());
                    say(items.size() < lines ? "add another" : "done");
                }
                case ScriptStep.Review review -> {
                    say(adds ? "add details" : "send");
                    adds = false;
                }
                default -> throw new IllegalStateException("stopped at " + current);
            }
        }
        return answers;
    }

    private void answerInChat(Map<String, Object> answers, ScriptStep.Question question, String key) {
        if (session().doubt() != null) {
            say("yes");
        } else if (question.later() && random.nextInt(8) == 0) {
            say("done");
        } else if (question.optional() || question.later()) {
            if (random.nextInt(3) > 0) {
                answerQuestion(answers, question, key);
            } else {
                if (question.optional()) {
                    answers.put(key, null);
                }
                say("skip");
            }
        } else {
            answerQuestion(answers, question, key);
        }
    }

    private void answerQuestion(Map<String, Object> answers, ScriptStep.Question question, String key) {
        Object value = answers.computeIfAbsent(
                key, unanswered -> PlausibleAnswers.choose(question, key, options(key), answers, random));
        String button = replies.getLast().buttons().stream()
                .flatMap(List::stream)
                .map(ReplyButton::data)
                .filter(data -> data.endsWith(":" + value))
                .findFirst()
                .orElse(null);
        if (question.type().typeName().equals("file")) {
            apply(new ConversationInput.File(PlausibleAnswers.fileOf((String) value), null, "m" + ++messageCount));
        } else if (button != null) {
            apply(new ConversationInput.Tap(button, null));
        } else {
            say(
                    switch (value) {
                        case List<?> list ->
                            String.join(" ", list.stream().map(String::valueOf).toList());
                        case Boolean truth -> truth ? "yes" : "no";
                        default -> String.valueOf(value);
                    });
        }
        if (submitted == null && session().partial() != null) {
            say("done");
        }
    }

    private List<String> options(String key) {
        return ENGINE.describeForm(simulator.conversation(), CONTEXT).orElseThrow().fields().stream()
                .filter(field -> field.key().equals(key))
                .flatMap(field -> field.options().stream())
                .map(option -> option.value())
                .toList();
    }

    /// Applies by the form of the conversation: answers by key, items and the review by chat.
    void applyByForm(Map<String, Object> answers) {
        Map<String, Object> left = new LinkedHashMap<>(answers);
        Map<String, Object> refused = new LinkedHashMap<>();
        while (submitted == null) {
            Journey.JourneyStep current = currentStep();
            if (current.step() instanceof ScriptStep.Repeat repeat) {
                int items = session().itemsOf(repeat.name()).size();
                String next = repeat.name() + "/" + (items + 1) + "/";
                say(answers.keySet().stream().anyMatch(key -> key.startsWith(next)) ? "add another" : "done");
            } else if (left.isEmpty()) {
                say("send");
            } else {
                sendPortion(left, refused, null, false);
            }
        }
    }

    /// Applies by a draft of the API: lists as a whole, and the submission at the end.
    void applyByDraft(Map<String, Object> answers) {
        String draft = session().id();
        Map<String, Object> left = withLists(answers);
        Map<String, Object> refused = new LinkedHashMap<>();
        while (!left.isEmpty()) {
            sendPortion(left, refused, draft, false);
        }
        sendPortion(left, refused, draft, true);
    }

    /// Sends some of the answers, in any order, and those that were refused or doubted before. What was taken is not
    /// left any more.
    private void sendPortion(Map<String, Object> left, Map<String, Object> refused, String draft, boolean confirms) {
        List<String> keys = new ArrayList<>(left.keySet());
        Collections.shuffle(keys, random);
        Map<String, Object> portion = new LinkedHashMap<>(refused);
        keys.subList(0, Math.min(keys.size(), 1 + random.nextInt(keys.size() + 1)))
                .forEach(key -> portion.put(key, left.get(key)));
        ConversationInput.SubmittedAnswers sent =
                new ConversationInput.SubmittedAnswers(draft, portion, PlausibleAnswers.filesIn(portion), confirms);
        apply(sent);
        if (submitted == null) {
            SessionEngine.FormCheck check = ENGINE.checkAnswers(simulator.conversation(), sent, CONTEXT);
            refused.clear();
            check.problems().keySet().forEach(key -> refused.put(key, portion.get(key)));
            portion.keySet().stream()
                    .filter(key -> !check.untaken().contains(key) && !refused.containsKey(key))
                    .forEach(left::remove);
        }
    }

    /// Answers with the items of each list under its name.
    @SuppressWarnings("unchecked")
    public static Map<String, Object> withLists(Map<String, Object> answers) {
        Map<String, Object> whole = new LinkedHashMap<>();
        answers.forEach((key, value) -> {
            String[] parts = key.split("/");
            if (parts.length == 1) {
                whole.put(key, value);
                return;
            }
            var items = (List<Map<String, Object>>) whole.computeIfAbsent(parts[0], name -> new ArrayList<>());
            while (items.size() < Integer.parseInt(parts[1])) {
                items.add(new LinkedHashMap<>());
            }
            items.get(Integer.parseInt(parts[1]) - 1).put(parts[2], value);
        });
        return whole;
    }

    private void say(String text) {
        apply(new ConversationInput.Text(text, "m" + ++messageCount, false));
    }

    /// A form that a call interrupts is continued behind it, as by [pk.rahnuma.conversation.batch.Turn].
    private void apply(ConversationInput input) {
        do {
            if (inputs.size() > MAX_INPUTS) {
                throw new IllegalStateException("no end: " + replies);
            }
            inputs.add(input.toString());
            replies = simulator.applyInput(input);
            simulator.lastCalls().stream()
                    .filter(call -> call.action().startsWith("registration.submit"))
                    .forEach(call -> submitted = call.arguments());
        } while (input instanceof ConversationInput.SubmittedAnswers
                && submitted == null
                && !simulator.lastCalls().isEmpty());
    }

    private Session session() {
        if (simulator.conversation().stack().isEmpty()) {
            throw new IllegalStateException("ended early: " + replies + "\n" + describeInputs());
        }
        return simulator.conversation().stack().getLast();
    }

    private Journey.JourneyStep currentStep() {
        Session session = session();
        return SESSIONS.journeyOf(RandomConversation.LIBRARY.findVersion(session.flow()), session, CONTEXT)
                .currentStep();
    }
}
