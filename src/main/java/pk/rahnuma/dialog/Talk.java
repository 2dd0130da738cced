package pk.rahnuma.dialog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.Texts;

/// One person's whole conversation: which script speaks, what is set aside, in which language. [Dialog] does the steps.
///
/// A function of its arguments, like the rest of the engine.
public final class Talk {

    private final Library library;
    private final Dialog dialog;
    private final Questions questions;

    public Talk(Library library) {
        this(library, Questions.NONE);
    }

    public Talk(Library library, Questions questions) {
        this.library = library;
        this.dialog = new Dialog(library);
        this.questions = questions;
    }

    public Library library() {
        return library;
    }

    public Dialog dialog() {
        return dialog;
    }

    /// @param moment its language counts only until the person has chosen one
    public Turned turn(Conversation conversation, Input input, Moment moment) {
        Chat chat = new Chat(library, dialog, conversation, moment);
        switch (input) {
            case Input.Text text -> text(chat, text);
            case Input.Tap tap -> tap(chat, tap);
            case Input.Result result -> chat.outcome(result.session(), result);
            case Input.Fetched fetched -> {
                chat.fetched(fetched);
                chat.outcome(fetched.session(), fetched);
            }
            case Input.Staff staff -> chat.say(staff.text());
            case Input.Back back -> chat.back(back.said());
            case Input.Timer timer -> new Reminding(chat).remind();
            case Input.File file -> other(chat, file, "errors.any.file_not_expected");
            case Input.Contact contact -> other(chat, contact, "engine.contact_not_expected");
            case Input.Edit edit -> other(chat, edit, "engine.edit_unused");
            case Input.Answers answers -> other(chat, answers, "engine.nothing_running");
        }
        chat.followWaiting();
        return chat.done();
    }

    /// The same while a human has the conversation: only the person's own cancel, menu and status are taken, and a file
    /// is fetched for the human, for no session.
    public Turned quietly(Conversation conversation, Input input, Moment moment) {
        Chat chat = new Chat(library, dialog, conversation, moment);
        new Quiet(library, dialog.words(), chat).take(input);
        return chat.done();
    }

    /// Whether the bot can go on with what runs: every session's script is there, in its version or a newer one.
    public boolean canGoOn(Conversation conversation) {
        return conversation.stack().stream()
                .allMatch(session -> library.version(session.flow()) != null
                        || library.current(session.script()) != null
                                && !library.lost().containsKey(session.flow()));
    }

    /// Deletes the answers of all forms that are not sent yet; says nothing.
    public Turned letGo(Conversation conversation, Moment moment) {
        Chat chat = new Chat(library, dialog, conversation, moment);
        chat.sessions().letGo(chat.moment());
        return chat.done();
    }

    /// The session that speaks as a form; empty when nothing runs.
    public Optional<Form> form(Conversation conversation, Moment moment) {
        Chat chat = new Chat(library, dialog, conversation, moment);
        if (!chat.running()) {
            return Optional.empty();
        }
        Session top = chat.sessions().top();
        return Optional.of(dialog.describe(chat.sessions().script(top), top, chat.moment()));
    }

    /// What is wrong with answers that a turn took, by key: see [Dialog#problems].
    public Map<String, List<String>> problems(Conversation conversation, Input.Answers answers, Moment moment) {
        Chat chat = new Chat(library, dialog, conversation, moment);
        if (!chat.running()) {
            return Map.of();
        }
        Session top = chat.sessions().top();
        return dialog.problems(chat.sessions().script(top), top, answers, chat.moment());
    }

    private static void other(Chat chat, Input input, String otherwise) {
        if (chat.running()) {
            chat.step(input);
        } else if (chat.isNew()) {
            chat.welcome();
        } else {
            chat.menu(otherwise);
        }
    }

    private void text(Chat chat, Input.Text input) {
        String text = input.text();
        Optional<Link> link = Link.read(text).filter(each -> library.forLink(each.word()) != null);
        if (link.isPresent()) {
            chat.follow(link.get());
            return;
        }
        if (!chat.running() && chat.isNew()) {
            chat.welcome();
            return;
        }
        boolean option = chat.running() && chat.isOption(text);
        String language = option ? null : dialog.words().language(text);
        String asked = text.startsWith("/") || !chat.running() ? dialog.words().script(text) : null;
        Words.Said said = option ? null : dialog.words().command(text);
        if (language != null) {
            chat.speak(language);
        } else if (said != null && command(chat, said.command(), "")) {
            return;
        } else if (asked != null) {
            chat.start(asked);
        } else if (said == null && isAside(chat, input)) {
            chat.ask(input);
        } else if (chat.running()) {
            chat.step(input);
        } else {
            chat.menu(said == null ? "engine.not_understood" : "engine.nothing_running");
        }
    }

    /// A question in place of an answer, or at the menu. What could be the answer is the answer.
    private boolean isAside(Chat chat, Input.Text input) {
        if (input.blind() || library.forCommand(Command.ASK.key()) == null) {
            return false;
        }
        return chat.running()
                ? chat.isNoAnswer(input.text()) && questions.isAnswered(input.text())
                : questions.isNear(input.text());
    }

    private void tap(Chat chat, Input.Tap input) {
        String data = input.data();
        if (!data.startsWith("!")) {
            if (chat.running()) {
                chat.step(input);
            } else {
                chat.menu("engine.stale");
            }
            return;
        }
        int equals = data.indexOf('=');
        String word = data.substring(1, equals < 0 ? data.length() : equals);
        String argument = equals < 0 ? "" : data.substring(equals + 1);
        switch (word) {
            case "start" -> start(chat, argument);
            case "speak" -> chat.speak(Texts.LANGUAGES.contains(argument) ? argument : "en");
            default -> {
                Command command = named(word);
                if (command == null || !command(chat, command, argument)) {
                    other(chat, input, "engine.stale");
                }
            }
        }
    }

    private static void start(Chat chat, String script) {
        if (script.isEmpty()) {
            chat.menu("");
        } else {
            chat.start(script);
        }
    }

    /// Everything that runs makes room for the menu.
    private static void menu(Chat chat) {
        chat.sessions().setAside(chat.moment());
        chat.menu("");
    }

    private static Command named(String word) {
        for (Command command : Command.values()) {
            if (command.key().equals(word)) {
                return command;
            }
        }
        return null;
    }

    /// The commands that belong to the conversation; the others belong to the session that runs.
    ///
    /// @return false when it is one of the others
    private boolean command(Chat chat, Command command, String argument) {
        switch (command) {
            case START -> {
                if (chat.isNew()) {
                    chat.welcome();
                } else {
                    menu(chat);
                }
            }
            case MENU -> menu(chat);
            case STATUS, HUMAN, ASK -> {
                Script script = library.forCommand(command.key());
                if (script == null) {
                    return false;
                }
                chat.start(script.name());
            }
            case LANGUAGE -> chat.languages();
            case CANCEL -> new WaysOut(chat).cancel();
            case KEEP -> new WaysOut(chat).keep();
            case DISCARD -> new WaysOut(chat).discard(argument);
            case RESTART -> new WaysOut(chat).restart(argument);
            case CONTINUE -> {
                if (chat.running() && argument.isEmpty()) {
                    return false;
                }
                chat.resume(argument);
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
