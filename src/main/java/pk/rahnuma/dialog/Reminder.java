package pk.rahnuma.dialog;

import java.time.Duration;
import java.time.Instant;
import pk.rahnuma.dialog.script.Limits;

/// What is due to a form that waits: two reminders, then its end.
enum Reminder {
    NONE,
    FIRST,
    LAST,
    EXPIRED;

    /// When the next one is due.
    static Instant due(Session session) {
        Duration after = switch (session.reminded()) {
            case 0 -> Limits.FIRST_REMINDER;
            case 1 -> Limits.LAST_REMINDER;
            default -> Limits.DRAFT;
        };
        return session.touched().plus(after);
    }

    /// Where the first was missed, the last takes its place.
    static Reminder of(Session session, Instant now) {
        if (due(session).isAfter(now)) {
            return NONE;
        }
        if (session.reminded() >= LAST.count()) {
            return EXPIRED;
        }
        boolean last = Duration.between(session.touched(), now).compareTo(Limits.LAST_REMINDER) >= 0;
        return last ? LAST : FIRST;
    }

    /// How often the person has been reminded after it.
    int count() {
        return ordinal();
    }
}
