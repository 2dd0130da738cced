package pk.rahnuma.dialog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.dialog.field.Reading;
import pk.rahnuma.dialog.script.Limits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.Step;
import pk.rahnuma.dialog.script.Texts;

/// Fills a session from answers by key. Each answer goes the way of a typed one, so that forms and chats cannot differ:
/// what is doubtful is taken when it is sent again. A change that is refused leaves the old answer where it is.
final class Filling {

    private final Texts texts;
    private final Script script;
    private final Session first;
    private final List<FileRef> files;
    private final Map<String, List<String>> problems = new LinkedHashMap<>();
    private final List<Trail> trail = new ArrayList<>();
    private Moment moment;
    private Session now;
    /// The session before the last answer, and what came of that answer; null before the first.
    private Session before;
    private Stepped last;
    private int taken;

    Filling(Texts texts, Script script, Session session, List<FileRef> files, Moment moment) {
        this.texts = texts;
        this.script = script;
        this.first = session;
        this.files = files;
        this.moment = moment;
        this.now = session;
    }

    Filled fill(Map<String, Object> answers) {
        Map<String, Object> left = new LinkedHashMap<>(answers);
        if (now.focus() != null && !left.containsKey(now.focus())) {
            // Whoever answers something else does not want to change that one any more.
            now = now.focused(null, moment.now());
        }
        boolean goesOn = true;
        for (int i = 0; goesOn && i < Limits.STEPS + Limits.ITEMS; i++) {
            Move move = new Move(texts, new Path(script, now, moment));
            Path.Place place = next(move, left);
            goesOn = place != null && answer(move, place, left.remove(place.key()));
        }
        return new Filled(said(), problems);
    }

    /// The first place on the path for which there is an answer that is new.
    private Path.Place next(Move move, Map<String, Object> left) {
        for (Path.Place place : move.path().changeable()) {
            if (left.containsKey(place.key())) {
                if (!isKept(move, place, left.get(place.key()))) {
                    return place;
                }
                left.remove(place.key());
            }
        }
        Path.Place stop = move.stop();
        return stop.step() instanceof Step.Question && left.containsKey(stop.key()) ? stop : null;
    }

    private boolean isKept(Move move, Path.Place place, Object value) {
        Object kept = move.path().answer(place.key()).value();
        if (value == null || kept == null || kept.equals(value)) {
            return Objects.equals(kept, value);
        }
        return switch (read(move, (Step.Question) place.step(), value)) {
            case Reading.Accepted accepted -> accepted.value().equals(kept);
            case Reading.Doubtful doubtful -> doubtful.value().equals(kept);
            case Reading.Partial partial -> false;
            case Reading.Refused refused -> false;
        };
    }

    /// @return whether more can be answered
    private boolean answer(Move move, Path.Place place, Object value) {
        boolean change = !place.key().equals(move.stop().key());
        if (change) {
            move.focus(place.key());
        }
        Step.Question question = (Step.Question) place.step();
        if (value == null) {
            move.skip();
        } else {
            move.read(question, read(move, question, value), null);
        }
        // The question is not put to somebody who has answered it already.
        Stepped stepped = change ? withoutFirst(move.done()) : move.done();
        boolean passed = isTaken(stepped.session(), place.key());
        if (!passed) {
            problems.put(place.key(), List.of(lead(stepped)));
            if (change && stepped.session().doubt() == null) {
                return true;
            }
        }
        taken += passed ? 1 : 0;
        trail.addAll(stepped.trail());
        moment = move.moment();
        before = now;
        now = stepped.session();
        last = stepped;
        return passed && !stepped.over() && stepped.calls().isEmpty();
    }

    private static Stepped withoutFirst(Stepped stepped) {
        List<Reply> replies = stepped.replies();
        return new Stepped(
                stepped.session(),
                replies.subList(1, replies.size()),
                stepped.calls(),
                stepped.fetches(),
                stepped.trail(),
                stepped.notice(),
                stepped.masked(),
                stepped.end());
    }

    private static boolean isTaken(Session session, String key) {
        return session.answers().containsKey(key)
                && session.focus() == null
                && session.tries() == 0
                && session.doubt() == null;
    }

    private Reading read(Move move, Step.Question question, Object value) {
        if (question.type() instanceof FileField) {
            return files.stream()
                    .filter(file -> file.id().equals(String.valueOf(value)))
                    .findFirst()
                    .map(file -> Filing.read(move, question, file))
                    .orElse(Reading.refused("gone"));
        }
        String text = switch (value) {
            case List<?> list ->
                String.join(", ", list.stream().map(String::valueOf).toList());
            case Boolean truth -> truth ? "yes" : "no";
            default -> String.valueOf(value);
        };
        Reading reading = question.type().read(text, move.ask(question, null));
        // A form sends all of a list at once.
        return reading instanceof Reading.Partial partial && partial.problems().isEmpty()
                ? question.type().read("!done", move.ask(question, partial.value()))
                : reading;
    }

    /// What the last answer led to, after a line about where the answers came from and what was said on the way.
    private Stepped said() {
        if (last == null) {
            Move move = new Move(texts, new Path(script, now, moment));
            move.show(line(move.voice()), Reply.Manner.PLAIN);
            return move.done();
        }
        Path path = new Path(script, before, moment);
        Voice voice = new Voice(texts, path);
        Set<String> known = new HashSet<>();
        new Path(script, first, moment).passed().forEach(place -> known.add(place.key()));
        String lead = line(voice);
        for (Path.Place place : path.passed()) {
            if (place.step() instanceof Step.Say say && !known.contains(place.key())) {
                lead = Prompt.join(lead, voice.said(say));
            }
        }
        return new Stepped(
                now,
                led(lead, last.replies()),
                last.calls(),
                last.fetches(),
                trail,
                last.notice(),
                last.masked(),
                last.end());
    }

    private String line(Voice voice) {
        return voice.say("engine.form", Map.of("count", (long) taken));
    }

    private static List<Reply> led(String lead, List<Reply> replies) {
        if (replies.isEmpty()) {
            return List.of(Reply.plain(Prompt.clip(lead)));
        }
        List<Reply> all = new ArrayList<>(replies);
        Reply reply = all.removeFirst();
        all.addFirst(new Reply(
                Prompt.clip(Prompt.join(lead, reply.text())),
                reply.buttons(),
                reply.asks(),
                reply.manner(),
                reply.brings()));
        return all;
    }

    private static String lead(Stepped stepped) {
        String text =
                stepped.replies().isEmpty() ? "" : stepped.replies().getLast().text();
        int end = text.indexOf("\n\n");
        return end < 0 ? text : text.substring(0, end);
    }
}
