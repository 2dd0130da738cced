package pk.rahnuma.dialog.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.journey.DraftReminder;
import pk.rahnuma.dialog.journey.SessionMigration;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptStep;

/// Sessions of a conversation as a turn changes them: the running ones as a stack, the drafts, and the trail of closed
/// ones.
final class SessionStack {

    /// Types of questions that take any text.
    private static final Set<String> FREE_TEXT_TYPES = Set.of("name", "text", "long-text");

    private final ScriptLibrary library;
    private final SessionEngine sessionEngine;
    private final List<Session> stack = new ArrayList<>();
    private final List<Session> drafts = new ArrayList<>();
    private final List<TrailEntry> trail = new ArrayList<>();
    private final List<SessionEnding> endings = new ArrayList<>();

    SessionStack(ScriptLibrary library, SessionEngine sessionEngine, ConversationState conversation) {
        this.library = library;
        this.sessionEngine = sessionEngine;
        conversation.stack().forEach(session -> toLoadedVersion(session).ifPresent(stack::add));
        conversation.drafts().forEach(session -> toLoadedVersion(session).ifPresent(drafts::add));
    }

    /// A session on a loaded version: its own, or the newest with the answers that still fit.
    private Optional<Session> toLoadedVersion(Session session) {
        if (library.findVersion(session.flow()) != null) {
            return Optional.of(session);
        }
        Script newest = library.findCurrent(session.script());
        return newest == null ? Optional.empty() : Optional.of(SessionMigration.migrateSession(session, newest));
    }

    Script scriptOf(Session session) {
        return library.findVersion(session.flow());
    }

    List<Session> stack() {
        return stack;
    }

    /// Drafts, oldest first.
    List<Session> drafts() {
        return drafts;
    }

    List<TrailEntry> trail() {
        return trail;
    }

    boolean hasRunning() {
        return !stack.isEmpty();
    }

    Session topSession() {
        return stack.getLast();
    }

    boolean isOnTop(String id) {
        return hasRunning() && topSession().id().equals(id);
    }

    boolean isRunning(String id) {
        return stack.stream().anyMatch(session -> session.id().equals(id));
    }

    void pushSession(Session session) {
        stack.add(session);
    }

    /// Replaces the top session after a step.
    void replaceTop(Session session) {
        stack.set(stack.size() - 1, session);
    }

    /// Removes the top session after its end.
    void endTop(ScriptStep end) {
        Session ended = stack.removeLast();
        endings.add(SessionEnding.ofSession(ended, end));
    }

    /// Sessions that ended by themselves, in order.
    List<SessionEnding> endings() {
        return endings;
    }

    /// False when the answers are for another version of their session.
    boolean accepts(ConversationInput.SubmittedAnswers answers) {
        return answers.version() == null
                || Stream.concat(stack.stream(), drafts.stream())
                        .anyMatch(session ->
                                session.id().equals(answers.session()) && session.token() == answers.version());
    }

    /// Makes a session the active one: a draft is resumed, and what runs above it is left.
    ///
    /// @return false when there is none of this id
    boolean bringForward(String id, EngineContext context) {
        Optional<Session> draft =
                drafts.stream().filter(session -> session.id().equals(id)).findFirst();
        if (draft.isPresent()) {
            resumeDraft(draft.get(), context);
        }
        if (!isRunning(id)) {
            return false;
        }
        while (!isOnTop(id)) {
            leaveTop(context);
        }
        return true;
    }

    /// Changes running sessions and drafts.
    void updateAll(UnaryOperator<Session> change) {
        stack.replaceAll(change);
        drafts.replaceAll(change);
    }

    /// @param id empty for the newest
    Optional<Session> findDraft(String id) {
        return drafts.reversed().stream()
                .filter(draft -> id.isEmpty() || draft.id().equals(id))
                .findFirst();
    }

    /// Newest draft of a script: a person to whom a chat with a draft was attached may have several.
    ///
    /// @param name of the draft; null for one without
    Optional<Session> findDraftOf(String script, String name) {
        return drafts.reversed().stream()
                .filter(draft -> draft.isOf(script, name))
                .findFirst();
    }

    /// True when a form of this name can be started or resumed: a further one must not be one too many.
    boolean takesNamedForm(Script script, String name) {
        List<Session> named = Stream.concat(stack.stream(), drafts.stream())
                .filter(session -> session.name() != null)
                .toList();
        return script.keeps()
                && (named.size() < EngineLimits.MAX_NAMED_DRAFTS
                        || named.stream().anyMatch(session -> session.isOf(script.name(), name)));
    }

    /// True when a form of that script runs on top, and has no answer yet.
    boolean hasJustBegun(String script, String name) {
        return hasRunning()
                && topSession().isOf(script, name)
                && scriptOf(topSession()).keeps()
                && topSession().answers().isEmpty();
    }

    boolean isWorthKeeping(Session session) {
        return scriptOf(session).keeps()
                && (session.name() != null || !session.answers().isEmpty());
    }

    /// Forms that wait for the person, or would if they were left now.
    List<Session> keptSessions() {
        List<Session> kept = new ArrayList<>(drafts);
        for (Session session : stack) {
            if (isWorthKeeping(session)) {
                kept.add(session);
            }
        }
        return kept;
    }

