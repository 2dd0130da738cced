package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.CountryField;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.field.TextField;
import pk.rahnuma.dialog.field.YesNoField;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds the answers that one text gives to open questions beside the current one, part by part. A part that is an
/// answer is that of one question alone.
final class FurtherAnswerFinder {

    private final SessionStep sessionStep;
    private final ValueFinder values;
    private final ScriptStep.Question askedQuestion;
    private final Utterance utterance;
    private final OpenQuestions questions;
    /// Open questions that a text answers without being asked.
    private final List<ScriptStep.Question> early;
    private final StatementParts statements;
    private final List<Utterance> parts;
    private final Map<ScriptStep.Question, Object> found = new LinkedHashMap<>();
    /// Parts behind labels: nothing else is looked for in them.
    private final Set<String> labelled = new HashSet<>();

    /// @param askedQuestion the current question, which is left out; null before the first
    FurtherAnswerFinder(SessionStep sessionStep, ScriptStep.Question askedQuestion, Utterance utterance) {
        this.sessionStep = sessionStep;
        this.values = new ValueFinder(sessionStep);
        this.askedQuestion = askedQuestion;
        this.utterance = utterance;
        this.questions = new OpenQuestions(sessionStep, askedQuestion);
        this.early = questions.earlyQuestions();
        this.statements = new StatementParts(sessionStep, values, utterance);
        this.parts = statements.withoutMailParts();
    }

    /// Values of types that no other type has are taken from any text, and so are values beside the label of their
    /// question, and options that a part states. Other options and names, which other words resemble, are taken only
    /// from a text of several parts, and a name only beside another value.
    Map<ScriptStep.Question, Object> find() {
        if (!sessionStep.currentStep().isInRepeat()) {
            findStated();
            List.copyOf(found.keySet()).forEach(this::putRequired);
        }
        return found;
    }

    /// A value that no other type has says also what its question depends on: an address, that the line is a static
    /// one.
    private void putRequired(ScriptStep.Question question) {
        if (!OpenQuestions.isDistinct(question)) {
            return;
        }
        sessionStep
                .journey()
                .script()
                .optionsBefore(question)
                .forEach((name, option) -> questions.statableQuestions().stream()
                        .filter(other ->
                                other.name().equals(name) && other.options() instanceof ScriptStep.Options.Fixed)
                        .forEach(other -> found.putIfAbsent(other, option)));
    }

    private void findStated() {
        putSeries();
        putLabelled();
        putDistinct();
        boolean strict = !found.isEmpty()
                || askedQuestion != null && askedQuestion.type().isStrict();
        putOwner();
        if (parts.size() > StatementParts.MAX_PARTS) {
            return;
        }
        parts.forEach(this::putCombined);
        if (parts.size() <= 1) {
            if (askedQuestion == null || askedQuestion.options() != null) {
                putNames(false);
                early.stream()
                        .filter(question -> askedQuestion == null && question.type() instanceof TextField)
                        .forEach(question -> putValue(question, utterance));
            } else if (new PersonNameFinder(sessionStep).isInCity(askedQuestion, utterance)) {
                early.stream()
                        .filter(question -> question.options() != null)
                        .forEach(question -> putValue(question, utterance));
            }
            if (strict && statements.withoutMail().hasDigit()) {
                statements.splitStatements().forEach(this::putStated);
            } else {
                parts.forEach(this::putCountry);
            }
            return;
        }
        if (!takesWholeText()) {
            early.stream()
                    .filter(question -> !question.type().isStrict() && !(question.type() instanceof NameField))
                    .forEach(question -> putValue(question, statements.withoutMail()));
        }
        statements.splitStatements().forEach(this::putStated);
        if (!takesWholeText()) {
            putNames(strict);
        }
    }

    /// @param unnamed whether a name may be without the label of its question
    private void putNames(boolean unnamed) {
        early.stream()
                .filter(question -> question.type() instanceof NameField && !found.containsKey(question))
                .forEach(question -> putName(question, unnamed));
    }

    /// Puts the second of two values of the type that is asked, for the next question of that type.
    private void putSeries() {
        List<Utterance> series =
                askedQuestion == null ? List.of() : AskedPart.seriesIn(sessionStep, askedQuestion, utterance);
        if (!series.isEmpty()) {
            questions
                    .scriptQuestions()
                    .dropWhile(question -> question != askedQuestion)
                    .filter(question -> question.type() == askedQuestion.type() && questions.isOpen(question))
                    .findFirst()
                    .ifPresent(question -> found.put(question, values.readValue(question, series.getLast())));
        }
    }

