package pk.rahnuma.staff.signin;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import pk.rahnuma.persistence.task.PeriodicTaskRunner;

/// Deletes expired failures of sign-ins every hour, whether or not anybody signs in.
@Singleton
final class SignInFailureCleanupJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final SignInThrottle failures;
    private final PeriodicTaskRunner rounds;
    private final InstantSource clock;

    SignInFailureCleanupJob(SignInThrottle failures, PeriodicTaskRunner rounds, InstantSource clock) {
        this.failures = failures;
        this.rounds = rounds;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        rounds.scheduleEvery(FIRST_DELAY, INTERVAL, "delete expired sign-in failures", this::deleteExpired);
    }

    void deleteExpired() {
        failures.deleteExpired(clock.instant());
    }
}
