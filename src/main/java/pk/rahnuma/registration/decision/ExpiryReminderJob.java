package pk.rahnuma.registration.decision;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.registration.WorkingCalendar;

/// Reminds people by day that a registration or a certificate ends soon. Several nodes may do it at once: each takes
/// applications that are not locked. Runs in the server, not in commands.
@Singleton
final class ExpiryReminderJob {

    /// Hours of the day, in Pakistan, in which reminders are sent.
    private static final LocalTime FIRST_TIME = LocalTime.of(9, 0);

    private static final LocalTime LAST_TIME = LocalTime.of(20, 0);
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryReminderJob.class);

    private final ExpiryReminderService reminders;
    private final Clock clock;

    ExpiryReminderJob(ExpiryReminderService reminders, Clock clock) {
        this.reminders = reminders;
        this.clock = clock;
    }

    /// @return number of applications of which people were reminded
    @Scheduled(initialDelay = "5m", fixedDelay = "5m")
    int remindOfLastDays() {
        Instant now = clock.instant();
        LocalTime time = LocalTime.ofInstant(now, WorkingCalendar.PAKISTAN_ZONE);
        return time.isBefore(FIRST_TIME) || time.isAfter(LAST_TIME)
                ? 0
                : (int) reminders.findDue(now).stream()
                        .filter(application -> reminds(application, now))
                        .count();
    }

    /// A failure with one application does not affect the others; it is tried again at the next run.
    private boolean reminds(long application, Instant now) {
        try {
            return reminders.remindRecipients(application, now);
        } catch (RuntimeException e) {
            FaultLog.logWarning(
                    LOG, "applications: a reminder of " + application + " failed, and is tried again later", e);
            return false;
        }
    }
}