    private boolean takesWholeText() {
        return askedQuestion != null
                && askedQuestion.type().takesAnyText()
                && !askedQuestion.properties().containsKey(TextField.NAMES_PROPERTY);
    }

    private void putLabelled() {
        List<Utterance> all = statements.typedParts();
        if (all.size() > StatementParts.MAX_PARTS) {
            return;
        }
        for (Utterance part : all) {
            labelledIn(part).forEach((question, value) -> {
                boolean isOther = OpenQuestions.isDistinct(question)
                        || question.type().takesAnyText()
                        || !statements.hasDistinct(part.read(String.valueOf(value)));
                if (isOther && (askedQuestion == null || !value.equals(askedValue()))) {
                    found.putIfAbsent(question, value);
                    labelled.add(part.key());
                    if (OpenQuestions.takesName(question)) {
                        putCountry(part.read(part.key()
                                .replace(part.read(String.valueOf(value)).key(), "")));
                    }
                }
            });
        }
    }

    /// Values behind labels of their questions, or a name behind the word for one: that of the next question for one.
    private Map<ScriptStep.Question, Object> labelledIn(Utterance part) {
        if (!part.contains(PhraseKind.NAME)
                && sessionStep.textRenderer().labelsIn(part).isEmpty()) {
            return Map.of();
        }
        Map<ScriptStep.Question, Object> values = this.values.labelledIn(
                questions.statableQuestions().stream()
                        .filter(question -> !(question.type() instanceof NameField))
                        .toList(),
                part);
        if (values.isEmpty() && part.contains(PhraseKind.NAME) && isNameOpen()) {
            putFirst(values, questions.statableQuestions().stream(), question -> this.values.namedIn(question, part));
        }
        return values;
    }

    /// False while the name of a person is to be asked first: "naam Sara Khan" is that.
    private boolean isNameOpen() {
        return (askedQuestion == null || !OpenQuestions.takesName(askedQuestion))
                && questions.statableQuestions().stream()
                        .filter(OpenQuestions::takesName)
                        .findFirst()
                        .filter(question -> question.type() instanceof TextField)
                        .isPresent();
    }

    /// "My brother's": no to the question whether it is the person's own, and yes to "on my own CNIC".
    private void putOwner() {
        boolean isOther = utterance.contains(PhraseKind.OTHER_OWNER);
        if (askedQuestion != null && (isOther || utterance.contains(PhraseKind.SAME_OWNER))) {
            early.stream()
                    .filter(question -> question.type() instanceof YesNoField)
                    .filter(question -> askedQuestion.options() != null || isAskedWith(question))
                    .forEach(question -> found.put(question, !isOther));
        }
    }

    /// True when the current question is asked in the same case as another one, and in no other.
    private boolean isAskedWith(ScriptStep.Question question) {
        Map<String, String> condition = sessionStep.journey().script().optionsBefore(question);
        return !condition.isEmpty()
                && condition.equals(sessionStep.journey().script().optionsBefore(askedQuestion));
    }

    /// Values of types that no other type has, each for the only question that it can answer.
    private void putDistinct() {
        Map<Object, List<ScriptStep.Question>> takers = new LinkedHashMap<>();
        for (ScriptStep.Question question : early) {
            Object value = OpenQuestions.isDistinct(question) && !found.containsKey(question)
                    ? values.valueIn(question, utterance)
                    : null;
            if (value != null && !found.containsValue(value)) {
                takers.computeIfAbsent(value, untaken -> new ArrayList<>()).add(question);
            }
        }
        if (!takers.isEmpty() && askedQuestion != null) {
            takers.remove(askedValue());
        }
        takers.forEach((value, askable) -> questions
                .chooseTaker(askable, utterance)
                .filter(question -> !found.containsValue(value))
                .ifPresent(question -> found.put(question, value)));
    }

    /// Value that the text gives for the current question; null when it gives none.
    private Object askedValue() {
        return switch (sessionStep.answerReader().readPart(askedQuestion, utterance)) {
            case FieldParseResult.Accepted accepted -> accepted.value();
            case FieldParseResult.Doubtful doubtful -> doubtful.value();
            default -> askedQuestion.type().isStrict() ? values.valueIn(askedQuestion, utterance) : null;
        };
    }

