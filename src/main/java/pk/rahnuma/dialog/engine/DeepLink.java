package pk.rahnuma.dialog.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.TextNormaliser;

/// A link into a conversation from outside: `/start <word>-<rest>`, or `/start <word>`, which is read as `/<word>`.
/// Telegram limits the text after `/start`
/// (core.telegram.org/bots/features#deep-linking); the chat page uses the same format.
///
/// @param word name of the link in a script's `link`
/// @param rest answer to the script's first question
record DeepLink(String word, String rest) {

    /// Word of the link to an application by its reference.
    static final String APPLICATION_WORD = "application";

    static final String START_COMMAND = "/start ";

    private static final Pattern START_PATTERN = Pattern.compile(START_COMMAND + "([A-Za-z0-9_-]{1,64})");

    /// The same as an address, which a person may copy instead of following it.
    private static final Pattern ADDRESS_PATTERN =
            Pattern.compile("(?:https://)?t\\.me/[A-Za-z0-9_]{1,64}+\\?start=([A-Za-z0-9_-]{1,64}+)");

    private static final Pattern LINK_PATTERN = Pattern.compile("^([a-z]++)-([A-Za-z0-9_-]++)");

    /// Reads a link; empty when the text is none. Ignores invisible characters, which text copied from Urdu carries.
    static Optional<DeepLink> parseText(String text) {
        return findWord(START_PATTERN, text)
                .or(() -> findWord(ADDRESS_PATTERN, text))
                .map(LINK_PATTERN::matcher)
                .filter(Matcher::matches)
                .map(link -> new DeepLink(link.group(1), link.group(2)));
    }

    /// Word or unknown link behind `/start`; empty when the text is no such link.
    static Optional<String> findStartWord(String text) {
        return findWord(START_PATTERN, text);
    }

    private static Optional<String> findWord(Pattern pattern, String text) {
        if (text.indexOf('/') < 0) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(TextNormaliser.toSingleLine(text));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// Text form of the link.
    String toText() {
        return START_COMMAND + word + "-" + rest;
    }
}
