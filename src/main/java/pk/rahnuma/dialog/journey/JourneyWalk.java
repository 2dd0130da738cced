package pk.rahnuma.dialog.journey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.journey.Journey.JourneyStep;
import pk.rahnuma.dialog.model.CallResult;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;

/// The walk of a [Journey]: visits the steps of a script from the top, along the answers of a session. It stops at the
/// first step that needs input, and goes on to count the questions.
final class JourneyWalk {

    private final Script script;
    private final Session session;
    private final JourneyAnswers answers;
    private final VariableScope variables;
    private final List<JourneyStep> passed;
    /// Later and postponed questions before the current step that have no answer.
    private final List<JourneyStep> openLater;
    /// Postponed questions that were passed over, in the order of the script.
    private final List<JourneyStep> postponed;
    /// Questions of items that are to be asked and have no answer.
    private final List<JourneyStep> openInItems = new ArrayList<>();
    private final List<ScriptStep.Question> laterFiles = new ArrayList<>();
    /// Questions outside repeats after the current step that are to be asked.
    private final List<ScriptStep.Question> aheadQuestions = new ArrayList<>();
    /// Set at the first action after the current step: it may end all that follows, as a refused consent does.
    private boolean actionAhead;
    /// Set where the postponed questions are asked: before the first review or action behind them.
    private boolean postponedAsked;
    private JourneyStep currentStep;
    private String reviewHash;
    private int questionCount;
    private int position;
    /// Number of answers that the script derived, all before the current step.
    private int derivedCount;
    /// Review before which the person answers the later questions; null until the first of these.
    private Optional<String> extendedReview;
    /// Number of answers before the current step, outside repeats and in them.
    private int answersOutsideRepeats;
    private int answersInRepeats;
    /// Step from which a continued walk visits steps again; null once reached.
    private ScriptStep resumeStep;

    JourneyWalk(Script script, Session session, EngineContext context) {
        this.script = script;
        this.session = session;
        this.answers = new JourneyAnswers(script);
        this.variables = new VariableScope(script, session, context, answers);
        this.passed = new ArrayList<>();
        this.openLater = new ArrayList<>();
        this.postponed = new ArrayList<>();
        walkSteps(script.steps(), "");
    }

    /// Continues a walk from its current step, which is no postponed question.
    ///
    /// @param session differs only by the answer to that step
    JourneyWalk(JourneyWalk walked, Session session, EngineContext context) {
        this.script = walked.script;
        this.session = session;
        this.answers = new JourneyAnswers(walked.answers, walked.answersOutsideRepeats, walked.answersInRepeats);
        this.variables = new VariableScope(script, session, context, answers);
        this.passed = new ArrayList<>(walked.passed);
        this.openLater = new ArrayList<>(walked.openLater);
        this.postponed = new ArrayList<>();
        walked.postponed.forEach(this::addPostponed);
        this.derivedCount = walked.derivedCount;
        this.reviewHash = walked.reviewHash;
        this.questionCount = walked.position - (isCounted(walked.currentStep.step()) ? 1 : 0);
        this.resumeStep = walked.currentStep.step();
        walkSteps(script.steps(), "");
    }

    JourneyAnswers answers() {
        return answers;
    }

    VariableScope variables() {
        return variables;
    }

    List<JourneyStep> passedSteps() {
        return passed;
    }

    List<JourneyStep> openLaterSteps() {
        return openLater;
    }

    /// Postponed questions up to the current step, in the order in which they are asked.
    List<JourneyStep> postponedSteps() {
        return postponed.stream().sorted(askingOrder()).toList();
    }

    private Comparator<JourneyStep> askingOrder() {
        return Comparator.comparingInt(step -> session.postponed().indexOf(step.key()));
    }

    boolean asksPostponed() {
        return currentStep != null && postponed.contains(currentStep);
    }

    List<JourneyStep> openItemSteps() {
        return openInItems;
    }

