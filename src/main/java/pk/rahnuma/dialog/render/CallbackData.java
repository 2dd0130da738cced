package pk.rahnuma.dialog.render;

import pk.rahnuma.dialog.model.Session;

/// Data of a session's button: the session, its token when the button was made, the step, and the value.
///
/// @param value an option's code, or a command in the form of [CommandData]
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

    /// Command of the button, or null.
    public CommandData command() {
        return CommandData.parseData(value);
    }
}
