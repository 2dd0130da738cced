package pk.rahnuma.dialog;

import java.util.List;

/// A message to the person, in words: plain text, never markup. Doors decide how it looks.
///
/// @param text not blank, at most [Limits#TEXT] characters
/// @param buttons rows of buttons, perhaps empty
/// @param asks the name of the field type that is asked for, so that a door can offer the right keyboard; null when
///     nothing is asked
/// @param manner what else a door should do with it
public record Reply(String text, List<List<Button>> buttons, String asks, Manner manner) {

    public Reply {
        buttons = buttons == null ? List.of() : buttons;
    }

    public enum Manner {
        /// A new message.
        PLAIN,
        /// Takes the place of the message whose button was tapped, where the channel can do that.
        REPLACES,
        /// A new message that offers to share the person's own phone number, where the channel can do that.
        ASKS_CONTACT,
        /// A new message after which that offer is taken away.
        ENDS_CONTACT
    }

    public static Reply plain(String text) {
        return new Reply(text, List.of(), null, Manner.PLAIN);
    }

    Reply in(Manner other) {
        return new Reply(text, buttons, asks, other);
    }

    Reply with(List<List<Button>> other) {
        return new Reply(text, other, asks, manner);
    }
}
