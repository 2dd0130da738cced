package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.CountryField;
import pk.rahnuma.dialog.field.DateField;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.field.NumberField;
import pk.rahnuma.dialog.field.TextField;
import pk.rahnuma.dialog.field.YesNoField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds the answers that one text gives to open questions beside the current one, part by part. A part that is an
/// answer is that of one question alone.
final class FurtherAnswerFinder {

    /// Punctuation between two answers.
    private static final String PART_END = ",،;؛\n|&";
    /// Words that join two answers: "or" is "and" in Roman Urdu.
    static final Set<String> CONJUNCTIONS = Set.of("and", "aur", "or", "اور");

    /// Words between two values of one type: "from 1 Jan 2025 till 31 Dec 2027", "60, of which 22 work from home".
    private static final Set<String> SERIES_WORDS = Set.of(
            "till", "until", "to", "upto", "of", "including", "se", "tak", "jin", "jinme", "jinmein", "سے", "تک", "جن");

    /// A text of more parts is a table or a story.
    static final int MAX_PARTS = 12;
    /// Its words may be those of a city or a company.
    private static final Pattern MAIL_ADDRESS = Pattern.compile("(?<![^\\s@])[^\\s@]{1,64}+@[^\\s,،;؛|]{1,255}+");

    private final SessionStep sessionStep;
    private final ValueFinder values;
    private final ScriptStep.Question askedQuestion;
    private final Utterance utterance;
    /// Open questions that a text answers without being asked.
    private final List<ScriptStep.Question> early;
    /// Open questions that a part answers if it says which, or says nothing else: the next first. Null before the first
    /// use.
    private List<ScriptStep.Question> statable;
    /// Text without e-mail addresses, and its parts.
    private final Utterance utteranceWithoutMail;

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
        this.early = openQuestions().filter(ScriptStep.Question::early).toList();
        // A digit keeps the place of an address: a part with one is no name.
        this.utteranceWithoutMail = utterance.hasCharacter('@')
                ? utterance.read(MAIL_ADDRESS.matcher(utterance.lines()).replaceAll("0"))
                : utterance;
        this.parts = partsOf(utteranceWithoutMail);
    }

    static List<Utterance> partsOf(Utterance utterance) {
        return utterance.sentenceParts(PART_END, CONJUNCTIONS);
    }

    private static boolean isStatable(ScriptStep.Question question) {
        return question.early()
                || question.summarised()
                        && question.options() instanceof ScriptStep.Options.Fixed
                        && !(question.type() instanceof YesNoField);
    }

    private Stream<ScriptStep.Question> openQuestions() {
        return scriptQuestions().filter(this::isOpen);
    }

    private boolean isOpen(ScriptStep.Question question) {
        return question != askedQuestion && !sessionStep.session().answers().containsKey(question.name());
    }

    /// Questions behind the current one, then those before it.
    private List<ScriptStep.Question> statableQuestions() {
        if (statable == null) {
            List<ScriptStep.Question> all = scriptQuestions().toList();
            List<ScriptStep.Question> open =
                    openQuestions().filter(FurtherAnswerFinder::isStatable).toList();
            int place = all.indexOf(askedQuestion);
            statable = Stream.concat(
                            open.stream().filter(question -> all.indexOf(question) > place),
                            open.stream().filter(question -> all.indexOf(question) < place))
                    .toList();
        }
        return statable;
    }

    private Stream<ScriptStep.Question> scriptQuestions() {
        return sessionStep.journey().script().questions().stream();
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
        if (!isDistinct(question)) {
            return;
        }
        sessionStep
                .journey()
                .script()
                .optionsBefore(question)
                .forEach((name, option) -> statableQuestions().stream()
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
        if (parts.size() > MAX_PARTS) {
            return;
        }
        parts.forEach(this::putCombined);
        if (parts.size() <= 1) {
            if (askedQuestion == null || askedQuestion.options() != null) {
                putNames(false);
            }
            if (strict && utteranceWithoutMail.hasDigit()) {
                splitStatements().forEach(this::putStated);
            } else {
                parts.forEach(this::putCountry);
            }
            return;
        }
        if (!takesWholeText()) {
            early.stream()
                    .filter(question -> !question.type().isStrict() && !(question.type() instanceof NameField))
                    .forEach(question -> putValue(question, utteranceWithoutMail));
        }
        splitStatements().forEach(this::putStated);
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
        List<Utterance> series = askedQuestion == null ? List.of() : seriesIn(sessionStep, askedQuestion, utterance);
        if (!series.isEmpty()) {
            scriptQuestions()
                    .dropWhile(question -> question != askedQuestion)
                    .filter(question -> question.type() == askedQuestion.type() && isOpen(question))
                    .findFirst()
                    .ifPresent(question -> found.put(question, valueOf(sessionStep, question, series.getLast())));
        }
    }

    /// The part of a text that has the first of two values of the type that is asked; the text when it has not two.
    static Utterance startOfSeries(SessionStep sessionStep, ScriptStep.Question askedQuestion, Utterance utterance) {
        List<Utterance> series = seriesIn(sessionStep, askedQuestion, utterance);
        return series.isEmpty() ? utterance : series.getFirst();
    }

    /// Two parts with a date each, or with a number; empty when the text has not these.
    private static List<Utterance> seriesIn(
            SessionStep sessionStep, ScriptStep.Question askedQuestion, Utterance utterance) {
        if (!(askedQuestion.type() instanceof DateField || askedQuestion.type() instanceof NumberField)
                || !utterance.hasDigit()
                || sessionStep.currentStep().isInRepeat()) {
            return List.of();
        }
        List<Utterance> parts = utterance.parts(PART_END, SERIES_WORDS).stream()
                .filter(part -> valueOf(sessionStep, askedQuestion, part) != null)
                .toList();
        return parts.size() == 2 ? parts : List.of();
    }

    private static Object valueOf(SessionStep sessionStep, ScriptStep.Question question, Utterance part) {
        return question.type().readText(part, sessionStep.fieldContext(question, null))
                        instanceof FieldParseResult.Accepted accepted
                ? accepted.value()
                : null;
    }

    private boolean takesWholeText() {
        return askedQuestion != null
                && askedQuestion.type().takesAnyText()
                && !askedQuestion.properties().containsKey(TextField.NAMES_PROPERTY);
    }

    private void putLabelled() {
        List<Utterance> all = utterance.hasCharacter('@') ? partsOf(utterance) : parts;
        if (all.size() > MAX_PARTS) {
            return;
        }
        for (Utterance part : all) {
            labelledIn(part).forEach((question, value) -> {
                boolean isOther = isDistinct(question)
                        || question.type().takesAnyText()
                        || !hasDistinct(part.read(String.valueOf(value)));
                if (isOther && (askedQuestion == null || !value.equals(askedValue()))) {
                    found.putIfAbsent(question, value);
                    labelled.add(part.key());
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
                statableQuestions().stream()
                        .filter(question -> !(question.type() instanceof NameField))
                        .toList(),
                part);
        if (values.isEmpty() && part.contains(PhraseKind.NAME) && isNameOpen()) {
            putFirst(values, statableQuestions().stream(), question -> this.values.namedIn(question, part));
        }
        return values;
    }

    /// False while the name of a person is to be asked first: "naam Sara Khan" is that.
    private boolean isNameOpen() {
        return (askedQuestion == null || !takesName(askedQuestion))
                && statableQuestions().stream()
                        .filter(FurtherAnswerFinder::takesName)
                        .findFirst()
                        .filter(question -> question.type() instanceof TextField)
                        .isPresent();
    }

    private static boolean takesName(ScriptStep.Question question) {
        return question.type() instanceof NameField
                || question.type() instanceof TextField && TextField.takesNames(question.properties());
    }

    /// True for a part with a value that no other type has: "my id is 35202-1234567-1" has no subscriber ID.
    private boolean hasDistinct(Utterance part) {
        return scriptQuestions().anyMatch(question -> isDistinct(question) && values.valueIn(question, part) != null);
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
            Object value =
                    isDistinct(question) && !found.containsKey(question) ? values.valueIn(question, utterance) : null;
            if (value != null && !found.containsValue(value)) {
                takers.computeIfAbsent(value, untaken -> new ArrayList<>()).add(question);
            }
        }
        if (!takers.isEmpty() && askedQuestion != null) {
            takers.remove(askedValue());
        }
        takers.forEach((value, questions) -> chooseTaker(questions)
                .filter(question -> !found.containsValue(value))
                .ifPresent(question -> found.put(question, value)));
    }

    /// Value that the text gives for the current question; null when it gives none.
    private Object askedValue() {
        return switch (sessionStep.readPart(askedQuestion, utterance)) {
            case FieldParseResult.Accepted accepted -> accepted.value();
            case FieldParseResult.Doubtful doubtful -> doubtful.value();
            default -> askedQuestion.type().isStrict() ? values.valueIn(askedQuestion, utterance) : null;
        };
    }

    static boolean isDistinct(ScriptStep.Question question) {
        return question.type().isDistinct(question.properties());
    }

    /// The question that a value answers: the only one that takes it, or the only one of these that is ahead. A value
    /// like one that was given answers only a question ahead: otherwise it may be given again.
    private Optional<ScriptStep.Question> chooseTaker(List<ScriptStep.Question> takers) {
        boolean given = sessionStep.journey().passedSteps().stream()
                .anyMatch(passed -> passed.step() instanceof ScriptStep.Question answered
                        && answered != askedQuestion
                        && answered.type() == takers.getFirst().type()
                        && isDistinct(answered));
        if (takers.size() == 1 && !given) {
            return Optional.of(takers.getFirst());
        }
        List<ScriptStep.Question> ahead = askedQuestion == null ? findAlwaysAsked() : questionsAhead();
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
    private List<ScriptStep.Question> questionsAhead() {
        if (sessionStep.session().focus() != null) {
            return sessionStep.journey().openLaterSteps().stream()
                    .map(step -> step.step() instanceof ScriptStep.Question question ? question : null)
                    .filter(statableQuestions()::contains)
                    .toList();
        }
        if (!(sessionStep.readPart(askedQuestion, utterance) instanceof FieldParseResult.Accepted accepted)) {
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

    /// Parts; of one with a value that no other type has, the words before and behind: "info@example.com i am the
    /// owner".
    private List<Utterance> splitStatements() {
        List<Utterance> statements = new ArrayList<>();
        for (Utterance part : parts) {
            if (!part.hasDigit() || !holdsValue(part)) {
                statements.add(part);
                continue;
            }
            int first = 0;
            for (int i = 0; i <= part.wordCount(); i++) {
                if (i == part.wordCount() || part.word(i).chars().anyMatch(Character::isDigit)) {
                    Utterance words = part.part(first, i);
                    // The label of the value is no statement: "mobile 0300 1234567".
                    if (i > first && sessionStep.textRenderer().labelsIn(words).isEmpty()) {
                        statements.add(words);
                    }
                    first = i + 1;
                }
            }
        }
        return statements;
    }

    /// True for a part with an e-mail address, or a value of a question.
    private boolean holdsValue(Utterance part) {
        return part.indexOf("0", 0) >= 0 && utteranceWithoutMail != utterance || hasDistinct(part);
    }

    /// Puts an option or country that a part states and nothing else, for the next question that takes it.
    private void putStated(Utterance part) {
        if (!isTaken(part)) {
            putStated(part, statableQuestions().stream());
        }
        putCountry(part);
    }

    /// Puts the options of several questions that a part names, with nothing else but values that no other type has.
    private void putCombined(Utterance part) {
        Utterance words = part.hasDigit() ? withoutNumbers(part) : part;
        if (words.wordCount() > 1 && !isWholeAnswer(words) && (words == part || holdsValue(part))) {
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

    private static Utterance withoutNumbers(Utterance part) {
        return part.read(Stream.of(part.key().split(" "))
                .filter(word -> word.chars().noneMatch(Character::isDigit))
                .collect(Collectors.joining(" ")));
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
            putStated(part, statableQuestions().stream().filter(question -> question.type() instanceof CountryField));
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
        Iterator<ScriptStep.Question> all = questions.iterator();
        while (all.hasNext()) {
            ScriptStep.Question question = all.next();
            Object value = valueOf.apply(question);
            if (value != null) {
                answers.put(question, value);
                return;
            }
        }
    }

    /// True for a part that answers the current question, or was taken for another.
    private boolean isTaken(Utterance part) {
        return labelled.contains(part.key())
                || askedQuestion != null && answersAsked(part)
                || found.keySet().stream().anyMatch(question -> values.valueIn(question, part) != null);
    }

    private boolean answersAsked(Utterance part) {
        return askedQuestion.options() != null || !askedQuestion.type().takesAnyText()
                ? askedQuestion.type().readText(part, sessionStep.fieldContext(askedQuestion, null))
                        instanceof FieldParseResult.Accepted
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

    /// The text without its last parts, if these answer other questions: "Ravi Fabrics, Lahore" at the name of a
    /// company. The same when there are none.
    static Utterance ownText(SessionStep sessionStep, ScriptStep.Question askedQuestion, Utterance utterance) {
        List<Utterance> all = utterance.sentenceParts(PART_END, Set.of());
        if (all.size() <= 1
                || all.size() > MAX_PARTS
                || sessionStep.currentStep().isInRepeat()) {
            return utterance;
        }
        FurtherAnswerFinder finder = new FurtherAnswerFinder(sessionStep, askedQuestion, utterance);
        int own = all.size();
        while (own > 1 && finder.answersOtherQuestion(all.get(own - 1))) {
            own--;
        }
        return own == all.size()
                ? utterance
                : utterance.part(
                        0,
                        all.subList(0, own).stream()
                                .mapToInt(Utterance::wordCount)
                                .sum());
    }

    private boolean answersOtherQuestion(Utterance part) {
        return !labelledIn(part).isEmpty()
                || statableQuestions().stream()
                        .anyMatch(question -> isDistinct(question)
                                ? values.valueIn(question, part) != null
                                : values.statedIn(question, part) != null);
    }
}
