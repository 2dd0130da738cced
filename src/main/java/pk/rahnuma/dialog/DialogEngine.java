package pk.rahnuma.dialog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptTexts;

/// One person's whole conversation: which script speaks, what is set aside, in which language. [SessionEngine] does the
/// steps.
///
/// A function of its arguments, like the rest of the engine.
public final class DialogEngine {

    private final ScriptLibrary library;
    private final SessionEngine dialog;
    private final FaqMatcher questions;

    public DialogEngine(ScriptLibrary library) {
        this(library, FaqMatcher.NONE);
    }

    public DialogEngine(ScriptLibrary library, FaqMatcher questions) {
        this.library = library;
        this.dialog = new SessionEngine(library);
        this.questions = questions;
    }

    public ScriptLibrary library() {
        return library;
    }

    public SessionEngine dialog() {
        return dialog;
    }

    /// @param moment its language counts only until the person has chosen one
    public TurnResult turn(ConversationState conversation, ConversationInput input, EngineContext moment) {
        ConversationTurn chat = new ConversationTurn(library, dialog, conversation, moment);
        switch (input) {
            case ConversationInput.Text text -> text(chat, text);
            case ConversationInput.Tap tap -> tap(chat, tap);
            case ConversationInput.Result result -> chat.outcome(result.session(), result);
            case ConversationInput.Fetched fetched -> {
                chat.fetched(fetched);
                chat.outcome(fetched.session(), fetched);
            }
            case ConversationInput.StaffMessage staff -> chat.say(staff.text());
            case ConversationInput.HandedBack back -> chat.back(back.said());
            case ConversationInput.Timer timer -> new DraftReminderHandler(chat).remind();
            case ConversationInput.File file -> other(chat, file, "errors.any.file_not_expected");
            case ConversationInput.Contact contact -> other(chat, contact, "engine.contact_not_expected");
            case ConversationInput.Edit edit -> other(chat, edit, "engine.edit_unused");
            case ConversationInput.SubmittedAnswers answers -> other(chat, answers, "engine.nothing_running");
        }
        chat.followWaiting();
        return chat.done();
    }

    /// The same while a human has the conversation: only the person's own cancel, menu and status are taken, and a file
    /// is fetched for the human, for no session.
    public TurnResult quietly(ConversationState conversation, ConversationInput input, EngineContext moment) {
        ConversationTurn chat = new ConversationTurn(library, dialog, conversation, moment);
        new HandoverInputHandler(library, dialog.words(), chat).take(input);
        return chat.done();
    }

    /// Whether the bot can go on with what runs: every session's script is there, in its version or a newer one.
    public boolean canGoOn(ConversationState conversation) {
        return conversation.stack().stream()
                .allMatch(session -> library.version(session.flow()) != null
                        || library.current(session.script()) != null
                                && !library.lost().containsKey(session.flow()));
    }

    /// Deletes the answers of all forms that are not sent yet; says nothing.
    public TurnResult letGo(ConversationState conversation, EngineContext moment) {
        ConversationTurn chat = new ConversationTurn(library, dialog, conversation, moment);
        chat.sessions().letGo(chat.moment());
        return chat.done();
    }

    /// The session that speaks as a form; empty when nothing runs.
    public Optional<FormView> form(ConversationState conversation, EngineContext moment) {
        ConversationTurn chat = new ConversationTurn(library, dialog, conversation, moment);
        if (!chat.running()) {
            return Optional.empty();
        }
        Session top = chat.sessions().top();
        return Optional.of(dialog.describe(chat.sessions().script(top), top, chat.moment()));
    }

    /// What is wrong with answers that a turn took, by key: see [SessionEngine#problems].
    public Map<String, List<String>> problems(
            ConversationState conversation, ConversationInput.SubmittedAnswers answers, EngineContext moment) {
        ConversationTurn chat = new ConversationTurn(library, dialog, conversation, moment);
        if (!chat.running()) {
            return Map.of();
        }
        Session top = chat.sessions().top();
        return dialog.problems(chat.sessions().script(top), top, answers, chat.moment());
    }

    private static void other(ConversationTurn chat, ConversationInput input, String otherwise) {
        if (chat.running()) {
            chat.step(input);
        } else if (chat.isNew()) {
            chat.welcome();
        } else {
            chat.menu(otherwise);
        }
    }

    private void text(ConversationTurn chat, ConversationInput.Text input) {
        String text = input.text();
        Optional<DeepLink> link = DeepLink.read(text).filter(each -> library.forLink(each.word()) != null);
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
        CommandWordMatcher.CommandMatch said = option ? null : dialog.words().command(text);
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
    private boolean isAside(ConversationTurn chat, ConversationInput.Text input) {
        if (input.blind() || library.forCommand(GlobalCommand.ASK.key()) == null) {
            return false;
        }
        return chat.running()
                ? chat.isNoAnswer(input.text()) && questions.isAnswered(input.text())
                : questions.isNear(input.text());
    }

    private void tap(ConversationTurn chat, ConversationInput.Tap input) {
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
            case "speak" -> chat.speak(ScriptTexts.LANGUAGES.contains(argument) ? argument : "en");
            default -> {
                GlobalCommand command = named(word);
                if (command == null || !command(chat, command, argument)) {
                    other(chat, input, "engine.stale");
                }
            }
        }
    }

    private static void start(ConversationTurn chat, String script) {
        if (script.isEmpty()) {
            chat.menu("");
        } else {
            chat.start(script);
        }
    }

    /// Everything that runs makes room for the menu.
    private static void menu(ConversationTurn chat) {
        chat.sessions().setAside(chat.moment());
        chat.menu("");
    }

    private static GlobalCommand named(String word) {
        for (GlobalCommand command : GlobalCommand.values()) {
            if (command.key().equals(word)) {
                return command;
            }
        }
        return null;
    }

    /// The commands that belong to the conversation; the others belong to the session that runs.
    ///
    /// @return false when it is one of the others
    private boolean command(ConversationTurn chat, GlobalCommand command, String argument) {
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
            case CANCEL -> new ExitCommandHandler(chat).cancel();
            case KEEP -> new ExitCommandHandler(chat).keep();
            case DISCARD -> new ExitCommandHandler(chat).discard(argument);
            case RESTART -> new ExitCommandHandler(chat).restart(argument);
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
