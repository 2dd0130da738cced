package pk.rahnuma.dialog.engine.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.choice.OptionMatcher;
import pk.rahnuma.dialog.field.choice.YesNoField;
import pk.rahnuma.dialog.field.text.NameField;
import pk.rahnuma.dialog.field.text.TextField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;

/// Takes the answers that a message gives beside that to the current question: "Sara Khan, 35202-1234567-1, Lahore".
/// Questions with `early: false` in their script are not answered so, and each value is shown. A check that the value
/// fails leads to its question later.
final class FurtherAnswerHandler {

    /// Punctuation between two answers.
    private static final String PART_END = ",،;؛\n|&";
    /// Words that join two answers: "or" is "and" in Roman Urdu.
    static final Set<String> CONJUNCTIONS = Set.of("and", "aur", "or", "اور");
    /// A number or an address, before which a name ends.
    private static final Pattern VALUE_TOKEN = Pattern.compile("(?<!\\S)[^\\s\\p{Nd}@]*+[\\p{Nd}@]\\S*+");

    /// Words of a name between other answers.
    private static final int MIN_NAME_WORDS = 2;
    private static final int MAX_NAME_WORDS = 4;
    /// A text of more parts is a table or a story.
    private static final int MAX_PARTS = 12;
    /// Its words may be those of a city or a company.
    private static final Pattern MAIL_ADDRESS = Pattern.compile("(?<![^\\s@])[^\\s@]{1,64}+@[^\\s,،;؛|]{1,255}+");

    private static final long NOT_IN_NAME =
            PhraseKind.bits(PhraseKind.OWN, PhraseKind.NEGATION, PhraseKind.CONTRAST, PhraseKind.INTERROGATIVE);

    private final SessionStep sessionStep;
    private final ValueFinder values;

    FurtherAnswerHandler(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
        this.values = new ValueFinder(sessionStep);
    }

    /// Stores the further answers, and those that a text which does not answer the current question gives again.
    ///
    /// @param asked the current question, which is left out
    /// @return a line for each, to be shown
    List<String> takeAnswers(ScriptStep.Question asked, FieldParseResult reading, Utterance text) {
        if (isTooLong(asked, text) || isTimeOfReminder(reading)) {
            return List.of();
        }
        Map<ScriptStep.Question, Object> found = findAnswers(asked, text);
        if (reading instanceof FieldParseResult.NoAnswer
                || reading instanceof FieldParseResult.Refused refused && !refused.meant()) {
            findRepeated(asked, text).forEach(found::putIfAbsent);
            openQuestions(asked).stream()
                    .filter(question -> statesOption(question, text))
                    .forEach(question -> put(found, question, text));
        }
        found.keySet().stream()
                .filter(question -> !asked.masked())
                .forEach(question -> sessionStep.maskInput(question, FieldParseResult.refused("none"), text.lines()));
        return storeAnswers(found);
    }

    /// True for a text that says when the person will answer: its day answers no other question.
    private static boolean isTimeOfReminder(FieldParseResult reading) {
        return reading instanceof FieldParseResult.NoAnswer none && none.value() instanceof Instant;
    }

    /// Stores what the sentence says with which a script is started: "I am a freelancer and want to register my VPN,
    /// mobile 0300 1234567".
    ///
    /// @return a line for each answer, to be shown
    List<String> takeFirstAnswers(Utterance sentence) {
        if (sentence.isEmpty()) {
            return List.of();
        }
        Map<ScriptStep.Question, Object> found = new LinkedHashMap<>();
        choiceQuestions().forEach(question -> {
            List<Option> options =
                    new OptionMatcher(sessionStep.fieldContext(question, null).options()).findWholeNames(sentence);
            if (options.size() == 1) {
                found.put(question, options.getFirst().value());
            }
        });
        findAnswers(null, sentence).forEach(found::putIfAbsent);
        return storeAnswers(found);
    }

    /// Stores options that were chosen elsewhere, by name of the question, where a question has them.
    ///
    /// @return a line for each, to be shown
    List<String> takeOptions(Map<String, String> chosen) {
        Map<ScriptStep.Question, Object> found = new LinkedHashMap<>();
        chosen.forEach((name, value) -> {
            if (sessionStep.journey().script().named().get(name) instanceof ScriptStep.Question question
                    && question.options() instanceof ScriptStep.Options.Fixed options
                    && options.values().contains(value)
                    && !sessionStep.session().answers().containsKey(name)) {
                found.put(question, value);
            }
        });
        return storeAnswers(found).stream().distinct().toList();
    }

