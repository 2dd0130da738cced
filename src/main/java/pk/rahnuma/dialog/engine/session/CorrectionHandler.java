package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import pk.rahnuma.dialog.engine.reading.RequestReader;
import pk.rahnuma.dialog.engine.reading.TypedMessage;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.choice.CountryField;
import pk.rahnuma.dialog.field.choice.OptionMatcher;
import pk.rahnuma.dialog.field.choice.YesNoField;
import pk.rahnuma.dialog.field.text.TextField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Lexicon;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.OptionList;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;

/// Corrects an answer that was given before, by a sentence: one that states the new value beside the label of the
/// answer,
/// or one that says that an answer was wrong, and names it, or has another value for it alone.
final class CorrectionHandler {

    /// An answer to correct.
    ///
    /// @param value another than that of now; null when the sentence has none
    record FoundCorrection(Journey.JourneyStep step, Object value) {}

    /// Kinds of phrases that are other words for options too: "nahi" for "not registered".
    private static final long NO_NAME = PhraseKind.bits(
            PhraseKind.NEGATION, PhraseKind.REFUSAL, PhraseKind.AGREEMENT, PhraseKind.UNKNOWN, PhraseKind.NONE);

    private final SessionStep sessionStep;

    CorrectionHandler(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
    }

    /// New value that a clause states beside the label of its answer: "no wait, my name is Sara Khan". None in a story,
    /// and at a question for one, whose sentences name many things.
    Optional<FoundCorrection> findStatedCorrection(RequestReader words, Utterance text) {
        if (text.lines().length() > FieldType.MAX_SENTENCE_LENGTH
                || sessionStep.currentStep().step() instanceof ScriptStep.Question question
                        && question.type().takesStories()) {
            return Optional.empty();
        }
        return words.findCorrections(text).stream()
                .map(this::findLabelled)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private FoundCorrection findLabelled(RequestReader.Correction correction) {
        Journey.JourneyStep current = sessionStep.currentStep();
        boolean asked = current.step() instanceof ScriptStep.Question question
                && sessionStep
                        .textRenderer()
                        .labelsOf(question)
                        .contains(correction.name().key().replace(" ", ""));
        Journey.JourneyStep named =
                asked ? current : sessionStep.findNamedStep(correction.name().key());
        boolean command = correction.name().sense(Lexicon.Sense.COMMAND) != null;
        if (command || named == null || !(named.step() instanceof ScriptStep.Question question)) {
            return null;
        }
        FieldContext context = sessionStep.fieldContext(question, null);
        return question.type().readText(correction.value(), context) instanceof FieldParseResult.Accepted accepted
                        && (context.options().isEmpty()
                                || context.options().stream()
                                        .anyMatch(option -> option.value().equals(accepted.value())))
                        && sessionStep.journey().firstFailedCheck(named, accepted.value(), false) == null
                ? new FoundCorrection(named, accepted.value())
                : null;
    }

    /// The answer that a sentence says was wrong.
    ///
    /// @return empty when the sentence leaves open which answer is meant
    Optional<FoundCorrection> findCorrection(Utterance text) {
        List<Journey.JourneyStep> answered = answeredSteps();
        List<Journey.JourneyStep> named =
                answered.stream().filter(step -> isNamed(step, text)).toList();
        List<FoundCorrection> valued = withValues(named.isEmpty() ? answered : named, text);
        if (valued.size() == 1) {
            return Optional.of(valued.getFirst());
        }
        if (named.size() == 1) {
            return Optional.of(new FoundCorrection(named.getFirst(), null));
        }
        // Of several that take the value, the last answer is meant: "no, Islamabad".
        return valued.stream()
                .filter(found -> !answered.isEmpty()
                        && found.step().key().equals(answered.getLast().key()))
                .findFirst();
    }

    void applyCorrection(FoundCorrection found, TypedMessage input) {
        if (found.value() == null) {
            new NavigationHandler(sessionStep).changeAnswer(found.step());
            return;
        }
        ScriptStep.Question question = (ScriptStep.Question) found.step().step();
        FieldParseResult reading = new FieldParseResult.Accepted(found.value(), true);
        sessionStep.maskInput(question, reading, input.text().lines());
        if (found.step().key().equals(sessionStep.currentStep().key())) {
            sessionStep.handleReading(question, reading, input.message());
        } else {
            new SessionAdvancer(sessionStep).replaceAnswer(found.step(), found.value(), input.message());
        }
    }

    private List<Journey.JourneyStep> answeredSteps() {
        return sessionStep.journey().changeableSteps().stream()
                .filter(step -> step.step() instanceof ScriptStep.Question)
                .filter(step -> sessionStep.session().answers().containsKey(step.key()))
                .toList();
    }

    private boolean isNamed(Journey.JourneyStep step, Utterance text) {
        String key = text.key().replace(" ", "");
        return sessionStep.textRenderer().labelsOf(step.step()).stream()
                .anyMatch(label -> label.length() > 2 && key.contains(label));
    }

    private List<FoundCorrection> withValues(List<Journey.JourneyStep> steps, Utterance text) {
        List<FoundCorrection> found = new ArrayList<>();
        for (Journey.JourneyStep step : steps) {
            Object now = sessionStep.session().answers().get(step.key()).value();
            ScriptStep.Question question = (ScriptStep.Question) step.step();
            Object value = valueIn(question, now, text);
            value = value == null && steps.size() == 1 ? statedValue(question, text) : value;
            if (value != null
                    && !value.equals(now)
                    && sessionStep.journey().firstFailedCheck(step, value, false) == null) {
                found.add(new FoundCorrection(step, value));
            }
        }
        return found;
    }

    /// Value of an answer that is named, behind a colon or as the only word of its pattern: "Legal name: Alif Ltd"; or
    /// null.
    private Object statedValue(ScriptStep.Question question, Utterance text) {
        FieldContext context = sessionStep.fieldContext(question, null);
        if (!context.options().isEmpty()) {
            return null;
        }
        int colon = text.text().indexOf(": ");
        Utterance stated = colon < 0 ? null : text.read(text.text().substring(colon + 1));
        if (stated == null && context.properties().containsKey("pattern")) {
            List<String> fitting = Stream.of(text.text().split(" "))
                    .filter(word -> word.indexOf('.') > 0 || word.chars().anyMatch(Character::isDigit))
                    .filter(word -> question.type().parseAnswer(word, context) instanceof FieldParseResult.Accepted)
                    .toList();
            stated = fitting.size() == 1 ? text.read(fitting.getFirst()) : null;
        }
        return stated != null && question.type().readText(stated, context) instanceof FieldParseResult.Accepted accepted
                ? accepted.value()
                : null;
    }

    /// Value of a strict type, or the option or known name that the sentence has beside the answer of now; or null.
    private Object valueIn(ScriptStep.Question question, Object now, Utterance text) {
        FieldContext context = sessionStep.fieldContext(question, null);
        if (question.type() instanceof YesNoField || !question.type().mayBeIn(text)) {
            return null;
        }
        if (question.type().isStrict()) {
            return question.type().readText(text, context) instanceof FieldParseResult.Accepted accepted
                    ? accepted.value()
                    : null;
        }
        if (question.type() instanceof CountryField) {
            List<String> others = CountryField.findCodes(text).stream()
                    .filter(code -> !code.equals(now))
                    .toList();
            return others.size() == 1 ? others.getFirst() : null;
        }
        String list = context.textProperty(TextField.NAMES_PROPERTY, "");
        if (!list.isEmpty()) {
            return onlyOther(context.lexicon().namesOf(list), Option::label, now, text);
        }
        return context.options().isEmpty() ? null : onlyOther(context.options(), Option::value, now, text);
    }

    /// The option that the text affirms, or the only one that is not the answer of now; or null.
    private static Object onlyOther(OptionList options, Function<Option, String> value, Object now, Utterance text) {
        List<Option> affirmed = new OptionMatcher(options).findWholeNames(text);
        List<Option> named = affirmed.size() == 1
                ? affirmed
                : options.findNames(text).entrySet().stream()
                        .filter(name -> !text.read(name.getValue()).containsAny(NO_NAME))
                        .map(Map.Entry::getKey)
                        .filter(option -> !value.apply(option).equals(now))
                        .toList();
        return named.size() == 1 && !value.apply(named.getFirst()).equals(now) ? value.apply(named.getFirst()) : null;
    }
}
