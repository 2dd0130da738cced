package pk.rahnuma.console;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import pk.rahnuma.registration.decision.PendingProposalService;

/// Polls for decisions that wait for a second member of staff, proposed on any node, and notifies the open pages on
/// this node.
@Singleton
final class SecondLookJob {

    private final OpenPageRegistry openPages;
    private final PendingProposalService pendingProposals;

    SecondLookJob(OpenPageRegistry openPages, PendingProposalService pendingProposals) {
        this.openPages = openPages;
        this.pendingProposals = pendingProposals;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    void publishBacklog() {
        if (pendingProposals.isEnabled()) {
            openPages.publishBacklog(pendingProposals::countBacklog);
        }
    }
}
