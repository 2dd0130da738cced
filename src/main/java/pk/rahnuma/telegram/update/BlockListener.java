package pk.rahnuma.telegram.update;

/// Who does not want to be written to. Telegram says so by an update of its own.
public interface BlockListener {

    /// Returns once it is committed. Throws when that is not possible now: Telegram will say it again.
    ///
    /// @param address a Telegram chat id; one never seen before is no fault
    void markBlocked(String address);

    void markUnblocked(String address);
}
