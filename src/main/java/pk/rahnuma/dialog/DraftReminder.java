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
    static Instant nextDue(Session session) {
        Duration after = switch (session.reminded()) {
            case 0 -> EngineLimits.FIRST_REMINDER_DELAY;
            case 1 -> EngineLimits.LAST_REMINDER_DELAY;
            default -> EngineLimits.DRAFT_TTL;
        };
        return session.touched().plus(after);
    }

    /// Where the first was missed, the last takes its place.
    static DraftReminder dueAt(Session session, Instant now) {
        if (nextDue(session).isAfter(now)) {
            return NONE;
        }
        if (session.reminded() >= LAST.reminderCount()) {
            return EXPIRED;
        }
        boolean last = Duration.between(session.touched(), now).compareTo(EngineLimits.LAST_REMINDER_DELAY) >= 0;
        return last ? LAST : FIRST;
    }

    /// How often the person has been reminded after it.
    int reminderCount() {
        return ordinal();
    }
}
