package pk.rahnuma.dialog;

import java.util.EnumSet;
import java.util.Set;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;

/// What the bot still does while a human has the conversation: the person's own cancel, menu and status, by word or by
/// button. All else is for the human, and hears nothing from here.
final class HandoverInputHandler {

    /// What words mean here; more than that is said by buttons of a cancel alone.
    private static final Set<GlobalCommand> SAID =
            EnumSet.of(GlobalCommand.CANCEL, GlobalCommand.MENU, GlobalCommand.START, GlobalCommand.STATUS);

    private final ScriptLibrary library;
    private final CommandWordMatcher words;
    private final ConversationTurn chat;

    HandoverInputHandler(ScriptLibrary library, CommandWordMatcher words, ConversationTurn chat) {
        this.library = library;
        this.words = words;
        this.chat = chat;
    }

    void take(ConversationInput input) {
        chat.quietly();
        switch (input) {
            case ConversationInput.Text text -> text(text);
            case ConversationInput.Tap tap -> tap(tap);
            case ConversationInput.File file -> fetch(file);
            case ConversationInput.Result result -> chat.outcome(result.session(), result);
            case ConversationInput.StaffMessage staff -> chat.say(staff.text());
            case ConversationInput.HandedBack back -> chat.back(back.said());
            // They change what is kept, and say nothing: the question is asked again when the bot is back.
            case ConversationInput.Fetched fetched -> {
                chat.fetched(fetched);
                chat.unsaid(() -> chat.outcome(fetched.session(), fetched));
            }
            case ConversationInput.Timer timer -> chat.unsaid(() -> new DraftReminderHandler(chat).remind());
            case ConversationInput.SubmittedAnswers answers ->
                chat.unsaid(() -> {
                    if (chat.running()) {
                        chat.step(answers);
                    }
                });
            case ConversationInput.Contact contact -> {}
            case ConversationInput.Edit edit -> {}
        }
    }

    private void text(ConversationInput.Text input) {
        CommandWordMatcher.CommandMatch said = words.command(input.text());
        if (said != null && SAID.contains(said.command()) && command(said.command(), "")) {
            return;
        }
        // The person's own status may ask something: what answers that is its answer.
        if (isStatus() && !input.blind() && !chat.refuses(input.text())) {
            chat.step(input);
        }
    }

    private void tap(ConversationInput.Tap input) {
        String data = input.data();
        if (!data.startsWith("!")) {
            if (isStatus()) {
                chat.step(input);
            } else {
                chat.notice("engine.with_human_notice");
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
        chat.notice("engine.with_human_notice");
    }

    private boolean isStatus() {
        Script status = library.forCommand(GlobalCommand.STATUS.key());
        return status != null
                && chat.running()
                && chat.sessions().top().script().equals(status.name());
    }

    private boolean command(GlobalCommand command, String argument) {
        switch (command) {
            case MENU, START -> menu("");
            case STATUS -> {
                Script status = library.forCommand(command.key());
                if (status == null) {
                    return false;
                }
                chat.start(status.name());
            }
            case CANCEL -> cancel();
            case KEEP -> menu(chat.sessions().setAside(chat.moment()) ? "engine.kept" : "engine.stopped");
            case DISCARD -> {
                if (argument.isEmpty()) {
                    cancel();
                } else {
                    boolean gone = chat.sessions().discard(argument, chat.moment());
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
        if (chat.running() && chat.sessions().worthKeeping(chat.sessions().top())) {
            chat.say(chat.offers().waysOut(chat.sessions().top()));
        } else if (chat.running()) {
            chat.sessions().leaveTop(chat.moment());
            menu("engine.stopped");
        } else {
            menu("engine.nothing_running");
        }
    }

    /// @param key of a text that comes before it, or empty
    private void menu(String key) {
        chat.say(chat.offers().quiet(key.isEmpty() ? "" : chat.text(key)));
    }

    private void fetch(ConversationInput.File input) {
        if (input.file().away()) {
            chat.fetch(new FileFetch(FileFetch.HUMAN, String.valueOf(input.message()), input.file()));
        }
    }
}
