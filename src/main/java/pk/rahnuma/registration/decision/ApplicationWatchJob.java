package pk.rahnuma.registration.decision;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.KnownChanges;
import pk.rahnuma.registration.ApplicationsChangedEvent;

/// Polls for changed applications on every node, and notifies the listeners of its process. Ends idle claims.
@Singleton
final class ApplicationWatchJob {

    private final ApplicationWorkRepository work;
    private final ApplicationClaimService claims;
    private final ApplicationEventPublisher<ApplicationsChangedEvent> publisher;
    private final Clock clock;
    private final KnownChanges<Long> knownChanges = new KnownChanges<>();

    ApplicationWatchJob(
            ApplicationWorkRepository work,
            ApplicationClaimService claims,
            ApplicationEventPublisher<ApplicationsChangedEvent> publisher,
            Clock clock) {
        this.work = work;
        this.claims = claims;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    void pollChanges() {
        pollChanges(clock.instant());
    }

    void pollChanges(Instant now) {
        Set<Long> news = knownChanges.replaceAll(
                work.findChangedSince(now.minus(KnownChanges.LOOKBACK), KnownChanges.MAX_CHANGES_READ).stream()
                        .collect(Collectors.toMap(
                                ApplicationWorkRepository.ChangedApplication::id,
                                ApplicationWorkRepository.ChangedApplication::changes,
                                Math::max)));
        if (!news.isEmpty()) {
            publisher.publishEvent(new ApplicationsChangedEvent(news));
        }
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "10m")
    void endIdleClaims() {
        claims.deleteIdleClaims(clock.instant());
    }
}
