package pk.rahnuma.dialog.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.engine.session.StepResult;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;

/// Starts scripts within a turn: from the menu, by a link, for a question, or from a draft.
final class ScriptLauncher {

    private final ScriptLibrary library;
    private final SessionEngine sessionEngine;
    private final ConversationTurn turn;
    private final SessionStack sessions;
    private int sessionCount;
    private String pendingLink;

    ScriptLauncher(
            ScriptLibrary library,
            SessionEngine sessionEngine,
            ConversationTurn turn,
            SessionStack sessions,
            ConversationState conversation) {
        this.library = library;
        this.sessionEngine = sessionEngine;
        this.turn = turn;
        this.sessions = sessions;
        this.sessionCount = conversation.sessions();
        this.pendingLink = conversation.link();
    }

    /// Number of sessions that the conversation has had.
    int sessionCount() {
        return sessionCount;
    }

    /// Link that is followed once the person has a language and no session runs; null when there is none.
    String pendingLink() {
        return pendingLink;
    }

    void startWelcome() {
        Script welcome = library.forCommand(GlobalCommand.START.key());
        if (welcome == null) {
            turn.keepLanguage();
            turn.showMenu("");
        } else {
            startScript(welcome.name());
        }
    }

    void startScript(String name) {
        Script script = library.findCurrent(name);
        if (script == null) {
            turn.showMenu("engine.stale");
            return;
        }
        if (script.interrupts()) {
            sessions.evictForInterrupt(turn.context());
        } else {
            sessions.setAllAside(turn.context());
        }
        sessions.findDraftOf(name).ifPresentOrElse(draft -> resumeDraft(draft.id()), () -> startSession(script));
    }

    /// Passes a question to the script that answers questions; that script's first prompt is not sent.
    void startQuestionScript(ConversationInput.Text question) {
        turn.runWithoutReplies(
                () -> startScript(library.forCommand(GlobalCommand.ASK.key()).name()));
        turn.applyInput(new ConversationInput.Text(question.text(), question.message(), false));
    }

    /// Starts the script of a link, with the rest of the link as its first answer. A person without a language chooses
    /// one first.
    void followLink(DeepLink link) {
        if (turn.hasNoLanguage()) {
            pendingLink = link.toText();
            if (sessions.hasRunning()) {
                turn.showCurrentStep();
            } else {
                startWelcome();
            }
            return;
        }
        pendingLink = null;
        Script script = library.forLink(link.word());
        if (script.interrupts()) {
            sessions.evictForInterrupt(turn.context());
        } else {
            sessions.setAllAside(turn.context());
        }
        turn.runWithoutReplies(() -> startSession(script));
        turn.applyInput(new ConversationInput.Text(link.rest()));
    }

    /// Follows a pending link once no session runs.
    void followPendingLink() {
        if (pendingLink == null || turn.hasNoLanguage() || sessions.hasRunning()) {
            return;
        }
        Optional<DeepLink> link = findLink(pendingLink);
        pendingLink = null;
        link.ifPresent(this::followLink);
    }

    /// Link in a text, if a script has it.
    Optional<DeepLink> findLink(String text) {
        return DeepLink.parseText(text).filter(link -> library.forLink(link.word()) != null);
    }

    private void startSession(Script script) {
        StepResult started =
                sessionEngine.startSession(script, Integer.toString(++sessionCount, 36), "", turn.context());
        sessions.pushSession(started.session());
        turn.takeStep(started.session(), started);
    }

    /// Starts the newest version of a script from its first question.
    void restartScript(Session left) {
        Script newest = library.findCurrent(left.script());
        startSession(newest == null ? sessions.scriptOf(left) : newest);
    }

    /// @param id of a draft; empty for the newest
    void resumeDraft(String id) {
        Session draft = sessions.findDraft(id).orElse(null);
        if (draft == null) {
            if (sessions.isRunning(id)) {
                turn.showCurrentStep();
            } else {
                turn.showMenu("engine.nothing_running");
            }
            return;
        }
        sessions.resumeDraft(draft, turn.context());
        int first = turn.replies().size();
        turn.showCurrentStep("engine.resumed");
        if (sessions.isOnTop(draft.id())) {
            Reply shown = turn.replies().get(first);
            List<List<ReplyButton>> rows = new ArrayList<>(shown.buttons());
            rows.add(turn.menuRenderer().restartButtons(draft));
            turn.replies().set(first, shown.withButtons(rows));
        }
    }
}
