package pk.rahnuma.dialog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.Step;

/// One walk over a script from the top, along the answers given so far. Which question is next, how many there are,
/// what can be changed, and what is submitted all follow from it.
final class Path {

    /// A step on the path.
    ///
    /// @param key of its answer; in a repeat `<repeat>/<item>/<name>`
    record Place(Step step, String key) {
        boolean inItem() {
            return key.indexOf('/') >= 0;
        }
    }

    private final Script script;
    private final Session session;
    private final Moment moment;
    private final Known known;
    private final OnPath onPath;
    private final List<Place> passed;
    private Place stop;
    private String reviewed;
    private int questions;
    private int position;
    /// How many answers lie before the stop, outside repeats and in them.
    private int before;

    private int beforeInItems;
    /// The step from which a walk that goes on takes steps again; null when it does.
    private Step from;

    Path(Script script, Session session, Moment moment) {
        this.script = script;
        this.session = session;
        this.moment = moment;
        this.onPath = new OnPath(script);
        this.known = new Known(script, session, moment, onPath);
        this.passed = new ArrayList<>();
        walk(script.steps(), "");
    }

    /// The same walk, for a session that leads the same way.
    private Path(Path walked, Session session) {
        this.script = walked.script;
        this.session = session;
        this.moment = walked.moment;
        this.onPath = walked.onPath;
        this.known = new Known(script, session, moment, onPath);
        this.passed = walked.passed;
        this.stop = walked.stop;
        this.reviewed = walked.reviewed;
        this.questions = walked.questions;
        this.position = walked.position;
        this.before = walked.before;
        this.beforeInItems = walked.beforeInItems;
    }

    /// The walk goes on from where it stopped.
    private Path(Path walked, Session session, Moment now) {
        this.script = walked.script;
        this.session = session;
        this.moment = now;
        this.onPath = new OnPath(walked.onPath, walked.before, walked.beforeInItems);
        this.known = new Known(script, session, now, onPath);
        this.passed = new ArrayList<>(walked.passed);
        this.reviewed = walked.reviewed;
        this.questions = walked.position - 1;
        this.from = walked.stop.step();
        walk(script.steps(), "");
    }

    /// The path once its stop is answered, and nothing else has changed: what lies before a question does not depend
    /// on it.
    ///
    /// @param changed the session with the answer
    Path answered(Session changed, Moment now) {
        boolean plain =
                stop.step() instanceof Step.Question && !stop.inItem() && session.focus() == null && now.equals(moment);
        return plain ? new Path(this, changed, now) : of(changed, now);
    }

    /// The path of the session as it has become: walked again only where something has changed that leads the way.
    Path of(Session changed, Moment now) {
        if (changed == session && now == moment) {
            return this;
        }
        boolean same = now.equals(moment)
                && changed.answers() == session.answers()
                && changed.items() == session.items()
                && changed.results() == session.results()
                && Objects.equals(changed.focus(), session.focus());
        return same ? new Path(this, changed) : new Path(script, changed, now);
    }

    Script script() {
        return script;
    }

    Session session() {
        return session;
    }

    Moment moment() {
        return moment;
    }

    /// The steps behind, in order: answered questions, closed repeats, things said, calls answered, reviews passed.
    List<Place> passed() {
        return passed;
    }

    /// The step that something is needed for; every script ends with one.
    Place stop() {
        return stop;
    }

    /// The place of the current question among [#questions()], counted from 1.
    int position() {
        return position;
    }

    int questions() {
        return questions;
    }

    /// The answer under that key, if it is on the path; else null.
    Answer answer(String key) {
        return onPath.get(key);
    }

