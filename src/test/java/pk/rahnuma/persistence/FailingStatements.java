package pk.rahnuma.persistence;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// Makes one statement, or one commit, of a thread fail: a server has it with the property [#PROPERTY].
///
///     statements.failAt(7, FaultMoment.AFTER);
///     … // the eighth statement of this thread is executed, and then its connection is lost
///     statements.stop()  → whether it came so far
@Singleton
@Requires(property = FailingStatements.PROPERTY)
public final class FailingStatements implements BeanCreatedEventListener<DatasourceConfiguration> {

    public static final String PROPERTY = "rahnuma.test.failing-statements";

    private static final String DEADLOCK = "40001";
    private static final String CONNECTION_LOST = "08S01";

    private final ThreadLocal<Plan> plans = new ThreadLocal<>();

    /// When the fault comes.
    public enum FaultMoment {
        /// The statement is refused, as after a deadlock.
        BEFORE,
        /// The statement was executed, and the response is lost with its connection.
        AFTER
    }

    private static final class Plan {
        private final FaultMoment moment;
        private int left;
        private boolean fired;

        Plan(int step, FaultMoment moment) {
            this.left = step;
            this.moment = moment;
        }
    }

    /// @param step number of statements and commits of this thread before the one that fails
    public void failAt(int step, FaultMoment moment) {
        plans.set(new Plan(step, moment));
    }

    /// Ends the plan of this thread.
    ///
    /// @return whether a statement failed
    public boolean stop() {
        boolean fired = plans.get().fired;
        plans.remove();
        return fired;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        event.getBean().setDataSource(new FailingDataSource(event.getBean()));
        return event.getBean();
    }

    private Object countStep(Object target, Method method, Object[] arguments) throws Throwable {
        Plan plan = plans.get();
        if (plan == null || plan.fired || plan.left-- > 0) {
            return invoke(target, method, arguments);
        }
        plan.fired = true;
        if (plan.moment == FaultMoment.BEFORE) {
            throw new SQLException("a test refuses this statement", DEADLOCK);
        }
        invoke(target, method, arguments);
        throw new SQLException("a test loses this response", CONNECTION_LOST);
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Connection wrap(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("commit")) {
                return countStep(connection, method, arguments);
            }
            Object result = invoke(connection, method, arguments);
            if (result instanceof PreparedStatement statement) {
                return wrap(PreparedStatement.class, statement);
            }
            return result instanceof Statement statement ? wrap(Statement.class, statement) : result;
        });
    }

    private <S extends Statement> S wrap(Class<S> type, S statement) {
        return proxy(
                type,
                (method, arguments) -> method.getName().startsWith("execute")
                        ? countStep(statement, method, arguments)
                        : invoke(statement, method, arguments));
    }

    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.on(method, arguments)));
    }

    /// Connections without a pool.
    private final class FailingDataSource implements DataSource {

        private final DatasourceConfiguration configuration;

        FailingDataSource(DatasourceConfiguration configuration) {
            this.configuration = configuration;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Properties properties = new Properties();
            properties.putAll(configuration.getDataSourceProperties());
            if (configuration.getUsername() != null) {
                properties.put("user", configuration.getUsername());
            }
            if (configuration.getPassword() != null) {
                properties.put("password", configuration.getPassword());
            }
            return wrap(DriverManager.getConnection(configuration.getUrl(), properties));
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            // Nothing is logged.
        }

        @Override
        public void setLoginTimeout(int seconds) {
            // That of the driver.
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("no " + type);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
