package pk.rahnuma.dialog.engine.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.field.SensitiveTextMasker;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.TimePhrases;
import pk.rahnuma.dialog.understanding.Utterance;

/// One step of one session in progress: the session as it changes, and its results.
public final class SessionStep {

    /// Question whose answer becomes the language of the conversation.
    public static final String LANGUAGE_QUESTION = "language";
    /// Minimum letters of the beginning of a label.
    static final int MIN_NAME_LENGTH = 3;

    private final ScriptTexts texts;
    private final Script script;
    private EngineContext context;
    private final List<Reply> replies = new ArrayList<>();
    private final List<ActionCall> calls = new ArrayList<>();
    private final List<FileFetch> fetches = new ArrayList<>();
    private final List<TrailEntry> trail = new ArrayList<>();
    private Session session;
    private Journey journey;
    private SessionTextRenderer renderer;
    private String notice;
    private String masked;
    /// Lines of the replies that show a sensitive value, with the same line masked.
    private final Map<String, String> maskedLines = new HashMap<>();
    private boolean leftOver;
    private ScriptStep endStep;
    /// Last text and its reading; null after any change.
    private Utterance parsedText;

    private FieldParseResult parsedAnswer;
    /// Last text in which a correction was looked for, and the correction; null after any change.
    private Utterance correctingText;

    private Optional<CorrectionFinder.FoundCorrection> correction;
    /// Reading of the last text as a part of what it says; null before it is asked for.
    private FieldParseResult parsedPart;

    /// @param journey of the session
    SessionStep(ScriptTexts texts, Journey journey) {
        this.texts = texts;
        this.script = journey.script();
        this.context = journey.context();
        this.journey = journey;
        updateSession(journey.session());
    }

    void updateSession(Session changed) {
        updateSession(changed, journey.afterChange(changed, context));
    }

    /// @param newJourney of the changed session
    void updateSession(Session changed, Journey newJourney) {
        session = changed;
        journey = newJourney;
        renderer = new SessionTextRenderer(texts, journey);
        parsedText = null;
        correctingText = null;
    }

    EngineContext context() {
        return context;
    }

    Instant now() {
        return context.now();
    }

    Journey.JourneyStep currentStep() {
        return journey.currentStep();
    }

    public Journey journey() {
        return journey;
    }

    Session session() {
        return session;
    }

    SessionTextRenderer textRenderer() {
        return renderer;
    }

    /// Renderer of the session on another journey.
    SessionTextRenderer rendererOf(Journey other) {
        return new SessionTextRenderer(texts, other);
    }

    StepResult toResult() {
        replies.replaceAll(reply -> reply.withMaskedLines(maskedLines));
        return new StepResult(session, replies, calls, fetches, trail, notice, masked, leftOver, endStep);
    }