    List<ScriptStep.Question> laterFileQuestions() {
        return laterFiles;
    }

    List<ScriptStep.Question> aheadQuestions() {
        return aheadQuestions;
    }

    JourneyStep currentStep() {
        return currentStep;
    }

    String reviewHash() {
        return reviewHash;
    }

    int questionCount() {
        return questionCount;
    }

    int questionPosition() {
        return position;
    }

    /// @return true when an end was reached
    private boolean walkSteps(List<ScriptStep> steps, String prefix) {
        for (int i = 0; i < steps.size(); i++) {
            ScriptStep step = steps.get(i);
            if (resumeStep != null) {
                if (step instanceof ScriptStep.Group group && walkSteps(group.steps(), prefix)) {
                    return true;
                }
                if (step != resumeStep) {
                    continue;
                }
                resumeStep = null;
            } else if (step.when() != null && !step.when().isTrue(variables.resolverFor(prefix))) {
                continue;
            }
            boolean ended = switch (step) {
                case ScriptStep.Group group -> walkSteps(group.steps(), prefix);
                case ScriptStep.Question question -> visitQuestion(question, prefix);
                case ScriptStep.Repeat repeat -> visitRepeat(repeat, prefix);
                case ScriptStep.Say say -> passStep(say, prefix);
                case ScriptStep.Call call -> visitCall(call, prefix);
                case ScriptStep.Review review -> visitReview(review, prefix);
                case ScriptStep.End end -> stopAt(end, prefix);
                case ScriptStep.Go go -> stopAt(go, prefix);
            };
            if (ended) {
                return true;
            }
        }
        return false;
    }

    /// Joins only when necessary: a new string has no cached hash.
    private static String joinKey(ScriptStep step, String prefix) {
        return prefix.isEmpty() ? step.name() : prefix + step.name();
    }

    private static boolean isCounted(ScriptStep step) {
        return step instanceof ScriptStep.Question question && !question.later();
    }

    private boolean visitQuestion(ScriptStep.Question question, String prefix) {
        String key = joinKey(question, prefix);
        // After the current step there are seldom any answers left.
        boolean noneLeft = currentStep != null
                && answers.answerCount() - derivedCount == session.answers().size();
        StoredAnswer answer = noneLeft ? null : session.answers().get(key);
        if (currentStep != null
                && answer == null
                && prefix.isEmpty()
                && (!question.later() || extendedReview().isPresent())) {
            aheadQuestions.add(question);
        }
        if (answer == null && isLeftOut(question, key, prefix)) {
            return false;
        }
        if (currentStep != null && !actionAhead && prefix.isEmpty() && question.type() instanceof FileField) {
            laterFiles.add(question);
        }
        if (answer == null && !prefix.isEmpty()) {
            openInItems.add(new JourneyStep(question, key));
        }
        questionCount += isCounted(question) ? 1 : 0;
        if (answer == null || key.equals(session.focus()) || isInvalid(question, key, answer)) {
            stopAt(question, prefix);
        } else {
            passStep(question, prefix);
        }
        if (answer != null) {
            answers.addAnswer(key, answer, !prefix.isEmpty());
        }
        return false;
    }

    /// True when a question without an answer is not asked: it is derived, or left for later.
    private boolean isLeftOut(ScriptStep.Question question, String key, String prefix) {
        if (key.equals(session.focus())) {
            return false;
        }
        if (currentStep != null) {
            return question.later() || variables.isDerivedAhead(question, prefix);
        }
        Object derived = question.derived() == null ? null : variables.derivedValue(question, prefix);
        if (derived != null) {
            passStep(question, prefix);
            answers.addAnswer(key, new StoredAnswer(derived, null), !prefix.isEmpty());
            derivedCount++;
            return true;
        }
        if (question.later() && extendedReview().isEmpty()) {
            openLater.add(new JourneyStep(question, key));
            return true;
        }
        if (!postponedAsked && session.postponed().contains(key)) {
            JourneyStep step = new JourneyStep(question, key);
            openLater.add(step);
            addPostponed(step);
            return true;
        }
        return false;
    }

