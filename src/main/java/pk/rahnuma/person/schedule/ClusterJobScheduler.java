package pk.rahnuma.person.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.audit.AuditSealService;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.persistence.fault.FaultLog;
import pk.rahnuma.person.consent.UnconsentedDataService;
import pk.rahnuma.person.erasure.InactivePersonRetentionService;
import pk.rahnuma.person.erasure.PersonErasureService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Runs scheduled jobs with db-scheduler: every minute erasures and the seal of the audit log; every half hour the
/// deletion of messages without consent; every night the deletion of expired data. Where several nodes share a
/// database, each job runs on one of them at a time.
///
/// It runs in the server, not in commands, and starts once the server is up, on a thread of its own.
@Singleton
final class ClusterJobScheduler implements ApplicationEventListener<ServerStartupEvent> {

    static final String ERASURES_TASK = "erasures";
    static final String RETENTION_TASK = "retention";
    static final String SEALS_TASK = "seals";
    static final String UNCONSENTED_DATA_TASK = "unconsented-data";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterJobScheduler.class);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(3);
    /// Time of the lowest load.
    private static final LocalTime NIGHTLY_TIME = LocalTime.of(3, 30);

    private final DataSource pool;
    private final Clock clock;
    private final BeanProvider<PersonErasureService> erasure;
    private final BeanProvider<InactivePersonRetentionService> silence;
    private final BeanProvider<AuditSealService> seals;
    private final BeanProvider<UnconsentedDataService> unconsented;
    private final Thread starting = Thread.ofVirtual().name("jobs").unstarted(this::start);
    private Scheduler scheduler;
    private boolean closed;

    ClusterJobScheduler(
            DataSource pool,
            Clock clock,
            BeanProvider<PersonErasureService> erasure,
            BeanProvider<InactivePersonRetentionService> silence,
            BeanProvider<AuditSealService> seals,
            BeanProvider<UnconsentedDataService> unconsented) {
        this.pool = pool;
        this.clock = clock;
        this.erasure = erasure;
        this.silence = silence;
        this.seals = seals;
        this.unconsented = unconsented;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        starting.start();
    }

    private synchronized void start() {
        if (closed) {
            return;
        }
        try {
            scheduler = createScheduler(Duration.ofSeconds(10));
            scheduler.start();
        } catch (RuntimeException e) {
            FaultLog.logError(LOG, "jobs: no erasures, retention or seals on this node until it is restarted", e);
        }
    }

    /// Creates the scheduler.
    ///
    /// @param often interval at which it polls for due jobs
    Scheduler createScheduler(Duration often) {
        RecurringTask<Void> erasures = Tasks.recurring(ERASURES_TASK, FixedDelay.ofMinutes(1))
                .execute((task, context) -> erasure.get().processDue(clock.instant()));
        RecurringTask<Void> retention = Tasks.recurring(
                        RETENTION_TASK, Schedules.daily(EngineContext.PAKISTAN_ZONE, NIGHTLY_TIME))
                .execute((task, context) -> silence.get().eraseInactive(clock.instant()));
        RecurringTask<Void> sealing = Tasks.recurring(SEALS_TASK, FixedDelay.ofMinutes(1))
                .execute((task, context) -> seals.get().sealGrownChains(clock.instant()));
        RecurringTask<Void> forgetting = Tasks.recurring(UNCONSENTED_DATA_TASK, FixedDelay.ofMinutes(30))
                .execute((task, context) -> unconsented.get().deleteExpired(clock.instant()));
        return Scheduler.create(pool)
                .startTasks(erasures, retention, sealing, forgetting)
                .clock(clock::instant)
                // A second thread seals the audit log while a long nightly job runs.
                .threads(2)
                .pollingInterval(often)
                // The host name would have to be resolved, and should not be stored.
                .schedulerName(new SchedulerName.Fixed(Long.toString(SubjectEncryptionService.newId(), 36)))
                // The features that all databases share suffice for a few jobs; times are UTC.
                .jdbcCustomization(new DefaultJdbcCustomization(true))
                .shutdownMaxWait(SHUTDOWN_TIMEOUT)
                .build();
    }

    @PreDestroy
    synchronized void stopScheduler() {
        closed = true;
        if (scheduler != null) {
            scheduler.stop();
        }
    }
}
