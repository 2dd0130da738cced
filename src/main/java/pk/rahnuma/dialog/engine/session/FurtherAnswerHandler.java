package pk.rahnuma.dialog.engine.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.field.OptionMatcher;
import pk.rahnuma.dialog.field.TextField;
import pk.rahnuma.dialog.field.YesNoField;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.Utterance;

/// Takes the answers that a message gives beside that to the current question: "Sara Khan, 35202-1234567-1, Lahore".
/// Questions with `early: false` in their script are not answered so, and each value is shown. A check that the value
/// fails leads to its question later.
final class FurtherAnswerHandler {

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
        Map<ScriptStep.Question, Object> found = new FurtherAnswerFinder(sessionStep, asked, text).find();
        if (reading instanceof FieldParseResult.NoAnswer
                || reading instanceof FieldParseResult.Refused refused && !refused.meant()) {
            findRepeated(asked, text).forEach(found::putIfAbsent);
            new OpenQuestions(sessionStep, asked)
                    .earlyQuestions().stream()
                            .filter(question -> statesOption(question, text))
                            .forEach(question -> found.putIfAbsent(question, values.valueIn(question, text)));
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
        new FurtherAnswerFinder(sessionStep, null, sentence).find().forEach(found::putIfAbsent);
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
        return new OpenQuestions(sessionStep, asked)
                .earlyQuestions().stream()
                        .filter(ScriptStep.Question::acceptsContact)
                        .findFirst()
                        .filter(question -> values.valueIn(question, phone) != null)
                        .map(question -> storeAnswer(question, values.valueIn(question, phone)))
                        .orElse("");
    }

    private String storeAnswer(ScriptStep.Question question, Object value) {
        Instant now = sessionStep.context().now();
        String focus = sessionStep.session().focus();
        Session answered = sessionStep.session().withAnswer(question.name(), new StoredAnswer(value, null), now);
        sessionStep.updateSession(focus == null ? answered : answered.withFocus(focus, now));
        return sessionStep.textRenderer().formatTaken(question, value);
    }

    /// True when the text has a value that only another question can have asked for, repeats an answer, or states an
    /// option and nothing else ("I live in Lahore"): then it is no question to the desk.
    boolean hasOtherAnswer(ScriptStep.Question asked, Utterance text) {
        return !isTooLong(asked, text)
                && (!findRepeated(asked, text).isEmpty()
                        || new FurtherAnswerFinder(sessionStep, asked, text)
                                .find().keySet().stream()
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
        Utterance own = AskedPart.findIn(text, asked, sessionStep);
        return own == text
                ? readWhole(asked, reading, text)
                : readWhole(asked, asked.type().readText(own, sessionStep.fieldContext(asked, null)), own)
                        .asExtracted();
    }

    private FieldParseResult readWhole(ScriptStep.Question asked, FieldParseResult reading, Utterance text) {
        if (asked.type() instanceof NameField && reading instanceof FieldParseResult.Refused) {
            Object name = new PersonNameFinder(sessionStep).findName(asked, text);
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
        if (reading instanceof FieldParseResult.Accepted accepted
                && accepted.value() instanceof String other
                && earlyQuestions()
                        .anyMatch(question ->
                                question != asked && isChoice(question) && isOption(question, text.read(other)))) {
            return FieldParseResult.refused("none");
        }
        return asked.options() == null ? reading : otherWordsOf(asked, reading, text);
    }

    /// The part of a text that is an answer beside the options, where other parts answer other questions: "Gujrat, my
    /// e-mail is sara@example.com".
    private FieldParseResult otherWordsOf(ScriptStep.Question asked, FieldParseResult reading, Utterance text) {
        List<Utterance> parts = StatementParts.partsOf(text);
        if (parts.size() > StatementParts.MAX_PARTS || parts.stream().noneMatch(part -> isForAnother(asked, part))) {
            return reading;
        }
        return parts.stream()
                .filter(part -> part.wordCount() <= PersonNameFinder.MAX_NAME_WORDS && !isForAnother(asked, part))
                .map(part -> asked.type().readText(part, sessionStep.fieldContext(asked, null)))
                .filter(FieldParseResult.Accepted.class::isInstance)
                .findFirst()
                .map(FieldParseResult::asExtracted)
                .orElse(FieldParseResult.refused("none"));
    }

    private boolean isForAnother(ScriptStep.Question asked, Utterance part) {
        List<ScriptStep.Question> others =
                earlyQuestions().filter(question -> question != asked).toList();
        return values.answersAnother(asked, part)
                || !values.labelledIn(others, part).isEmpty();
    }

    /// True when the name of a certain kind of thing is asked, and the text is an option of another question: "PTCL" is
    /// no VPN program.
    private boolean isNameOfOther(ScriptStep.Question asked, Utterance text) {
        return asked.properties().containsKey(TextField.NAMES_PROPERTY)
                && scriptQuestions()
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
            Object value = question.type() == asked.type() && OpenQuestions.isDistinct(question)
                    ? null
                    : values.valueIn(question, text);
            if (OpenQuestions.isDistinct(question)
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
                .noneMatch(other ->
                        other != question && other.type() == question.type() && OpenQuestions.isDistinct(other));
    }

    /// True for words that name an option in order to deny it: "not Zong, Jazz".
    private boolean deniesOption(ScriptStep.Question question, Utterance text) {
        FieldContext context = sessionStep.fieldContext(question, null);
        return new OptionMatcher(context.options()).deniesOption(text);
    }

    private boolean isOption(ScriptStep.Question question, Utterance text) {
        return sessionStep.fieldContext(question, null).options().findByKey(text.key()) != null;
    }

    /// Values that any question of the script finds in the text, by name of the question.
    Map<String, String> findValues(Utterance text) {
        Map<String, String> found = new LinkedHashMap<>();
        scriptQuestions().forEach(question -> {
            Object value = values.valueIn(question, text);
            if (value != null) {
                found.put(question.name(), String.valueOf(value));
            }
        });
        return found;
    }

    private Stream<ScriptStep.Question> earlyQuestions() {
        return scriptQuestions().filter(ScriptStep.Question::early);
    }

    private Stream<ScriptStep.Question> scriptQuestions() {
        return sessionStep.journey().script().questions().stream();
    }
}
