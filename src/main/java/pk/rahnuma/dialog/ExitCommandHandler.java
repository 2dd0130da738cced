package pk.rahnuma.dialog;

/// How a person leaves what runs or waits: to keep it, to drop it, to begin it anew.
final class ExitCommandHandler {

    private final ConversationTurn chat;
    private final SessionStack sessions;

    ExitCommandHandler(ConversationTurn chat) {
        this.chat = chat;
        this.sessions = chat.sessions();
    }

    /// Asks first where answers would be lost.
    void cancel() {
        if (!sessions.running()) {
            chat.menu("engine.nothing_running");
            return;
        }
        Session top = sessions.top();
        if (sessions.worthKeeping(top)) {
            chat.say(chat.offers().waysOut(top));
        } else {
            sessions.leaveTop(chat.moment());
            afterwards("engine.stopped");
        }
    }

    void keep() {
        if (sessions.running()) {
            boolean kept = sessions.setAside(chat.moment());
            chat.menu(kept ? "engine.kept" : "engine.stopped");
        } else {
            chat.menu("engine.nothing_running");
        }
    }

    /// @param id of the session whose answers go; empty when it was typed, and then the person is asked first
    void discard(String id) {
        if (id.isEmpty()) {
            cancel();
        } else {
            boolean gone = sessions.discard(id, chat.moment());
            afterwards(gone ? "engine.discarded" : "engine.nothing_running");
        }
    }

    /// @param id of the session; empty when it was typed, and then the person is asked first
    void restart(String id) {
        if (id.isEmpty()) {
            cancel();
        } else if (sessions.isOnTop(id)) {
            chat.beginAnew(sessions.leaveTop(chat.moment()));
        } else {
            chat.menu("engine.nothing_running");
        }
    }

    private void afterwards(String key) {
        if (sessions.running()) {
            chat.say(chat.text(key));
            chat.backTo();
        } else {
            chat.menu(key);
        }
    }
}
