package pk.rahnuma.dialog.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Commands that work at any step of any script, by word or button: corrections, and the exits of a form.
///
/// Words are in the texts under `words.<name in lower case>`, labels under `engine.button.<name in lower case>`.
public enum GlobalCommand {
    BACK,
    CHANGE,
    SKIP,
    HELP,
    DETAILS,
    REPEAT,
    MORE,
    YES,
    DONE,
    SEND,
    ADD,
    REMOVE,
    START,
    MENU,
    STATUS,
    HUMAN,
    ASK,
    LANGUAGE,
    CANCEL,
    CONTINUE,
    KEEP,
    DISCARD,
    RESTART;

    private static final Map<String, GlobalCommand> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(GlobalCommand::key, command -> command));

    /// @return null when no command has this key
    public static GlobalCommand fromKey(String key) {
        return BY_KEY.get(key);
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Button data of the command, where no session is needed.
    public String buttonData() {
        return "!" + key();
    }
}
