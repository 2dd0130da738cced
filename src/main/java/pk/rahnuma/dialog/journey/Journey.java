package pk.rahnuma.dialog.journey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import pk.rahnuma.dialog.model.CallResult;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;

/// One walk over a script from the top, along the answers given so far. It determines the next question, the number of
/// questions, the answers that can be changed, and the answers to be submitted.
public final class Journey {

    /// A step on the journey.
    ///
    /// @param key of its answer; in a repeat `<repeat>/<item>/<name>`
    public record JourneyStep(ScriptStep step, String key) {
        public boolean isInRepeat() {
            return key.indexOf('/') >= 0;
        }
    }

    private final Script script;
    private final Session session;
    private final EngineContext context;
    private final VariableScope known;
    private final JourneyAnswers onPath;
    private final List<JourneyStep> passed;
    private JourneyStep stop;
    private String reviewed;
    private int questions;
    private int position;
    /// Number of answers before the current step, outside repeats and in them.
    private int before;

    private int beforeInItems;
    /// Step from which a continued walk takes steps again; null once reached.
    private ScriptStep from;

    public Journey(Script script, Session session, EngineContext context) {
        this.script = script;
        this.session = session;
        this.context = context;
        this.onPath = new JourneyAnswers(script);
        this.known = new VariableScope(script, session, context, onPath);
        this.passed = new ArrayList<>();
        walk(script.steps(), "");
    }

    /// Same walk, for a session that leads the same way.
    private Journey(Journey walked, Session session) {
        this.script = walked.script;
        this.session = session;
        this.context = walked.context;
        this.onPath = walked.onPath;
        this.known = new VariableScope(script, session, context, onPath);
        this.passed = walked.passed;
        this.stop = walked.stop;
        this.reviewed = walked.reviewed;
        this.questions = walked.questions;
        this.position = walked.position;
        this.before = walked.before;
        this.beforeInItems = walked.beforeInItems;
    }

    /// Continues the walk from its current step.
    private Journey(Journey walked, Session session, EngineContext now) {
        this.script = walked.script;
        this.session = session;
        this.context = now;
        this.onPath = new JourneyAnswers(walked.onPath, walked.before, walked.beforeInItems);
        this.known = new VariableScope(script, session, now, onPath);
        this.passed = new ArrayList<>(walked.passed);
        this.reviewed = walked.reviewed;
        this.questions = walked.position - 1;
        this.from = walked.stop.step();
        walk(script.steps(), "");
    }

    /// Journey after the current step was answered and nothing else changed: the part before a question does not depend
    /// on it.
    ///
    /// @param changed the session with the answer
    public Journey afterAnswer(Session changed, EngineContext now) {
        boolean plain = stop.step() instanceof ScriptStep.Question
                && !stop.isInRepeat()
                && session.focus() == null
                && now.equals(context);
        return plain ? new Journey(this, changed, now) : afterChange(changed, now);
    }

    /// Journey of a changed session: walked again only when a value that leads the way has changed.
    public Journey afterChange(Session changed, EngineContext now) {
        if (changed == session && now == context) {
            return this;
        }
        boolean same = now.equals(context)
                && changed.answers() == session.answers()
                && changed.items() == session.items()
                && changed.results() == session.results()
                && Objects.equals(changed.focus(), session.focus());
        return same ? new Journey(this, changed) : new Journey(script, changed, now);
    }

    public Script script() {
        return script;
    }

    public Session session() {
        return session;
    }

    public EngineContext context() {
        return context;
    }

    /// Steps passed, in order: answered questions, closed repeats, texts said, calls answered, reviews confirmed.
    public List<JourneyStep> passedSteps() {
        return passed;
    }

    /// Step that needs input; every script ends with one.
    public JourneyStep currentStep() {
        return stop;
    }

    /// Position of the current question within [#questionCount()], counted from 1.
    public int questionPosition() {
        return position;
    }

    public int questionCount() {
        return questions;
    }

    /// Answer by key, if it is on the journey; otherwise null.
    public StoredAnswer answerFor(String key) {
        return onPath.answerFor(key);
    }

