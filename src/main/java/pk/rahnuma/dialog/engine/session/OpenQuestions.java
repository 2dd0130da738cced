package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.field.TextField;
import pk.rahnuma.dialog.field.YesNoField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Utterance;

/// Open questions of a script, which a text may answer beside the current one.
final class OpenQuestions {

    private final SessionStep sessionStep;
    private final ScriptStep.Question askedQuestion;
    /// Null before the first use.
    private List<ScriptStep.Question> statable;

    /// @param askedQuestion the current question, which is left out; null before the first
    OpenQuestions(SessionStep sessionStep, ScriptStep.Question askedQuestion) {
        this.sessionStep = sessionStep;
        this.askedQuestion = askedQuestion;
    }

    /// Open questions that a text answers without being asked.
    List<ScriptStep.Question> earlyQuestions() {
        return openQuestions().filter(ScriptStep.Question::early).toList();
    }

    /// All questions of the script.
    Stream<ScriptStep.Question> scriptQuestions() {
        return sessionStep.journey().script().questions().stream();
    }

    private Stream<ScriptStep.Question> openQuestions() {
        return scriptQuestions().filter(this::isOpen);
    }

    boolean isOpen(ScriptStep.Question question) {
        return question != askedQuestion && !sessionStep.session().answers().containsKey(question.name());
    }

    /// Open questions that a part answers if it says which, or says nothing else: those behind the current one, then
    /// those before it.
    List<ScriptStep.Question> statableQuestions() {
        if (statable == null) {
            List<ScriptStep.Question> all = scriptQuestions().toList();
            List<ScriptStep.Question> open =
                    openQuestions().filter(OpenQuestions::isStatable).toList();
            int place = all.indexOf(askedQuestion);
            statable = Stream.concat(
                            open.stream().filter(question -> all.indexOf(question) > place),
                            open.stream().filter(question -> all.indexOf(question) < place))
                    .toList();
        }
        return statable;
    }

    private static boolean isStatable(ScriptStep.Question question) {
        return question.early()
                || question.summarised()
                        && question.options() instanceof ScriptStep.Options.Fixed
                        && !(question.type() instanceof YesNoField);
    }

    /// True for a question for the name of a person or organisation.
    static boolean takesName(ScriptStep.Question question) {
        return question.type() instanceof NameField
                || question.type() instanceof TextField && TextField.takesNames(question.properties());
    }

    static boolean isDistinct(ScriptStep.Question question) {
        return question.type().isDistinct(question.properties());
    }

    /// The question that a value answers: the only one that takes it, or the only one of these that is ahead. A value
    /// like one that was given answers only a question ahead: otherwise it may be given again.
    Optional<ScriptStep.Question> chooseTaker(List<ScriptStep.Question> takers, Utterance utterance) {
        boolean given = sessionStep.journey().passedSteps().stream()
                .anyMatch(passed -> passed.step() instanceof ScriptStep.Question answered
                        && answered != askedQuestion
                        && answered.type() == takers.getFirst().type()
                        && isDistinct(answered));
        if (takers.size() == 1 && !given) {
            return Optional.of(takers.getFirst());
        }
        List<ScriptStep.Question> ahead = askedQuestion == null ? findAlwaysAsked() : questionsAhead(utterance);
        List<ScriptStep.Question> chosen =
                takers.stream().filter(ahead::contains).toList();
        return chosen.size() == 1 ? Optional.of(chosen.getFirst()) : Optional.empty();
    }

    /// Questions that depend on no other.
    private List<ScriptStep.Question> findAlwaysAsked() {
        return scriptQuestions()
                .filter(question -> !question.later()
                        && sessionStep.journey().script().steps().contains(question))
                .toList();
    }

    /// Questions after the current one, once the text has answered it; at the answer to a later one, those behind it.
    private List<ScriptStep.Question> questionsAhead(Utterance utterance) {
        if (sessionStep.session().focus() != null) {
            return sessionStep.journey().openLaterSteps().stream()
                    .map(step -> step.step() instanceof ScriptStep.Question question ? question : null)
                    .filter(statableQuestions()::contains)
                    .toList();
        }
        if (!(sessionStep.answerReader().readPart(askedQuestion, utterance)
                instanceof FieldParseResult.Accepted accepted)) {
            return sessionStep.journey().aheadQuestions();
        }
        Journey answered = sessionStep
                .journey()
                .afterAnswer(
                        sessionStep
                                .session()
                                .withAnswer(
                                        askedQuestion.name(),
                                        new StoredAnswer(accepted.value(), null),
                                        sessionStep.context().now()),
                        sessionStep.context());
        List<ScriptStep.Question> ahead = new ArrayList<>(answered.aheadQuestions());
        if (answered.currentStep().step() instanceof ScriptStep.Question next) {
            ahead.add(next);
        }
        return ahead;
    }
}
