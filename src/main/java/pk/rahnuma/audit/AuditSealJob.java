package pk.rahnuma.audit;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import pk.rahnuma.cluster.OncePerCluster;

/// Seals the audit log.
@Singleton
final class AuditSealJob {

    private final AuditSealService seals;
    private final Clock clock;

    AuditSealJob(AuditSealService seals, Clock clock) {
        this.seals = seals;
        this.clock = clock;
    }

    @OncePerCluster("seals")
    @Scheduled(initialDelay = "10s", fixedDelay = "1m")
    void sealGrownChains() {
        seals.sealGrownChains(clock.instant());
    }
}
