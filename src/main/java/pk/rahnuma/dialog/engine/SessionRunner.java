package pk.rahnuma.dialog.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import pk.rahnuma.dialog.engine.session.ActHandler;
import pk.rahnuma.dialog.engine.session.AnswerReader;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.engine.session.SessionReadings;
import pk.rahnuma.dialog.engine.session.SessionStep;
import pk.rahnuma.dialog.engine.session.StepResult;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.reading.MessageAct;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Utterance;
import pk.rahnuma.shared.Language;

/// Runs the sessions of a conversation step by step, and hands their results to the [ConversationTurn].
final class SessionRunner {

    private final SessionEngine sessionEngine;
    private final SessionStack sessions;
    private final ConversationTurn turn;
    private Journey cachedJourney;
    private SessionStep cachedStep;

    SessionRunner(SessionEngine sessionEngine, SessionStack sessions, ConversationTurn turn) {
        this.sessionEngine = sessionEngine;
        this.sessions = sessions;
        this.turn = turn;
    }

    /// Journey of a session, cached for the turn.
    Journey journeyOf(Session session) {
        if (cachedJourney == null || cachedJourney.session() != session || cachedJourney.context() != turn.context()) {
            cachedJourney = sessionEngine.journeyOf(sessions.scriptOf(session), session, turn.context());
        }
        return cachedJourney;
    }

    /// Next step of the top session.
    SessionStep topStep() {
        Journey journey = journeyOf(sessions.topSession());
        if (cachedStep == null || cachedStep.journey() != journey) {
            cachedStep = sessionEngine.newStep(journey);
        }
        return cachedStep;
    }

    /// Reader of texts at the current step of the top session.
    AnswerReader answerReader() {
        return topStep().answerReader();
    }

    /// Readings of a message for the top session.
    SessionReadings readingsOf(TypedMessage input) {
        return new SessionReadings(topStep(), input);
    }

    /// Reading of [#readingsOf], as one of the conversation.
    Reading inSession(Reading reading) {
        return new Reading(
                reading.kind(),
                reading.subject(),
                reading.confidence(),
                () -> applyToTop(next -> sessionEngine.applyReading(next, reading)));
    }

    /// Reading of an act of a text for the top session; null when it means nothing at its current step.
    Reading readingOf(MessageAct act, TypedMessage input) {
        Reading reading = ActHandler.readingOf(topStep(), act, input);
        return reading == null ? null : inSession(reading);
    }

    /// True when the form of the top session cannot take this text. Scripts that interrupt are not interrupted.
    boolean isRefusedByForm(Utterance text) {
        return !sessions.scriptOf(sessions.topSession()).interrupts()
                && answerReader().isRefused(text);
    }

    /// Button of a command of the top session; empty when the command means nothing at its current step.
    Optional<ReplyButton> sessionButton(GlobalCommand command) {
        return sessions.hasRunning() ? answerReader().commandButton(command) : Optional.empty();
    }

    /// True when the script runs on top.
    boolean isRunning(Script script) {
        return sessions.hasRunning() && sessions.topSession().script().equals(script.name());
    }

    /// True when the top session is a form.
    boolean isFormRunning() {
        return sessions.hasRunning() && sessions.scriptOf(sessions.topSession()).keeps();
    }

    /// True for a form on a desk without an operator.
    boolean isBarred(Script script) {
        return script.keeps() && !turn.context().desk().isRun();
    }

    /// Refuses a form; what was answered before is kept.
    void refuseForm() {
        sessions.setAllAside(turn.context());
        turn.showMenu("engine.no_operator");
    }

    void applyInput(ConversationInput input) {
        applyToTop(next -> sessionEngine.applyInput(next, input));
    }

    void applyText(TypedMessage input) {
        applyToTop(next -> sessionEngine.applyText(next, input));
    }

    private void applyToTop(Function<SessionStep, StepResult> apply) {
        if (!sessions.hasRunning() || isBarred(sessions.scriptOf(sessions.topSession()))) {
            refuseForm();
            return;
        }
        Session top = sessions.topSession();
        SessionStep next = topStep();
        cachedStep = null;
        takeStep(top, apply.apply(next));
    }

    /// Applies the outcome of a call or download.
    void applyOutcome(String asker, ConversationInput outcome) {
        if (sessions.isOnTop(asker)) {
            applyInput(outcome);
        } else {
            sessions.updateAll(session -> applyToInactive(session, asker, outcome));
        }
    }

    /// Applies the outcome to a session that is not active: it continues silently, and shows its current step when it
    /// becomes active.
    private Session applyToInactive(Session session, String asker, ConversationInput outcome) {
        if (!session.id().equals(asker)) {
            return session;
        }
        StepResult stepped = sessionEngine.applyInput(sessionEngine.newStep(journeyOf(session)), outcome);
        turn.addCalls(stepped.calls());
        sessions.trail().addAll(stepped.trail());
        return stepped.session();
    }

    void takeStep(Session before, StepResult stepped) {
        turn.takeResult(stepped);
        chooseLanguage(before, stepped.session());
        sessions.replaceTop(stepped.session());
        turn.replies().addAll(stepped.replies());
        if (!stepped.hasEnded()) {
            return;
        }
        sessions.endTop(stepped.end());
        turn.scripts().rememberEnding(stepped);
        if (stepped.end() instanceof ScriptStep.Go go) {
            turn.scripts().startScript(go.script(), journeyOf(stepped.session()).firstAnswer(go));
        } else if (sessions.hasRunning()) {
            showCurrentStep();
        } else if (stepped.end() instanceof ScriptStep.End end) {
            boolean welcome = GlobalCommand.START
                    .key()
                    .equals(sessions.scriptOf(stepped.session()).command());
            List<List<ReplyButton>> buttons = welcome
                    ? turn.menuRenderer().welcomeButtons(end.offers())
                    : turn.menuRenderer().scriptButtons(end.offers());
            turn.replies().add(turn.replies().removeLast().withMoreButtons(buttons));
        }
    }

    /// Makes the answer to a question named `language` the language of the conversation.
    private void chooseLanguage(Session before, Session after) {
        StoredAnswer chosen = after.answers().get(SessionStep.LANGUAGE_QUESTION);
        if (chosen != null
                && !Objects.equals(chosen, before.answers().get(SessionStep.LANGUAGE_QUESTION))
                && Language.ALL.contains(chosen.value())) {
            turn.adoptLanguage((String) chosen.value());
        }
    }

    void showCurrentStep() {
        showCurrentStep("engine.back_to");
    }

    /// @param key of the text before the current step of the top session, or empty
    void showCurrentStep(String key) {
        Session top = sessions.topSession();
        String lead = key.isEmpty() ? "" : turn.formatText(key, Map.of("title", turn.titleOf(top)));
        int first = turn.replies().size();
        takeStep(top, sessionEngine.showCurrentStep(journeyOf(top), lead));
        // The lead introduces this prompt alone.
        turn.replies()
                .subList(first, turn.replies().size())
                .replaceAll(reply -> reply.isPrompt() ? reply.asPrompt("") : reply);
    }
}
