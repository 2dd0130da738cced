package pk.rahnuma.registration.decision;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.task.PeriodicTaskRunner;
import pk.rahnuma.registration.record.ApplicationRepository;

/// Lapses applications whose applicants missed the deadline. Several nodes may do it at once: each takes applications
/// that are not locked, in one small transaction each. Runs in the server, not in commands.
@Singleton
final class ApplicationLapseJob implements ApplicationEventListener<ServerStartupEvent> {

    /// Applications per run; the rest follows a minute later.
    private static final int BATCH_SIZE = 50;

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationLapseJob.class);

    private static final Duration RUN_INTERVAL = Duration.ofMinutes(1);

    private final ApplicationRepository applications;
    /// Created when the first application lapses, so that the start does not wait for it.
    private final BeanProvider<ApplicationDecisionService> decisions;
    private final Clock clock;
    private final PeriodicTaskRunner rounds;

    ApplicationLapseJob(
            ApplicationRepository applications,
            BeanProvider<ApplicationDecisionService> decisions,
            Clock clock,
            PeriodicTaskRunner rounds) {
        this.applications = applications;
        this.decisions = decisions;
        this.clock = clock;
        this.rounds = rounds;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        rounds.scheduleEvery(
                RUN_INTERVAL, RUN_INTERVAL, "look for applications that lapse", () -> lapseOverdue(clock.instant()));
    }

    /// Lapses overdue applications.
    ///
    /// @return number of applications that lapsed
    int lapseOverdue(Instant now) {
        return (int) applications.findLate(now, BATCH_SIZE).stream()
                .filter(late -> lapses(late, now))
                .count();
    }

    /// A failure with one application does not affect the others; it is tried again a minute later.
    private boolean lapses(ApplicationRepository.LateApplication late, Instant now) {
        try {
            return decisions.get().lapseApplication(late, now);
        } catch (RuntimeException e) {
            LOG.warn("applications: {} did not lapse, and is tried again in a minute", late.id(), e);
            return false;
        }
    }
}
