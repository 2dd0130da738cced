package pk.rahnuma.dialog.render;

import java.util.List;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;

/// A command in the data of a button: `!` and a word, optionally with `=` and an argument.
///
/// @param argument empty when there is none
public record CommandData(String word, String argument) {

    /// Command that follows the link in its argument.
    public static final String LINK_WORD = "link";

    /// Command that sends a kept voice message to staff.
    public static final String VOICE_WORD = "voice";

    /// Data of a button that follows a link.
    ///
    /// @param link without `/start `
    public static String ofLink(String link) {
        return "!" + LINK_WORD + "=" + link;
    }

    /// Command that starts the script in its argument.
    public static final String START_WORD = "start";

    /// Command that chooses the language in its argument.
    public static final String LANGUAGE_WORD = "speak";

    /// Data of a button that starts a script.
    public static String ofScript(String script) {
        return "!" + START_WORD + "=" + script;
    }

    private static final String NAME_SEPARATOR = "/";

    /// Data that starts a form under a name, or goes on with the form of this name.
    ///
    /// @param draft its name
    public static String ofNamedForm(String script, String draft) {
        return ofScript(script) + NAME_SEPARATOR + draft;
    }

    /// Parts of the argument of [#ofNamedForm]: the script and the name; the name is empty when there is none.
    public static String[] splitName(String argument) {
        String[] parts = argument.split(NAME_SEPARATOR, 2);
        return parts.length == 2 ? parts : new String[] {argument, ""};
    }

    /// Command that discards the draft in its argument.
    public static final String DISCARD_WORD = "discard";

    /// Data of a button that discards a draft.
    ///
    /// @param session id of the draft
    public static String ofDiscard(String session) {
        return "!" + DISCARD_WORD + "=" + session;
    }

    /// Command that sets the time of a reminder.
    public static final String REMIND_WORD = "remind";

    private static final String REMINDER_SEPARATOR = "-";

    /// Data of a button that sets the time of a reminder.
    ///
    /// @param session id of the form
    public static String ofReminder(String time, String session) {
        return "!" + REMIND_WORD + "=" + time + REMINDER_SEPARATOR + session;
    }

    /// Parts of the argument of [#ofReminder]: the time and the form; the form is empty when it is missing.
    public static String[] splitReminder(String argument) {
        String[] parts = argument.split(REMINDER_SEPARATOR, 2);
        return parts.length == 2 ? parts : new String[] {parts[0], ""};
    }

    /// Link that a notice offers: that of its first button, without the rest where several buttons differ in it; or
    /// null.
    public static String findOfferedLink(Reply notice) {
        List<String> links = linkData(notice).stream()
                .map(data -> parseData(data).argument())
                .toList();
        if (links.isEmpty()) {
            return null;
        }
        return links.size() == 1 ? links.getFirst() : links.getFirst().split("-", 2)[0];
    }

    /// Data of the buttons of a notice that follow a link.
    public static List<String> linkData(Reply notice) {
        return notice.buttons().stream()
                .flatMap(List::stream)
                .map(ReplyButton::data)
                .filter(data -> data.startsWith(ofLink("")))
                .toList();
    }

    /// @return null when the data is no command
    public static CommandData parseData(String data) {
        if (!data.startsWith("!")) {
            return null;
        }
        int equals = data.indexOf('=');
        return equals < 0
                ? new CommandData(data.substring(1), "")
                : new CommandData(data.substring(1, equals), data.substring(equals + 1));
    }

    /// @return null when the word is none of the global commands
    public GlobalCommand globalCommand() {
        return GlobalCommand.fromKey(word);
    }

    /// Argument as a number, or 0.
    public int number() {
        try {
            return Integer.parseInt(argument);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
