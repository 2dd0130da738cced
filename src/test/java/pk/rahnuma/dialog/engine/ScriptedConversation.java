package pk.rahnuma.dialog.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.transcript.ConversationSimulator;

/// A small script with every feature, and a person who talks to it.
public final class ScriptedConversation {

    record Lookup(String name) {}

    record Found(boolean known) {}

    record Answers(Map<String, Object> answers) {}

    record Sent(boolean accepted, String problem, String reference, Instant due) {}

    public static final Map<String, ActionType> ACTIONS = Map.of(
            "test.look_up", new ActionType("test.look_up", false, Lookup.class, Found.class),
            "test.send", new ActionType("test.send", true, Answers.class, Sent.class));

    static final String HELLO = """
            script: hello
            command: start
            steps:
              - end: ready
                offer: [form]
            """;

    public static final String FORM = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: name
                type: text
                least: 2
                most: 40
              - say: greeting
              - ask: kind
                type: choice
                options: [one, two, status]
              - when: kind == 'two'
                steps:
                  - ask: only_two
                    type: number
              - ask: card
                type: cnic
              - ask: note
                type: long-text
                optional: true
              - read: known
                action: test.look_up
                with:
                  name: name
              - repeat: sites
                title: site
                least: 1
                most: 3
                steps:
                  - ask: site
                    type: text
                    least: 2
                  - ask: ips
                    type: ips
              - review: check
              - act: sent
                action: test.send
                with:
                  answers: answers
              - when: "!sent.accepted"
                steps:
                  - end: refused
              - end: received
                offer: [form]
            """;

    static final String ASIDE = """
            script: aside
            interrupts: true
            command: status
            steps:
              - ask: mood
                type: text
              - end: over
            """;

    public static final Instant START = Instant.parse("2026-11-24T05:00:00Z");

    public final ConversationSimulator simulator;
    List<Reply> lastReplies = List.of();
    private int message;

    ScriptedConversation() {
        this(library());
    }

    /// A new conversation in English.
    public ScriptedConversation(ScriptLibrary library) {
        this(library, new ConversationState("en", List.of(), List.of(), 0));
    }

    public ScriptedConversation(ScriptLibrary library, ConversationState conversation) {
        this(new ConversationSimulator(
                new DialogEngine(library), ACTIONS, conversation, START, TestDesk.ASSISTANCE, "telegram"));
    }

    ScriptedConversation(ConversationSimulator simulator) {
        this.simulator = simulator;
        simulator.setResult(
                "test.send",
                Map.of("accepted", true, "reference", "K7MP-4RTX-9X", "due", "2026-11-25T05:00:00Z", "problem", ""));
    }

    /// Simulator of a new conversation in English, by Telegram.
    static ConversationSimulator simulatorOf(DialogEngine engine, Map<String, ActionType> actions, Instant now) {
        ConversationState none = new ConversationState("en", List.of(), List.of(), 0);
        return new ConversationSimulator(engine, actions, none, now, TestDesk.ASSISTANCE, "telegram");
    }

    public static ScriptLibrary library() {
        return library(FORM);
    }

    public static ScriptLibrary library(String form) {
        return ScriptLibrary.loadChecked(sources(form), ACTIONS).withVersions(Map.of(FIRST.flow(), FIRST.source()));
    }

    /// Current form as it was stored when it was loaded for the first time.
    public static final Script FIRST =
            ScriptLibrary.loadChecked(sources(FORM), ACTIONS).findCurrent("form");

    public static ScriptSources sources(String form) {
        String texts = resource("engine/texts.yaml");
        Map<String, Map<String, String>> languages = new HashMap<>();
        List.of("en", "ur", "ur-Latn")
                .forEach(language -> languages.put(language, Map.of(language + "/all.yaml", texts)));
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("hello.yaml", HELLO);
        scripts.put("form.yaml", form);
        scripts.put("aside.yaml", ASIDE);
        return new ScriptSources(scripts, Map.of(), languages, Map.of(), Map.of());
    }

    private static String resource(String name) {
        try (InputStream in = ScriptedConversation.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ScriptedConversation sayText(String... texts) {
        for (String text : texts) {
            lastReplies = simulator.applyInput(new ConversationInput.Text(text, "m" + ++message, false));
        }
        return this;
    }

    ScriptedConversation sayAtOnce(String... texts) {
        List<ConversationInput> inputs = new ArrayList<>();
        for (String text : texts) {
            inputs.add(new ConversationInput.Text(text, "m" + ++message, !inputs.isEmpty()));
        }
        lastReplies = simulator.applyQueued(inputs);
        return this;
    }

    ScriptedConversation tapButton(String label) {
        return tapData(buttonData(label));
    }

    public ScriptedConversation tapData(String data) {
        lastReplies = simulator.applyInput(new ConversationInput.Tap(data, null));
        return this;
    }

    ScriptedConversation applyInput(ConversationInput input) {
        lastReplies = simulator.applyInput(input);
        return this;
    }

    ScriptedConversation advanceClock(Duration pause) {
        lastReplies = simulator.advanceClock(pause);
        return this;
    }

    /// Data of a button of the last message.
    String buttonData(String label) {
        return lastReplies.getLast().buttons().stream()
                .flatMap(List::stream)
                .filter(button -> button.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + label + " in " + lastReplies.getLast()))
                .data();
    }

    public String text() {
        return lastReplies.isEmpty() ? "" : lastReplies.getLast().text();
    }

    String allText() {
        return String.join("\n--\n", lastReplies.stream().map(Reply::text).toList());
    }

    List<List<ReplyButton>> buttonRows() {
        return lastReplies.getLast().buttons();
    }

    List<String> labels() {
        return lastReplies.getLast().buttons().stream()
                .flatMap(List::stream)
                .map(ReplyButton::label)
                .toList();
    }

    Session session() {
        return simulator.conversation().stack().getLast();
    }
}