    /// Whether there is any in [#changeable()].
    boolean isChangeable() {
        for (int i = passed.size() - 1; i >= 0; i--) {
            switch (passed.get(i).step()) {
                case Step.Question question -> {
                    return true;
                }
                case Step.Call call -> {
                    if (call.action().act()) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /// Answered questions that may still be changed: those behind the last act.
    List<Place> changeable() {
        List<Place> found = new ArrayList<>();
        for (Place place : passed) {
            if (place.step() instanceof Step.Call call && call.action().act()) {
                found.clear();
            } else if (place.step() instanceof Step.Question) {
                found.add(place);
            }
        }
        return found;
    }

    /// The same for a list to pick from: a closed repeat stands for the answers within it, and is opened again.
    List<Place> pickable() {
        List<Place> found = new ArrayList<>();
        for (Place place : passed) {
            switch (place.step()) {
                case Step.Call call -> {
                    if (call.action().act()) {
                        found.clear();
                    }
                }
                case Step.Question question -> found.add(place);
                case Step.Repeat repeat -> {
                    found.removeIf(other -> other.key().startsWith(repeat.name() + "/"));
                    found.add(place);
                }
                default -> {}
            }
        }
        return found;
    }

    /// @return false when the walk reached the end of the script
    private boolean walk(List<Step> steps, String prefix) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (from != null) {
                if (step instanceof Step.Group group && walk(group.steps(), prefix)) {
                    return true;
                }
                if (step != from) {
                    continue;
                }
                from = null;
            } else if (step.when() != null && !step.when().holds(known.names(prefix))) {
                continue;
            }
            boolean over = switch (step) {
                case Step.Group group -> walk(group.steps(), prefix);
                case Step.Question question -> question(question, prefix);
                case Step.Repeat repeat -> repeat(repeat, prefix);
                case Step.Say say -> pass(say, prefix);
                case Step.Call call -> call(call, prefix);
                case Step.Review review -> review(review, prefix);
                case Step.End end -> halt(end, prefix);
                case Step.Go go -> halt(go, prefix);
            };
            if (over) {
                return true;
            }
        }
        return false;
    }

    /// Joined only where there is something to join: a new string knows its hash no more.
    private static String key(Step step, String prefix) {
        return prefix.isEmpty() ? step.name() : prefix + step.name();
    }

    private boolean question(Step.Question question, String prefix) {
        questions++;
        String key = key(question, prefix);
        // Beyond the stop there are seldom any left.
        boolean all = stop != null && onPath.size() == session.answers().size();
        Answer answer = all ? null : session.answers().get(key);
        boolean here = answer == null || key.equals(session.focus()) || spoiled(question, key, answer);
        if (here) {
            halt(question, prefix);
        } else {
            pass(question, prefix);
        }
        if (answer != null) {
            onPath.add(key, answer, !prefix.isEmpty());
        }
        return false;
    }

    /// An answer that was good until another one changed, or the script: it is asked again.
    private boolean spoiled(Step.Question question, String key, Answer answer) {
        return answer.value() != null && failed(question, key, answer.value(), true) != null;
    }

    /// The first of the question's own checks that a value for it fails, or null.
    ///
    /// @param insisted whether soft checks are passed over
    Step.Check failed(Place place, Object value, boolean insisted) {
        return failed((Step.Question) place.step(), place.key(), value, insisted);
    }

    private Step.Check failed(Step.Question question, String key, Object value, boolean insisted) {
        List<Step.Check> checks = question.checks();
        if (checks.isEmpty()) {
            return null;
        }
        Function<String, Object> others =
                known.names(key.substring(0, key.length() - question.name().length()));
        for (int i = 0; i < checks.size(); i++) {
            Step.Check check = checks.get(i);
            boolean counts = !check.soft() || !insisted;
            if (counts && !check.holds().holds(name -> name.equals("it") ? value : others.apply(name))) {
                return check;
            }
        }
        return null;
    }

    private boolean repeat(Step.Repeat repeat, String prefix) {
        List<String> items = session.items().getOrDefault(repeat.name(), List.of());
        for (String item : items) {
            walk(repeat.steps(), repeat.name() + "/" + item + "/");
        }
        if (stop != null && items.isEmpty()) {
            // What lies ahead counts as if there were one item.
            walk(repeat.steps(), repeat.name() + "/1/");
        }
        boolean open = items.size() < repeat.least() || !session.answers().containsKey(repeat.name());
        if (open) {
            halt(repeat, prefix);
            return false;
        }
        return pass(repeat, prefix);
    }

    private boolean call(Step.Call call, String prefix) {
        if (stop == null && !answered(call)) {
            halt(call, prefix);
        }
        return pass(call, prefix);
    }

    private boolean answered(Step.Call call) {
        Kept kept = session.results().get(call.name());
        return kept != null
                && kept.value() != null
                && (call.action().act() || kept.hash().equals(Digest.of(arguments(call))));
    }

    private boolean review(Step.Review review, String prefix) {
        if (stop == null) {
            reviewed = Digest.of(known.values());
            Answer answer = session.answers().get(key(review, prefix));
            if (answer == null || !reviewed.equals(answer.value())) {
                halt(review, prefix);
            }
        }
        return pass(review, prefix);
    }

    /// What the last review on the path was, or will be, answered with: a hash of all that it showed.
    String reviewed() {
        return reviewed;
    }

    private boolean pass(Step step, String prefix) {
        if (stop == null) {
            passed.add(new Place(step, key(step, prefix)));
        }
        return false;
    }

    /// @return true: nothing comes after it, where it is an end
    private boolean halt(Step step, String prefix) {
        if (stop == null) {
            stop = new Place(step, key(step, prefix));
            position = questions;
            before = onPath.outside();
            beforeInItems = onPath.inItems();
        }
        return true;
    }

    /// The arguments of a call, as they are now.
    Map<String, Object> arguments(Step.Call call) {
        Map<String, Object> found = new LinkedHashMap<>();
        call.arguments().forEach((name, expression) -> found.put(name, expression.value(known.names(""))));
        return found;
    }

    /// The values on the path by name; a repeat's as a list of maps.
    Map<String, Object> values() {
        return known.values();
    }

    /// A component of a call's result, or its empty value.
    Object result(String call, String component) {
        return known.result(call, component);
    }
}
