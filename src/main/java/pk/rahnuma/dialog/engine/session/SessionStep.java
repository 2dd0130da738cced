package pk.rahnuma.dialog.engine.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.SensitiveTextMasker;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.journey.ValueHash;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.CallResult;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// One step of one session in progress: the session as it changes, and its results.
public final class SessionStep {

    /// Question whose answer becomes the language of the conversation.
    public static final String LANGUAGE_QUESTION = "language";

    private final ScriptTexts texts;
    private final Script script;
    private EngineContext context;
    private final List<Reply> replies = new ArrayList<>();
    private final List<ActionCall> calls = new ArrayList<>();
    private final List<FileFetch> fetches = new ArrayList<>();
    private final List<TrailEntry> trail = new ArrayList<>();
    private Session session;
    private Journey path;
    private SessionTextRenderer renderer;
    private String notice;
    private String masked;
    private ScriptStep end;
    /// Last text and its reading; null after any change.
    private String text;

    private FieldParseResult reading;

    /// @param path of the session
    SessionStep(ScriptTexts texts, Journey path) {
        this.texts = texts;
        this.script = path.script();
        this.context = path.context();
        this.path = path;
        updateSession(path.session());
    }

    void updateSession(Session changed) {
        updateSession(changed, path.afterChange(changed, context));
    }

    private void updateSession(Session changed, Journey leads) {
        session = changed;
        path = leads;
        renderer = new SessionTextRenderer(texts, path);
        text = null;
    }

    EngineContext context() {
        return context;
    }

    Journey.JourneyStep currentStep() {
        return path.currentStep();
    }

    public Journey journey() {
        return path;
    }

    Session session() {
        return session;
    }

    SessionTextRenderer textRenderer() {
        return renderer;
    }

    StepResult toResult() {
        return new StepResult(session, replies, calls, fetches, trail, notice, masked, end);
    }

    /// Shows the first step, or the current step of a stored session.
    SessionStep startSession(String lead) {
        recordTrail(Exit.STARTED, "", null);
        go(new HashSet<>(), lead);
        return this;
    }

    // Effects of a person's input

    /// Reading of a text as the answer to the current question. It may be examined before it is handled, so it is
    /// cached.
    FieldParseResult parseAnswer(ScriptStep.Question question, String said) {
        if (!said.equals(text)) {
            reading = question.type().parseAnswer(said, fieldContext(question, session.partial()));
            text = said;
        }
        return reading;
    }

    /// Keeps the input to a sensitive question for staff who may not see it in full.
    void maskInput(ScriptStep.Question question, FieldParseResult reading, String text) {
        if (question.masked()) {
            masked = SensitiveTextMasker.maskText(question.type(), reading, text, fieldContext(question, null));
        }
    }

    /// True when the text is the label of an option: then it is the answer, whatever else it could mean. Other words
    /// for an option may be commands, except where the language is asked: there its name is an answer.
    boolean matchesOption(String text) {
        if (!(currentStep().step() instanceof ScriptStep.Question question)
                || question.options() == null
                || session.picking()) {
            return false;
        }
        // Computed once: a text can be megabytes long.
        String key = TextNormaliser.toComparisonKey(text);
        boolean otherWords = question.name().equals(LANGUAGE_QUESTION);
        return fieldContext(question, null).options().stream()
                .anyMatch(option -> option.isLabelled(key) || otherWords && option.isAlsoCalled(key));
    }

    /// True when the question was asked so long ago that a loose text may not be its answer.
    boolean isQuestionExpired() {
        return Duration.between(session.asked(), context.now()).compareTo(EngineLimits.QUESTION_TTL) > 0;
    }

    boolean hasEnded() {
        return end != null;
    }

    void handleReading(ScriptStep.Question question, FieldParseResult reading, String message) {
        new AnswerHandler(this, texts).handleReading(question, reading, message);
    }

    /// Accepts the value as the answer to the current question.
    void acceptAnswer(Object value, String message) {
        answered(new StoredAnswer(value, message), session.focus() == null ? Exit.ANSWERED : Exit.CHANGED);
    }

    /// Holds a value that is not an answer yet.
    ///
    /// @param partial its valid part, or null
    /// @param doubt a value that the person may confirm, or null
    void holdPendingValue(Object partial, Object doubt) {
        updateSession(session.withPendingValue(partial, doubt, context.now()));
    }

