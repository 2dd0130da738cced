package pk.rahnuma.dialog.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.shared.Language;

/// Dependencies of the steps of a script on the answer to one of its questions: a question on which no step before the
/// review depends can be answered just before it.
public final class AnswerDependencies {

    private static final String ALL_ANSWERS = "answers";

    private final Script script;
    private final ScriptTexts texts;
    private final ScriptStep.Question question;
    private final List<ScriptStep> allSteps = new ArrayList<>();

    public AnswerDependencies(Script script, ScriptTexts texts, ScriptStep.Question question) {
        this.script = script;
        this.texts = texts;
        this.question = question;
        script.forEachStep(allSteps::add);
    }

    /// True when a review follows the question, and no action is done before it.
    public boolean isReviewedNext() {
        return stepsBehind()
                .filter(step -> step instanceof ScriptStep.Review
                        || step instanceof ScriptStep.Call call && call.action().act())
                .findFirst()
                .filter(ScriptStep.Review.class::isInstance)
                .isPresent();
    }

    /// True when a step between the question and the next review uses the answer: in an expression, in a text, or to
    /// name an item of a list. A photo of a paper is never used.
    public boolean isUsedBeforeReview() {
        if (isPaper(question)) {
            return false;
        }
        List<ScriptStep> followingSteps = stepsBehind()
                .takeWhile(step -> !(step instanceof ScriptStep.Review))
                .toList();
        return followingSteps.stream().anyMatch(this::usesAnswer) || isTitle() || isNamedInTextOf(followingSteps);
    }

    /// True for a question for a photo of a paper.
    public static boolean isPaper(ScriptStep.Question question) {
        return question.properties().get(FileField.PAPER_PROPERTY) == Boolean.TRUE;
    }

    private Stream<ScriptStep> stepsBehind() {
        return allSteps.stream().filter(step -> step.number() > question.number());
    }

    private boolean usesAnswer(ScriptStep step) {
        List<ScriptExpression> expressions = new ArrayList<>();
        if (step.when() != null) {
            expressions.add(step.when());
        }
        switch (step) {
            case ScriptStep.Question other -> {
                if (question.name().equals(other.alternative())) {
                    return true;
                }
                if (other.derived() != null) {
                    expressions.add(other.derived());
                }
                other.checks().forEach(check -> expressions.add(check.holds()));
            }
            case ScriptStep.Call call -> expressions.addAll(call.arguments().values());
            case ScriptStep.Go go -> {
                if (go.first() != null) {
                    expressions.add(go.first());
                }
            }
            default -> {}
        }
        return expressions.stream().anyMatch(this::readsAnswer);
    }

    /// A comparison with a code that is given instead of a value does not count: whoever puts the question off did not
    /// give that code.
    private boolean readsAnswer(ScriptExpression expression) {
        List<String> codes = question.type().allowedProperties().containsKey(FieldType.INSTEAD_PROPERTY)
                        && question.options() instanceof ScriptStep.Options.Fixed instead
                ? instead.values()
                : List.of();
        return expression.readsName(question.name(), codes)
                || expression.readsName(ALL_ANSWERS, List.of())
                || repeatsAround().anyMatch(repeat -> expression.readsName(repeat.name(), List.of()))
                        && expression.selectsField(question.name());
    }

    private Stream<ScriptStep.Repeat> repeatsAround() {
        return allSteps.stream()
                .filter(ScriptStep.Repeat.class::isInstance)
                .map(ScriptStep.Repeat.class::cast)
                .filter(repeat -> Script.indexByName(repeat.steps()).containsValue(question));
    }

    private boolean isTitle() {
        return repeatsAround().anyMatch(repeat -> repeat.title().equals(question.name()));
    }

    private boolean isNamedInTextOf(List<ScriptStep> steps) {
        Predicate<String> names = argument -> argument.equals(question.name())
                || argument.startsWith(question.name() + "_")
                        && Set.of("_value", ScriptTexts.GIVEN_SUFFIX, ScriptTexts.IN_WORDS_SUFFIX)
                                .contains(argument.substring(question.name().length()));
        List<String> prefixes = steps.stream()
                .map(AnswerDependencies::textsOf)
                .filter(prefix -> !prefix.isEmpty())
                .toList();
        return texts.textKeys().stream()
                .filter(key ->
                        texts.argumentNames(Language.ENGLISH, key).stream().anyMatch(names))
                .anyMatch(key -> prefixes.stream().anyMatch(prefix -> key.startsWith(prefix + ".")));
    }

    private static String textsOf(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Question other -> other.texts();
            case ScriptStep.Repeat repeat -> repeat.texts();
            case ScriptStep.Say say -> say.texts();
            case ScriptStep.End end -> end.texts();
            case ScriptStep.Review review -> review.texts();
            case ScriptStep.Group group -> "";
            case ScriptStep.Call call -> "";
            case ScriptStep.Go go -> "";
        };
    }
}
