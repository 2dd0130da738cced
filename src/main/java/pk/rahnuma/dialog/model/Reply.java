package pk.rahnuma.dialog.model;

import java.util.List;

/// A message to the person, in words: plain text, never markup. Doors decide how it looks.
///
/// @param text not blank, at most [pk.rahnuma.dialog.script.EngineLimits#MAX_REPLY_LENGTH] characters; empty only where
/// [#deletesMessage]
/// @param buttons rows of buttons, perhaps empty
/// @param asks the name of the field type that is asked for, so that a door can offer the right keyboard; null when
///     nothing is asked
/// @param manner what else a door should do with it
/// @param brings what comes with it: [#DATA_EXPORT], as files that the door makes when it sends them, so that they lie
///     nowhere; or the id of one of the person's files; or null
/// @param masked of a line that a person said: how it reads to those who may not see it in full; null when it answered
///     no sensitive question
public record Reply(
        String text, List<List<ReplyButton>> buttons, String asks, DisplayMode manner, String brings, String masked) {

    /// All that is stored about the person.
    public static final String DATA_EXPORT = "my-data";

    public Reply {
        buttons = buttons == null ? List.of() : buttons;
    }

    public Reply(String text, List<List<ReplyButton>> buttons, String asks, DisplayMode manner) {
        this(text, buttons, asks, manner, null);
    }

    public Reply(String text, List<List<ReplyButton>> buttons, String asks, DisplayMode manner, String brings) {
        this(text, buttons, asks, manner, brings, null);
    }

    public enum DisplayMode {
        /// A new message.
        PLAIN,
        /// Takes the place of the message whose button was tapped, where the channel can do that.
        REPLACES,
        /// A new message that offers to share the person's own phone number, where the channel can do that.
        ASKS_CONTACT,
        /// A new message after which that offer is taken away.
        ENDS_CONTACT
    }

    public static Reply ofText(String text) {
        return new Reply(text, List.of(), null, DisplayMode.PLAIN);
    }

    /// In the place of a message that is taken back.
    public static Reply ofRetraction() {
        return new Reply("", List.of(), null, DisplayMode.REPLACES);
    }

    /// Whether the message whose place it takes is to be deleted, where the channel can do that.
    public boolean deletesMessage() {
        return manner == DisplayMode.REPLACES && text.isEmpty();
    }

    /// The id of the person's file that comes with it; null when none does.
    public String fileId() {
        return DATA_EXPORT.equals(brings) ? null : brings;
    }

    public Reply withManner(DisplayMode other) {
        return new Reply(text, buttons, asks, other, brings, masked);
    }

    public Reply withButtons(List<List<ReplyButton>> other) {
        return new Reply(text, other, asks, manner, brings, masked);
    }

    public Reply withAttachment(String other) {
        return new Reply(text, buttons, asks, manner, other, masked);
    }

    public Reply withMaskedText(String other) {
        return new Reply(text, buttons, asks, manner, brings, other);
    }
}
