package pk.rahnuma.dialog.engine.session;

import java.util.Optional;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.understanding.IntroducedValue;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.TimePhrases;
import pk.rahnuma.dialog.understanding.Utterance;

/// Reads a text as the answer to the current question of a session, and tells how far it is one. Readings are cached: a
/// text may be examined several times before it is handled.
public final class AnswerReader {

    /// Of an identity or phone number: a smaller one may be an amount.
    private static final int MIN_NUMBER_DIGITS = 7;

    private final SessionStep sessionStep;
    private final Session session;
    private final SessionTextRenderer renderer;
    private final ScriptTexts texts;
    /// Last text and its reading; null before the first.
    private Utterance parsedText;

    private FieldParseResult parsedAnswer;
    /// Reading of the last text as a part of what it says; null before it is asked for.
    private FieldParseResult parsedPart;
    /// Last text in which a correction was looked for, and the correction; null before the first.
    private Utterance correctingText;

    private Optional<CorrectionFinder.FoundCorrection> correction;

    /// @param sessionStep at its present step
    AnswerReader(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
        this.session = sessionStep.session();
        this.renderer = sessionStep.textRenderer();
        this.texts = sessionStep.texts();
    }

    /// Reading of a text as the answer to the current question. It may be examined before it is handled, so it is
    /// cached. The script that answers questions takes every text as typed: it is the question.
    FieldParseResult parseAnswer(ScriptStep.Question question, Utterance text) {
        if (text != parsedText) {
            FieldContext asked = sessionStep.fieldContext(question, session.partial());
            if (GlobalCommand.ASK.key().equals(sessionStep.journey().script().command())) {
                parsedAnswer = question.type().parseAnswer(text.lines(), asked);
            } else if (isSuggestion(question, text)) {
                parsedAnswer = new FieldParseResult.Accepted(renderer.suggestedValue(question));
            } else {
                parsedAnswer = readReason(question, readTime(question, readOptions(question, text, asked), text), text);
            }
            parsedText = text;
            parsedPart = null;
        }
        return parsedAnswer;
    }

    /// Where a text named several options, the next one chooses among them: "the first" is the first of these.
    private FieldParseResult readOptions(ScriptStep.Question question, Utterance text, FieldContext asked) {
        if (!session.candidates().isEmpty()) {
            FieldContext narrowed = asked.withOptions(session.candidates());
            FieldParseResult chosen = question.type().readText(text, narrowed);
            if (question.type().isUnmistakable(chosen, narrowed)) {
                return chosen;
            }
        }
        return question.type().readText(text, asked);
    }

    /// A "why" beside the name of the question asks for its reason: "the company applies, why my CNIC".
    private FieldParseResult readReason(ScriptStep.Question question, FieldParseResult reading, Utterance text) {
        return mayBeQuestion(reading)
                        && text.containsWord(PhraseKind.REASON)
                        && renderer.namesOf(question).stream().anyMatch(name -> text.indexOf(name, 0) >= 0)
                ? new FieldParseResult.NoAnswer(NonAnswer.REASON, null)
                : reading;
    }

    /// A time answers only a question that takes one: elsewhere it says when the person will answer.
    private FieldParseResult readTime(ScriptStep.Question question, FieldParseResult reading, Utterance text) {
        boolean later = reading instanceof FieldParseResult.NoAnswer none && none.kind() == NonAnswer.LATER;
        boolean unread = reading instanceof FieldParseResult.Refused
                || question.type().takesAnyText() && !question.type().takesStories();
        return later || unread
                ? TimePhrases.findTime(text, !later, sessionStep.context().localTime())
                        .<FieldParseResult>map(
                                time -> new FieldParseResult.NoAnswer(NonAnswer.LATER, EngineContext.toInstant(time)))
                        .orElse(reading)
                : reading;
    }

    /// Reading of a text that may have the answer to the current question as one part: see
    /// [FurtherAnswerHandler#readPart].
    FieldParseResult readPart(ScriptStep.Question question, Utterance text) {
        FieldParseResult whole = parseAnswer(question, text);
        if (parsedPart == null) {
            parsedPart = new FurtherAnswerHandler(sessionStep).readPart(question, whole, text);
        }
        return parsedPart;
    }

