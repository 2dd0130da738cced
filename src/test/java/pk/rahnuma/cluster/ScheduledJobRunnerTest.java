package pk.rahnuma.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.scheduling.instrument.InstrumentedExecutorService;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;

class ScheduledJobRunnerTest {

    private static final String PROPERTY = "rahnuma.test.jobs";
    private static final String CLUSTER_PROPERTY = "rahnuma.test.cluster-jobs";

    @Singleton
    @Requires(property = PROPERTY)
    static class FailingJob {

        private final AtomicInteger runs = new AtomicInteger();

        @Scheduled(fixedDelay = "10ms")
        void countStrangeThings() {
            switch (runs.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("a secret");
                case 2 -> throw new IllegalStateException(new SQLException("gone", "08000"));
                default -> {}
            }
        }
    }

    /// Runs until the server stops, and a little longer than a server that does not wait would need for that.
    @Singleton
    @Requires(property = PROPERTY)
    static class LongJob {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final AtomicInteger queries = new AtomicInteger();
        private final DataSource pool;
        private final ExecutorService threads;

        LongJob(DataSource pool, @Named(TaskExecutors.SCHEDULED) ExecutorService threads) {
            this.pool = DelegatingDataSource.unwrapDataSource(pool);
            this.threads = threads;
        }

        @Scheduled(fixedDelay = "1h")
        void queryAtTheStop() throws Exception {
            begun.countDown();
            AwaitSupport.await().until(threads::isShutdown);
            TimeUnit.MILLISECONDS.sleep(200);
            pool.getConnection().close();
            queries.incrementAndGet();
        }
    }

    @Singleton
    @Requires(property = CLUSTER_PROPERTY)
    static class CountingJob {

        private final AtomicInteger runs = new AtomicInteger();

        @OncePerCluster("counting")
        @Scheduled(fixedDelay = "20ms")
        void countRuns() {
            runs.incrementAndGet();
        }
    }

    private static TestServer server() {
        return TestServer.onH2().withProperty(PROPERTY, true).startServer();
    }

    private static ScheduledThreadPoolExecutor threads(ApplicationContext context) {
        ExecutorService threads = context.getBean(ExecutorService.class, Qualifiers.byName(TaskExecutors.SCHEDULED));
        return (ScheduledThreadPoolExecutor) ((InstrumentedExecutorService) threads).getTarget();
    }

    @Test
    void aJobThatFailsIsLoggedWithoutMessagesAndContinuesWhileAnotherIsBusy() {
        Logger logger = (Logger) LoggerFactory.getLogger("pk.rahnuma");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        // As in production.
        logger.setLevel(Level.INFO);
        try (TestServer server = server()) {
            AwaitSupport.await()
                    .until(() -> server.getBean(FailingJob.class).runs.get() > 3);
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsSubsequence(
                        "background task: could not count strange things; retrying: IllegalStateException",
                        "database: the database does not answer; no messages are accepted until that is over. Check that"
                                + " it runs and can be reached, and its own log."
                                + " [IllegalStateException < SQLException (08000, 0)]")
                .anyMatch(line -> line.startsWith("database: usable again"));
    }

    @Test
    void aJobOfTheClusterRunsOnTheNodeThatHoldsItsLease() {
        TestServer.Builder node = TestServer.onMariaDb().withProperty(CLUSTER_PROPERTY, true);
        try (TestServer first = node.startServer();
                TestServer second = node.startServer()) {
            AtomicInteger runsOfFirst = first.getBean(CountingJob.class).runs;
            AtomicInteger runsOfSecond = second.getBean(CountingJob.class).runs;
            AwaitSupport.await().until(() -> runsOfFirst.get() > 20);
            assertThat(runsOfSecond).hasValue(0);
            first.stop();
            int last = runsOfFirst.get();
            AwaitSupport.await().until(() -> runsOfSecond.get() > 3);
            assertThat(runsOfFirst).hasValue(last);
        }
    }

    @Test
    void atTheStopARunInProgressEndsWithoutAnInterruptBeforeThePoolCloses() throws InterruptedException {
        LongJob busy;
        try (TestServer server = server()) {
            busy = server.getBean(LongJob.class);
            assertThat(busy.begun.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(busy.queries).hasValue(1);
    }

    @Test
    void thereIsAThreadForEachJobOfAServerAndACommandHasNoJobs() {
        try (TestServer server = TestServer.onH2().startServer();
                CommandContext command = ContextBootstrap.openContext(server.settings())) {
            ScheduledThreadPoolExecutor threads = threads(server.context());
            AwaitSupport.await().until(() -> threads.getPoolSize() >= 10);
            assertThat(threads.getCorePoolSize())
                    .isGreaterThanOrEqualTo(threads.getQueue().size() + threads.getActiveCount());
            assertThat(threads(command.context()).getTaskCount()).isZero();
        }
    }
}