    private List<String> storeAnswers(Map<ScriptStep.Question, Object> found) {
        List<String> lines = new ArrayList<>();
        found.forEach((question, value) -> lines.add(storeAnswer(question, value)));
        return lines;
    }

    /// Stores the person's own number for the next question that takes one.
    ///
    /// @param asked the current question, which takes none
    /// @return a line to be shown; empty when no question takes the number
    String takeContact(ScriptStep.Question asked, Utterance phone) {
        if (sessionStep.session().focus() != null || sessionStep.currentStep().isInRepeat()) {
            return "";
        }
        return openQuestions(asked).stream()
                .filter(ScriptStep.Question::acceptsContact)
                .findFirst()
                .filter(question -> valueIn(question, phone) != null)
                .map(question -> storeAnswer(question, valueIn(question, phone)))
                .orElse("");
    }

    private String storeAnswer(ScriptStep.Question question, Object value) {
        sessionStep.updateSession(sessionStep
                .session()
                .withAnswer(
                        question.name(),
                        new StoredAnswer(value, null),
                        sessionStep.context().now()));
        return sessionStep.formatTaken(question, value);
    }

    /// True when the text has a value that only another question can have asked for, repeats an answer, or states an
    /// option and nothing else ("I live in Lahore"): then it is no question to the desk.
    boolean hasOtherAnswer(ScriptStep.Question asked, Utterance text) {
        return !isTooLong(asked, text)
                && (!findRepeated(asked, text).isEmpty()
                        || findAnswers(asked, text).keySet().stream()
                                .anyMatch(question -> question.type().isStrict() || question.options() == null)
                        || choiceQuestions().anyMatch(question -> question != asked && statesOption(question, text)));
    }

    private boolean isTooLong(ScriptStep.Question asked, Utterance text) {
        return asked.type().isTooLong(text, sessionStep.fieldContext(asked, null));
    }

    private boolean statesOption(ScriptStep.Question question, Utterance text) {
        FieldContext context = sessionStep.fieldContext(question, null);
        return isChoice(question) && new OptionMatcher(context.options()).statesOption(text);
    }

    private Stream<ScriptStep.Question> choiceQuestions() {
        return earlyQuestions().filter(FurtherAnswerHandler::isChoice);
    }

    private static boolean isChoice(ScriptStep.Question question) {
        return question.options() != null && !question.type().isStrict() && !(question.type() instanceof YesNoField);
    }

    /// Reading of a text at a question that takes any words: a name may be one part of it, and an answer that was given
    /// to a question before ("freelancer", an e-mail address) does not answer this one too.
    FieldParseResult readPart(ScriptStep.Question asked, FieldParseResult reading, Utterance text) {
        if (isTooLong(asked, text)) {
            return reading;
        }
        if (asked.type() instanceof NameField && reading instanceof FieldParseResult.Refused) {
            Object name = nameIn(asked, partsOf(text));
            name = name == null ? nameBeforeValue(asked, text) : name;
            return name == null ? reading : new FieldParseResult.Accepted(name, true);
        }
        if (reading instanceof FieldParseResult.Refused refused && isRepeated(asked, text)) {
            return new FieldParseResult.Refused(refused.problems());
        }
        if (asked.type() instanceof TextField) {
            return reading instanceof FieldParseResult.Doubtful doubtful && isNameOfOther(asked, text)
                    ? TextField.doubtSentence(doubtful.value())
                    : reading;
        }
        if (!takesOtherWords(asked, reading)) {
            return reading;
        }
        if (isRepeated(asked, text)) {
            return FieldParseResult.refused(asked.type() instanceof NameField ? "letters" : "none");
        }
        return asked.options() == null ? reading : otherWordsOf(asked, reading, text);
    }

    /// The part of a text that is an answer beside the options, where other parts answer other questions: "Gujrat, my
    /// e-mail is sara@example.com".
    private FieldParseResult otherWordsOf(ScriptStep.Question asked, FieldParseResult reading, Utterance text) {
        List<Utterance> parts = partsOf(text);
        if (parts.size() > MAX_PARTS || parts.stream().noneMatch(part -> isForAnother(asked, part))) {
            return reading;
        }
        return parts.stream()
                .filter(part -> part.wordCount() <= MAX_NAME_WORDS && !isForAnother(asked, part))
                .map(part -> asked.type().readText(part, sessionStep.fieldContext(asked, null)))
                .filter(FieldParseResult.Accepted.class::isInstance)
                .findFirst()
                .map(FieldParseResult::asExtracted)
                .orElse(FieldParseResult.refused("none"));
    }

