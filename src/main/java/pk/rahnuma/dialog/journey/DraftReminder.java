package pk.rahnuma.dialog.journey;

import java.time.Duration;
import java.time.Instant;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.EngineLimits;

/// Reminders of a waiting form: two reminders, then its expiry.
public enum DraftReminder {
    NONE,
    FIRST,
    LAST,
    EXPIRED;

    /// Time of the next reminder or expiry.
    public static Instant nextDue(Session session) {
        Duration after = switch (session.reminded()) {
            case 0 -> EngineLimits.FIRST_REMINDER_DELAY;
            case 1 -> EngineLimits.LAST_REMINDER_DELAY;
            default -> EngineLimits.DRAFT_TTL;
        };
        return session.touched().plus(after);
    }

    /// Reminder that is due; when the first was missed, the last takes its place.
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

    /// Number of reminders after this one.
    public int reminderCount() {
        return ordinal();
    }
}