    /// Time of the next reminder or expiry; null when no form waits.
    Instant nextWakeUp() {
        Instant first = null;
        for (Session session : keptSessions()) {
            Instant due = DraftReminder.nextDue(session);
            first = first == null || due.isBefore(first) ? due : first;
        }
        return first;
    }

    /// Makes way for a script that is about to start: one that interrupts leaves the others running.
    void makeWayFor(Script script, EngineContext context) {
        if (script.interrupts()) {
            evictForInterrupt(context);
        } else {
            setAllAside(context);
        }
    }

    /// Makes space for a script that interrupts: it replaces another such script, and the stack stays within its limit.
    private void evictForInterrupt(EngineContext context) {
        if (hasRunning() && scriptOf(topSession()).interrupts()) {
            leaveTop(context);
        }
        while (stack.size() >= EngineLimits.MAX_RUNNING_SESSIONS) {
            recordExit(stack.removeFirst(), Exit.CANCELLED, context);
        }
    }

    /// Closes all running sessions: forms with answers become drafts, others end.
    ///
    /// @return whether any became a draft
    boolean setAllAside(EngineContext context) {
        boolean kept = false;
        while (hasRunning()) {
            Session top = stack.removeLast();
            if (isWorthKeeping(top)) {
                kept = true;
                recordExit(top, Exit.SET_ASIDE, context);
                drafts.add(top);
                dropOldestDraft();
            } else {
                recordExit(top, Exit.CANCELLED, context);
            }
        }
        return kept;
    }

    /// Keeps the maximum of drafts. One with a name stays: a further one of these does not begin.
    private void dropOldestDraft() {
        List<Session> unnamed =
                drafts.stream().filter(draft -> draft.name() == null).toList();
        if (unnamed.size() > EngineLimits.MAX_DRAFTS) {
            drafts.remove(unnamed.getFirst());
        }
    }

    /// Resumes a draft, alone on the stack.
    void resumeDraft(Session draft, EngineContext context) {
        drafts.remove(draft);
        setAllAside(context);
        stack.add(draft);
        trail.add(
                new TrailEntry(draft.script(), draft.flow(), "", Exit.RESUMED, currentStepName(draft, context), null));
    }

    Session leaveTop(EngineContext context) {
        Session top = stack.removeLast();
        recordExit(top, Exit.CANCELLED, context);
        return top;
    }

    /// Discards a draft or a running session; also an interrupted one, because its reminder or an earlier question
    /// still offers that.
    ///
    /// @return false when there is none of this id
    boolean discardSession(String id, EngineContext context) {
        if (drafts.removeIf(draft -> draft.id().equals(id))) {
            return true;
        }
        for (Session session : stack) {
            if (session.id().equals(id)) {
                recordExit(session, Exit.CANCELLED, context);
                return stack.remove(session);
            }
        }
        return false;
    }

    /// Closes a session that waited too long.
    void expireSession(Session session, EngineContext context) {
        recordExit(session, Exit.EXPIRED, context);
        drafts.remove(session);
        stack.remove(session);
    }

    /// Discards all forms, running or set aside, even those without an answer yet: they began with a consent.
    ///
    /// @param asker id of the session that is not discarded
    void discardForms(String asker, EngineContext context) {
        for (List<Session> sessions : List.of(stack, drafts)) {
            List<Session> gone = sessions.stream()
                    .filter(session ->
                            scriptOf(session).keeps() && !session.id().equals(asker))
                    .toList();
            gone.forEach(session -> recordExit(session, Exit.CANCELLED, context));
            sessions.removeAll(gone);
        }
    }

    private void recordExit(Session session, Exit exit, EngineContext context) {
        trail.add(new TrailEntry(session.script(), session.flow(), currentStepName(session, context), exit, "", null));
    }

    /// True when a form asks for a text of any kind, such as a name or an address.
    boolean isFormText(Session session, EngineContext context) {
        return scriptOf(session).keeps()
                && currentStep(session, context) instanceof ScriptStep.Question question
                && FREE_TEXT_TYPES.contains(question.type().typeName());
    }

    private String currentStepName(Session session, EngineContext context) {
        return currentStep(session, context).name();
    }

    private ScriptStep currentStep(Session session, EngineContext context) {
        return sessionEngine
                .journeyOf(scriptOf(session), session, context)
                .currentStep()
                .step();
    }

    /// Answers that the turn gave or changed, by name of the question.
    Map<String, String> changedAnswers(ConversationState stateBefore) {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Session session : stack()) {
            Map<String, StoredAnswer> given = stateBefore.stack().stream()
                    .filter(old -> old.id().equals(session.id()))
                    .findFirst()
                    .map(Session::answers)
                    .orElse(Map.of());
            session.answers().forEach((key, answer) -> {
                StoredAnswer old = given.get(key);
                if (answer != old
                        && answer.value() != null
                        && (old == null || !answer.value().equals(old.value()))) {
                    String name = key.substring(key.lastIndexOf('/') + 1);
                    boolean masked = scriptOf(session).named().get(name) instanceof ScriptStep.Question question
                            && question.masked();
                    changed.put(name, masked ? Understanding.MASKED_VALUE : String.valueOf(answer.value()));
                }
            });
        }
        return changed;
    }
}
