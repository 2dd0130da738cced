package pk.rahnuma.person;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import pk.rahnuma.cluster.OncePerCluster;

/// Deletes personal data when its time has come.
@Singleton
final class RetentionJob {

    private final PersonErasureService erasures;
    private final InactivePersonRetentionService retention;
    private final UnconsentedDataService unconsented;
    private final Clock clock;

    RetentionJob(
            PersonErasureService erasures,
            InactivePersonRetentionService retention,
            UnconsentedDataService unconsented,
            Clock clock) {
        this.erasures = erasures;
        this.retention = retention;
        this.unconsented = unconsented;
        this.clock = clock;
    }

    @OncePerCluster("erasures")
    @Scheduled(initialDelay = "10s", fixedDelay = "1m")
    void eraseDuePersons() {
        erasures.processDue(clock.instant());
    }

    /// Several times at night: a server that is stopped at one of them runs at the next.
    @OncePerCluster("retention")
    @Scheduled(cron = "30 1-5 * * *", zoneId = "Asia/Karachi")
    void deleteExpiredData() {
        retention.eraseInactive(clock.instant());
    }

    @OncePerCluster("unconsented-data")
    @Scheduled(initialDelay = "10s", fixedDelay = "30m")
    void deleteUnconsentedData() {
        unconsented.deleteExpired(clock.instant());
    }
}