    private boolean isForAnother(ScriptStep.Question asked, Utterance part) {
        List<ScriptStep.Question> others =
                earlyQuestions().filter(question -> question != asked).toList();
        return answersAnother(asked, part) || !values.labelledIn(others, part).isEmpty();
    }

    /// True when the name of a certain kind of thing is asked, and the text is an option of another question: "PTCL" is
    /// no VPN program.
    private boolean isNameOfOther(ScriptStep.Question asked, Utterance text) {
        return asked.properties().containsKey(TextField.NAMES_PROPERTY)
                && questions()
                        .filter(FurtherAnswerHandler::isChoice)
                        .anyMatch(question -> isOption(question, text) || deniesOption(question, text));
    }

    /// True for an accepted name, and for an answer beside the options, even a doubtful one.
    boolean takesOtherWords(ScriptStep.Question asked, FieldParseResult reading) {
        Object value = switch (reading) {
            case FieldParseResult.Accepted accepted -> accepted.value();
            case FieldParseResult.Doubtful doubtful -> asked.options() == null ? null : doubtful.value();
            default -> null;
        };
        return value != null
                && (asked.type() instanceof NameField
                        || asked.options() != null
                                && !asked.type().isStrict()
                                && value instanceof String
                                && sessionStep.fieldContext(asked, null).options().stream()
                                        .noneMatch(option -> option.value().equals(value)));
    }

    /// True when the whole text is an answer to a question that was answered before.
    private boolean isRepeated(ScriptStep.Question asked, Utterance text) {
        return findRepeated(asked, text).keySet().stream()
                .anyMatch(question -> !question.type().isStrict()
                        || question.type().parseAnswer(text.lines(), sessionStep.fieldContext(question, null))
                                instanceof FieldParseResult.Accepted);
    }

    /// Answers that the text gives again: a value of a strict type, which may be another one now ("my number is 0300
    /// 1234567"), or the option that was chosen, as the whole text. Left out where several questions take the value.
    private Map<ScriptStep.Question, Object> findRepeated(ScriptStep.Question asked, Utterance text) {
        Map<ScriptStep.Question, Object> repeated = new LinkedHashMap<>();
        if (sessionStep.session().focus() != null || sessionStep.currentStep().isInRepeat()) {
            return repeated;
        }
        List<ScriptStep.Question> answered = earlyQuestions()
                .filter(question ->
                        question != asked && sessionStep.session().answers().containsKey(question.name()))
                .toList();
        for (ScriptStep.Question question : answered) {
            Object value = question.type() == asked.type() && isDistinct(question) ? null : valueIn(question, text);
            if (isDistinct(question)
                    ? value instanceof String && isOnlyOfType(question, answered)
                    : value != null
                            && value.equals(sessionStep
                                    .session()
                                    .answers()
                                    .get(question.name())
                                    .value())
                            && isOption(question, text)) {
                repeated.put(question, value);
            }
        }
        return repeated;
    }

    /// True when no other question that was answered, or that is ahead, takes the value.
    private boolean isOnlyOfType(ScriptStep.Question question, List<ScriptStep.Question> answered) {
        return Stream.concat(answered.stream(), sessionStep.journey().aheadQuestions().stream())
                .noneMatch(other -> other != question && other.type() == question.type() && isDistinct(other));
    }

    /// True for words that name an option in order to deny it: "not Zong, Jazz".
    private boolean deniesOption(ScriptStep.Question question, Utterance text) {
        FieldContext context = sessionStep.fieldContext(question, null);
        return new OptionMatcher(context.options()).deniesOption(text);
    }

    private boolean isOption(ScriptStep.Question question, Utterance text) {
        return sessionStep.fieldContext(question, null).options().findByKey(text.key()) != null;
    }

    /// Values of types that no other type has are taken from any text, and so are values beside the label of their
    /// question. Options and names, which other words resemble, are taken only from a text of several parts, and a name
    /// only beside another value.
    ///
    /// @param asked the current question; null before the first
    private Map<ScriptStep.Question, Object> findAnswers(ScriptStep.Question asked, Utterance text) {
        Map<ScriptStep.Question, Object> found = new LinkedHashMap<>();
        if (sessionStep.session().focus() != null || sessionStep.currentStep().isInRepeat()) {
            return found;
        }
        List<ScriptStep.Question> open = openQuestions(asked);
        // A digit keeps the place of an address: a part with one is no name.
        Utterance withoutMail = text.hasCharacter('@')
                ? text.read(MAIL_ADDRESS.matcher(text.lines()).replaceAll("0"))
                : text;
        List<Utterance> parts = partsOf(withoutMail);
        putLabelled(found, open, text.hasCharacter('@') ? partsOf(text) : parts);
        putDistinct(found, open, asked, text);
        boolean strict = !found.isEmpty() || asked != null && asked.type().isStrict();
        open.stream()
                .filter(question -> asked != null
                        && asked.options() != null
                        && question.type() instanceof YesNoField
                        && text.contains(PhraseKind.OTHER_OWNER))
                .forEach(question -> found.put(question, false));
        if (parts.size() <= 1 || parts.size() > MAX_PARTS || takesWholeText(asked)) {
            return found;
        }
        open.stream()
                .filter(question -> !question.type().isStrict() && !(question.type() instanceof NameField))
                .forEach(question -> put(found, question, withoutMail));
        open.stream()
                .filter(question -> strict && question.type() instanceof NameField)
                .forEach(question -> {
                    Object name = nameIn(question, parts);
                    if (name != null) {
                        found.put(question, name);
                    }
                });
        return found;
    }

