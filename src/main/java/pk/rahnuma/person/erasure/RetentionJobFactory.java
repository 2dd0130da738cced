package pk.rahnuma.person.erasure;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.LocalTime;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.persistence.job.ClusterJob;
import pk.rahnuma.person.consent.UnconsentedDataService;

/// Declares the jobs that delete personal data.
@Factory
final class RetentionJobFactory {

    /// Time of the lowest load.
    private static final LocalTime NIGHTLY_TIME = LocalTime.of(3, 30);

    @Singleton
    ClusterJob erasureJob(PersonErasureService erasures) {
        return new ClusterJob("erasures", FixedDelay.ofMinutes(1), erasures::processDue);
    }

    @Singleton
    ClusterJob retentionJob(InactivePersonRetentionService inactive) {
        return new ClusterJob(
                "retention", Schedules.daily(EngineContext.PAKISTAN_ZONE, NIGHTLY_TIME), inactive::eraseInactive);
    }

    @Singleton
    ClusterJob unconsentedDataJob(UnconsentedDataService unconsented) {
        return new ClusterJob("unconsented-data", FixedDelay.ofMinutes(30), unconsented::deleteExpired);
    }
}
