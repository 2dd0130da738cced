package pk.rahnuma.dialog.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.field.TextNormaliser;

/// A link that leads into a conversation from outside: `/start <word>-<rest>`. What may stand behind `/start`, and how
/// much, is Telegram's rule (core.telegram.org/bots/features#deep-linking); the chat page writes the same.
///
/// @param word which scripts name by `link`
/// @param rest what their first question is answered with
record DeepLink(String word, String rest) {

    private static final Pattern LINK_PATTERN =
            Pattern.compile("/start (?=[A-Za-z0-9_-]{1,64}$)([a-z]+)-([A-Za-z0-9_-]+)");

    /// Empty when the text is no link. What was copied out of Urdu brings invisible marks along, which are overlooked.
    static Optional<DeepLink> parseText(String text) {
        if (text.indexOf('/') < 0) {
            return Optional.empty();
        }
        Matcher found = LINK_PATTERN.matcher(TextNormaliser.toSingleLine(text));
        return found.matches() ? Optional.of(new DeepLink(found.group(1), found.group(2))) : Optional.empty();
    }

    /// As it was read.
    String toText() {
        return "/start " + word + "-" + rest;
    }
}