    private static boolean takesWholeText(ScriptStep.Question asked) {
        return asked != null
                && asked.type().takesAnyText()
                && !asked.properties().containsKey(TextField.NAMES_PROPERTY);
    }

    private void putLabelled(
            Map<ScriptStep.Question, Object> found, List<ScriptStep.Question> open, List<Utterance> parts) {
        if (parts.size() > MAX_PARTS) {
            return;
        }
        List<ScriptStep.Question> labelled = open.stream()
                .filter(question -> !(question.type() instanceof NameField))
                .toList();
        for (Utterance part : parts) {
            values.labelledIn(labelled, part).forEach((question, value) -> {
                if (isDistinct(question) || question.type() instanceof TextField || !hasDistinct(part)) {
                    found.putIfAbsent(question, value);
                }
            });
        }
    }

    /// True for a part with a value that no other type has: "my id is 35202-1234567-1" has no subscriber ID.
    private boolean hasDistinct(Utterance part) {
        return questions().anyMatch(question -> isDistinct(question) && valueIn(question, part) != null);
    }

    /// Values of types that no other type has, each for the only question that it can answer.
    private void putDistinct(
            Map<ScriptStep.Question, Object> found,
            List<ScriptStep.Question> open,
            ScriptStep.Question asked,
            Utterance text) {
        Map<Object, List<ScriptStep.Question>> takers = new LinkedHashMap<>();
        for (ScriptStep.Question question : open) {
            Object value = isDistinct(question) && !found.containsKey(question) ? valueIn(question, text) : null;
            if (value != null && !found.containsValue(value)) {
                takers.computeIfAbsent(value, untaken -> new ArrayList<>()).add(question);
            }
        }
        if (!takers.isEmpty() && asked != null) {
            takers.remove(askedValue(asked, text));
        }
        takers.forEach((value, questions) -> chooseTaker(questions, asked, text)
                .filter(question -> !found.containsValue(value))
                .ifPresent(question -> found.put(question, value)));
    }

    /// Value that the text gives for the current question; null when it gives none.
    private Object askedValue(ScriptStep.Question asked, Utterance text) {
        return switch (sessionStep.readPart(asked, text)) {
            case FieldParseResult.Accepted accepted -> accepted.value();
            case FieldParseResult.Doubtful doubtful -> doubtful.value();
            default -> asked.type().isStrict() ? valueIn(asked, text) : null;
        };
    }

    private static boolean isDistinct(ScriptStep.Question question) {
        return question.type().isDistinct(question.properties());
    }

    /// The question that a value answers: the only one that takes it, or the only one of these that is ahead. A value
    /// like one that was given answers only a question ahead: otherwise it may be given again.
    private Optional<ScriptStep.Question> chooseTaker(
            List<ScriptStep.Question> takers, ScriptStep.Question asked, Utterance text) {
        boolean given = sessionStep.journey().passedSteps().stream()
                .anyMatch(passed -> passed.step() instanceof ScriptStep.Question answered
                        && answered != asked
                        && answered.type() == takers.getFirst().type()
                        && isDistinct(answered));
        if (takers.size() == 1 && !given) {
            return Optional.of(takers.getFirst());
        }
        List<ScriptStep.Question> ahead = asked == null ? alwaysAsked() : questionsAhead(asked, text);
        List<ScriptStep.Question> chosen =
                takers.stream().filter(ahead::contains).toList();
        return chosen.size() == 1 ? Optional.of(chosen.getFirst()) : Optional.empty();
    }

    /// Questions that depend on no other.
    private List<ScriptStep.Question> alwaysAsked() {
        return questions()
                .filter(question -> !question.later()
                        && sessionStep.journey().script().steps().contains(question))
                .toList();
    }

