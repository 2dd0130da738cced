package pk.rahnuma.dialog.render;

import pk.rahnuma.dialog.model.Session;

/// What a button of a session carries: the session, its count of moves when the button was made, the step, and the
/// value.
///
/// @param value an option's code, or `!` and a command with perhaps `=` and an argument
public record CallbackData(String session, int token, int step, String value) {

    static String encodeData(Session session, int step, String value) {
        return session.id() + ":" + Integer.toString(session.token(), 36) + ":" + Integer.toString(step, 36) + ":"
                + value;
    }

    /// @return null when the data is of another form
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

    /// The command's word, without its argument.
    public String commandWord() {
        int equals = value.indexOf('=');
        return value.substring(1, equals < 0 ? value.length() : equals);
    }

    /// The command's argument, or an empty text.
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
