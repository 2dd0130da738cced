package pk.rahnuma.dialog.engine;

import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;

/// Commands of a conversation, by word or button: the menu, other scripts, the language, and the exits from a session.
final class ConversationCommandHandler {

    private final ScriptLibrary library;

    ConversationCommandHandler(ScriptLibrary library) {
        this.library = library;
    }

    /// Effect of a command; null when it belongs to the running session, or needs a script that is missing.
    ///
    /// @param argument of a button; empty for a typed command
    Runnable findEffect(ConversationTurn turn, GlobalCommand command, String argument) {
        return switch (command) {
            case START -> () -> greetPerson(turn);
            case MENU -> () -> leaveForMenu(turn);
            case STATUS, HUMAN, ASK -> {
                Script script = library.forCommand(command.key());
                yield script == null ? null : () -> turn.scripts().startScript(script.name());
            }
            case LANGUAGE -> turn::showLanguages;
            case CANCEL -> () -> cancelSession(turn);
            case KEEP -> () -> keepSession(turn);
            case DISCARD -> () -> discardSession(turn, argument);
            case RESTART -> () -> restartSession(turn, argument);
            case CONTINUE ->
                turn.hasRunningSession() && argument.isEmpty()
                        ? null
                        : () -> turn.scripts().resumeDraft(argument);
            default -> null;
        };
    }

    private static void greetPerson(ConversationTurn turn) {
        if (turn.hasNoLanguage()) {
            turn.scripts().startWelcome("");
        } else {
            leaveForMenu(turn);
        }
    }

    /// Sets all running sessions aside and shows the menu.
    private static void leaveForMenu(ConversationTurn turn) {
        turn.sessions().setAllAside(turn.context());
        turn.showMenu("");
    }

    /// Cancels the top session; asks first when answers would be lost.
    private static void cancelSession(ConversationTurn turn) {
        SessionStack sessions = turn.sessions();
        if (!sessions.hasRunning()) {
            turn.showMenu("engine.nothing_running");
            return;
        }
        Session top = sessions.topSession();
        if (sessions.isWorthKeeping(top)) {
            turn.addReply(turn.menuRenderer().renderExitOptions(top));
        } else {
            sessions.leaveTop(turn.context());
            reportExit(turn, "engine.stopped");
        }
    }

    private static void keepSession(ConversationTurn turn) {
        if (turn.hasRunningSession()) {
            if (turn.sessions().setAllAside(turn.context())) {
                Session newest = turn.sessions().drafts().getLast();
                turn.addReply(turn.menuRenderer().renderKept(newest));
            } else {
                turn.showMenu("engine.stopped");
            }
        } else {
            turn.showMenu("engine.nothing_running");
        }
    }

    /// @param id of the session to discard; empty for a typed command, after which the person is asked first
    private static void discardSession(ConversationTurn turn, String id) {
        if (id.isEmpty()) {
            cancelSession(turn);
        } else {
            boolean discarded = turn.sessions().discardSession(id, turn.context());
            reportExit(turn, discarded ? "engine.discarded" : "engine.nothing_running");
        }
    }

    /// @param id of the session; empty for a typed command, after which the person is asked first
    private static void restartSession(ConversationTurn turn, String id) {
        if (id.isEmpty()) {
            cancelSession(turn);
        } else if (turn.sessions().isOnTop(id)) {
            turn.scripts().restartScript(turn.sessions().leaveTop(turn.context()));
        } else {
            turn.showMenu("engine.nothing_running");
        }
    }

    private static void reportExit(ConversationTurn turn, String key) {
        if (turn.hasRunningSession()) {
            turn.addReply(turn.formatText(key));
            turn.sessionRunner().showCurrentStep();
        } else {
            turn.showMenu(key);
        }
    }
}
