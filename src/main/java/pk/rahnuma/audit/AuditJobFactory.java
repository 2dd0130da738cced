package pk.rahnuma.audit;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import pk.rahnuma.persistence.job.ClusterJob;

/// Declares the job of the audit log.
@Factory
final class AuditJobFactory {

    @Singleton
    ClusterJob sealJob(AuditSealService seals) {
        return new ClusterJob("seals", FixedDelay.ofMinutes(1), seals::sealGrownChains);
    }
}
