package pk.rahnuma.registration.decision;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;

/// Makes the decisions whose time has come. Several nodes may do it at once: each decision is one transaction, which
/// locks the application and reads the decision again.
@Singleton
final class DueDecisionJob {

    /// Decisions of one run; the rest follows a second later.
    private static final int BATCH_SIZE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(DueDecisionJob.class);

    private final DecisionProposalRepository proposals;
    private final ApplicationDecisionService decisions;
    private final Clock clock;

    DueDecisionJob(DecisionProposalRepository proposals, ApplicationDecisionService decisions, Clock clock) {
        this.proposals = proposals;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    void makeDueDecisions() {
        makeDueDecisions(clock.instant());
    }

    void makeDueDecisions(Instant now) {
        proposals.findDue(now, BATCH_SIZE).forEach(reference -> makeDecision(new Reference(reference), now));
    }

    /// A failure with one decision does not affect the others; it is tried again a second later. One that is no longer
    /// allowed, since the application has changed, is dropped.
    private void makeDecision(Reference reference, Instant now) {
        try {
            decisions.makeDueDecision(reference, now);
        } catch (RuleViolationException e) {
            FaultLog.runQuietly("drop a decision", () -> decisions.dropDueDecision(reference, now));
        } catch (RuntimeException e) {
            FaultLog.logWarning(LOG, "decisions: one was not made, and is tried again in a second", e);
        }
    }
}
