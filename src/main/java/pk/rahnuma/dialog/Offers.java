package pk.rahnuma.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import pk.rahnuma.dialog.Reply.Manner;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.Texts;

/// What a conversation offers by buttons, beside the questions of its scripts.
final class Offers {

    private final Library library;
    private final Moment moment;
    private final Function<Session, String> titles;

    /// @param titles what each session is about
    Offers(Library library, Moment moment, Function<Session, String> titles) {
        this.library = library;
        this.moment = moment;
        this.titles = titles;
    }

    private String text(String key, Map<String, Object> arguments) {
        return library.texts().say(moment.language(), key, arguments);
    }

    /// @param data in full, with its argument
    private Button button(String key, String data) {
        return new Button(text("engine.button." + key, Map.of()), data);
    }

    private Button button(Command command) {
        return button(command.key(), command.data());
    }

    /// Scripts to go on with, and the menu.
    List<List<Button>> scripts(List<String> names) {
        List<Button> buttons = new ArrayList<>();
        for (String name : names) {
            // An older version may offer a script that is gone.
            if (library.current(name) != null) {
                buttons.add(script(library.current(name)));
            }
        }
        buttons.add(button(Command.MENU));
        return Prompt.rows(buttons);
    }

    private Button script(Script script) {
        return new Button(text(script.name() + ".title", Map.of()), "!start=" + script.name());
    }

    /// Drafts to go on with, what can be done, the language.
    ///
    /// @param lead what comes before it, or an empty text
    /// @param drafts with where they stand, in the order in which they are offered
    Reply menu(String lead, Map<Session, Path> drafts) {
        List<Button> buttons = new ArrayList<>();
        drafts.forEach((draft, path) -> buttons.add(new Button(
                text(
                        "engine.draft",
                        Map.of(
                                "title", titles.apply(draft),
                                "position", (long) path.position(),
                                "total", (long) path.questions())),
                "!continue=" + draft.id())));
        library.menu().forEach(script -> buttons.add(script(script)));
        buttons.add(button(Command.LANGUAGE));
        String menu = text("engine.menu", Map.of("mode", moment.mode()));
        return new Reply(Prompt.clip(Prompt.join(lead, menu)), Prompt.rows(buttons), null, Manner.PLAIN);
    }

    /// What is left of the menu while a human has the conversation.
    ///
    /// @param lead what comes before it, or an empty text
    Reply quiet(String lead) {
        String human = text("engine.with_human", Map.of());
        return new Reply(Prompt.clip(Prompt.join(lead, human)), ofHuman(), null, Manner.PLAIN);
    }

    List<List<Button>> ofHuman() {
        return List.of(List.of(button(Command.STATUS), button(Command.MENU)));
    }

    Reply languages() {
        List<Button> buttons = new ArrayList<>();
        for (String other : Texts.LANGUAGES) {
            buttons.add(new Button(text("engine.languages." + other, Map.of()), "!speak=" + other));
        }
        return new Reply(text("engine.language_which", Map.of()), Prompt.rows(buttons), null, Manner.PLAIN);
    }

    List<Button> restart(Session session) {
        return List.of(button("restart", "!restart=" + session.id()));
    }

    /// Of a session whose answers are worth keeping.
    Reply waysOut(Session session) {
        return new Reply(
                text("engine.cancel", Map.of("title", titles.apply(session))),
                List.of(
                        List.of(button("keep", "!keep")),
                        List.of(button("discard", "!discard=" + session.id())),
                        List.of(button("continue", "!continue=" + session.id()))),
                null,
                Manner.PLAIN);
    }

    Reply reminder(Session session, Reminder reminder) {
        String key = reminder == Reminder.LAST ? "engine.last_reminder" : "engine.reminder";
        return new Reply(
                text(key, Map.of("title", titles.apply(session))),
                List.of(List.of(
                        button("continue", "!continue=" + session.id()),
                        button("discard", "!discard=" + session.id()))),
                null,
                Manner.PLAIN);
    }
}