    /// Questions after the current one, once the text has answered it.
    private List<ScriptStep.Question> questionsAhead(ScriptStep.Question asked, Utterance text) {
        if (!(sessionStep.readPart(asked, text) instanceof FieldParseResult.Accepted accepted)) {
            return sessionStep.journey().aheadQuestions();
        }
        Journey answered = sessionStep
                .journey()
                .afterAnswer(
                        sessionStep
                                .session()
                                .withAnswer(
                                        asked.name(),
                                        new StoredAnswer(accepted.value(), null),
                                        sessionStep.context().now()),
                        sessionStep.context());
        List<ScriptStep.Question> ahead = new ArrayList<>(answered.aheadQuestions());
        if (answered.currentStep().step() instanceof ScriptStep.Question next) {
            ahead.add(next);
        }
        return ahead;
    }

    private void put(Map<ScriptStep.Question, Object> found, ScriptStep.Question question, Utterance text) {
        Object value = valueIn(question, text);
        if (value != null
                && found.values().stream()
                        .noneMatch(other -> String.valueOf(other).equalsIgnoreCase(String.valueOf(value)))) {
            found.put(question, value);
        }
    }

    /// Values that any question of the script finds in the text, by name of the question.
    Map<String, String> findValues(Utterance text) {
        Map<String, String> values = new LinkedHashMap<>();
        questions().forEach(question -> {
            Object value = valueIn(question, text);
            if (value != null) {
                values.put(question.name(), String.valueOf(value));
            }
        });
        return values;
    }

    private List<ScriptStep.Question> openQuestions(ScriptStep.Question asked) {
        return earlyQuestions()
                .filter(question ->
                        question != asked && !sessionStep.session().answers().containsKey(question.name()))
                .toList();
    }

    private Stream<ScriptStep.Question> earlyQuestions() {
        return questions().filter(ScriptStep.Question::early);
    }

    private Stream<ScriptStep.Question> questions() {
        return sessionStep.journey().script().questions().stream();
    }

    private Object valueIn(ScriptStep.Question question, Utterance text) {
        return values.valueIn(question, text);
    }

    /// Part of the text that can only be a name: letters alone, and nothing that answers another question.
    private Object nameIn(ScriptStep.Question question, List<Utterance> parts) {
        for (Utterance part : parts) {
            Object name = parts.size() > 1 && parts.size() <= MAX_PARTS ? nameOf(question, part) : null;
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    /// Name before a number: "Sara Khan 35202-1234567-1", "my name is Sara Khan, my cnic is 35202-1234567-1".
    private Object nameBeforeValue(ScriptStep.Question question, Utterance text) {
        if (!text.hasDigit() && !text.hasCharacter('@')) {
            return null;
        }
        Matcher value = VALUE_TOKEN.matcher(text.text());
        Utterance before = text.read(value.find() ? text.text().substring(0, value.start()) : "");
        before = before.part(0, before.wordCount() - before.countAtEnd(PhraseKind.INTRODUCTION.bit()));
        return before.isEmpty() || before.containsAny(PhraseKind.bits(PhraseKind.REQUEST, PhraseKind.FILLER))
                ? null
                : nameOf(question, before);
    }

    private Object nameOf(ScriptStep.Question question, Utterance part) {
        FieldContext context = sessionStep.fieldContext(question, null);
        return question.type().readText(part, context) instanceof FieldParseResult.Accepted accepted
                        && isName(
                                part.read(String.valueOf(accepted.value())),
                                accepted.extracted() && isNamed(question, part) ? 1 : MIN_NAME_WORDS)
                        && !answersAnother(question, part)
                ? accepted.value()
                : null;
    }

    /// True when the text says by the label of the question what follows: "my name is Sara".
    private boolean isNamed(ScriptStep.Question question, Utterance text) {
        String key = text.key().replace(" ", "");
        return sessionStep.textRenderer().labelsOf(question).stream().anyMatch(key::contains);
    }

    /// True for a few words, none of which is said about a name, nor names an answer: "my card is lost", "hi ntn".
    private boolean isName(Utterance value, int leastWords) {
        return value.wordCount() >= leastWords
                && value.wordCount() <= MAX_NAME_WORDS
                && !value.containsAny(NOT_IN_NAME)
                && sessionStep.textRenderer().labelsIn(value).isEmpty();
    }

    private static List<Utterance> partsOf(Utterance text) {
        return text.sentenceParts(PART_END, CONJUNCTIONS);
    }

    private boolean answersAnother(ScriptStep.Question question, Utterance part) {
        return earlyQuestions().anyMatch(other -> other.type() != question.type() && valueIn(other, part) != null);
    }
}
