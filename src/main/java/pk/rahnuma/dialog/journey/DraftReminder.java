package pk.rahnuma.dialog.journey;

import java.time.Duration;
import java.time.Instant;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.EngineLimits;

/// Reminders of a waiting form: two reminders, then its expiry. A time that the person chose takes the place of the
/// next one.
public enum DraftReminder {
    NONE,
    FIRST,
    LAST,
    EXPIRED,
    CHOSEN;

    /// Time of the next reminder or expiry.
    public static Instant nextDue(Session session) {
        if (session.reminder().time() != null) {
            return session.reminder().time();
        }
        Duration after = switch (session.reminder().count()) {
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
        if (session.reminder().time() != null) {
            return CHOSEN;
        }
        if (session.reminder().count() >= LAST.reminderCount()) {
            return EXPIRED;
        }
        boolean last = Duration.between(session.touched(), now).compareTo(EngineLimits.LAST_REMINDER_DELAY) >= 0;
        return last ? LAST : FIRST;
    }

    /// Session after this reminder was sent.
    public Session afterSending(Session session) {
        return this == CHOSEN
                ? session.withReminderAt(null)
                        .withReminderCount(Math.max(session.reminder().count(), FIRST.reminderCount()))
                : session.withReminderCount(reminderCount());
    }

    /// Number of reminders after this one.
    private int reminderCount() {
        return ordinal();
    }
}
