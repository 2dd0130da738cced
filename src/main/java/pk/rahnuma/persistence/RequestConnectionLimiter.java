package pk.rahnuma.persistence;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;
import pk.rahnuma.shared.NetworkBudget;

/// Limits the connections to the database that requests use at the same time: a quarter of the pool is for messages,
/// deliveries and jobs, and no network gets all of the rest ([NetworkBudget]). A request waits for its place as long as
/// for a connection of the pool. Work outside of requests is not limited.
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestConnectionLimiter implements BeanCreatedEventListener<DataSource> {

    private static final double REQUEST_SHARE = 0.75;

    private final RequestNetworkProvider networks;

    /// Set once the pool exists, before it is used.
    private volatile NetworkBudget networkBudget;

    private volatile HikariPoolMXBean statistics;

    /// Place of the thread's request. A thread that has one takes further connections beside it, so that it never waits
    /// for itself.
    private final ThreadLocal<Boolean> held = ThreadLocal.withInitial(() -> false);

    RequestConnectionLimiter(RequestNetworkProvider networks) {
        this.networks = networks;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        if (!(event.getBean() instanceof HikariDataSource pool)) {
            return event.getBean();
        }
        networkBudget = NetworkBudget.ofMaxPlaces(Math.max(1, (int) (pool.getMaximumPoolSize() * REQUEST_SHARE)));
        statistics = pool.getHikariPoolMXBean();
        return new LimitedDataSource(pool);
    }

    /// Figures of the pool; not before it exists.
    public HikariPoolMXBean poolStatistics() {
        return statistics;
    }

    /// Number of requests that wait for a place.
    public int countWaiting() {
        return networkBudget.countWaiting();
    }

    /// The pool, with a limit for requests.
    private final class LimitedDataSource implements DataSource {

        private final HikariDataSource pool;

        LimitedDataSource(HikariDataSource pool) {
            this.pool = pool;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Optional<String> network = networks.currentNetwork();
            return network.isEmpty() || held.get() ? pool.getConnection() : openAtPlace(network.get());
        }

        private Connection openAtPlace(String network) throws SQLException {
            try {
                if (!networkBudget.reserve(network, 1, Duration.ofMillis(pool.getConnectionTimeout()))) {
                    throw new SQLTransientConnectionException(
                            "requests of the network use all connections that it may have");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLTransientConnectionException("interrupted", e);
            }
            held.set(true);
            AtomicBoolean released = new AtomicBoolean();
            Runnable release = () -> {
                if (released.compareAndSet(false, true)) {
                    held.remove();
                    networkBudget.release(network, 1);
                }
            };
            try {
                return releaseOnClose(pool.getConnection(), release);
            } catch (SQLException | RuntimeException e) {
                release.run();
                throw e;
            }
        }

        private static Connection releaseOnClose(Connection connection, Runnable release) {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        } finally {
                            if (method.getName().equals("close")) {
                                release.run();
                            }
                        }
                    });
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return pool.getConnection(user, password);
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            return pool.getLogWriter();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            pool.setLogWriter(out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            pool.setLoginTimeout(seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return pool.getLoginTimeout();
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            return type.isInstance(pool) ? type.cast(pool) : pool.unwrap(type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return type.isInstance(pool) || pool.isWrapperFor(type);
        }
    }
}
