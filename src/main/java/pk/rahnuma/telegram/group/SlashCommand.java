package pk.rahnuma.telegram.group;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command with a slash: `/note@SomeBot call them` is `note` and `call them`.
///
/// @param name in lower case
/// @param rest may be empty
record SlashCommand(String name, String rest) {

    static final String LINK_COMMAND = "link";
    private static final Pattern COMMAND_PATTERN = Pattern.compile("(?s)^/([A-Za-z_]{1,32})(?:@\\w+)?(?:\\s+(.*))?$");

    static Optional<SlashCommand> parseText(String text) {
        Matcher command = COMMAND_PATTERN.matcher(text.strip());
        if (!command.find()) {
            return Optional.empty();
        }
        String rest = command.group(2) == null ? "" : command.group(2).strip();
        return Optional.of(new SlashCommand(command.group(1).toLowerCase(Locale.ROOT), rest));
    }
}
