package pk.rahnuma.dialog.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.engine.session.CommandWordMatcher;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;

/// Engine of one person's whole conversation: the active script, drafts, the language. [SessionEngine] does the steps.
///
/// A pure function of its arguments, like the rest of the engine.
public final class DialogEngine {

    private final ScriptLibrary library;
    private final SessionEngine sessionEngine;
    private final FaqMatcher questions;

    public DialogEngine(ScriptLibrary library) {
        this(library, FaqMatcher.NONE);
    }

    public DialogEngine(ScriptLibrary library, FaqMatcher questions) {
        this.library = library;
        this.sessionEngine = new SessionEngine(library);
        this.questions = questions;
    }

    public ScriptLibrary library() {
        return library;
    }

    public SessionEngine sessionEngine() {
        return sessionEngine;
    }

    /// Processes one input.
    ///
    /// @param context its language counts only until the person has chosen one
    public TurnResult processTurn(ConversationState conversation, ConversationInput input, EngineContext context) {
        ConversationTurn chat = new ConversationTurn(library, sessionEngine, conversation, context);
        switch (input) {
            case ConversationInput.Text text -> text(chat, text);
            case ConversationInput.Tap tap -> tap(chat, tap);
            case ConversationInput.Result result -> chat.applyOutcome(result.session(), result);
            case ConversationInput.Fetched fetched -> {
                chat.reportLostFile(fetched);
                chat.applyOutcome(fetched.session(), fetched);
            }
            case ConversationInput.StaffMessage staff -> chat.addReply(staff.text());
            case ConversationInput.HandedBack back -> chat.resumeAfterHandover(back.said());
            case ConversationInput.Timer timer -> new DraftReminderHandler(chat).sendReminders();
            case ConversationInput.File file -> other(chat, file, "errors.any.file_not_expected");
            case ConversationInput.Contact contact -> other(chat, contact, "engine.contact_not_expected");
            case ConversationInput.Edit edit -> other(chat, edit, "engine.edit_unused");
            case ConversationInput.SubmittedAnswers answers -> other(chat, answers, "engine.nothing_running");
        }
        chat.followPendingLink();
        return chat.toResult();
    }

    /// Processes one input during a handover: only the person's own cancel, menu and status work, and a file is
    /// downloaded for the agent, for no session.
    public TurnResult processDuringHandover(
            ConversationState conversation, ConversationInput input, EngineContext context) {
        ConversationTurn chat = new ConversationTurn(library, sessionEngine, conversation, context);
        new HandoverInputHandler(library, sessionEngine.commandWords(), chat).handleInput(input);
        return chat.toResult();
    }

    /// True when the bot can continue all running sessions: each script exists, in the session's version or a newer
    /// one.
    public boolean canContinue(ConversationState conversation) {
        return conversation.stack().stream()
                .allMatch(session -> library.findVersion(session.flow()) != null
                        || library.findCurrent(session.script()) != null
                                && !library.unusableVersions().containsKey(session.flow()));
    }

    /// Deletes the answers of all unsubmitted forms, without a reply.
    public TurnResult discardDrafts(ConversationState conversation, EngineContext context) {
        ConversationTurn chat = new ConversationTurn(library, sessionEngine, conversation, context);
        chat.sessions().discardForms(chat.context());
        return chat.toResult();
    }

    /// The active session as a form; empty when none runs.
    public Optional<FormView> describeForm(ConversationState conversation, EngineContext context) {
        ConversationTurn chat = new ConversationTurn(library, sessionEngine, conversation, context);
        if (!chat.hasRunningSession()) {
            return Optional.empty();
        }
        Session top = chat.sessions().topSession();
        return Optional.of(sessionEngine.describeForm(chat.sessions().scriptOf(top), top, chat.context()));
    }

    /// Problems of submitted answers, by key: see [SessionEngine#findProblems].
    public Map<String, List<String>> findProblems(
            ConversationState conversation, ConversationInput.SubmittedAnswers answers, EngineContext context) {
        ConversationTurn chat = new ConversationTurn(library, sessionEngine, conversation, context);
        if (!chat.hasRunningSession()) {
            return Map.of();
        }
        Session top = chat.sessions().topSession();
        return sessionEngine.findProblems(chat.sessions().scriptOf(top), top, answers, chat.context());
    }

