package pk.rahnuma.dialog.engine;

import java.util.EnumSet;
import java.util.Set;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.script.CommandWordMatcher;
import pk.rahnuma.dialog.script.EngineLimits;
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
    private final ConversationTurn turn;

    HandoverInputHandler(ScriptLibrary library, CommandWordMatcher words, ConversationTurn turn) {
        this.library = library;
        this.words = words;
        this.turn = turn;
    }

    void handleInput(ConversationInput input) {
        turn.enterHandoverMode();
        switch (input) {
            case ConversationInput.Text text -> text(text.normalised());
            case ConversationInput.Tap tap -> tap(tap);
            case ConversationInput.File file -> fetch(file);
            case ConversationInput.Result result -> turn.applyOutcome(result.session(), result);
            case ConversationInput.StaffMessage staff -> turn.addReply(staff.text());
            case ConversationInput.HandedBack back -> turn.resumeAfterHandover(back.said());
            // These change the state without a reply: the question is asked again after the handover.
            case ConversationInput.Fetched fetched -> {
                turn.reportLostFile(fetched);
                turn.runWithoutReplies(() -> turn.applyOutcome(fetched.session(), fetched));
            }
            case ConversationInput.Timer timer ->
                turn.runWithoutReplies(() -> new DraftReminderHandler(turn).sendReminders());
            case ConversationInput.SubmittedAnswers answers ->
                turn.runWithoutReplies(() -> {
                    if (turn.hasRunningSession()) {
                        turn.applyInput(answers);
                    }
                });
            case ConversationInput.Contact contact -> {}
            case ConversationInput.Edit edit -> {}
        }
    }

    private void text(ConversationInput.Text input) {
        if (input.text().length() > EngineLimits.MAX_INPUT_LENGTH) {
            return;
        }
        CommandWordMatcher.CommandMatch match = words.findCommand(input.text());
        if (match != null && WORD_COMMANDS.contains(match.command()) && command(match.command(), "")) {
            return;
        }
        // The status script may ask a question: a text that fits is its answer.
        if (isStatus() && !input.blind() && !turn.isRefused(input.text())) {
            turn.applyInput(input);
        }
    }

    private void tap(ConversationInput.Tap input) {
        CommandData button = CommandData.parseData(input.data());
        if (button == null && isStatus()) {
            turn.applyInput(input);
        } else if (button == null || !command(button)) {
            turn.setNotice("engine.with_human_notice");
        }
    }

    private boolean command(CommandData button) {
        GlobalCommand command = button.globalCommand();
        return command != null
                && (button.argument().isEmpty() || command == GlobalCommand.DISCARD)
                && command(command, button.argument());
    }

    private boolean isStatus() {
        Script status = library.forCommand(GlobalCommand.STATUS.key());
        return status != null
                && turn.hasRunningSession()
                && turn.sessions().topSession().script().equals(status.name());
    }

    private boolean command(GlobalCommand command, String argument) {
        switch (command) {
            case MENU, START -> menu("");
            case STATUS -> {
                Script status = library.forCommand(command.key());
                if (status == null) {
                    return false;
                }
                turn.scripts().startScript(status.name());
            }
            case CANCEL -> cancel();
            case KEEP -> menu(turn.sessions().setAllAside(turn.context()) ? "engine.kept" : "engine.stopped");
            case DISCARD -> {
                if (argument.isEmpty()) {
                    cancel();
                } else {
                    boolean discarded = turn.sessions().discardSession(argument, turn.context());
                    menu(discarded ? "engine.discarded" : "engine.nothing_running");
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void cancel() {
        if (turn.hasRunningSession()
                && turn.sessions().isWorthKeeping(turn.sessions().topSession())) {
            turn.addReply(turn.menuRenderer().renderExitOptions(turn.sessions().topSession()));
        } else if (turn.hasRunningSession()) {
            turn.sessions().leaveTop(turn.context());
            menu("engine.stopped");
        } else {
            menu("engine.nothing_running");
        }
    }

    /// @param key of a text before it, or empty
    private void menu(String key) {
        turn.addReply(turn.menuRenderer().renderHandoverMenu(key.isEmpty() ? "" : turn.formatText(key)));
    }

    private void fetch(ConversationInput.File input) {
        if (input.file().away()) {
            turn.requestFile(FileFetch.forStaff(input));
        }
    }
}
