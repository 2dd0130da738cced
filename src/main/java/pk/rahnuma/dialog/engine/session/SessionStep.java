package pk.rahnuma.dialog.engine.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.SensitiveTextMasker;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;
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
    /// Null before a text is read, and after any change.
    private AnswerReader answerReader;

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
        answerReader = null;
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

    ScriptTexts texts() {
        return texts;
    }

    /// Reader of texts at the current step.
    public AnswerReader answerReader() {
        if (answerReader == null) {
            answerReader = new AnswerReader(this);
        }
        return answerReader;
    }

    SessionTextRenderer textRenderer() {
        return renderer;
    }

    StepResult toResult() {
        replies.replaceAll(reply -> reply.withMaskedLines(maskedLines));
        return new StepResult(session, replies, calls, fetches, trail, notice, masked, leftOver, endStep);
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
        new AnswerHandler(this, further).handleReading(question, reading, message);
    }

    String formatProblems(ScriptStep.Question question, List<FieldParseResult.Problem> problems) {
        return new AnswerHandler(this, List.of()).problems(question, problems);
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
