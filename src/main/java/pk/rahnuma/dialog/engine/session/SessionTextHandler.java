package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.engine.reading.RequestReader;
import pk.rahnuma.dialog.engine.reading.TextHandler;
import pk.rahnuma.dialog.engine.reading.TypedMessage;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.text.TextField;
import pk.rahnuma.dialog.journey.FailedCheck;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.Utterance;

/// Decides what a typed text means at the current step of a session. [#handlers] is the order of interpretation within
/// a session, and the only place that states it; `docs/scripts.md` describes it to authors. Texts for other parts of
/// the conversation were taken before, by `ConversationTextHandler`.
final class SessionTextHandler {

    /// IPv4 addresses and nothing else.
    private static final Pattern ADDRESSES_PATTERN = Pattern.compile(
            "^\\s*+[0-9]{1,3}+(?:\\.[0-9]{1,3}+){3}+(?:[\\s,;]++[0-9]{1,3}+(?:\\.[0-9]{1,3}+){3}+)*+\\s*+");

    private static final Set<GlobalCommand> CONFIRMING_COMMANDS =
            Set.of(GlobalCommand.YES, GlobalCommand.SEND, GlobalCommand.DONE);
    /// Words of a text that tells something: an answer with a mistake mostly has fewer.
    private static final int MIN_STORY_WORDS = 3;

    private final RequestReader words;
    private final SessionCommandHandler commands;
    private final List<TextHandler<SessionStep>> handlers = List.of(
            this::repeatUnseenConfirmation,
            this::runCommand,
            this::followRequest,
            SessionTextHandler::waitForFiles,
            SessionTextHandler::repeatAfterEmptyText,
            SessionTextHandler::continueLastAnswer,
            SessionTextHandler::selectListedAnswer,
            SessionTextHandler::selectNamedAnswer,
            SessionTextHandler::takeItems,
            SessionTextHandler::repeatUnseenQuestion,
            SessionTextHandler::takeAlternative,
            SessionTextHandler::answerQuestion,
            SessionTextHandler::askForButton);

    SessionTextHandler(RequestReader words, SessionCommandHandler commands) {
        this.words = words;
        this.commands = commands;
    }

    void handleText(SessionStep sessionStep, TypedMessage input) {
        TextHandler.offerText(handlers, sessionStep, input);
    }

    /// Refuses a text that is too long for any step, unread.
    static void refuseLongText(SessionStep sessionStep, ConversationInput.Text input) {
        if (sessionStep.currentStep().step() instanceof ScriptStep.Question question) {
            FieldParseResult unread = FieldParseResult.refused(FieldType.TOO_LONG_CODE);
            sessionStep.maskInput(question, unread, input.text());
        }
        Map<String, Object> arguments = Map.of("most", (long) EngineLimits.MAX_INPUT_LENGTH);
        sessionStep.repeatStep("engine.too_long", arguments);
    }

    /// A text that was written before the person saw a summary, or a doubtful value, does not confirm it.
    private boolean repeatUnseenConfirmation(SessionStep sessionStep, TypedMessage input) {
        boolean confirmable = sessionStep.currentStep().step() instanceof ScriptStep.Review
                || sessionStep.session().doubt() != null;
        if (!input.blind() || !confirmable) {
            return false;
        }
        RequestReader.CommandMatch match = words.findCommand(input.text());
        boolean confirms = match != null && CONFIRMING_COMMANDS.contains(match.command())
                || sessionStep.findSpokenCommand(words, input.text()) != null;
        if (confirms) {
            sessionStep.repeatStep("engine.several");
        }
        return confirms;
    }

    /// A command word, unless it is the label of an option.
    private boolean runCommand(SessionStep sessionStep, TypedMessage input) {
        RequestReader.CommandMatch match = words.findCommand(input.text());
        return match != null && !sessionStep.matchesOption(input.text()) && commands.handleCommand(sessionStep, match);
    }

    /// A request in words, which a story may contain without being one.
    private boolean followRequest(SessionStep sessionStep, TypedMessage input) {
        return !sessionStep.isStoryAsked()
                && (changeNamedAnswer(sessionStep, input)
                        || correctNamedAnswer(sessionStep, input)
                        || runSpokenCommand(sessionStep, input));
    }

    /// "Change city": a word for "change" and the label of an answer. A name that several have opens the list.
    private boolean changeNamedAnswer(SessionStep sessionStep, TypedMessage input) {
        Utterance name = words.findChangedName(input.text());
        Journey.JourneyStep named = name == null ? null : sessionStep.findNamedStep(name.key());
        NavigationHandler navigation = new NavigationHandler(sessionStep);
        if (named != null) {
            navigation.changeAnswer(named);
            return true;
        }
        if (name != null && navigation.namesSeveral(name.key())) {
            navigation.changeAnswer(0);
            return true;
        }
        return false;
    }