    /// Reading of a text as the answer to the current question. It may be examined before it is handled, so it is
    /// cached. The script that answers questions takes every text as typed: it is the question.
    FieldParseResult parseAnswer(ScriptStep.Question question, Utterance text) {
        if (text != parsedText) {
            FieldContext asked = fieldContext(question, session.partial());
            if (GlobalCommand.ASK.key().equals(script.command())) {
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
        boolean open = reading instanceof FieldParseResult.Refused refused && !refused.meant()
                || reading instanceof FieldParseResult.NoAnswer none && none.kind() == NonAnswer.QUESTION;
        return open
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
                ? TimePhrases.findTime(text, !later, context.localTime())
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
            parsedPart = new FurtherAnswerHandler(this).readPart(question, whole, text);
        }
        return parsedPart;
    }

    /// The answer that a text corrects. Several readings ask for it, so it is cached.
    Optional<CorrectionFinder.FoundCorrection> findCorrection(Utterance text) {
        if (text != correctingText) {
            correction = new CorrectionFinder(this, text).find();
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

    /// Reads a text that is no message, such as the new text of an edited one.
    Utterance read(String text) {
        return texts.lexicon().read(text);
    }

    /// Keeps the input to a sensitive question for staff who may not see it in full.
    void maskInput(ScriptStep.Question question, FieldParseResult reading, String text) {
        if (question.masked()) {
            masked = SensitiveTextMasker.maskText(question.type(), reading, text, fieldContext(question, null));
        }
    }

    /// Line that shows a value found in a sentence; a sensitive one is masked, since the line stays in the chat.
    String formatTaken(ScriptStep.Question question, Object value) {
        return renderer.formatTaken(question, value);
    }

    /// Line that shows the present answer in full, to the person who is about to change it; staff who may not see the
    /// value see it masked.
    String formatPresent(ScriptStep.Question question, String key) {
        String label = renderer.formatLabel(question) + ": ";
        String line = label + renderer.formatFullAnswer(question, key);
        if (question.masked()) {
            maskedLines.put(line, label + renderer.formatAnswer(question, key));
        }
        return line;
    }

    /// True when the text is the label of an option: then it is the answer, whatever else it could mean. Other words
    /// for an option may be commands, except where the language is asked: there its name is an answer.
    boolean matchesOption(Utterance text) {
        if (!(currentStep().step() instanceof ScriptStep.Question question) || session.picking()) {
            return false;
        }
        if (isAlternative(question, text)) {
            return true;
        }
        if (question.options() == null) {
            return false;
        }
        String key = text.key();
        boolean otherWords = question.name().equals(LANGUAGE_QUESTION);
        return fieldContext(question, null).options().stream()
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

    /// Asks the earlier question again that the current one offers, and continues from there.
    void takeAlternative(ScriptStep.Question question) {
        journey.changeableSteps().stream()
                .filter(answered -> answered.key().equals(question.alternative()))
                .findFirst()
                .ifPresentOrElse(answered -> new NavigationHandler(this).changeAnswer(answered), this::repeatStep);
    }

    /// The answer to change, or later question, that a person calls by its label in any language, or by the beginning
    /// of a label; null when there is none.
    ///
    /// @param name a comparison key, or null
    Journey.JourneyStep findNamedStep(String name) {
        if (name == null) {
            return null;
        }
        List<Journey.JourneyStep> steps = new ArrayList<>(journey.selectableSteps());
        steps.addAll(journey.openLaterSteps());
        String wanted = name.replace(" ", "");
        List<Journey.JourneyStep> similar = new ArrayList<>();
        for (Journey.JourneyStep step : steps) {
            List<String> labels = renderer.labelsOf(step.step());
            if (labels.contains(wanted)) {
                return step;
            }
            if (wanted.length() >= MIN_NAME_LENGTH && labels.stream().anyMatch(label -> label.startsWith(wanted))) {
                similar.add(step);
            }
        }
        return similar.size() == 1 ? similar.getFirst() : null;
    }

    /// True when the current question asks for a story, and no answer to it is in doubt.
    boolean isStoryAsked() {
        return currentStep().step() instanceof ScriptStep.Question question
                && question.type().takesStories()
                && !session.picking()
                && session.doubt() == null;
    }

    /// Command inside a sentence that cannot be an answer, or null: at a summary, before a remark, the ways to say yes
    /// to a value that is doubted, or "yes, send it" where any words would be taken.
    RequestReader.CommandMatch findSpokenCommand(RequestReader words, Utterance text) {
        return switch (currentStep().step()) {
            case ScriptStep.Review review ->
                !session.picking()
                        ? words.findReviewCommand(text)
                        // The list of answers is no summary that can be confirmed.
                        : words.asksToSend(text) ? new RequestReader.CommandMatch(GlobalCommand.CONTINUE, 0) : null;
            case ScriptStep.Repeat repeat -> session.picking() ? null : words.findListCommand(text);
            case ScriptStep.Question question -> {
                FieldParseResult reading = parseAnswer(question, text);
                if (session.doubt() != null
                        && !question.type().isUnmistakable(reading, fieldContext(question, null))
                        && words.isAgreement(text)) {
                    yield new RequestReader.CommandMatch(GlobalCommand.YES, 0);
                }
                if ((question.type().takesAnyText() || question.type() instanceof NameField)
                        && words.asksToSend(text)) {
                    yield new RequestReader.CommandMatch(GlobalCommand.SEND, 0);
                }
                yield reading instanceof FieldParseResult.Refused ? words.findLeadingCommand(text) : null;
            }
            default -> null;
        };
    }

    /// True when the question was asked so long ago that a loose text may not be its answer.
    boolean isQuestionExpired() {
        return Duration.between(session.asked(), context.now()).compareTo(EngineLimits.QUESTION_TTL) > 0;
    }

    boolean hasEnded() {
        return endStep != null;
    }

    void handleReading(ScriptStep.Question question, FieldParseResult reading, String message) {
        handleReading(question, reading, message, List.of());
    }

    /// @param further lines of the answers to other questions that came with this one
    void handleReading(ScriptStep.Question question, FieldParseResult reading, String message, List<String> further) {
        new AnswerHandler(this, texts, further).handleReading(question, reading, message);
    }

    String formatProblems(ScriptStep.Question question, List<FieldParseResult.Problem> problems) {
        return new AnswerHandler(this, texts, List.of()).problems(question, problems);
    }

    void setLanguage(String language) {
        context = context.withLanguage(language);
    }

    boolean hasReplies() {
        return !replies.isEmpty();
    }

    /// Inserts a reply before the last one.
    void addBeforeLastReply(Reply reply) {
        replies.add(replies.size() - 1, reply);
    }

    void requestFile(FileFetch fetch) {
        fetches.add(fetch);
    }

    FieldContext fieldContext(ScriptStep.Question question, Object partial) {
        return renderer.fieldContext(question, partial);
    }

    /// Shows the current step.
    ///
    /// @param lead text before it in the same message, or an empty text
    void showCurrentStep(String lead, DisplayMode mode) {
        new StepPresenter(this).presentStep(lead, mode);
    }

    /// Shows the current step again, unchanged.
    void repeatStep() {
        showCurrentStep("", DisplayMode.PLAIN);
    }

    /// Shows the current step again, after a text of the engine.
    void repeatStep(String textKey) {
        repeatStep(textKey, Map.of());
    }

    void repeatStep(String textKey, Map<String, Object> arguments) {
        showCurrentStep(renderer.formatText(textKey, arguments), DisplayMode.PLAIN);
    }

    /// True when the input joins the open ticket, if there is one.
    boolean isLeftOver() {
        return leftOver;
    }

    /// Leaves the input to the person's open ticket, because nothing can be done with it.
    ///
    /// @return the line that says so; empty when there is no ticket, or none is known
    List<String> leaveInput() {
        leftOver = true;
        return context.openTicket() == null
                ? List.of()
                : List.of(renderer.formatText("engine.joined", Map.of("number", context.openTicket())));
    }

    /// Shows the current step again, after a text why nothing can be done with the input, unless it joins a ticket.
    void refuseInput(String textKey) {
        List<String> joined = leaveInput();
        showCurrentStep(joined.isEmpty() ? renderer.formatText(textKey) : joined.getFirst(), DisplayMode.PLAIN);
    }

    void setNotice(String key) {
        notice = renderer.formatText(key);
    }

    /// A button of a command that is valid only at the current step.
    ReplyButton createButton(GlobalCommand command) {
        return renderer.createButton(
                currentStep().step(), renderer.formatText("engine.button." + command.key()), command.buttonData());
    }

    void addText(String text) {
        addReply(Reply.ofText(PromptRenderer.clipText(text)));
    }

    void addReply(Reply reply) {
        replies.add(reply);
    }

    void addCall(ActionCall call) {
        calls.add(call);
    }

    void endSession(ScriptStep lastStep) {
        endStep = lastStep;
    }

    void recordTrail(Exit exit, String from, String reason) {
        ScriptStep at = journey.currentStep().step();
        boolean over = at instanceof ScriptStep.End || at instanceof ScriptStep.Go;
        trail.add(new TrailEntry(
                script.name(),
                script.flow(),
                from,
                over ? Exit.ENDED : exit,
                at instanceof ScriptStep.Go go ? go.script() : at.name(),
                reason));
    }
}