    void countFailedTry() {
        updateSession(session.withFailedTry());
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

    void skipQuestion() {
        if (path.currentStep().step() instanceof ScriptStep.Question question && question.optional()) {
            answered(new StoredAnswer(null, null), Exit.SKIPPED);
        } else {
            showCurrentStep(renderer.formatText("engine.cannot_skip"), DisplayMode.PLAIN);
        }
    }

    void requestFile(FileFetch fetch) {
        fetches.add(fetch);
    }

    void confirmReview(ScriptStep.Review review) {
        advanceTo(
                session.withAnswer(review.name(), new StoredAnswer(path.reviewHash(), null), context.now()),
                Exit.ANSWERED);
    }

    void applyCallResult(String call, CallResult kept) {
        String from = path.currentStep().step().name();
        Set<String> before = said();
        updateSession(session.withResult(call, kept));
        go(before, "");
        recordTrail(Exit.ANSWERED, from, null);
    }

    /// Replaces an answer after its message was edited.
    void replaceAnswer(Journey.JourneyStep place, Object value, String message) {
        ScriptStep.Question question = (ScriptStep.Question) place.step();
        String focus = session.focus();
        Set<String> before = said();
        updateSession(session.withAnswer(place.key(), new StoredAnswer(value, message), context.now()));
        if (focus != null && !focus.equals(place.key())) {
            updateSession(session.withFocus(focus, context.now()));
        }
        recordTrail(Exit.CHANGED, question.name(), null);
        go(
                before,
                renderer.formatText(
                        "engine.edited",
                        Map.of(
                                "label",
                                renderer.formatLabel(question),
                                "value",
                                renderer.formatAnswer(question, place.key()))));
    }

    FieldContext fieldContext(ScriptStep.Question question, Object partial) {
        return renderer.fieldContext(question, partial);
    }

    // Results

    /// Keys of the texts said on the journey so far.
    private Set<String> said() {
        Set<String> found = new HashSet<>();
        for (Journey.JourneyStep place : path.passedSteps()) {
            if (place.step() instanceof ScriptStep.Say) {
                found.add(place.key());
            }
        }
        return found;
    }

    /// Continues from a changed session.
    void advanceTo(Session changed, Exit exit) {
        advanceTo(changed, path.afterChange(changed, context), exit);
    }

    private void answered(StoredAnswer answer, Exit exit) {
        Session changed = session.withAnswer(path.currentStep().key(), answer, context.now());
        advanceTo(changed, path.afterAnswer(changed, context), exit);
    }

    private void advanceTo(Session changed, Journey leads, Exit exit) {
        String from = path.currentStep().step().name();
        Set<String> before = said();
        updateSession(changed, leads);
        go(before, "");
        recordTrail(exit, from, null);
    }

    /// Continues to the next step that needs input, adding the texts on the way that were not said before.
    private void go(Set<String> before, String lead) {
        String said = lead;
        for (int i = 0; i <= EngineLimits.MAX_CONSECUTIVE_CALLS; i++) {
            for (Journey.JourneyStep place : path.passedSteps()) {
                if (place.step() instanceof ScriptStep.Say say && before.add(place.key())) {
                    said = PromptRenderer.joinParagraphs(said, renderer.formatSay(say));
                }
            }
            if (path.currentStep().step() instanceof ScriptStep.Repeat repeat
                    && session.items().getOrDefault(repeat.name(), List.of()).size() < repeat.least()) {
                updateSession(session.withItem(repeat.name(), context.now()));
                continue;
            }
            showCurrentStep(said, DisplayMode.PLAIN);
            return;
        }
        throw new IllegalStateException("script " + script.name() + " runs in circles");
    }

    /// Shows the current step, after a text.
    void showCurrentStep(String said, DisplayMode manner) {
        switch (path.currentStep().step()) {
            case ScriptStep.Call call -> {
                if (!said.isBlank()) {
                    replies.add(Reply.ofText(PromptRenderer.clipText(said)));
                }
                call(call);
            }
            case ScriptStep.End over -> {
                end = over.withOffers(offers(over));
                replies.addAll(renderer.fileReplies(over));
                replies.add(Reply.ofText(PromptRenderer.clipText(
                                PromptRenderer.joinParagraphs(said, renderer.formatText(over.texts() + ".say"))))
                        .withAttachment(over.brings()));
            }
            case ScriptStep.Go over -> {
                end = over;
                if (!said.isBlank()) {
                    replies.add(Reply.ofText(PromptRenderer.clipText(said)));
                }
            }
            default -> {
                updateSession(session.withAskedAt(context.now()));
                replies.add(new PromptRenderer(renderer, session, path).renderPrompt(said, false, manner));
            }
        }
    }

    /// Offered scripts, each once.
    private List<String> offers(ScriptStep.End over) {
        return over.offers().stream()
                .map(offer -> ScriptStep.End.isCallComponent(offer) ? named(offer) : offer)
                .filter(offer -> !offer.isEmpty())
                .distinct()
                .toList();
    }

    private String named(String part) {
        int dot = part.indexOf('.');
        return String.valueOf(path.resultComponent(part.substring(0, dot), part.substring(dot + 1)));
    }

    private void call(ScriptStep.Call call) {
        Map<String, Object> arguments = new LinkedHashMap<>(path.callArguments(call));
        String hash = ValueHash.hashOf(arguments);
        calls.add(new ActionCall(
                session.id(),
                call.name(),
                call.action().name(),
                call.action().act(),
                script.name(),
                script.flow(),
                hash,
                arguments));
        updateSession(session.withResult(call.name(), new CallResult(hash, null)));
    }

    void showAllCommands() {
        replies.add(new PromptRenderer(renderer, session, path).renderPrompt("", true, DisplayMode.REPLACES));
    }

    void setNotice(String key) {
        notice = renderer.formatText(key);
    }

    void addText(String text) {
        replies.add(Reply.ofText(PromptRenderer.clipText(text)));
    }

    void recordTrail(Exit exit, String from, String reason) {
        ScriptStep at = path.currentStep().step();
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
