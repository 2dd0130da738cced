package pk.rahnuma.telegram.update;

/// Records persons who block the bot. Telegram reports it by an update.
public interface BlockListener {

    /// Returns once it is committed. Throws when that is not possible now: Telegram will report it again.
    ///
    /// @param address a Telegram chat id; an unknown one is ignored
    void markBlocked(String address);

    void markUnblocked(String address);
}