    private static void other(ConversationTurn chat, ConversationInput input, String otherwise) {
        if (chat.hasRunningSession()) {
            chat.applyInput(input);
        } else if (chat.hasNoLanguage()) {
            chat.startWelcome();
        } else {
            chat.showMenu(otherwise);
        }
    }

    private void text(ConversationTurn chat, ConversationInput.Text input) {
        String text = input.text();
        Optional<DeepLink> link = DeepLink.parseText(text).filter(each -> library.forLink(each.word()) != null);
        if (link.isPresent()) {
            chat.followLink(link.get());
            return;
        }
        if (!chat.hasRunningSession() && chat.hasNoLanguage()) {
            chat.startWelcome();
            return;
        }
        boolean option = chat.hasRunningSession() && chat.matchesOption(text);
        String language = option ? null : sessionEngine.commandWords().findLanguage(text);
        String asked = text.startsWith("/") || !chat.hasRunningSession()
                ? sessionEngine.commandWords().findScript(text)
                : null;
        CommandWordMatcher.CommandMatch said =
                option ? null : sessionEngine.commandWords().findCommand(text);
        if (language != null) {
            chat.setLanguage(language);
        } else if (said != null && command(chat, said.command(), "")) {
            return;
        } else if (asked != null) {
            chat.startScript(asked);
        } else if (said == null && isAside(chat, input)) {
            chat.startQuestionScript(input);
        } else if (chat.hasRunningSession()) {
            chat.applyInput(input);
        } else {
            chat.showMenu(said == null ? "engine.not_understood" : "engine.nothing_running");
        }
    }

    /// True for a question in place of an answer, or at the menu. A text that could be the answer is the answer.
    private boolean isAside(ConversationTurn chat, ConversationInput.Text input) {
        if (input.blind() || library.forCommand(GlobalCommand.ASK.key()) == null) {
            return false;
        }
        return chat.hasRunningSession()
                ? chat.isRefusedByForm(input.text()) && questions.isAnswered(input.text())
                : questions.isNear(input.text());
    }

    private void tap(ConversationTurn chat, ConversationInput.Tap input) {
        String data = input.data();
        if (!data.startsWith("!")) {
            if (chat.hasRunningSession()) {
                chat.applyInput(input);
            } else {
                chat.showMenu("engine.stale");
            }
            return;
        }
        int equals = data.indexOf('=');
        String word = data.substring(1, equals < 0 ? data.length() : equals);
        String argument = equals < 0 ? "" : data.substring(equals + 1);
        switch (word) {
            case "start" -> start(chat, argument);
            case "speak" -> chat.setLanguage(ScriptTexts.LANGUAGES.contains(argument) ? argument : "en");
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
            chat.showMenu("");
        } else {
            chat.startScript(script);
        }
    }

    /// Sets all running sessions aside and shows the menu.
    private static void menu(ConversationTurn chat) {
        chat.sessions().setAllAside(chat.context());
        chat.showMenu("");
    }

    private static GlobalCommand named(String word) {
        for (GlobalCommand command : GlobalCommand.values()) {
            if (command.key().equals(word)) {
                return command;
            }
        }
        return null;
    }

    /// Runs a command of the conversation; the others belong to the running session.
    ///
    /// @return false when it is one of the others
    private boolean command(ConversationTurn chat, GlobalCommand command, String argument) {
        switch (command) {
            case START -> {
                if (chat.hasNoLanguage()) {
                    chat.startWelcome();
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
                chat.startScript(script.name());
            }
            case LANGUAGE -> chat.showLanguages();
            case CANCEL -> new ExitCommandHandler(chat).cancelSession();
            case KEEP -> new ExitCommandHandler(chat).keepSession();
            case DISCARD -> new ExitCommandHandler(chat).discardSession(argument);
            case RESTART -> new ExitCommandHandler(chat).restartSession(argument);
            case CONTINUE -> {
                if (chat.hasRunningSession() && argument.isEmpty()) {
                    return false;
                }
                chat.resumeDraft(argument);
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
