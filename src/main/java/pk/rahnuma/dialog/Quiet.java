package pk.rahnuma.dialog;

import java.util.EnumSet;
import java.util.Set;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Script;

/// What the bot still does while a human has the conversation: the person's own cancel, menu and status, by word or by
/// button. All else is for the human, and hears nothing from here.
final class Quiet {

    /// What words mean here; more than that is said by buttons of a cancel alone.
    private static final Set<Command> SAID = EnumSet.of(Command.CANCEL, Command.MENU, Command.START, Command.STATUS);

    private final Library library;
    private final Words words;
    private final Chat chat;

    Quiet(Library library, Words words, Chat chat) {
        this.library = library;
        this.words = words;
        this.chat = chat;
    }

    void take(Input input) {
        chat.quietly();
        switch (input) {
            case Input.Text text -> text(text);
            case Input.Tap tap -> tap(tap);
            case Input.File file -> fetch(file);
            case Input.Result result -> chat.outcome(result.session(), result);
            case Input.Staff staff -> chat.say(staff.text());
            case Input.Back back -> chat.back(back.said());
            // They change what is kept, and say nothing: the question is asked again when the bot is back.
            case Input.Fetched fetched -> {
                chat.fetched(fetched);
                chat.unsaid(() -> chat.outcome(fetched.session(), fetched));
            }
            case Input.Timer timer -> chat.unsaid(() -> new Reminding(chat).remind());
            case Input.Answers answers ->
                chat.unsaid(() -> {
                    if (chat.running()) {
                        chat.step(answers);
                    }
                });
            case Input.Contact contact -> {}
            case Input.Edit edit -> {}
        }
    }

    private void text(Input.Text input) {
        Words.Said said = words.command(input.text());
        if (said != null && SAID.contains(said.command()) && command(said.command(), "")) {
            return;
        }
        // The person's own status may ask something: what answers that is its answer.
        if (isStatus() && !input.blind() && !chat.refuses(input.text())) {
            chat.step(input);
        }
    }

    private void tap(Input.Tap input) {
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
        for (Command command : Command.values()) {
            if (command.key().equals(word) && (argument.isEmpty() || command == Command.DISCARD)) {
                if (command(command, argument)) {
                    return;
                }
            }
        }
        chat.notice("engine.with_human_notice");
    }

    private boolean isStatus() {
        Script status = library.forCommand(Command.STATUS.key());
        return status != null
                && chat.running()
                && chat.sessions().top().script().equals(status.name());
    }

    private boolean command(Command command, String argument) {
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

    private void fetch(Input.File input) {
        if (input.file().away()) {
            chat.fetch(new Fetch(Fetch.HUMAN, String.valueOf(input.message()), input.file()));
        }
    }
}