    /// "No wait, my name is Sara Khan": the new value of an answer, by its label.
    private boolean correctNamedAnswer(SessionStep sessionStep, TypedMessage input) {
        CorrectionHandler corrections = new CorrectionHandler(sessionStep);
        Optional<CorrectionHandler.FoundCorrection> stated = corrections.findStatedCorrection(words, input.text());
        stated.ifPresent(found -> corrections.applyCorrection(found, input));
        return stated.isPresent();
    }

    /// A command inside a sentence, where the sentence cannot be an answer.
    private boolean runSpokenCommand(SessionStep sessionStep, TypedMessage input) {
        RequestReader.CommandMatch match = sessionStep.findSpokenCommand(words, input.text());
        return match != null && commands.handleCommand(sessionStep, match);
    }

    private static boolean waitForFiles(SessionStep sessionStep, TypedMessage input) {
        String asked = sessionStep.currentStep().key();
        if (sessionStep.session().awaited().stream()
                .allMatch(file -> file.early() != null && !file.early().equals(asked))) {
            return false;
        }
        sessionStep.addText(sessionStep.textRenderer().formatText("engine.fetching"));
        return true;
    }

    private static boolean repeatAfterEmptyText(SessionStep sessionStep, TypedMessage input) {
        if (!input.text().lines().isBlank()) {
            return false;
        }
        sessionStep.repeatStep();
        return true;
    }

    /// Of several messages at once, the first may have answered a question that takes a list or a long text: the others
    /// continue that answer. So does an address behind a list of addresses, where nothing else can be meant.
    private static boolean continueLastAnswer(SessionStep sessionStep, TypedMessage input) {
        if (!input.blind() && !isFurtherAddress(sessionStep, input.text())
                || sessionStep.session().answers().isEmpty()) {
            return false;
        }
        String lastKey = new ArrayList<>(sessionStep.session().answers().keySet()).getLast();
        Object lastValue = sessionStep.session().answers().get(lastKey).value();
        if (lastValue == null) {
            return false;
        }
        for (Journey.JourneyStep answered : sessionStep.journey().changeableSteps()) {
            if (answered.key().equals(lastKey)
                    && answered.step() instanceof ScriptStep.Question question
                    && parseContinuation(
                                    sessionStep,
                                    question,
                                    lastValue,
                                    input.text().lines())
                            instanceof FieldParseResult.Accepted accepted) {
                FailedCheck failed = sessionStep.journey().firstFailedCheck(answered, accepted.value(), true);
                if (failed == null) {
                    new SessionAdvancer(sessionStep).replaceAnswer(answered, accepted.value(), input.message());
                } else {
                    sessionStep.showCurrentStep(
                            sessionStep.formatProblems(question, List.of(failed.problem())), DisplayMode.PLAIN);
                }
                return true;
            }
        }
        return false;
    }

    /// True for addresses alone, at the list of a repeat or at a question for any text.
    private static boolean isFurtherAddress(SessionStep sessionStep, Utterance text) {
        boolean takesNone = switch (sessionStep.currentStep().step()) {
            case ScriptStep.Repeat repeat -> true;
            case ScriptStep.Question question ->
                question.type() instanceof TextField && !question.properties().containsKey("pattern");
            default -> false;
        };
        return takesNone
                && !sessionStep.session().picking()
                && ADDRESSES_PATTERN.matcher(text.lines()).matches();
    }

    private static FieldParseResult parseContinuation(
            SessionStep sessionStep, ScriptStep.Question question, Object lastValue, String text) {
        return switch (question.type().typeName()) {
            case "ips" -> question.type().parseAnswer(text, sessionStep.fieldContext(question, lastValue));
            case "long-text" ->
                question.type().parseAnswer(lastValue + "\n" + text, sessionStep.fieldContext(question, null));
            default -> FieldParseResult.refused("one");
        };
    }

    /// A number selects from the list of answers while it is shown, or from a summary with numbers.
    private static boolean selectListedAnswer(SessionStep sessionStep, TypedMessage input) {
        boolean listed = sessionStep.session().picking()
                || sessionStep.currentStep().step() instanceof ScriptStep.Review review
                        && !review.sections().isEmpty();
        if (!listed || !input.text().text().matches("[0-9]{1,3}")) {
            return false;
        }
        new NavigationHandler(sessionStep)
                .changeAnswer(Integer.parseInt(input.text().text()));
        return true;
    }

