package pk.rahnuma.console.live;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import pk.rahnuma.registration.decision.PendingProposalService;

/// Polls for decisions that wait for a second member of staff, proposed on any node, and notifies the open pages on
/// this node.
@Singleton
final class SecondLookJob {

    private final OpenPageRegistry openPages;
    private final PendingProposalService service;

    SecondLookJob(OpenPageRegistry openPages, PendingProposalService service) {
        this.openPages = openPages;
        this.service = service;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    void publishBacklog() {
        if (service.isEnabled()) {
            openPages.publishBacklog(service::countBacklog);
        }
    }
}
