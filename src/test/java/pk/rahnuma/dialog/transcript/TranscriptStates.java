package pk.rahnuma.dialog.transcript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.SessionIdentity;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.ScriptStep;

/// States of conversations: those that the transcripts of the scripts pass through, the beginning of each script, and
/// the questions that a summary offers for later. Each kind of state is there once.
public final class TranscriptStates {

    /// A state, and what distinguishes it from the others.
    ///
    /// @param place script, step, and what is pending there; `menu` when no script runs
    /// @param kind of the step: the type of a question, or the step itself
    /// @param pending what is pending; empty when nothing is
    /// @param question name of the asked question; null at another step
    public record ReachedState(
            String place, String kind, String pending, String question, ConversationState conversation) {}

    private final ScriptLibrary library;
    private final SessionEngine sessions;
    private final EngineContext context;
    private final Map<String, ReachedState> states = new LinkedHashMap<>();

    private TranscriptStates(ScriptLibrary library, EngineContext context) {
        this.library = library;
        this.sessions = new SessionEngine(library);
        this.context = context;
    }

    /// Collects states.
    ///
    /// @param context its language is that of the transcripts
    public static List<ReachedState> collectStates(
            ScriptSources sources, ScriptLibrary library, Map<String, ActionType> actions, EngineContext context) {
        TranscriptStates collected = new TranscriptStates(library, context);
        for (ScriptTranscript transcript : ScriptTranscript.parseAll(sources)) {
            if (transcript.file().endsWith("." + context.language() + ".yaml")) {
                TranscriptRunner runner =
                        new TranscriptRunner(transcript, library, actions, GivenResults.readResults(sources));
                for (ScriptTranscript.Line line : transcript.lines()) {
                    collected.addState(runner.conversation());
                    runner.playLine(line);
                }
            }
        }
        collected.addBeginnings();
        collected.addLaterQuestions();
        return List.copyOf(collected.states.values());
    }

    private void addBeginnings() {
        for (Script script : library.currentScripts()) {
            Session begun = Session.startNew(new SessionIdentity("1", script.name(), script.flow()), context.now());
            addState(new ConversationState(context.language(), List.of(begun), List.of(), 1));
        }
    }

    private void addLaterQuestions() {
        for (ReachedState state : new ArrayList<>(states.values())) {
            if (state.kind().equals("Review")) {
                Session session = state.conversation().stack().getLast();
                for (Journey.JourneyStep later : journeyOf(session).openLaterSteps()) {
                    Session asked = session.withFocus(later.key(), context.now());
                    addState(new ConversationState(context.language(), List.of(asked), List.of(), 1));
                }
            }
        }
    }

    private Journey journeyOf(Session session) {
        return sessions.journeyOf(library.findVersion(session.flow()), session, context);
    }

    private void addState(ConversationState conversation) {
        ReachedState state = describeState(conversation);
        states.putIfAbsent(state.place(), state);
    }

    private ReachedState describeState(ConversationState conversation) {
        if (conversation.stack().isEmpty()) {
            String place = conversation.language() == null ? "new person" : "menu";
            return new ReachedState(place, place, "", null, conversation);
        }
        Session session = conversation.stack().getLast();
        Journey.JourneyStep current = journeyOf(session).currentStep();
        String pending = (session.picking() ? " picking" : "")
                + (session.focus() == null ? "" : " again")
                + (session.doubt() == null ? "" : " doubted")
                + (session.partial() == null ? "" : " partial");
        boolean asked = current.step() instanceof ScriptStep.Question;
        String kind = current.step() instanceof ScriptStep.Question question
                ? question.type().typeName()
                : current.step().getClass().getSimpleName();
        return new ReachedState(
                session.script() + "/" + current.key() + pending,
                kind,
                pending,
                asked ? current.step().name() : null,
                conversation);
    }
}
