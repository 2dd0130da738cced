package pk.rahnuma.staff.account;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import pk.rahnuma.staff.notification.StaffNotificationService;

/// Deletes expired failures of sign-ins and notifications every hour, whether or not any member signs in.
@Singleton
final class StaffCleanupJob {

    private final SignInThrottle throttle;
    private final StaffNotificationService notifications;
    private final InstantSource clock;

    StaffCleanupJob(SignInThrottle throttle, StaffNotificationService notifications, InstantSource clock) {
        this.throttle = throttle;
        this.notifications = notifications;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void deleteExpiredSignInFailures() {
        throttle.deleteExpired(clock.instant());
    }

    @Scheduled(initialDelay = "2m", fixedDelay = "1h")
    void deleteExpiredNotifications() {
        notifications.deleteExpired(clock.instant());
    }
}
