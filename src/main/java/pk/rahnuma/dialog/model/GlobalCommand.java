package pk.rahnuma.dialog.model;

/// Commands that work at any step of any script, by word or button: corrections, and the exits of a form.
///
/// Words are in the texts under `words.<name in lower case>`, labels under `engine.button.<name in lower case>`.
public enum GlobalCommand {
    BACK,
    CHANGE,
    SKIP,
    HELP,
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

    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// Button data of the command, where no session is needed.
    public String buttonData() {
        return "!" + key();
    }
}
