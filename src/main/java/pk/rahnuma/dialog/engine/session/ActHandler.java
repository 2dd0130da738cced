package pk.rahnuma.dialog.engine.session;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.dialog.engine.reading.MessageAct;
import pk.rahnuma.dialog.engine.reading.MessageAct.Kind;
import pk.rahnuma.dialog.engine.reading.RequestReader;
import pk.rahnuma.dialog.engine.reading.TypedMessage;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.text.NameField;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.Utterance;

/// Applies the act of a message at the current step of a session.
public final class ActHandler {

    /// Confidence of an act that goes before an answer which takes any words.
    private static final double OVER_ANY_TEXT = 0.85;
    /// More than any confidence.
    private static final double NEVER = 2;
    /// Minimum words of a text that is more than a name.
    private static final int MIN_SENTENCE_WORDS = 4;

    /// Kinds of acts where no script runs.
    public static final Set<Kind> MENU_KINDS =
            Set.copyOf(EnumSet.of(Kind.START, Kind.COMMAND, Kind.LANGUAGE, Kind.REMARK, Kind.QUESTION));
    private static final Set<Kind> DOUBT_KINDS = Set.copyOf(EnumSet.allOf(Kind.class));
    private static final Set<Kind> QUESTION_KINDS =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(Kind.AGREE, Kind.DISAGREE)));
    private static final Set<Kind> REVIEW_KINDS =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(Kind.AGREE, Kind.DISAGREE, Kind.ANSWER, Kind.NONE)));

    private final SessionCommandHandler commands;

    ActHandler(SessionCommandHandler commands) {
        this.commands = commands;
    }

    /// Kinds of acts that a message can be at the current step.
    public static Set<Kind> possibleKinds(SessionStep sessionStep) {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question)) {
            return REVIEW_KINDS;
        }
        return sessionStep.session().doubt() == null ? QUESTION_KINDS : DOUBT_KINDS;
    }

    /// Confidence that an act needs to go before the reading of the text as an answer.
    double doubtsAnswer(SessionStep sessionStep, Utterance text) {
        if (sessionStep.session().picking() || !sessionStep.session().awaited().isEmpty()) {
            return NEVER;
        }
        if (new ItemRowHandler(sessionStep).hasRows(text)) {
            return NEVER;
        }
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question)) {
            return 0;
        }
        FieldParseResult reading = sessionStep.readPart(question, text);
        boolean anyText = question.type().takesAnyText() || question.type() instanceof NameField;
        return switch (reading) {
            case FieldParseResult.Refused refused -> 0;
            case FieldParseResult.Doubtful doubtful -> question.type().isStrict() ? NEVER : 0;
            case FieldParseResult.Partial partial -> NEVER;
            case FieldParseResult.NoAnswer none -> none.kind() == NonAnswer.QUESTION ? 0 : NEVER;
            case FieldParseResult.Accepted accepted -> {
                if (!anyText || text.wordCount() < MIN_SENTENCE_WORDS) {
                    yield NEVER;
                }
                yield correctsByValue(sessionStep, text) ? 0 : OVER_ANY_TEXT;
            }
        };
    }

    /// True when the text corrects another answer by its new value, whatever the current question takes.
    boolean correctsByValue(SessionStep sessionStep, Utterance text) {
        return new CorrectionHandler(sessionStep)
                .findCorrection(text)
                .filter(found -> found.value() != null)
                .isPresent();
    }

    boolean takesAct(SessionStep sessionStep, MessageAct act, TypedMessage input) {
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
    /// of
    /// answers.
    private static boolean takesCorrection(SessionStep sessionStep, boolean asked, Utterance text) {
        Optional<CorrectionHandler.FoundCorrection> found = new CorrectionHandler(sessionStep).findCorrection(text);
        return found.isPresent() && found.get().value() != null
                || !text.hasQuestionMark() && (!asked || found.isPresent());
    }

    void applyAct(SessionStep sessionStep, MessageAct act, TypedMessage input) {
        switch (act.kind()) {
            case NONE, REMARK -> answerNothing(sessionStep, act, input);
            case AGREE -> run(sessionStep, GlobalCommand.YES);
            case DISAGREE -> new NavigationHandler(sessionStep).goBack();
            case CORRECTION -> {
                CorrectionHandler corrections = new CorrectionHandler(sessionStep);
                corrections
                        .findCorrection(input.text())
                        .ifPresentOrElse(
                                found -> corrections.applyCorrection(found, input),
                                () -> new NavigationHandler(sessionStep).changeAnswer(0));
            }
            case COMMAND -> run(sessionStep, GlobalCommand.fromKey(act.name()));
            default -> throw new IllegalStateException(act.kind().name());
        }
    }

    /// Sending cannot be taken back, so an act alone never sends: the summary is shown again, with its button.
    private void run(SessionStep sessionStep, GlobalCommand command) {
        if (command == GlobalCommand.SEND
                || !commands.handleCommand(sessionStep, new RequestReader.CommandMatch(command, 0))) {
            sessionStep.repeatStep();
        }
    }

    private static void answerNothing(SessionStep sessionStep, MessageAct act, TypedMessage input) {
        ScriptStep.Question question =
                (ScriptStep.Question) sessionStep.currentStep().step();
        NonAnswer kind = act.kind() == Kind.REMARK
                ? NonAnswer.FILLER
                : NonAnswer.valueOf(act.name().toUpperCase(Locale.ROOT));
        sessionStep.handleReading(question, readingOf(sessionStep, question, kind), input.message());
    }

    /// A person who does not know chooses the option that says so, where there is one.
    private static FieldParseResult readingOf(SessionStep sessionStep, ScriptStep.Question question, NonAnswer kind) {
        FieldContext context = sessionStep.fieldContext(question, null);
        Optional<String> unknown = kind == NonAnswer.UNKNOWN
                ? context.options().stream()
                        .filter(option -> NonAnswer.findKind(sessionStep.read(option.label()), false)
                                .filter(NonAnswer.UNKNOWN::equals)
                                .isPresent())
                        .map(option -> option.value())
                        .findFirst()
                : Optional.empty();
        return unknown.<FieldParseResult>map(value -> new FieldParseResult.Accepted(value, true))
                .orElse(new FieldParseResult.NoAnswer(kind, null));
    }
}
