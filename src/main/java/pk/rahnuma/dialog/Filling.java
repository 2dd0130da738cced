package pk.rahnuma.dialog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import pk.rahnuma.dialog.script.Limits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.Step;
import pk.rahnuma.dialog.script.Texts;

/// Fills a session from answers by key. Each answer goes the way of a typed one, so that forms and chats cannot differ.
final class Filling {

    private final Texts texts;
    private final Script script;
    private final Moment moment;

    Filling(Texts texts, Script script, Moment moment) {
        this.texts = texts;
        this.script = script;
        this.moment = moment;
    }

    Filled fill(Session session, Map<String, Object> answers) {
        Map<String, Object> left = new LinkedHashMap<>(answers);
        Map<String, List<String>> problems = new LinkedHashMap<>();
        Stepped last = new Move(texts, script, session, moment).done();
        Session now = session;
        for (int i = 0;
                i < Limits.STEPS + Limits.ITEMS && !last.over() && last.calls().isEmpty();
                i++) {
            Move move = new Move(texts, script, now, moment);
            Path.Place place = next(move.path(), left);
            if (place == null) {
                break;
            }
            if (!place.key().equals(move.stop().key())) {
                move.focus(place.key());
            }
            Object value = left.remove(place.key());
            Stepped stepped = answer(move, (Step.Question) place.step(), value);
            Answer kept = stepped.session().answers().get(place.key());
            boolean taken = kept != null
                    && stepped.session().focus() == null
                    && stepped.session().tries() == 0
                    && stepped.session().doubt() == null;
            if (!taken) {
                problems.put(place.key(), List.of(lead(stepped)));
                break;
            }
            last = stepped;
            now = stepped.session();
        }
        return new Filled(last, problems);
    }

    /// The first place on the path for which there is an answer that is new.
    private static Path.Place next(Path path, Map<String, Object> left) {
        for (Path.Place place : path.changeable()) {
            if (left.containsKey(place.key())) {
                Answer kept = path.answers().get(place.key());
                if (kept != null && Objects.equals(kept.value(), left.get(place.key()))) {
                    left.remove(place.key());
                } else {
                    return place;
                }
            }
        }
        Path.Place stop = path.stop();
        return stop.step() instanceof Step.Question && left.containsKey(stop.key()) ? stop : null;
    }

    private static Stepped answer(Move move, Step.Question question, Object value) {
        if (value == null) {
            move.skip();
            return move.done();
        }
        String text = switch (value) {
            case List<?> list ->
                String.join(", ", list.stream().map(String::valueOf).toList());
            case Boolean truth -> truth ? "yes" : "no";
            default -> String.valueOf(value);
        };
        move.read(question, question.type().read(text, move.ask(question, null)), null);
        return move.done();
    }

    private static String lead(Stepped stepped) {
        String text =
                stepped.replies().isEmpty() ? "" : stepped.replies().getLast().text();
        int end = text.indexOf("\n\n");
        return end < 0 ? text : text.substring(0, end);
    }
}
