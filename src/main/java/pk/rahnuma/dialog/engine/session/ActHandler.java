package pk.rahnuma.dialog.engine.session;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.reading.MessageAct;
import pk.rahnuma.dialog.reading.MessageAct.Kind;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingKind;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;

/// Applies the act of a message at the current step of a session.
public final class ActHandler {

    /// Confidence of an act that goes before an answer which takes any words, or was found in the sentence.
    private static final double OVER_ANY_TEXT = 0.85;
    /// Confidence of an act of which the text has a word too, and of one that goes before a name.
    private static final double WITH_WORDS = 0.75;
    /// Confidence of an act that goes before any words which read like a sentence.
    private static final double OVER_SENTENCE = 0.65;
    /// More than any confidence.
    private static final double NEVER = 2;
    /// Minimum words of a text in which an option may be named by chance.
    private static final int MIN_STORY_WORDS = 8;
    /// Minimum answers to other questions in a text that tells facts.
    private static final int MIN_FACTS = 3;
    /// Minimum words of a text that is more than a name.
    private static final int MIN_SENTENCE_WORDS = 4;

    /// Kinds of acts where no script runs.
    public static final Set<Kind> MENU_KINDS =
            Set.copyOf(EnumSet.of(Kind.START, Kind.COMMAND, Kind.LANGUAGE, Kind.REMARK, Kind.QUESTION));
    private static final Set<Kind> DOUBT_KINDS = Set.copyOf(EnumSet.allOf(Kind.class));
    /// Kinds of a text that begins with a yes, or a no, to a value in doubt.
    private static final Set<Kind> AGREEING_KINDS = Set.copyOf(EnumSet.of(Kind.AGREE, Kind.CORRECTION, Kind.ANSWER));
    private static final Set<Kind> REFUSING_KINDS = Set.copyOf(EnumSet.of(Kind.DISAGREE, Kind.CORRECTION, Kind.ANSWER));
    private static final Set<Kind> QUESTION_KINDS =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(Kind.AGREE, Kind.DISAGREE)));
    private static final Set<Kind> REVIEW_KINDS =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(Kind.AGREE, Kind.DISAGREE, Kind.ANSWER, Kind.NONE)));

    private ActHandler() {}

    /// Kinds of acts that a text can be at the current step.
    public static Set<Kind> possibleKinds(SessionStep sessionStep, Utterance text) {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question)) {
            return REVIEW_KINDS;
        }
        if (sessionStep.session().doubt() == null) {
            return QUESTION_KINDS;
        }
        if (text.startsWith(PhraseKind.REFUSAL)) {
            return REFUSING_KINDS;
        }
        return text.startsWith(PhraseKind.AGREEMENT) ? AGREEING_KINDS : DOUBT_KINDS;
    }

    /// Confidence that an act needs to go before the reading of a text as an answer; more than 1 when the text answers
    /// the current question beyond doubt.
    public static double doubtsAnswer(SessionStep sessionStep, Utterance text) {
        if (sessionStep.session().picking() || !sessionStep.session().awaited().isEmpty()) {
            return NEVER;
        }
        if (new ItemRowHandler(sessionStep).hasRows(text)) {
            return NEVER;
        }
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question)) {
            return 0;
        }
        if (statesFacts(sessionStep, question, text)) {
            return NEVER;
        }
        FieldParseResult reading = sessionStep.answerReader().readPart(question, text);
        return switch (reading) {
            case FieldParseResult.Refused refused -> 0;
            case FieldParseResult.Doubtful doubtful -> question.type().isStrict() ? NEVER : 0;
            case FieldParseResult.Partial partial -> NEVER;
            case FieldParseResult.NoAnswer none -> doubtsNoAnswer(sessionStep, none, text);
            case FieldParseResult.Accepted accepted -> doubtsAccepted(sessionStep, question, accepted, text);
        };
    }

    /// True for answers to several questions, line by line or in a row, whatever else the text seems to do.
    private static boolean statesFacts(SessionStep sessionStep, ScriptStep.Question question, Utterance text) {
        return text.wordCount() >= MIN_STORY_WORDS
                && !text.hasQuestionMark()
                && !text.saysChange()
                && !text.containsAny(CorrectionFinder.DENIALS)
                && new FurtherAnswerFinder(sessionStep, question, text).find().size() >= MIN_FACTS;
    }

    /// "The same" may agree with a value in doubt, and a sentence that begins with "wait" may want something, or
    /// correct an answer.
    private static double doubtsNoAnswer(SessionStep sessionStep, FieldParseResult.NoAnswer none, Utterance text) {
        boolean agrees = none.kind() == NonAnswer.SAME && sessionStep.session().doubt() != null;
        if (none.kind() == NonAnswer.QUESTION
                || agrees
                || none.kind() == NonAnswer.WAIT && isCorrection(sessionStep, text)) {
            return 0;
        }
        return text.wordCount() >= MIN_SENTENCE_WORDS ? OVER_ANY_TEXT : NEVER;
    }

    /// True for a sentence that the question takes because it takes any words.
    static boolean takesAnySentence(
            SessionStep sessionStep, ScriptStep.Question question, FieldParseResult.Accepted accepted, Utterance text) {
        return text.wordCount() >= MIN_SENTENCE_WORDS
                && (question.type().takesAnyText()
                        || new FurtherAnswerHandler(sessionStep).takesOtherWords(question, accepted));
    }

    private static double doubtsAccepted(
            SessionStep sessionStep, ScriptStep.Question question, FieldParseResult.Accepted accepted, Utterance text) {
        Optional<CorrectionFinder.FoundCorrection> correction =
                text.saysChange() || text.containsAny(CorrectionFinder.DENIALS)
                        ? findNewValue(sessionStep, text)
                        : Optional.empty();
        if (takesAnySentence(sessionStep, question, accepted, text)) {
            double over = text.containsWord(PhraseKind.SENTENCE) ? OVER_SENTENCE : OVER_ANY_TEXT;
            double least = question.type() instanceof NameField ? WITH_WORDS : over;
            return correction.isPresent() ? 0 : least;
        }
        boolean ofOther = accepted.extracted()
                && correction.filter(CorrectionFinder.FoundCorrection::named).isPresent();
        boolean namedByChance =
                accepted.extracted() && !question.type().isStrict() && text.wordCount() >= MIN_STORY_WORDS;
        return ofOther || namedByChance ? OVER_ANY_TEXT : NEVER;
    }

    /// True when the looks of a new value for another answer tell what it is.
    private static boolean isCorrection(SessionStep sessionStep, Utterance text) {
        return findNewValue(sessionStep, text)
                .filter(CorrectionFinder.FoundCorrection::certain)
                .isPresent();
    }

    /// The answer that a text corrects by a new value.
    private static Optional<CorrectionFinder.FoundCorrection> findNewValue(SessionStep sessionStep, Utterance text) {
        return sessionStep.answerReader().findCorrection(text).filter(found -> found.value() != null);
    }

    /// True when the text corrects another answer by its new value, whatever the current question takes.
    public static boolean correctsByValue(SessionStep sessionStep, Utterance text) {
        return findNewValue(sessionStep, text).isPresent();
    }

    /// True when the text names another answer than the one that is asked for: "the NTN is turned around".
    public static boolean namesOtherAnswer(SessionStep sessionStep, Utterance text) {
        String asked = sessionStep.currentStep().step().name();
        return sessionStep.textRenderer().labelsIn(text).keySet().stream()
                .map(Option::value)
                .anyMatch(name ->
                        !name.equals(asked) && sessionStep.session().answers().containsKey(name));
    }

    /// Reading of an act; null when it means nothing at the current step.
    public static Reading readingOf(SessionStep sessionStep, MessageAct act, TypedMessage input) {
        return takesAct(sessionStep, act, input)
                ? new Reading(ReadingKind.ACT, act.key(), act.confidence(), () -> applyAct(sessionStep, act, input))
                : null;
    }

    private static boolean takesAct(SessionStep sessionStep, MessageAct act, TypedMessage input) {
        boolean asked = sessionStep.currentStep().step() instanceof ScriptStep.Question;
        return switch (act.kind()) {
            case NONE, REMARK -> asked;
            case AGREE, DISAGREE -> sessionStep.session().doubt() != null;
            case CORRECTION -> takesCorrection(sessionStep, asked, input.text());
            case COMMAND -> GlobalCommand.fromKey(act.name()) != null;
            default -> false;
        };
    }

    /// A question corrects nothing without a value. At a summary, a correction whose answer is not found opens the list
    /// of answers.
    private static boolean takesCorrection(SessionStep sessionStep, boolean asked, Utterance text) {
        Optional<CorrectionFinder.FoundCorrection> found =
                sessionStep.answerReader().findCorrection(text);
        boolean loose =
                found.isPresent() && found.get().value() != null && !found.get().certain();
        if (loose && asked && !text.saysChange()) {
            return false;
        }
        return found.isPresent() && found.get().value() != null
                || !text.hasQuestionMark() && (!asked || found.isPresent());
    }

    private static void applyAct(SessionStep sessionStep, MessageAct act, TypedMessage input) {
        switch (act.kind()) {
            case NONE, REMARK -> answerNothing(sessionStep, act, input);
            case AGREE -> runCommand(sessionStep, GlobalCommand.YES, true);
            case DISAGREE -> new NavigationHandler(sessionStep).goBack();
            case CORRECTION ->
                sessionStep
                        .answerReader()
                        .findCorrection(input.text())
                        .ifPresentOrElse(
                                found -> applyCorrection(sessionStep, found, input),
                                () -> new NavigationHandler(sessionStep).changeAnswer(0));
            case COMMAND ->
                runCommand(
                        sessionStep,
                        GlobalCommand.fromKey(act.name()),
                        act.confidence() >= WITH_WORDS && RequestReader.saysSend(input.text()));
            default -> throw new IllegalStateException(act.kind().name());
        }
    }

    /// Words that only name the value in doubt deny it: "the full name did not come".
    private static void applyCorrection(
            SessionStep sessionStep, CorrectionFinder.FoundCorrection found, TypedMessage input) {
        if (sessionStep.session().doubt() != null
                && found.value() == null
                && found.step().key().equals(sessionStep.currentStep().key())) {
            new NavigationHandler(sessionStep).goBack();
        } else {
            new CorrectionHandler(sessionStep).applyCorrection(found, input);
        }
    }

    /// Sending cannot be taken back, so an act alone does not send, without a word for it: the summary is shown again,
    /// with its button.
    private static void runCommand(SessionStep sessionStep, GlobalCommand command, boolean worded) {
        RequestReader.CommandMatch match = new RequestReader.CommandMatch(command, 0);
        Runnable effect = SessionCommandHandler.findEffect(sessionStep, match);
        if (command == GlobalCommand.SEND && !worded || effect == null) {
            sessionStep.repeatStep();
        } else {
            effect.run();
        }
    }

    private static void answerNothing(SessionStep sessionStep, MessageAct act, TypedMessage input) {
        ScriptStep.Question question =
                (ScriptStep.Question) sessionStep.currentStep().step();
        NonAnswer kind = act.kind() == Kind.REMARK
                ? NonAnswer.FILLER
                : NonAnswer.valueOf(act.name().toUpperCase(Locale.ROOT));
        sessionStep.handleReading(question, new FieldParseResult.NoAnswer(kind, null), input.message());
    }
}
