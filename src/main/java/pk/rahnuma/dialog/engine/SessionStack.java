package pk.rahnuma.dialog.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.journey.DraftReminder;
import pk.rahnuma.dialog.journey.SessionMigration;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;

/// The sessions of a conversation as a turn changes them: those that run, one on top of the other, the drafts that are
/// set aside, and the trail of those that are left.
final class SessionStack {

    private final ScriptLibrary library;
    private final SessionEngine dialog;
    private final List<Session> stack = new ArrayList<>();
    private final List<Session> drafts = new ArrayList<>();
    private final List<TrailEntry> trail = new ArrayList<>();

    SessionStack(ScriptLibrary library, SessionEngine dialog, ConversationState conversation) {
        this.library = library;
        this.dialog = dialog;
        conversation.stack().forEach(session -> current(session).ifPresent(stack::add));
        conversation.drafts().forEach(session -> current(session).ifPresent(drafts::add));
    }

    /// A session on a version that is loaded: its own, or the newest with the answers that still fit.
    private Optional<Session> current(Session session) {
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

    /// The oldest first.
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

    /// The one on top as a step leaves it.
    void replaceTop(Session session) {
        stack.set(stack.size() - 1, session);
    }

    /// The one on top came to its end.
    void popSession() {
        stack.removeLast();
    }

    /// Those that run and drafts.
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

    Optional<Session> findDraftOf(String script) {
        return drafts.stream().filter(draft -> draft.script().equals(script)).findFirst();
    }

    boolean isWorthKeeping(Session session) {
        return scriptOf(session).keeps() && !session.answers().isEmpty();
    }

    /// Forms that wait for the person, or would if they were left now.
    List<Session> keptSessions() {
        List<Session> found = new ArrayList<>(drafts);
        for (Session session : stack) {
            if (isWorthKeeping(session)) {
                found.add(session);
            }
        }
        return found;
    }

    /// When one of them is to be looked at; null when none waits.
    Instant nextWakeUp() {
        Instant first = null;
        for (Session session : keptSessions()) {
            Instant due = DraftReminder.nextDue(session);
            first = first == null || due.isBefore(first) ? due : first;
        }
        return first;
    }

    /// Room for one that interrupts: it takes the place of another such, and does not stand on too many.
    void evictForInterrupt(EngineContext moment) {
        if (hasRunning() && scriptOf(topSession()).interrupts()) {
            leaveTop(moment);
        }
        while (stack.size() >= EngineLimits.MAX_RUNNING_SESSIONS) {
            leave(stack.removeFirst(), Exit.CANCELLED, moment);
        }
    }

    /// Everything that runs makes room: forms with answers become drafts, the rest is over.
    ///
    /// @return whether any became a draft
    boolean setAllAside(EngineContext moment) {
        boolean kept = false;
        while (hasRunning()) {
            Session top = stack.removeLast();
            if (isWorthKeeping(top)) {
                kept = true;
                leave(top, Exit.SET_ASIDE, moment);
                drafts.removeIf(draft -> draft.script().equals(top.script()));
                drafts.add(top);
                while (drafts.size() > EngineLimits.MAX_DRAFTS) {
                    drafts.removeFirst();
                }
            } else {
                leave(top, Exit.CANCELLED, moment);
            }
        }
        return kept;
    }

    /// A draft runs again, alone.
    void resumeDraft(Session draft, EngineContext moment) {
        drafts.remove(draft);
        setAllAside(moment);
        stack.add(draft);
        trail.add(new TrailEntry(draft.script(), draft.flow(), "", Exit.RESUMED, at(draft, moment), null));
    }

    Session leaveTop(EngineContext moment) {
        Session top = stack.removeLast();
        leave(top, Exit.CANCELLED, moment);
        return top;
    }

    /// A draft, or one that runs; also one that another interrupts: its reminder, or the question of before, still
    /// offers it.
    ///
    /// @return false when there is none of this id
    boolean discardSession(String id, EngineContext moment) {
        if (drafts.removeIf(draft -> draft.id().equals(id))) {
            return true;
        }
        for (Session session : stack) {
            if (session.id().equals(id)) {
                leave(session, Exit.CANCELLED, moment);
                return stack.remove(session);
            }
        }
        return false;
    }

    /// One that waited too long.
    void expireSession(Session session, EngineContext moment) {
        leave(session, Exit.EXPIRED, moment);
        drafts.remove(session);
        stack.remove(session);
    }

    /// No form goes on, running or set aside, not even one without an answer yet: it began with a consent.
    void discardForms(EngineContext moment) {
        for (List<Session> sessions : List.of(stack, drafts)) {
            List<Session> gone = sessions.stream()
                    .filter(session -> scriptOf(session).keeps())
                    .toList();
            gone.forEach(session -> leave(session, Exit.CANCELLED, moment));
            sessions.removeAll(gone);
        }
    }

    private void leave(Session session, Exit exit, EngineContext moment) {
        trail.add(new TrailEntry(session.script(), session.flow(), at(session, moment), exit, "", null));
    }

    private String at(Session session, EngineContext moment) {
        return dialog.journeyOf(scriptOf(session), session, moment)
                .currentStep()
                .step()
                .name();
    }
}
