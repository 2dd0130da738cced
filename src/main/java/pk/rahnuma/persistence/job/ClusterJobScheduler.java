package pk.rahnuma.persistence.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.fault.FaultLog;

/// Runs each [ClusterJob] on one of the nodes at a time, with db-scheduler.
///
/// It runs in the server, not in commands, and starts once the server is up, on a thread of its own.
@Singleton
final class ClusterJobScheduler implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterJobScheduler.class);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(3);

    private final DataSource pool;
    private final Clock clock;
    /// Created on the thread of the scheduler, so that the start of the server does not wait for them.
    private final BeanProvider<ClusterJob> jobs;

    private final Thread starting = Thread.ofVirtual().name("jobs").unstarted(this::start);
    private Scheduler scheduler;
    private boolean closed;

    ClusterJobScheduler(DataSource pool, Clock clock, BeanProvider<ClusterJob> jobs) {
        this.pool = DelegatingDataSource.unwrapDataSource(pool);
        this.clock = clock;
        this.jobs = jobs;
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
            scheduler = createScheduler(jobs.stream().toList(), Duration.ofSeconds(10));
            scheduler.start();
        } catch (RuntimeException e) {
            FaultLog.logError(LOG, "jobs: no erasures, retention or seals on this node until it is restarted", e);
        }
    }

    /// Creates the scheduler.
    ///
    /// @param often interval at which it polls for due jobs
    Scheduler createScheduler(List<ClusterJob> tasks, Duration often) {
        return Scheduler.create(pool)
                .startTasks(tasks.stream().map(this::toTask).toList())
                .clock(clock::instant)
                // A second thread seals the audit log while a long nightly job runs.
                .threads(2)
                .pollingInterval(often)
                // The host name would have to be resolved, and should not be stored.
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                // The features that all databases share suffice for a few jobs; times are UTC.
                .jdbcCustomization(new DefaultJdbcCustomization(true))
                .shutdownMaxWait(SHUTDOWN_TIMEOUT)
                .build();
    }

    private RecurringTask<Void> toTask(ClusterJob job) {
        return Tasks.recurring(job.name(), job.schedule())
                .execute((task, context) -> job.work().accept(clock.instant()));
    }

    @PreDestroy
    synchronized void stopScheduler() {
        closed = true;
        if (scheduler != null) {
            scheduler.stop();
        }
    }
}
