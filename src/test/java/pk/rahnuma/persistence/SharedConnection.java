package pk.rahnuma.persistence;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.ConnectionStatus;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/// Connection of a handle of Jdbi: that of Micronaut's transaction while there is one, otherwise one of its own, which
/// the first statement takes from the pool.
final class SharedConnection implements InvocationHandler {

    private final DataSource pool;
    private final ConnectionOperations<Connection> connections;
    private Connection own;

    private SharedConnection(DataSource pool, ConnectionOperations<Connection> connections) {
        this.pool = pool;
        this.connections = connections;
    }

    static Connection openConnection(DataSource pool, ConnectionOperations<Connection> connections) {
        return (Connection) Proxy.newProxyInstance(
                SharedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new SharedConnection(pool, connections));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "equals":
                return proxy == arguments[0];
            case "hashCode":
                return System.identityHashCode(proxy);
            case "close":
                closeOwn();
                return null;
            default:
                try {
                    return method.invoke(current(), arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
        }
    }

    private Connection current() throws SQLException {
        Optional<ConnectionStatus<Connection>> shared = connections.findConnectionStatus();
        if (shared.isPresent()) {
            return shared.get().getConnection();
        }
        if (own == null) {
            own = pool.getConnection();
        }
        return own;
    }

    private void closeOwn() throws SQLException {
        Connection opened = own;
        own = null;
        if (opened != null) {
            opened.close();
        }
    }
}
