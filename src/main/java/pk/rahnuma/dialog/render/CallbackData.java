package pk.rahnuma.dialog.render;

import pk.rahnuma.dialog.model.Session;

/// Data of a session's button: the session, its token when the button was made, the step, and the value.
///
/// @param value an option's code, or `!` and a command, optionally with `=` and an argument
public record CallbackData(String session, int token, int step, String value) {

    static String encodeData(Session session, int step, String value) {
        return session.id() + ":" + Integer.toString(session.token(), 36) + ":" + Integer.toString(step, 36) + ":"
                + value;
    }

    /// @return null when the data has another format
    public static CallbackData parseData(String data) {
        String[] parts = data.split(":", 4);
        if (parts.length < 4) {
            return null;
        }
        try {
            return new CallbackData(parts[0], Integer.parseInt(parts[1], 36), Integer.parseInt(parts[2], 36), parts[3]);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    public boolean isCommand() {
        return value.startsWith("!");
    }

    /// Word of the command, without its argument.
    public String commandWord() {
        int equals = value.indexOf('=');
        return value.substring(1, equals < 0 ? value.length() : equals);
    }

    /// Argument of the command, or an empty text.
    public String commandArgument() {
        int equals = value.indexOf('=');
        return equals < 0 ? "" : value.substring(equals + 1);
    }

    public int commandCount() {
        try {
            return Integer.parseInt(commandArgument());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
