package pk.rahnuma.dialog.reading;

/// One meaning that a message has.
///
/// @param subject name of what it is about: a command, script, language, reference or question; empty when its kind
///     says all
/// @param confidence 1 when its words say it, the probability of a classifier otherwise
/// @param effect follows the reading; called at most once, and before anything else has changed
public record Reading(ReadingKind kind, String subject, double confidence, Runnable effect) {

    /// Reading by words.
    public static Reading of(ReadingKind kind, String subject, Runnable effect) {
        return new Reading(kind, subject, 1, effect);
    }

    /// Reading by words whose kind says all.
    public static Reading of(ReadingKind kind, Runnable effect) {
        return of(kind, "", effect);
    }
}
