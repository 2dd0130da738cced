package pk.rahnuma.dialog.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import pk.rahnuma.dialog.journey.DraftReminder;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.shared.Language;

/// Renders the replies and buttons of a conversation, apart from the questions of its scripts.
public final class MenuRenderer {

    private final ScriptLibrary library;
    private final EngineContext context;
    private final Function<Session, String> titles;

    /// @param titles title of each session
    public MenuRenderer(ScriptLibrary library, EngineContext context, Function<Session, String> titles) {
        this.library = library;
        this.context = context;
        this.titles = titles;
    }

    private String formatText(String key, Map<String, Object> arguments) {
        return library.texts().formatText(context.language(), key, arguments);
    }

    /// @param data complete, with its argument
    private ReplyButton createButton(String key, String data) {
        return new ReplyButton(formatText("engine.button." + key, Map.of()), data);
    }

    private ReplyButton createButton(GlobalCommand command) {
        return createButton(command.key(), command.buttonData());
    }

    /// Buttons of scripts to continue with, and of the menu.
    public List<List<ReplyButton>> scriptButtons(List<String> names) {
        List<ReplyButton> buttons = currentScripts(names);
        buttons.add(createButton(GlobalCommand.MENU).asNavigation());
        return PromptRenderer.arrangeRows(buttons);
    }

    /// Buttons of scripts to begin with; the menu and the other languages share the last row.
    public List<List<ReplyButton>> welcomeButtons(List<String> names) {
        List<List<ReplyButton>> rows = new ArrayList<>(PromptRenderer.arrangeRows(currentScripts(names)));
        List<ReplyButton> last =
                new ArrayList<>(List.of(createButton(GlobalCommand.MENU).asNavigation()));
        last.addAll(otherLanguageButtons());
        rows.add(last);
        return rows;
    }

    private List<ReplyButton> currentScripts(List<String> names) {
        List<ReplyButton> buttons = new ArrayList<>();
        for (String name : names) {
            // An older version may offer a script that is gone.
            if (library.findCurrent(name) != null) {
                buttons.add(createScriptButton(library.findCurrent(name)));
            }
        }
        return buttons;
    }

    /// Asks which of these buttons is meant; a person can be asked instead.
    public Reply renderChoices(String question, List<ReplyButton> choices) {
        List<ReplyButton> buttons = new ArrayList<>(choices);
        ReplyButton human = createButton(GlobalCommand.HUMAN);
        if (library.forCommand(GlobalCommand.HUMAN.key()) != null
                && choices.stream().noneMatch(choice -> choice.label().equals(human.label()))) {
            buttons.add(human);
        }
        buttons.add(createButton(GlobalCommand.MENU).asNavigation());
        return new Reply(question, PromptRenderer.arrangeRows(buttons), null, DisplayMode.PLAIN)
                .withQuestion(PromptRenderer.questionOf(question))
                .asPrompt("");
    }

    /// Button of a command of the conversation.
    public ReplyButton commandButton(GlobalCommand command) {
        return createButton(command);
    }

    public ReplyButton scriptButton(Script script) {
        return createScriptButton(script);
    }

    public ReplyButton languageButton(String language) {
        return createLanguageButton(language);
    }

    private ReplyButton createScriptButton(Script script) {
        return new ReplyButton(formatText(script.name() + ".title", Map.of()), CommandData.ofScript(script.name()));
    }

    /// Menu with drafts, scripts and the language.
    ///
    /// @param lead text before it, or an empty text
    /// @param drafts with their journeys, in the order of their buttons
    public Reply renderMenu(String lead, Map<Session, Journey> drafts) {
        List<ReplyButton> buttons = new ArrayList<>();
        drafts.forEach((draft, journey) -> buttons.add(new ReplyButton(
                formatText("engine.draft", Map.of("title", titles.apply(draft), "progress", formatProgress(journey))),
                "!continue=" + draft.id())));
        library.menuScripts().forEach(script -> buttons.add(createScriptButton(script)));
        buttons.add(createButton(GlobalCommand.LANGUAGE).asNavigation());
        String menu = formatText("engine.menu", context.desk().textArguments());
        return new Reply(
                        PromptRenderer.clipText(PromptRenderer.joinParagraphs(lead, menu)),
                        PromptRenderer.arrangeRows(buttons),
                        null,
                        DisplayMode.PLAIN)
                .withQuestion(PromptRenderer.questionOf(menu))
                .asPrompt(lead);
    }

    private String formatProgress(Journey journey) {
        return new ProgressRenderer(new SessionTextRenderer(library.texts(), journey), journey).formatPosition();
    }

    /// Buttons below a word about the open ticket.
    public List<List<ReplyButton>> ticketButtons() {
        return List.of(List.of(createButton(GlobalCommand.STATUS), createButton(GlobalCommand.MENU)));
    }

    /// Button that sends a voice message to staff.
    ///
    /// @param sessionCount number of sessions so far; with more the button is old
    public List<List<ReplyButton>> voiceButtons(int sessionCount) {
        return List.of(List.of(createButton("voice", "!" + CommandData.VOICE_WORD + "=" + sessionCount)));
    }

    public Reply renderLanguages() {
        List<ReplyButton> buttons =
                Language.ALL.stream().map(this::createLanguageButton).toList();
        String which = formatText("engine.language_which", Map.of());
        return new Reply(which, PromptRenderer.arrangeRows(buttons), null, DisplayMode.PLAIN)
                .withQuestion(PromptRenderer.questionOf(which))
                .asPrompt("");
    }

    /// Buttons of the languages other than that of the conversation, in one row.
    public List<ReplyButton> otherLanguageButtons() {
        return Language.ALL.stream()
                .filter(language -> !language.equals(context.language()))
                .map(language -> createLanguageButton(language).asNavigation())
                .toList();
    }

    private ReplyButton createLanguageButton(String language) {
        return new ReplyButton(
                formatText("engine.languages." + language, Map.of()), "!" + CommandData.LANGUAGE_WORD + "=" + language);
    }

    public List<ReplyButton> restartButtons(Session session) {
        return List.of(createButton("restart", "!restart=" + session.id()));
    }

    /// Exit options of a session with answers worth keeping.
    public Reply renderExitOptions(Session session) {
        String ask = formatText("engine.cancel", Map.of("title", titles.apply(session)));
        return new Reply(
                        ask,
                        List.of(
                                List.of(createButton("keep", "!keep")),
                                List.of(createButton("discard", CommandData.ofDiscard(session.id()))),
                                List.of(createButton("continue", "!continue=" + session.id()))),
                        null,
                        DisplayMode.PLAIN)
                .withQuestion(PromptRenderer.questionOf(ask))
                .asPrompt("");
    }

    /// Says that a form is kept, and offers to remind of it.
    public Reply renderKept(Session session) {
        return new ReminderRenderer(library.texts(), context, session.id())
                .renderOffer(formatText("engine.kept", Map.of()));
    }

    public Reply renderChosenTime(Session session, Instant time) {
        return new ReminderRenderer(library.texts(), context, session.id())
                .renderChosenTime(titles.apply(session), time);
    }

    public Reply renderReminder(Session session, DraftReminder reminder) {
        String key = switch (reminder) {
            case LAST -> "engine.last_reminder";
            case CHOSEN -> "engine.chosen_reminder";
            default -> "engine.reminder";
        };
        return new Reply(
                formatText(key, Map.of("title", titles.apply(session))),
                List.of(List.of(
                        createButton("continue", "!continue=" + session.id()),
                        createButton("discard", CommandData.ofDiscard(session.id())))),
                null,
                DisplayMode.PLAIN);
    }
}
