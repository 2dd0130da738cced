package pk.rahnuma.cluster;

import io.micronaut.context.BeanContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.order.Ordered;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.DelegatingExecutableMethod;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExceptionHandler;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.processor.ScheduledMethodProcessor;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.FaultLog;

/// Runs the `@Scheduled` methods of a server. The framework would run them in commands too, and before the database was
/// checked; here they start last when a server starts. One that is [OncePerCluster] runs on the node that holds its
/// lease. Each continues after any exception, which is logged with the name of the method. No thread is interrupted at
/// shutdown: an interrupt would close the file of the embedded
/// database.
@Singleton
final class ScheduledJobRunner
        implements BeanCreatedEventListener<ScheduledMethodProcessor>,
                ApplicationEventListener<ServerStartupEvent>,
                Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledJobRunner.class);
    private static final long SHUTDOWN_TIMEOUT_MILLIS = 1_000;

    private final ExecutorService threads;
    private final List<Runnable> starts = new ArrayList<>();

    ScheduledJobRunner(@Named(TaskExecutors.SCHEDULED) ExecutorService threads) {
        this.threads = threads;
    }

    /// Runs after all other listeners.
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public ScheduledMethodProcessor onCreated(BeanCreatedEvent<ScheduledMethodProcessor> event) {
        BeanContext beans = event.getSource();
        return new ScheduledMethodProcessor(
                beans, Optional.of(beans.getConversionService()), beans.getBean(TaskExceptionHandler.class)) {
            @Override
            public void process(BeanDefinition<?> bean, ExecutableMethod<?, ?> method) {
                starts.add(() -> super.process(
                        bean,
                        new LoggedMethod<>(
                                method,
                                method.stringValue(OncePerCluster.class)
                                        .map(beans.getBean(LeaseService.class)::forName)
                                        .orElse(null))));
            }
        };
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        starts.forEach(Runnable::run);
    }

    /// Starts no more runs, and waits briefly for those in progress, before any bean that they use is closed.
    @EventListener
    void stopJobs(ShutdownEvent event) throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(SHUTDOWN_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// A method whose exceptions are logged and not thrown.
    private static final class LoggedMethod<B, R> implements DelegatingExecutableMethod<B, R> {

        private final ExecutableMethod<B, R> method;
        private final ClusterLease lease;
        /// True when the last run failed because of the database.
        private volatile boolean outage;

        /// @param lease without which it does not run; null for a job of each node
        LoggedMethod(ExecutableMethod<B, R> method, ClusterLease lease) {
            this.method = method;
            this.lease = lease;
        }

        @Override
        public ExecutableMethod<B, R> getTarget() {
            return method;
        }

        @Override
        public R invoke(B instance, Object... arguments) {
            try {
                R result = lease == null || lease.tryAcquire() ? method.invoke(instance, arguments) : null;
                if (outage) {
                    FaultLog.reportRecovery();
                }
                outage = false;
                return result;
            } catch (RuntimeException | Error e) {
                outage = FaultLog.isOutage(e);
                String name = NameUtils.hyphenate(method.getMethodName()).replace('-', ' ');
                FaultLog.logWarning(LOG, "background task: could not " + name + "; retrying", e);
                return null;
            }
        }
    }
}
