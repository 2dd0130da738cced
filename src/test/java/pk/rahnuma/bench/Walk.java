package pk.rahnuma.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Button;
import pk.rahnuma.dialog.Conversation;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.transcript.Simulator;

/// A whole walk through a script, from its first question to its end, each answer by what the question asks for.
final class Walk {

    private static final int MOST = 100;
    private static final Map<String, String> TEXTS = Map.ofEntries(
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
            Map.entry("number", "4"));

    private final Simulator simulator;
    private final List<Step> steps = new ArrayList<>();
    private List<Reply> heard = List.of();
    private int messages;

    private Walk(Simulator simulator) {
        this.simulator = simulator;
    }

    /// An input, and the conversation it comes to.
    record Step(Conversation before, Input input) {}

    static List<Step> through(
            Library library, Map<String, ActionType> actions, String script, String language, Instant now) {
        Conversation fresh = new Conversation(language, List.of(), List.of(), 0);
        Walk walk = new Walk(new Simulator(library, actions, fresh, now, "assistance", "telegram"));
        walk.take(new Input.Tap("!start=" + script, null));
        while (!walk.simulator.conversation().stack().isEmpty()) {
            if (walk.steps.size() > MOST) {
                throw new IllegalStateException("no end of " + script + ": " + walk.heard);
            }
            walk.take(walk.answer());
        }
        return walk.steps;
    }

    private void take(Input input) {
        steps.add(new Step(simulator.conversation(), input));
        heard = simulator.turn(input);
    }

    private Input answer() {
        Reply asked = heard.getLast();
        List<Button> buttons = asked.buttons().stream().flatMap(List::stream).toList();
        String kind = asked.asks() == null ? "" : asked.asks();
        if (kind.equals("file")) {
            return new Input.File(new FileRef("f1", "card.jpg", "image/jpeg", 100_000), null, "m" + ++messages);
        }
        // What form such a text must have, each question knows for itself.
        Button skip = buttons.stream()
                .filter(button -> kind.equals("text") && button.data().endsWith("!skip"))
                .findFirst()
                .orElse(null);
        if (skip != null) {
            return new Input.Tap(skip.data(), null);
        }
        if (TEXTS.containsKey(kind)) {
            return new Input.Text(TEXTS.get(kind), "m" + ++messages, false);
        }
        return new Input.Tap(buttons.getFirst().data(), null);
    }
}