    /// A file sent meanwhile answers a postponed question before those that are still ahead.
    private void addPostponed(JourneyStep step) {
        postponed.add(step);
        if (!step.isInRepeat()
                && step.step() instanceof ScriptStep.Question question
                && question.type() instanceof FileField) {
            laterFiles.add(question);
        }
    }

    /// Stops at the postponed question that is asked first, before anything is confirmed or sent. All of them count
    /// here.
    private void askPostponed() {
        if (postponedAsked || postponed.isEmpty()) {
            return;
        }
        postponedAsked = true;
        boolean stops = currentStep == null;
        if (stops) {
            JourneyStep next = Collections.min(postponed, askingOrder());
            openLater.remove(next);
            questionCount++;
            String name = next.step().name();
            stopAt(next.step(), next.key().substring(0, next.key().length() - name.length()));
        }
        questionCount += postponed.size() - (stops ? 1 : 0);
    }

    Optional<String> extendedReview() {
        if (extendedReview == null) {
            extendedReview = session.answers().keySet().stream()
                    .filter(key -> script.named().get(key) instanceof ScriptStep.Review
                            && Journey.ADDING_LATER.equals(
                                    session.answers().get(key).value()))
                    .findFirst();
        }
        return extendedReview;
    }

    /// True for an answer that became invalid when another answer or the script changed: it is asked again.
    private boolean isInvalid(ScriptStep.Question question, String key, StoredAnswer answer) {
        return answer.value() != null && variables.firstFailedCheck(question, key, answer.value(), true) != null;
    }

    private boolean visitRepeat(ScriptStep.Repeat repeat, String prefix) {
        List<String> items = session.itemsOf(repeat.name());
        for (String item : items) {
            walkSteps(repeat.steps(), repeat.name() + "/" + item + "/");
        }
        if (currentStep != null && items.isEmpty()) {
            // Steps ahead are counted as if there were one item.
            walkSteps(repeat.steps(), repeat.name() + "/1/");
        }
        boolean open = items.size() < repeat.minItems() || !session.answers().containsKey(repeat.name());
        if (open) {
            stopAt(repeat, prefix);
            return false;
        }
        return passStep(repeat, prefix);
    }

    private boolean visitCall(ScriptStep.Call call, String prefix) {
        if (call.action().act()) {
            askPostponed();
        }
        if (currentStep == null && !isAnswered(call)) {
            stopAt(call, prefix);
        }
        actionAhead |= currentStep != null && call.action().act();
        return passStep(call, prefix);
    }

    private boolean isAnswered(ScriptStep.Call call) {
        CallResult result = session.results().get(call.name());
        return result != null
                && result.value() != null
                && (call.action().act() || result.hash().equals(ValueHash.hashOf(variables.callArguments(call))));
    }

    private boolean visitReview(ScriptStep.Review review, String prefix) {
        askPostponed();
        if (currentStep == null) {
            reviewHash = ValueHash.hashOf(variables.valuesByName());
            StoredAnswer confirmed = session.answers().get(joinKey(review, prefix));
            if (confirmed == null || !reviewHash.equals(confirmed.value())) {
                stopAt(review, prefix);
            }
        }
        return passStep(review, prefix);
    }

    private boolean passStep(ScriptStep step, String prefix) {
        if (currentStep == null) {
            passed.add(new JourneyStep(step, joinKey(step, prefix)));
        }
        return false;
    }

    /// @return true: no step follows an end
    private boolean stopAt(ScriptStep step, String prefix) {
        if (currentStep == null) {
            currentStep = new JourneyStep(step, joinKey(step, prefix));
            position = questionCount;
            answersOutsideRepeats = answers.countOutsideRepeats();
            answersInRepeats = answers.countInRepeats();
        }
        return true;
    }
}
