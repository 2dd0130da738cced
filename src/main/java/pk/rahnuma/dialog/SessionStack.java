package pk.rahnuma.dialog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import pk.rahnuma.dialog.TrailEntry.Exit;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;

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
        if (library.version(session.flow()) != null) {
            return Optional.of(session);
        }
        Script newest = library.current(session.script());
        return newest == null ? Optional.empty() : Optional.of(SessionMigration.move(session, newest));
    }

    Script script(Session session) {
        return library.version(session.flow());
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

    boolean running() {
        return !stack.isEmpty();
    }

    Session top() {
        return stack.getLast();
    }

    boolean isOnTop(String id) {
        return running() && top().id().equals(id);
    }

    boolean runs(String id) {
        return stack.stream().anyMatch(session -> session.id().equals(id));
    }

    void push(Session session) {
        stack.add(session);
    }

    /// The one on top as a step leaves it.
    void replaceTop(Session session) {
        stack.set(stack.size() - 1, session);
    }

    /// The one on top came to its end.
    void pop() {
        stack.removeLast();
    }

    /// Those that run and drafts.
    void replaceAll(UnaryOperator<Session> change) {
        stack.replaceAll(change);
        drafts.replaceAll(change);
    }

    /// @param id empty for the newest
    Optional<Session> draft(String id) {
        return drafts.reversed().stream()
                .filter(draft -> id.isEmpty() || draft.id().equals(id))
                .findFirst();
    }

    Optional<Session> draftOf(String script) {
        return drafts.stream().filter(draft -> draft.script().equals(script)).findFirst();
    }

    boolean worthKeeping(Session session) {
        return script(session).keeps() && !session.answers().isEmpty();
    }

    /// Forms that wait for the person, or would if they were left now.
    List<Session> kept() {
        List<Session> found = new ArrayList<>(drafts);
        for (Session session : stack) {
            if (worthKeeping(session)) {
                found.add(session);
            }
        }
        return found;
    }

    /// When one of them is to be looked at; null when none waits.
    Instant wakeAt() {
        Instant first = null;
        for (Session session : kept()) {
            Instant due = DraftReminder.due(session);
            first = first == null || due.isBefore(first) ? due : first;
        }
        return first;
    }

    /// Room for one that interrupts: it takes the place of another such, and does not stand on too many.
    void makeRoom(EngineContext moment) {
        if (running() && script(top()).interrupts()) {
            leaveTop(moment);
        }
        while (stack.size() >= EngineLimits.STACK) {
            leave(stack.removeFirst(), Exit.CANCELLED, moment);
        }
    }

    /// Everything that runs makes room: forms with answers become drafts, the rest is over.
    ///
    /// @return whether any became a draft
    boolean setAside(EngineContext moment) {
        boolean kept = false;
        while (running()) {
            Session top = stack.removeLast();
            if (worthKeeping(top)) {
                kept = true;
                leave(top, Exit.SET_ASIDE, moment);
                drafts.removeIf(draft -> draft.script().equals(top.script()));
                drafts.add(top);
                while (drafts.size() > EngineLimits.DRAFTS) {
                    drafts.removeFirst();
                }
            } else {
                leave(top, Exit.CANCELLED, moment);
            }
        }
        return kept;
    }

    /// A draft runs again, alone.
    void takeUp(Session draft, EngineContext moment) {
        drafts.remove(draft);
        setAside(moment);
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
    boolean discard(String id, EngineContext moment) {
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
    void expire(Session session, EngineContext moment) {
        leave(session, Exit.EXPIRED, moment);
        drafts.remove(session);
        stack.remove(session);
    }

    /// No form goes on, running or set aside, not even one without an answer yet: it began with a consent.
    void letGo(EngineContext moment) {
        for (List<Session> sessions : List.of(stack, drafts)) {
            List<Session> gone =
                    sessions.stream().filter(session -> script(session).keeps()).toList();
            gone.forEach(session -> leave(session, Exit.CANCELLED, moment));
            sessions.removeAll(gone);
        }
    }

    private void leave(Session session, Exit exit, EngineContext moment) {
        trail.add(new TrailEntry(session.script(), session.flow(), at(session, moment), exit, "", null));
    }

    private String at(Session session, EngineContext moment) {
        return dialog.path(script(session), session, moment).stop().step().name();
    }
}
