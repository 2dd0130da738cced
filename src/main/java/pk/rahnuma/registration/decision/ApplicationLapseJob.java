package pk.rahnuma.registration.decision;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.registration.record.ApplicationRepository;

/// Lapses applications whose applicants missed the deadline. Several nodes may do it at once: each takes applications
/// that are not locked, in one small transaction each. Runs in the server, not in commands.
@Singleton
final class ApplicationLapseJob {

    /// Applications per run; the rest follows a minute later.
    private static final int BATCH_SIZE = 50;

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationLapseJob.class);

    private final ApplicationRepository applications;
    private final DeadlineTransitionService transitions;
    private final Clock clock;

    ApplicationLapseJob(ApplicationRepository applications, DeadlineTransitionService transitions, Clock clock) {
        this.applications = applications;
        this.transitions = transitions;
        this.clock = clock;
    }

    /// @return number of applications that lapsed
    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    int lapseOverdueApplications() {
        Instant now = clock.instant();
        return (int) applications.findLate(now, BATCH_SIZE).stream()
                .filter(late -> lapses(late, now))
                .count();
    }

    /// A failure with one application does not affect the others; it is tried again a minute later.
    private boolean lapses(ApplicationRepository.LateApplication late, Instant now) {
        try {
            return transitions.lapseApplication(late, now);
        } catch (RuntimeException e) {
            FaultLog.logWarning(
                    LOG, "applications: " + late.id() + " did not lapse, and is tried again in a minute", e);
            return false;
        }
    }
}
