package pk.rahnuma.dialog.engine;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;

/// Tells, during a handover, which input is for the bot: buttons and forms, as always. What a person types is for the
/// agent, but for a few commands. A file answers the question that the person saw last, if that is later than the last
/// message of staff; otherwise it is for the agent too.
final class HandoverInputHandler {

    private static final Set<GlobalCommand> WORD_COMMANDS =
            EnumSet.of(GlobalCommand.CANCEL, GlobalCommand.MENU, GlobalCommand.START, GlobalCommand.STATUS);

    private final ScriptLibrary library;

    HandoverInputHandler(ScriptLibrary library) {
        this.library = library;
    }

    boolean isForBot(ConversationTurn turn, ConversationInput input) {
        return switch (input) {
            case ConversationInput.Text text -> isTextForBot(turn, text.normalised());
            case ConversationInput.File file ->
                turn.hasRunningSession() && turn.sessionRunner().answerReader().isFileAsked();
            case ConversationInput.Contact contact -> false;
            case ConversationInput.Edit edit -> false;
            case ConversationInput.Fetched fetched -> !FileFetch.HANDOVER_SESSION.equals(fetched.session());
            default -> true;
        };
    }

    /// Leaves an input to the agent, who sees it in the conversation; a file has to be downloaded first.
    void passToAgent(ConversationTurn turn, ConversationInput input) {
        turn.leaveInput();
        switch (input) {
            case ConversationInput.Fetched fetched -> turn.reportLostFile(fetched);
            case ConversationInput.File file -> {
                if (file.file().away()) {
                    turn.requestFile(FileFetch.forStaff(file));
                }
                turn.confirmArrival();
            }
            case ConversationInput.Edit edit -> {}
            default -> turn.confirmArrival();
        }
    }

    /// After a message of staff, what was asked before waits until it is asked again.
    void interruptQuestion(ConversationTurn turn) {
        if (turn.hasRunningSession()) {
            turn.sessions().replaceTop(turn.sessions().topSession().withAskedAt(Instant.EPOCH));
        }
    }

    private boolean isTextForBot(ConversationTurn turn, ConversationInput.Text text) {
        if (text.text().length() > EngineLimits.MAX_INPUT_LENGTH) {
            return false;
        }
        TypedMessage input = TypedMessage.read(text, library.texts().lexicon());
        RequestReader.CommandMatch match = RequestReader.findCommand(input.text());
        return match != null && WORD_COMMANDS.contains(match.command()) || isStatusAnswer(turn, input);
    }

    /// The status script may ask a question: a text that fits is its answer.
    private boolean isStatusAnswer(ConversationTurn turn, TypedMessage input) {
        Script status = library.forCommand(GlobalCommand.STATUS.key());
        return status != null
                && turn.sessionRunner().isRunning(status)
                && !input.blind()
                && !turn.sessionRunner().answerReader().isRefused(input.text());
    }
}