    /// Puts an option or country that a part states and nothing else, for the next question that takes it.
    private void putStated(Utterance part) {
        if (!isTaken(part)) {
            putStated(part, questions.statableQuestions().stream());
        }
        putCountry(part);
    }

    /// Puts the options of several questions that a part names, with nothing else but values that no other type has.
    private void putCombined(Utterance part) {
        Utterance words = part.hasDigit() ? StatementParts.withoutNumbers(part) : part;
        if (words.wordCount() > 1 && !isWholeAnswer(words) && (words == part || statements.holdsValue(part))) {
            Stream<ScriptStep.Question> own = askedQuestion == null ? Stream.of() : Stream.of(askedQuestion);
            values.combinedIn(Stream.concat(own, early.stream()).toList(), words)
                    .forEach((question, value) -> {
                        if (question != askedQuestion) {
                            found.putIfAbsent(question, value);
                        }
                    });
        }
    }

    /// True for words that are the answer to the current question, and nothing more.
    private boolean isWholeAnswer(Utterance words) {
        return askedQuestion != null
                && askedQuestion.type().readText(words, sessionStep.fieldContext(askedQuestion, null))
                        instanceof FieldParseResult.Accepted accepted
                && !accepted.extracted();
    }

    /// Puts a country beside an option: "remote job Ireland ki company me".
    private void putCountry(Utterance part) {
        boolean isOwn = askedQuestion != null
                && (askedQuestion.type() instanceof CountryField || askedQuestion.options() == null);
        boolean isFound = found.keySet().stream().anyMatch(question -> question.type() instanceof CountryField);
        if (!isOwn
                && !isFound
                && !labelled.contains(part.key())
                && !CountryField.findCodes(part).isEmpty()) {
            putStated(
                    part,
                    questions.statableQuestions().stream().filter(question -> question.type() instanceof CountryField));
        }
    }

    private void putStated(Utterance part, Stream<ScriptStep.Question> questions) {
        putFirst(
                found,
                questions.filter(question -> !found.containsKey(question)),
                question -> values.statedIn(question, part));
    }

    /// Puts the value of the first question that has one.
    private static void putFirst(
            Map<ScriptStep.Question, Object> answers,
            Stream<ScriptStep.Question> questions,
            Function<ScriptStep.Question, Object> valueOf) {
        questions
                .flatMap(
                        question -> Stream.ofNullable(valueOf.apply(question)).map(value -> Map.entry(question, value)))
                .findFirst()
                .ifPresent(first -> answers.put(first.getKey(), first.getValue()));
    }

    /// True for a part that answers the current question, or was taken for another.
    private boolean isTaken(Utterance part) {
        return labelled.contains(part.key())
                || askedQuestion != null && answersAsked(part)
                || found.keySet().stream().anyMatch(question -> values.valueIn(question, part) != null);
    }

    private boolean answersAsked(Utterance part) {
        return askedQuestion.options() != null || !askedQuestion.type().takesAnyText()
                ? values.readValue(askedQuestion, part) != null
                : values.valueIn(askedQuestion, part) != null;
    }

    private void putValue(ScriptStep.Question question, Utterance words) {
        Object value = found.containsKey(question) ? null : values.valueIn(question, words);
        if (value != null
                && found.values().stream()
                        .noneMatch(other -> String.valueOf(other).equalsIgnoreCase(String.valueOf(value)))) {
            found.put(question, value);
        }
    }

    private void putName(ScriptStep.Question question, boolean unnamed) {
        PersonNameFinder names = new PersonNameFinder(sessionStep);
        parts.stream()
                .filter(part -> !labelled.contains(part.key()))
                .filter(part -> unnamed || names.isNamed(question, part))
                .map(part -> names.nameOf(question, part))
                .filter(name -> name != null)
                .findFirst()
                .or(() -> isNameOpen()
                        ? Optional.empty()
                        : Optional.ofNullable(names.nameBehindLabel(question, utterance)))
                .filter(name -> !found.containsValue(name))
                .ifPresent(name -> found.put(question, name));
    }

    boolean answersOtherQuestion(Utterance part) {
        return !labelledIn(part).isEmpty()
                || questions.statableQuestions().stream()
                        .anyMatch(question -> OpenQuestions.isDistinct(question)
                                ? values.valueIn(question, part) != null
                                : values.statedIn(question, part) != null);
    }
}
