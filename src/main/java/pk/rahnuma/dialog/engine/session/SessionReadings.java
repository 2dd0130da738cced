package pk.rahnuma.dialog.engine.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.field.TextField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingKind;
import pk.rahnuma.dialog.reading.ReadingState;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.Utterance;

/// Readings of a typed message for one running session: commands, corrections, answers. [ReadingKind] has their order.
public final class SessionReadings {

    private static final Set<GlobalCommand> CONFIRMING_COMMANDS =
            Set.of(GlobalCommand.YES, GlobalCommand.SEND, GlobalCommand.DONE);
    /// Words of a text that tells something: an answer with a mistake mostly has fewer.
    private static final int MIN_STORY_WORDS = 3;

    private static final int MAX_POSITION_DIGITS = 3;

    private final SessionStep sessionStep;
    private final TypedMessage typedMessage;

    /// @param sessionStep a fresh step
    public SessionReadings(SessionStep sessionStep, TypedMessage typedMessage) {
        this.sessionStep = sessionStep;
        this.typedMessage = typedMessage;
    }

    /// State of the session.
    public ReadingState state() {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question)
                || sessionStep.session().picking()) {
            return ReadingState.SUMMARY;
        }
        if (sessionStep.session().doubt() != null) {
            return ReadingState.DOUBT;
        }
        return sessionStep.answerReader().isStoryAsked() ? ReadingState.STORY : ReadingState.QUESTION;
    }

    /// The first of these readings that counts.
    public Reading first(List<ReadingKind> kinds) {
        return ReadingKind.first(kinds, state(), !typedMessage.blind(), this::find);
    }

    /// @return null when the message has no reading of this kind
    public Reading find(ReadingKind kind) {
        return switch (kind) {
            case LABEL ->
                sessionStep.answerReader().matchesOption(typedMessage.text()) ? first(ReadingKind.OF_ANSWERS) : null;
            case UNSEEN_CONFIRMATION -> findUnseenConfirmation();
            case SESSION_COMMAND -> findCommand();
            case WHY -> findWhy();
            case CHANGE -> findChange();
            case STATED_CORRECTION -> findStatedCorrection();
            case SPOKEN_COMMAND -> findSpokenCommand();
            case PENDING_FILE -> findPendingFile();
            case EMPTY -> typedMessage.text().lines().isBlank() ? Reading.of(kind, sessionStep::repeatStep) : null;
            case CONTINUATION -> new AnswerContinuation(sessionStep, typedMessage).findReading();
            case LIST_ENTRY -> findListEntry();
            case ITEM_ROWS -> findItemRows();
            case UNSEEN_ANSWER -> findUnseenAnswer();
            case ALTERNATIVE -> findAlternative();
            case ANSWER -> findAnswer();
            case NOTHING -> Reading.of(kind, () -> sessionStep.refuseInput("engine.use_buttons"));
            default -> null;
        };
    }

    /// Values that questions of the script find in the text, by name of the question.
    public Map<String, String> values() {
        return new FurtherAnswerHandler(sessionStep).findValues(typedMessage.text());
    }

    private Optional<ScriptStep.Question> currentQuestion() {
        return sessionStep.currentStep().step() instanceof ScriptStep.Question question
                ? Optional.of(question)
                : Optional.empty();
    }

    /// A text that was written before the person saw a summary, or a doubtful value, does not confirm it.
    private Reading findUnseenConfirmation() {
        boolean confirmable = sessionStep.currentStep().step() instanceof ScriptStep.Review
                || sessionStep.session().doubt() != null;
        if (!typedMessage.blind() || !confirmable) {
            return null;
        }
        RequestReader.CommandMatch match = RequestReader.findCommand(typedMessage.text());
        return match != null && CONFIRMING_COMMANDS.contains(match.command())
                        || sessionStep.answerReader().findSpokenCommand(typedMessage.text()) != null
                ? Reading.of(ReadingKind.UNSEEN_CONFIRMATION, () -> sessionStep.repeatStep("engine.several"))
                : null;
    }

    private Reading findCommand() {
        RequestReader.CommandMatch match = RequestReader.findCommand(typedMessage.text());
        return match == null || sessionStep.answerReader().matchesOption(typedMessage.text())
                ? null
                : commandReading(ReadingKind.SESSION_COMMAND, match);
    }

    private Reading findSpokenCommand() {
        RequestReader.CommandMatch match = sessionStep.answerReader().findSpokenCommand(typedMessage.text());
        return match == null ? null : commandReading(ReadingKind.SPOKEN_COMMAND, match);
    }

    private Reading commandReading(ReadingKind kind, RequestReader.CommandMatch match) {
        Runnable effect = SessionCommandHandler.findEffect(sessionStep, match);
        return effect == null ? null : Reading.of(kind, match.command().key(), effect);
    }

    private Reading findWhy() {
        return currentQuestion()
                .filter(question -> sessionStep.answerReader().asksWhy(question, typedMessage.text()))
                .map(question -> Reading.of(
                        ReadingKind.WHY,
                        question.name(),
                        () -> sessionStep.handleReading(
                                question,
                                new FieldParseResult.NoAnswer(NonAnswer.REASON, null),
                                typedMessage.message())))
                .orElse(null);
    }

    private Reading findChange() {
        Utterance name = RequestReader.findChangedName(typedMessage.text());
        if (name == null) {
            return null;
        }
        Journey.JourneyStep named = sessionStep.findNamedStep(name.key());
        NavigationHandler navigation = new NavigationHandler(sessionStep);
        if (isDoubted(name)) {
            return Reading.of(ReadingKind.CHANGE, sessionStep.currentStep().key(), navigation::goBack);
        }
        if (named != null) {
            return Reading.of(ReadingKind.CHANGE, named.key(), () -> navigation.changeAnswer(named));
        }
        return navigation.namesSeveral(name.key())
                ? Reading.of(ReadingKind.CHANGE, () -> navigation.changeAnswer(0))
                : null;
    }

    /// True when a value in doubt has this name, or one that contains it: "the address is wrong" at an e-mail address.
    private boolean isDoubted(Utterance name) {
        return state() == ReadingState.DOUBT
                && sessionStep.textRenderer().labelsOf(sessionStep.currentStep().step()).stream()
                        .anyMatch(label -> label.contains(name.key().replace(" ", "")));
    }

    private Reading findStatedCorrection() {
        return mayCorrect()
                ? sessionStep
                        .answerReader()
                        .findCorrection(typedMessage.text())
                        .filter(this::isStated)
                        .map(found -> Reading.of(
                                ReadingKind.STATED_CORRECTION,
                                found.step().key(),
                                () -> new CorrectionHandler(sessionStep).applyCorrection(found, typedMessage)))
                        .orElse(null)
                : null;
    }

    /// True at a summary, and for a text at a question that says that something was wrong, or denies.
    private boolean mayCorrect() {
        Utterance text = typedMessage.text();
        return !text.hasQuestionMark()
                && !sessionStep.session().picking()
                && (state() == ReadingState.SUMMARY
                        || text.saysChange()
                        || text.containsAny(CorrectionFinder.DENIALS)
                        || RequestReader.isDenial(text)
                        || CorrectionFinder.asksForChangeOfList(text));
    }

    /// At a summary, nothing but a correction has the name of an answer and a value, or a new value beside a denial. At
    /// a question, words have to say that something was wrong, or deny what the question does not take.
    private boolean isStated(CorrectionFinder.FoundCorrection found) {
        if (found.listed() && !isTaken(typedMessage.text())) {
            return found.value() != null || found.named();
        }
        if (found.value() == null) {
            return false;
        }
        boolean denies = found.certain() && typedMessage.text().containsAny(CorrectionFinder.DENIALS);
        if (state() == ReadingState.SUMMARY) {
            return found.named() || denies;
        }
        boolean opposes = denies && !isTaken(typedMessage.text());
        return found.named()
                        && (typedMessage.text().saysChange()
                                || RequestReader.isDenial(typedMessage.text())
                                || opposes && !namesQuestion())
                || found.contrasted() && opposes;
    }

    /// True when the text names the current question, which it may answer: "no web site, only a page".
    private boolean namesQuestion() {
        return currentQuestion()
                .map(question -> sessionStep.textRenderer().namesOf(question).stream()
                        .anyMatch(name -> typedMessage.text().indexOf(name, 0) >= 0))
                .orElse(false);
    }

    /// True when the current question takes the text.
    private boolean isTaken(Utterance text) {
        return currentQuestion()
                .filter(question ->
                        sessionStep.answerReader().readPart(question, text) instanceof FieldParseResult.Accepted)
                .isPresent();
    }

    private Reading findPendingFile() {
        String asked = sessionStep.currentStep().key();
        boolean waits = sessionStep.session().awaited().stream()
                .anyMatch(file -> file.early() == null || file.early().equals(asked));
        return waits
                ? Reading.of(
                        ReadingKind.PENDING_FILE,
                        () -> sessionStep.addText(sessionStep.textRenderer().formatText("engine.fetching")))
                : null;
    }

    /// A number selects from the list of answers while it is shown, or from a summary with numbers; so does the label
    /// of an answer in the list.
    private Reading findListEntry() {
        boolean picking = sessionStep.session().picking();
        boolean numbered = picking
                || sessionStep.currentStep().step() instanceof ScriptStep.Review review
                        && !review.sections().isEmpty();
        NavigationHandler navigation = new NavigationHandler(sessionStep);
        String text = typedMessage.text().text();
        if (numbered && isPosition(text)) {
            return Reading.of(ReadingKind.LIST_ENTRY, text, () -> navigation.changeAnswer(Integer.parseInt(text)));
        }
        Journey.JourneyStep named =
                picking ? sessionStep.findNamedStep(typedMessage.text().key()) : null;
        return named == null
                ? null
                : Reading.of(ReadingKind.LIST_ENTRY, named.key(), () -> navigation.changeAnswer(named));
    }

    private static boolean isPosition(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_POSITION_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Several answers about items of a list, which tell themselves what they answer.
    private Reading findItemRows() {
        ItemRowHandler items = new ItemRowHandler(sessionStep);
        List<ItemRow> rows = items.rowsIn(typedMessage.text());
        return rows.isEmpty()
                ? null
                : Reading.of(ReadingKind.ITEM_ROWS, () -> items.takeRows(rows, typedMessage.text()));
    }

    /// A text that was written before the question was seen, or long after, is not its answer, unless it can be nothing
    /// else.
    private Reading findUnseenAnswer() {
        boolean late = sessionStep.isQuestionExpired();
        ScriptStep.Question question = currentQuestion().orElse(null);
        if (!(typedMessage.blind() || late) || question == null) {
            return null;
        }
        FieldParseResult result = sessionStep.answerReader().parseAnswer(question, typedMessage.text());
        if (question.type().isStrict()
                && result instanceof FieldParseResult.Accepted accepted
                && !accepted.extracted()) {
            return null;
        }
        return Reading.of(ReadingKind.UNSEEN_ANSWER, () -> {
            sessionStep.maskInput(question, result, typedMessage.text().lines());
            sessionStep.repeatStep(late ? "engine.welcome_back" : "engine.several");
        });
    }

    private Reading findAlternative() {
        return currentQuestion()
                .filter(question -> sessionStep.answerReader().isAlternative(question, typedMessage.text()))
                .map(question -> Reading.of(
                        ReadingKind.ALTERNATIVE, question.alternative(), () -> sessionStep.takeAlternative(question)))
                .orElse(null);
    }

    /// The reading of a sentence whose act is no answer, at a question that takes any words; or null. The name of a
    /// person, and one of a list, has doubts of its own.
    public Reading findUnsureAnswer() {
        ScriptStep.Question question = currentQuestion().orElse(null);
        return question != null
                        && !(question.type() instanceof NameField)
                        && !question.properties().containsKey(TextField.NAMES_PROPERTY)
                        && sessionStep.answerReader().readPart(question, typedMessage.text())
                                instanceof FieldParseResult.Accepted accepted
                        && ActHandler.takesAnySentence(sessionStep, question, accepted, typedMessage.text())
                ? Reading.of(
                        ReadingKind.UNSURE_ANSWER,
                        question.name(),
                        () -> takeAnswer(question, TextField.doubtSentence(accepted.value())))
                : null;
    }

    private Reading findAnswer() {
        return currentQuestion()
                .map(question -> Reading.of(ReadingKind.ANSWER, question.name(), () -> takeAnswer(question)))
                .orElse(null);
    }

    private void takeAnswer(ScriptStep.Question question) {
        FieldParseResult result = sessionStep.answerReader().readPart(question, typedMessage.text());
        // The question may never be seen, so the answer is shown.
        takeAnswer(
                question,
                typedMessage.blind() && result instanceof FieldParseResult.Accepted accepted
                        ? new FieldParseResult.Accepted(accepted.value(), true)
                        : result);
    }

    private void takeAnswer(ScriptStep.Question question, FieldParseResult result) {
        FurtherAnswerHandler others = new FurtherAnswerHandler(sessionStep);
        sessionStep.maskInput(question, result, typedMessage.text().lines());
        List<String> further = others.takeAnswers(question, result, typedMessage.text());
        if (further.isEmpty() && isLeftOver(result)) {
            further = sessionStep.leaveInput();
        }
        sessionStep.handleReading(question, result, typedMessage.message(), further);
    }

    /// True for a text to the desk. A refused one is an answer with a mistake, unless it has several words or follows a
    /// failed try.
    private boolean isLeftOver(FieldParseResult result) {
        return result instanceof FieldParseResult.Refused refused
                        && !refused.meant()
                        && (sessionStep.session().tries() > 0
                                || typedMessage.text().wordCount() >= MIN_STORY_WORDS)
                || result instanceof FieldParseResult.NoAnswer none && none.kind() == NonAnswer.QUESTION;
    }
}
