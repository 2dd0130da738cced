package pk.rahnuma.dialog.engine;

import java.util.EnumSet;
import java.util.Set;
import pk.rahnuma.dialog.engine.session.CommandWordMatcher;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;

/// Handles input during a handover: the person's own cancel, menu and status, by word or by button. All other input is
/// for the agent, and gets no reply here.
final class HandoverInputHandler {

    /// Commands available as words; other commands are available only as buttons of a cancel.
    private static final Set<GlobalCommand> WORD_COMMANDS =
            EnumSet.of(GlobalCommand.CANCEL, GlobalCommand.MENU, GlobalCommand.START, GlobalCommand.STATUS);

    private final ScriptLibrary library;
    private final CommandWordMatcher words;
    private final ConversationTurn chat;

    HandoverInputHandler(ScriptLibrary library, CommandWordMatcher words, ConversationTurn chat) {
        this.library = library;
        this.words = words;
        this.chat = chat;
    }

    void handleInput(ConversationInput input) {
        chat.enterHandoverMode();
        switch (input) {
            case ConversationInput.Text text -> text(text);
            case ConversationInput.Tap tap -> tap(tap);
            case ConversationInput.File file -> fetch(file);
            case ConversationInput.Result result -> chat.applyOutcome(result.session(), result);
            case ConversationInput.StaffMessage staff -> chat.addReply(staff.text());
            case ConversationInput.HandedBack back -> chat.resumeAfterHandover(back.said());
            // These change the state without a reply: the question is asked again after the handover.
            case ConversationInput.Fetched fetched -> {
                chat.reportLostFile(fetched);
                chat.runWithoutReplies(() -> chat.applyOutcome(fetched.session(), fetched));
            }
            case ConversationInput.Timer timer ->
                chat.runWithoutReplies(() -> new DraftReminderHandler(chat).sendReminders());
            case ConversationInput.SubmittedAnswers answers ->
                chat.runWithoutReplies(() -> {
                    if (chat.hasRunningSession()) {
                        chat.applyInput(answers);
                    }
                });
            case ConversationInput.Contact contact -> {}
            case ConversationInput.Edit edit -> {}
        }
    }

    private void text(ConversationInput.Text input) {
        CommandWordMatcher.CommandMatch said = words.findCommand(input.text());
        if (said != null && WORD_COMMANDS.contains(said.command()) && command(said.command(), "")) {
            return;
        }
        // The status script may ask a question: a text that fits is its answer.
        if (isStatus() && !input.blind() && !chat.isRefused(input.text())) {
            chat.applyInput(input);
        }
    }

    private void tap(ConversationInput.Tap input) {
        String data = input.data();
        if (!data.startsWith("!")) {
            if (isStatus()) {
                chat.applyInput(input);
            } else {
                chat.setNotice("engine.with_human_notice");
            }
            return;
        }
        int equals = data.indexOf('=');
        String word = data.substring(1, equals < 0 ? data.length() : equals);
        String argument = equals < 0 ? "" : data.substring(equals + 1);
        for (GlobalCommand command : GlobalCommand.values()) {
            if (command.key().equals(word) && (argument.isEmpty() || command == GlobalCommand.DISCARD)) {
                if (command(command, argument)) {
                    return;
                }
            }
        }
        chat.setNotice("engine.with_human_notice");
    }

    private boolean isStatus() {
        Script status = library.forCommand(GlobalCommand.STATUS.key());
        return status != null
                && chat.hasRunningSession()
                && chat.sessions().topSession().script().equals(status.name());
    }

    private boolean command(GlobalCommand command, String argument) {
        switch (command) {
            case MENU, START -> menu("");
            case STATUS -> {
                Script status = library.forCommand(command.key());
                if (status == null) {
                    return false;
                }
                chat.startScript(status.name());
            }
            case CANCEL -> cancel();
            case KEEP -> menu(chat.sessions().setAllAside(chat.context()) ? "engine.kept" : "engine.stopped");
            case DISCARD -> {
                if (argument.isEmpty()) {
                    cancel();
                } else {
                    boolean gone = chat.sessions().discardSession(argument, chat.context());
                    menu(gone ? "engine.discarded" : "engine.nothing_running");
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void cancel() {
        if (chat.hasRunningSession()
                && chat.sessions().isWorthKeeping(chat.sessions().topSession())) {
            chat.addReply(chat.menuRenderer().renderExitOptions(chat.sessions().topSession()));
        } else if (chat.hasRunningSession()) {
            chat.sessions().leaveTop(chat.context());
            menu("engine.stopped");
        } else {
            menu("engine.nothing_running");
        }
    }

    /// @param key of a text before it, or empty
    private void menu(String key) {
        chat.addReply(chat.menuRenderer().renderHandoverMenu(key.isEmpty() ? "" : chat.formatText(key)));
    }

    private void fetch(ConversationInput.File input) {
        if (input.file().away()) {
            chat.requestFile(new FileFetch(FileFetch.HANDOVER_SESSION, String.valueOf(input.message()), input.file()));
        }
    }
}
