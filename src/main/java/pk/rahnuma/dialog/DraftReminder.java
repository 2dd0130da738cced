package pk.rahnuma.dialog;

import java.time.Duration;
import java.time.Instant;
import pk.rahnuma.dialog.script.EngineLimits;

/// What is due to a form that waits: two reminders, then its end.
enum DraftReminder {
    NONE,
    FIRST,
    LAST,
    EXPIRED;

    /// When the next one is due.
    static Instant due(Session session) {
        Duration after = switch (session.reminded()) {
            case 0 -> EngineLimits.FIRST_REMINDER;
            case 1 -> EngineLimits.LAST_REMINDER;
            default -> EngineLimits.DRAFT;
        };
        return session.touched().plus(after);
    }

    /// Where the first was missed, the last takes its place.
    static DraftReminder of(Session session, Instant now) {
        if (due(session).isAfter(now)) {
            return NONE;
        }
        if (session.reminded() >= LAST.count()) {
            return EXPIRED;
        }
        boolean last = Duration.between(session.touched(), now).compareTo(EngineLimits.LAST_REMINDER) >= 0;
        return last ? LAST : FIRST;
    }

    /// How often the person has been reminded after it.
    int count() {
        return ordinal();
    }
}