    /// So does the label of an answer.
    private static boolean selectNamedAnswer(SessionStep sessionStep, TypedMessage input) {
        Journey.JourneyStep named = sessionStep.session().picking()
                ? sessionStep.findNamedStep(input.text().key())
                : null;
        if (named == null) {
            return false;
        }
        new NavigationHandler(sessionStep).changeAnswer(named);
        return true;
    }

    /// Several answers about items of a list, which tell themselves what they answer.
    private static boolean takeItems(SessionStep sessionStep, TypedMessage input) {
        return new ItemRowHandler(sessionStep).takeText(input.text());
    }

    /// A text that was written before the question was seen, or long after, is not its answer, unless it can be nothing
    /// else. The question is asked again.
    private static boolean repeatUnseenQuestion(SessionStep sessionStep, TypedMessage input) {
        boolean late = sessionStep.isQuestionExpired();
        if (!(input.blind() || late) || !(sessionStep.currentStep().step() instanceof ScriptStep.Question question)) {
            return false;
        }
        FieldParseResult reading = sessionStep.parseAnswer(question, input.text());
        if (question.type().isStrict()
                && reading instanceof FieldParseResult.Accepted accepted
                && !accepted.extracted()) {
            return false;
        }
        sessionStep.maskInput(question, reading, input.text().lines());
        sessionStep.repeatStep(late ? "engine.welcome_back" : "engine.several");
        return true;
    }

    private static boolean takeAlternative(SessionStep sessionStep, TypedMessage input) {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question)
                || !sessionStep.isAlternative(question, input.text())) {
            return false;
        }
        sessionStep.takeAlternative(question);
        return true;
    }

    private static boolean answerQuestion(SessionStep sessionStep, TypedMessage input) {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question)) {
            return false;
        }
        FurtherAnswerHandler others = new FurtherAnswerHandler(sessionStep);
        FieldParseResult reading = sessionStep.readPart(question, input.text());
        if (input.blind() && reading instanceof FieldParseResult.Accepted accepted) {
            // The question may never be seen, so the answer is shown.
            reading = new FieldParseResult.Accepted(accepted.value(), true);
        }
        sessionStep.maskInput(question, reading, input.text().lines());
        List<String> further = others.takeAnswers(question, reading, input.text());
        if (further.isEmpty() && isLeftOver(sessionStep, reading, input.text())) {
            further = sessionStep.leaveInput();
        }
        sessionStep.handleReading(question, reading, input.message(), further);
        return true;
    }

    /// True for a text to the desk. A refused one is an answer with a mistake, unless it has several words or follows a
    /// failed try.
    private static boolean isLeftOver(SessionStep sessionStep, FieldParseResult reading, Utterance text) {
        return reading instanceof FieldParseResult.Refused refused
                        && !refused.meant()
                        && (sessionStep.session().tries() > 0 || text.wordCount() >= MIN_STORY_WORDS)
                || reading instanceof FieldParseResult.NoAnswer none && none.kind() == NonAnswer.QUESTION;
    }

    private static boolean askForButton(SessionStep sessionStep, TypedMessage input) {
        sessionStep.refuseInput("engine.use_buttons");
        return true;
    }

    /// The text of an edited message replaces the answer that it gave.
    static void handleEdit(SessionStep sessionStep, ConversationInput.Edit input) {
        if (input.text().length() > EngineLimits.MAX_INPUT_LENGTH) {
            sessionStep.repeatStep("engine.too_long", Map.of("most", (long) EngineLimits.MAX_INPUT_LENGTH));
            return;
        }
        for (Journey.JourneyStep answered : sessionStep.journey().changeableSteps()) {
            StoredAnswer answer = sessionStep.session().answers().get(answered.key());
            if (input.message() != null && answer != null && input.message().equals(answer.message())) {
                replaceAnswer(sessionStep, answered, answer.value(), input);
                return;
            }
        }
        sessionStep.repeatStep("engine.edit_unused");
    }

    private static void replaceAnswer(
            SessionStep sessionStep, Journey.JourneyStep answered, Object oldValue, ConversationInput.Edit input) {
        ScriptStep.Question question = (ScriptStep.Question) answered.step();
        FieldParseResult reading =
                question.type().readText(sessionStep.read(input.text()), sessionStep.fieldContext(question, null));
        sessionStep.maskInput(question, reading, input.text());
        if (reading instanceof FieldParseResult.Accepted accepted
                && sessionStep.journey().firstFailedCheck(answered, accepted.value(), false) == null) {
            if (!accepted.value().equals(oldValue)) {
                new SessionAdvancer(sessionStep).replaceAnswer(answered, accepted.value(), input.message());
            }
        } else {
            Map<String, Object> arguments =
                    Map.of("label", sessionStep.textRenderer().formatLabel(question));
            sessionStep.repeatStep("engine.edit_refused", arguments);
        }
    }
}
