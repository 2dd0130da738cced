package pk.rahnuma.registration.decision;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.record.ApplicationRepository;

/// Lapses lines whose applicants missed the deadline, and expires those whose last day is over. Several nodes may do it
/// at once: each takes applications
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

    /// @return number of applications of which lines lapsed or expired
    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    int endOverdueLines() {
        Instant now = clock.instant();
        return endOverdueLines(applications.findLate(now, BATCH_SIZE), LineTransition.LAPSE, now)
                + endOverdueLines(
                        applications.findExpiring(WorkingCalendar.dayOf(now), BATCH_SIZE), LineTransition.EXPIRE, now);
    }

    private int endOverdueLines(List<ApplicationRepository.LateApplication> some, LineTransition act, Instant now) {
        return (int) some.stream().filter(late -> ends(late, act, now)).count();
    }

    /// A failure with one application does not affect the others; it is tried again a minute later.
    private boolean ends(ApplicationRepository.LateApplication late, LineTransition act, Instant now) {
        try {
            return transitions.endOverdue(late, act, now);
        } catch (RuntimeException e) {
            FaultLog.logWarning(
                    LOG,
                    "applications: " + act.toWord() + " failed for " + late.id() + ", and is tried again in a minute",
                    e);
            return false;
        }
    }
}
