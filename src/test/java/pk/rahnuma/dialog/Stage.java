package pk.rahnuma.dialog;

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
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.Sources;
import pk.rahnuma.dialog.transcript.Simulator;

/// A small script with everything in it, and a person who talks to it.
final class Stage {

    record Lookup(String name) {}

    record Found(boolean known) {}

    record Answers(Map<String, Object> answers) {}

    record Sent(boolean accepted, String problem, String reference, Instant due) {}

    static final Map<String, ActionType> ACTIONS = Map.of(
            "test.look_up", new ActionType("test.look_up", false, Lookup.class, Found.class),
            "test.send", new ActionType("test.send", true, Answers.class, Sent.class));

    static final String HELLO = """
            script: hello
            command: start
            steps:
              - ask: language
                type: choice
                options: [en, ur]
              - end: ready
                offer: [form]
            """;

    static final String FORM = """
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

    static final Instant START = Instant.parse("2026-11-24T05:00:00Z");

    final Simulator simulator;
    List<Reply> heard = List.of();
    private int message;

    Stage() {
        this(library(), new Conversation("en", List.of(), List.of(), 0));
    }

    Stage(Library library, Conversation conversation) {
        this(new Simulator(library, ACTIONS, conversation, START, "assistance", "telegram"));
    }

    Stage(Simulator simulator) {
        this.simulator = simulator;
        simulator.given(
                "test.send",
                Map.of("accepted", true, "reference", "K7MP-4RTX-9X", "due", "2026-11-25T05:00:00Z", "problem", ""));
    }

    static Library library() {
        return library(FORM);
    }

    static Library library(String form) {
        return Library.load(sources(form), ACTIONS).with(Map.of(FIRST.flow(), FIRST.source()));
    }

    /// The current form as it was stored when it was loaded for the first time.
    static final Script FIRST = Library.load(sources(FORM), ACTIONS).current("form");

    static Sources sources(String form) {
        String texts = resource("engine/texts.yaml");
        Map<String, Map<String, String>> languages = new HashMap<>();
        List.of("en", "ur", "ur-Latn")
                .forEach(language -> languages.put(language, Map.of(language + "/all.yaml", texts)));
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("hello.yaml", HELLO);
        scripts.put("form.yaml", form);
        scripts.put("aside.yaml", ASIDE);
        return new Sources(scripts, Map.of(), languages, Map.of(), Map.of());
    }

    private static String resource(String name) {
        try (InputStream in = Stage.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stage says(String... texts) {
        for (String text : texts) {
            heard = simulator.turn(new Input.Text(text, "m" + ++message, false));
        }
        return this;
    }

    Stage saysAtOnce(String... texts) {
        List<Reply> all = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            all.addAll(simulator.turn(new Input.Text(texts[i], "m" + ++message, i > 0)));
        }
        heard = all;
        return this;
    }

    Stage taps(String label) {
        return tapsData(data(label));
    }

    Stage tapsData(String data) {
        heard = simulator.turn(new Input.Tap(data, null));
        return this;
    }

    Stage does(Input input) {
        heard = simulator.turn(input);
        return this;
    }

    Stage waits(Duration pause) {
        heard = simulator.wait(pause);
        return this;
    }

    /// The data of a button of the last message.
    String data(String label) {
        return heard.getLast().buttons().stream()
                .flatMap(List::stream)
                .filter(button -> button.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + label + " in " + heard.getLast()))
                .data();
    }

    String text() {
        return heard.isEmpty() ? "" : heard.getLast().text();
    }

    String all() {
        return String.join("\n--\n", heard.stream().map(Reply::text).toList());
    }

    List<String> labels() {
        return heard.getLast().buttons().stream()
                .flatMap(List::stream)
                .map(Button::label)
                .toList();
    }

    Session session() {
        return simulator.conversation().stack().getLast();
    }
}
