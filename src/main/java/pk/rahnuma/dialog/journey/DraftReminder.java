package pk.rahnuma.dialog.journey;

import java.time.Duration;
import java.time.Instant;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.EngineLimits;

/// What is due to a form that waits: two reminders, then its end.
public enum DraftReminder {
    NONE,
    FIRST,
    LAST,
    EXPIRED;

    /// When the next one is due.
    public static Instant nextDue(Session session) {
        Duration after = switch (session.reminded()) {
            case 0 -> EngineLimits.FIRST_REMINDER_DELAY;
            case 1 -> EngineLimits.LAST_REMINDER_DELAY;
            default -> EngineLimits.DRAFT_TTL;
        };
        return session.touched().plus(after);
    }

    /// Where the first was missed, the last takes its place.
    public static DraftReminder dueAt(Session session, Instant now) {
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
    public int reminderCount() {
        return ordinal();
    }
}
