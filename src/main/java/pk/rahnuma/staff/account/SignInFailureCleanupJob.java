package pk.rahnuma.staff.account;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Deletes expired failures of sign-ins every hour, whether or not anybody signs in.
@Singleton
final class SignInFailureCleanupJob {

    private final SignInThrottle throttle;
    private final InstantSource clock;

    SignInFailureCleanupJob(SignInThrottle throttle, InstantSource clock) {
        this.throttle = throttle;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void deleteExpiredSignInFailures() {
        throttle.deleteExpired(clock.instant());
    }
}