    /// True when [#changeableSteps()] has any.
    public boolean hasChangeableAnswer() {
        for (int i = passed.size() - 1; i >= 0; i--) {
            switch (passed.get(i).step()) {
                case ScriptStep.Question question -> {
                    return true;
                }
                case ScriptStep.Call call -> {
                    if (call.action().act()) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /// Answered questions that may still be changed: those after the last mutation.
    public List<JourneyStep> changeableSteps() {
        List<JourneyStep> found = new ArrayList<>();
        for (JourneyStep place : passed) {
            if (place.step() instanceof ScriptStep.Call call && call.action().act()) {
                found.clear();
            } else if (place.step() instanceof ScriptStep.Question) {
                found.add(place);
            }
        }
        return found;
    }

    /// Changeable steps for a selection list: a closed repeat replaces its answers, and is opened again.
    public List<JourneyStep> selectableSteps() {
        List<JourneyStep> found = new ArrayList<>();
        for (JourneyStep place : passed) {
            switch (place.step()) {
                case ScriptStep.Call call -> {
                    if (call.action().act()) {
                        found.clear();
                    }
                }
                case ScriptStep.Question question -> found.add(place);
                case ScriptStep.Repeat repeat -> {
                    found.removeIf(other -> other.key().startsWith(repeat.name() + "/"));
                    found.add(place);
                }
                default -> {}
            }
        }
        return found;
    }

    /// @return false when the walk reached the end of the script
    private boolean walk(List<ScriptStep> steps, String prefix) {
        for (int i = 0; i < steps.size(); i++) {
            ScriptStep step = steps.get(i);
            if (from != null) {
                if (step instanceof ScriptStep.Group group && walk(group.steps(), prefix)) {
                    return true;
                }
                if (step != from) {
                    continue;
                }
                from = null;
            } else if (step.when() != null && !step.when().isTrue(known.resolverFor(prefix))) {
                continue;
            }
            boolean over = switch (step) {
                case ScriptStep.Group group -> walk(group.steps(), prefix);
                case ScriptStep.Question question -> question(question, prefix);
                case ScriptStep.Repeat repeat -> repeat(repeat, prefix);
                case ScriptStep.Say say -> pass(say, prefix);
                case ScriptStep.Call call -> call(call, prefix);
                case ScriptStep.Review review -> review(review, prefix);
                case ScriptStep.End end -> halt(end, prefix);
                case ScriptStep.Go go -> halt(go, prefix);
            };
            if (over) {
                return true;
            }
        }
        return false;
    }

    /// Joins only when necessary: a new string has no cached hash.
    private static String key(ScriptStep step, String prefix) {
        return prefix.isEmpty() ? step.name() : prefix + step.name();
    }

    private boolean question(ScriptStep.Question question, String prefix) {
        questions++;
        String key = key(question, prefix);
        // After the current step there are seldom any left.
        boolean all = stop != null && onPath.answerCount() == session.answers().size();
        StoredAnswer answer = all ? null : session.answers().get(key);
        boolean here = answer == null || key.equals(session.focus()) || spoiled(question, key, answer);
        if (here) {
            halt(question, prefix);
        } else {
            pass(question, prefix);
        }
        if (answer != null) {
            onPath.addAnswer(key, answer, !prefix.isEmpty());
        }
        return false;
    }

    /// True for an answer that became invalid when another answer or the script changed: it is asked again.
    private boolean spoiled(ScriptStep.Question question, String key, StoredAnswer answer) {
        return answer.value() != null && firstFailedCheck(question, key, answer.value(), true) != null;
    }

    /// First of the question's own checks that a value fails, or null.
    ///
    /// @param insisted whether soft checks are skipped
    public ScriptStep.Check firstFailedCheck(JourneyStep place, Object value, boolean insisted) {
        return firstFailedCheck((ScriptStep.Question) place.step(), place.key(), value, insisted);
    }

    private ScriptStep.Check firstFailedCheck(
            ScriptStep.Question question, String key, Object value, boolean insisted) {
        List<ScriptStep.Check> checks = question.checks();
        if (checks.isEmpty()) {
            return null;
        }
        Function<String, Object> others = known.resolverFor(
                key.substring(0, key.length() - question.name().length()));
        for (int i = 0; i < checks.size(); i++) {
            ScriptStep.Check check = checks.get(i);
            boolean counts = !check.soft() || !insisted;
            if (counts && !check.holds().isTrue(name -> name.equals("it") ? value : others.apply(name))) {
                return check;
            }
        }
        return null;
    }

    private boolean repeat(ScriptStep.Repeat repeat, String prefix) {
        List<String> items = session.items().getOrDefault(repeat.name(), List.of());
        for (String item : items) {
            walk(repeat.steps(), repeat.name() + "/" + item + "/");
        }
        if (stop != null && items.isEmpty()) {
            // Steps ahead are counted as if there were one item.
            walk(repeat.steps(), repeat.name() + "/1/");
        }
        boolean open = items.size() < repeat.least() || !session.answers().containsKey(repeat.name());
        if (open) {
            halt(repeat, prefix);
            return false;
        }
        return pass(repeat, prefix);
    }

    private boolean call(ScriptStep.Call call, String prefix) {
        if (stop == null && !isAnswered(call)) {
            halt(call, prefix);
        }
        return pass(call, prefix);
    }

    private boolean isAnswered(ScriptStep.Call call) {
        CallResult kept = session.results().get(call.name());
        return kept != null
                && kept.value() != null
                && (call.action().act() || kept.hash().equals(ValueHash.hashOf(callArguments(call))));
    }

    private boolean review(ScriptStep.Review review, String prefix) {
        if (stop == null) {
            reviewed = ValueHash.hashOf(known.valuesByName());
            StoredAnswer answer = session.answers().get(key(review, prefix));
            if (answer == null || !reviewed.equals(answer.value())) {
                halt(review, prefix);
            }
        }
        return pass(review, prefix);
    }

    /// Answer of the last review on the journey: a hash of all values that it showed.
    public String reviewHash() {
        return reviewed;
    }

    private boolean pass(ScriptStep step, String prefix) {
        if (stop == null) {
            passed.add(new JourneyStep(step, key(step, prefix)));
        }
        return false;
    }

    /// @return true: no step follows an end
    private boolean halt(ScriptStep step, String prefix) {
        if (stop == null) {
            stop = new JourneyStep(step, key(step, prefix));
            position = questions;
            before = onPath.countOutsideRepeats();
            beforeInItems = onPath.countInRepeats();
        }
        return true;
    }

    /// Current arguments of a call.
    public Map<String, Object> callArguments(ScriptStep.Call call) {
        Map<String, Object> found = new LinkedHashMap<>();
        call.arguments().forEach((name, expression) -> found.put(name, expression.evaluate(known.resolverFor(""))));
        return found;
    }

    /// Values on the journey by name; those of a repeat as a list of maps.
    Map<String, Object> valuesByName() {
        return known.valuesByName();
    }

    /// Component of a call's result, or its empty value.
    public Object resultComponent(String call, String component) {
        return known.resultComponent(call, component);
    }
}
