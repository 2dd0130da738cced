package pk.rahnuma.dialog.engine;

import pk.rahnuma.dialog.model.Session;

/// Exits from running or waiting sessions: keep, discard, restart.
final class ExitCommandHandler {

    private final ConversationTurn chat;
    private final SessionStack sessions;

    ExitCommandHandler(ConversationTurn chat) {
        this.chat = chat;
        this.sessions = chat.sessions();
    }

    /// Cancels the top session; asks first when answers would be lost.
    void cancelSession() {
        if (!sessions.hasRunning()) {
            chat.showMenu("engine.nothing_running");
            return;
        }
        Session top = sessions.topSession();
        if (sessions.isWorthKeeping(top)) {
            chat.addReply(chat.menuRenderer().renderExitOptions(top));
        } else {
            sessions.leaveTop(chat.context());
            afterwards("engine.stopped");
        }
    }

    void keepSession() {
        if (sessions.hasRunning()) {
            boolean kept = sessions.setAllAside(chat.context());
            chat.showMenu(kept ? "engine.kept" : "engine.stopped");
        } else {
            chat.showMenu("engine.nothing_running");
        }
    }

    /// @param id of the session to discard; empty for a typed command, after which the person is asked first
    void discardSession(String id) {
        if (id.isEmpty()) {
            cancelSession();
        } else {
            boolean gone = sessions.discardSession(id, chat.context());
            afterwards(gone ? "engine.discarded" : "engine.nothing_running");
        }
    }

    /// @param id of the session; empty for a typed command, after which the person is asked first
    void restartSession(String id) {
        if (id.isEmpty()) {
            cancelSession();
        } else if (sessions.isOnTop(id)) {
            chat.restartScript(sessions.leaveTop(chat.context()));
        } else {
            chat.showMenu("engine.nothing_running");
        }
    }

    private void afterwards(String key) {
        if (sessions.hasRunning()) {
            chat.addReply(chat.formatText(key));
            chat.showCurrentStep();
        } else {
            chat.showMenu(key);
        }
    }
}
