package pk.rahnuma.dialog.journey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;

/// Steps of a script that the answers of a session lead through. It determines the next question, the number of
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

    /// Answer of a review while the person answers the later questions before it.
    public static final String ADDING_LATER = "later";

    private final Script script;
    private final Session session;
    private final EngineContext context;
    private final JourneyWalk walk;
    private final VariableScope variables;

    public Journey(Script script, Session session, EngineContext context) {
        this(script, session, context, new JourneyWalk(script, session, context));
    }

    private Journey(Script script, Session session, EngineContext context, JourneyWalk walk) {
        this(script, session, context, walk, walk.variables());
    }

    /// @param walk along answers equal to those of the session
    private Journey(Script script, Session session, EngineContext context, JourneyWalk walk, VariableScope variables) {
        this.script = script;
        this.session = session;
        this.context = context;
        this.walk = walk;
        this.variables = variables;
    }

    /// Journey after the current step was answered and nothing else changed: the part before a question does not depend
    /// on it.
    ///
    /// @param changed the session with the answer
    public Journey afterAnswer(Session changed, EngineContext now) {
        boolean continues = currentStep().step() instanceof ScriptStep.Question
                && !currentStep().isInRepeat()
                && !walk.asksPostponed()
                && session.focus() == null
                && now.equals(context);
        return continues
                ? new Journey(script, changed, now, new JourneyWalk(walk, changed, now))
                : afterChange(changed, now);
    }

    /// Journey of a changed session: walked again only when a value that leads the way has changed.
    public Journey afterChange(Session changed, EngineContext now) {
        if (changed == session && now == context) {
            return this;
        }
        boolean sameWay = now.equals(context)
                && changed.answers() == session.answers()
                && changed.items() == session.items()
                && changed.results() == session.results()
                && changed.postponed() == session.postponed()
                && Objects.equals(changed.focus(), session.focus());
        return sameWay
                ? new Journey(
                        script, changed, context, walk, new VariableScope(script, changed, context, walk.answers()))
                : new Journey(script, changed, now);
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
        return walk.passedSteps();
    }

    /// Later and postponed questions before the current step that have no answer yet.
    public List<JourneyStep> openLaterSteps() {
        return walk.openLaterSteps();
    }

    /// Questions of items that are to be asked and have no answer; of an empty list those of the item to come.
    public List<JourneyStep> openItemSteps() {
        return walk.openItemSteps();
    }

    /// Questions that were put off and are still open, in the order in which they are asked at the end.
    public List<JourneyStep> postponedSteps() {
        return walk.postponedSteps();
    }

    /// True when the current question was put off before: only such questions are left.
    public boolean asksPostponed() {
        return walk.asksPostponed();
    }

    /// Questions for papers outside repeats that are asked after the current step, unless an action comes before them;
    /// postponed ones first.
    public List<ScriptStep.Question> laterFileQuestions() {
        return walk.laterFileQuestions();
    }

    /// Questions outside repeats after the current step that are to be asked, by what is answered now.
    public List<ScriptStep.Question> aheadQuestions() {
        return walk.aheadQuestions();
    }

    /// Step that needs input; every script ends with one.
    public JourneyStep currentStep() {
        return walk.currentStep();
    }

    /// True when the script answers a question, as far as is known.
    public boolean isDerived(ScriptStep.Question question, String key) {
        return !session.answers().containsKey(key)
                && walk.variables().isDerivedAhead(question, key.substring(0, key.lastIndexOf('/') + 1));
    }

    /// Position of the current question within [#questionCount()], counted from 1.
    public int questionPosition() {
        return walk.questionPosition();
    }

    public int questionCount() {
        return walk.questionCount();
    }

    /// Answer by key, if it is on the journey; otherwise null.
    public StoredAnswer answerFor(String key) {
        return walk.answers().answerFor(key);
    }

    /// Answer of the last review on the journey: a hash of all values that it showed.
    public String reviewHash() {
        return walk.reviewHash();
    }

    /// True when [#changeableSteps()] has any.
    public boolean hasChangeableAnswer() {
        for (JourneyStep passed : passedSteps().reversed()) {
            if (passed.step() instanceof ScriptStep.Question) {
                return true;
            }
            if (isMutation(passed)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isMutation(JourneyStep passed) {
        return passed.step() instanceof ScriptStep.Call call && call.action().act();
    }

    /// Answered questions that may still be changed: those after the last mutation.
    public List<JourneyStep> changeableSteps() {
        List<JourneyStep> changeable = new ArrayList<>();
        for (JourneyStep passed : passedSteps()) {
            if (isMutation(passed)) {
                changeable.clear();
            } else if (passed.step() instanceof ScriptStep.Question) {
                changeable.add(passed);
            }
        }
        return changeable;
    }

    /// Changeable steps for a selection list, in the order of the review's sections: a closed repeat replaces its
    /// answers, and is opened again.
    public List<JourneyStep> selectableSteps() {
        if (session.picking() && isItem(session.focus())) {
            return changeableSteps().stream()
                    .filter(step -> step.key().startsWith(session.focus() + "/"))
                    .toList();
        }
        List<JourneyStep> selectable = new ArrayList<>();
        for (JourneyStep passed : passedSteps()) {
            if (isMutation(passed)) {
                selectable.clear();
            } else if (passed.step() instanceof ScriptStep.Question) {
                selectable.add(passed);
            } else if (passed.step() instanceof ScriptStep.Repeat repeat) {
                selectable.removeIf(answered -> answered.key().startsWith(repeat.name() + "/"));
                selectable.add(passed);
            }
        }
        List<String> order = script.reviewOrder();
        if (!order.isEmpty()) {
            selectable.sort(Comparator.comparingInt(step -> {
                int position = order.indexOf(step.step().name());
                return position < 0 ? order.size() : position;
            }));
        }
        return selectable;
    }

    /// True for the key of an item of a repeat, `<repeat>/<item>`: of its answers one is to be changed.
    private static boolean isItem(String focus) {
        return focus != null && focus.indexOf('/') >= 0 && focus.indexOf('/') == focus.lastIndexOf('/');
    }

    /// Review before which the person answers the later questions now; empty when they answer none.
    public Optional<String> extendedReview() {
        return walk.extendedReview();
    }

    /// Value that the script suggests for a question, or an empty text.
    public String suggestedValue(JourneyStep asked) {
        return variables.suggestedValue((ScriptStep.Question) asked.step(), asked.key());
    }

    /// First of a question's own checks that a value fails, or null.
    ///
    /// @param insisted whether soft checks are skipped
    public FailedCheck firstFailedCheck(JourneyStep asked, Object value, boolean insisted) {
        return variables.firstFailedCheck((ScriptStep.Question) asked.step(), asked.key(), value, insisted);
    }

    /// Current arguments of a call.
    public Map<String, Object> callArguments(ScriptStep.Call call) {
        return variables.callArguments(call);
    }

    /// Answer that a step gives to the first question of the script that follows; empty when that is asked.
    public String firstAnswer(ScriptStep.Go go) {
        return go.first() == null ? "" : variables.textOf(go.first());
    }

    /// Component of a call's result, or its empty value.
    public Object resultComponent(String call, String component) {
        return variables.resultComponent(call, component);
    }
}