    /// The answer that a text corrects. Several readings ask for it, so it is cached.
    Optional<CorrectionFinder.FoundCorrection> findCorrection(Utterance text) {
        if (text != correctingText) {
            correction = new CorrectionFinder(sessionStep, text).find();
            correctingText = text;
        }
        return correction;
    }

    /// True when the text is the label of the button with the suggested value: a keyboard that shares a number sends it
    /// as text.
    private boolean isSuggestion(ScriptStep.Question question, Utterance text) {
        if (question.suggested() == null) {
            return false;
        }
        String label = TextNormaliser.toComparisonKey(renderer.formatSuggestion(question));
        return !label.isEmpty() && label.equals(text.key());
    }

    /// True when the text is the label of an option: then it is the answer, whatever else it could mean. Other words
    /// for an option may be commands, except where the language is asked: there its name is an answer.
    boolean matchesOption(Utterance text) {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question) || session.picking()) {
            return false;
        }
        if (isAlternative(question, text)) {
            return true;
        }
        if (question.options() == null) {
            return false;
        }
        String key = text.key();
        boolean otherWords = question.name().equals(SessionStep.LANGUAGE_QUESTION);
        return sessionStep.fieldContext(question, null).options().stream()
                .anyMatch(option -> option.isLabelled(key) || otherWords && option.isAlsoCalled(key));
    }

    /// True when the text is the label of the question's alternative, or other words for it.
    boolean isAlternative(ScriptStep.Question question, Utterance text) {
        return question.alternative() != null
                && texts
                        .alternativesFor(question.texts() + ".alternative", question.texts() + ".words.alternative")
                        .stream()
                        .anyMatch(label -> TextNormaliser.toComparisonKey(label).equals(text.key()));
    }

    /// True when the text asks something that `why` of the question answers. A "yes" without a question mark is one.
    boolean asksWhy(ScriptStep.Question question, Utterance text) {
        String said = " " + text.key() + " ";
        return texts.wordingKeys(question.texts() + ".why", question.texts() + ".words.why").stream()
                        .anyMatch(phrase -> said.contains(" " + phrase + " "))
                && (text.hasQuestionMark() || !(parseAnswer(question, text) instanceof FieldParseResult.Accepted));
    }

    /// True when the current question asks for a story, and no answer to it is in doubt.
    boolean isStoryAsked() {
        return sessionStep.currentStep().step() instanceof ScriptStep.Question question
                && question.type().takesStories()
                && !session.picking()
                && session.doubt() == null;
    }

    /// Command inside a sentence that cannot be an answer, or null: at a summary, before a remark, the ways to say yes
    /// to a value that is doubted, or "yes, send it" where any words would be taken.
    RequestReader.CommandMatch findSpokenCommand(Utterance text) {
        return switch (sessionStep.currentStep().step()) {
            case ScriptStep.Review review ->
                !session.picking()
                        ? RequestReader.findReviewCommand(text)
                        // The list of answers is no summary that can be confirmed.
                        : RequestReader.asksToSend(text)
                                ? new RequestReader.CommandMatch(GlobalCommand.CONTINUE, 0)
                                : null;
            case ScriptStep.Repeat repeat -> session.picking() ? null : RequestReader.findListCommand(text);
            case ScriptStep.Question question -> {
                FieldParseResult reading = parseAnswer(question, text);
                if (session.doubt() != null
                        && !question.type().isUnmistakable(reading, sessionStep.fieldContext(question, null))
                        && RequestReader.isAgreement(text)) {
                    yield new RequestReader.CommandMatch(GlobalCommand.YES, 0);
                }
                if ((question.type().takesAnyText() || question.type() instanceof NameField)
                        && RequestReader.asksToSend(text)) {
                    yield new RequestReader.CommandMatch(GlobalCommand.SEND, 0);
                }
                yield reading instanceof FieldParseResult.Refused ? RequestReader.findLeadingCommand(text) : null;
            }
            default -> null;
        };
    }

    /// Button of a command, valid only at the current step; empty when the command means nothing there.
    public Optional<ReplyButton> commandButton(GlobalCommand command) {
        String label = "engine.button." + command.key();
        RequestReader.CommandMatch match = new RequestReader.CommandMatch(command, 0);
        return texts.hasText(label) && SessionCommandHandler.findEffect(sessionStep, match) != null
                ? Optional.of(renderer.createButton(
                        sessionStep.currentStep().step(), renderer.formatText(label), command.buttonData()))
                : Optional.empty();
    }

    /// True when the session waits for an answer and this text cannot be one: it may be a question to the desk.
    public boolean isRefused(Utterance text) {
        return switch (sessionStep.currentStep().step()) {
            case ScriptStep.Question question ->
                !session.picking()
                        && mayBeQuestion(readPart(question, text))
                        && !new FurtherAnswerHandler(sessionStep).hasOtherAnswer(question, text)
                        && !statesNumber(text)
                        && !new ItemRowHandler(sessionStep).hasRows(text);
            case ScriptStep.Review review -> RequestReader.findCommand(text) == null;
            case ScriptStep.Repeat repeat ->
                RequestReader.findCommand(text) == null && !new ItemRowHandler(sessionStep).hasRows(text);
            default -> false;
        };
    }

    /// True when the text may answer the current question, and has to be confirmed.
    public boolean isAnswerDoubted(Utterance text) {
        return sessionStep.currentStep().step() instanceof ScriptStep.Question question
                && !session.picking()
                && !question.type().isStrict()
                && readPart(question, text) instanceof FieldParseResult.Doubtful;
    }

    /// True for a sentence, no story, that says a number or address, though not one that is asked for: "my number is
    /// 0300 1234567".
    private static boolean statesNumber(Utterance text) {
        Utterance value = text.lines().length() > FieldType.MAX_SENTENCE_LENGTH ? null : IntroducedValue.findIn(text);
        return value != null && (value.hasCharacter('@') || value.countDigits() >= MIN_NUMBER_DIGITS);
    }

    /// True when the session waits for a text of any content.
    public boolean isTextAsked() {
        return sessionStep.currentStep().step() instanceof ScriptStep.Question question
                && !session.picking()
                && question.type().takesAnyText()
                && !question.properties().containsKey("pattern");
    }

    /// True when the session waits for an option.
    public boolean isOptionAsked() {
        return sessionStep.currentStep().step() instanceof ScriptStep.Question question
                && question.options() != null
                && !question.type().isStrict();
    }

    /// True when the session waits for an answer that may be a file, and the question was not asked long ago.
    public boolean isFileAsked() {
        return sessionStep.currentStep().step() instanceof ScriptStep.Question question
                && question.type().acceptsFiles()
                && !sessionStep.isQuestionExpired();
    }

    /// True when the session waits for an answer and this text is one beyond doubt.
    public boolean isAnswer(Utterance text) {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question) || session.picking()) {
            return false;
        }
        FieldParseResult reading = parseAnswer(question, text);
        return reading instanceof FieldParseResult.Accepted accepted && accepted.extracted()
                || question.type().isUnmistakable(reading, sessionStep.fieldContext(question, null));
    }

    /// Value of a text that answers the current question by its looks alone.
    Optional<Object> findTypical(Utterance text) {
        return sessionStep.currentStep().step() instanceof ScriptStep.Question question
                        && !session.picking()
                        && !question.type().takesAnyText()
                        && parseAnswer(question, text) instanceof FieldParseResult.Accepted accepted
                        && (question.type().isStrict() || !accepted.extracted())
                        && question.type().isUnmistakable(accepted, sessionStep.fieldContext(question, null))
                ? Optional.of(accepted.value())
                : Optional.empty();
    }

    private static boolean mayBeQuestion(FieldParseResult reading) {
        return reading instanceof FieldParseResult.Refused refused && !refused.meant()
                || reading instanceof FieldParseResult.NoAnswer none && none.kind() == NonAnswer.QUESTION;
    }
}
