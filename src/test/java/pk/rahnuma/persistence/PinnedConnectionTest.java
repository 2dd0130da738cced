package pk.rahnuma.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.ConnectionStatus;
import io.micronaut.data.connection.SynchronousConnectionManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDatabase;

class PinnedConnectionTest {

    private final TestDatabase database = TestDatabase.onH2();
    private final Jdbi jdbi = database.jdbi();

    @SuppressWarnings("unchecked")
    private final ConnectionOperations<Connection> current = database.getBean(ConnectionOperations.class);

    @SuppressWarnings("unchecked")
    private final PinnedConnection standing =
            new PinnedConnection(database.getBean(SynchronousConnectionManager.class));

    @BeforeEach
    void make() {
        jdbi.useHandle(handle -> handle.execute("create table line (id int primary key)"));
    }

    @AfterEach
    void close() {
        standing.releaseConnection();
        database.close();
    }

    @Test
    void oneTransactionAfterTheOtherHasTheSameConnectionAndEachIsCommitted() {
        Object first = standing.runTransaction(() -> jdbi.inTransaction(handle -> insert(handle, 1)));
        assertThat(count()).isOne();
        Object second = standing.runTransaction(() -> jdbi.inTransaction(handle -> insert(handle, 2)));
        assertThat(count()).isEqualTo(2);
        assertThat(second).isSameAs(first);
    }

    @Test
    void oneThatFailsLeavesNothingAndTheNextHasAnotherConnection() {
        Object first = standing.runTransaction(() -> jdbi.inTransaction(handle -> insert(handle, 1)));
        assertThatThrownBy(() -> standing.runTransaction(() -> jdbi.inTransaction(handle -> {
                    insert(handle, 2);
                    return insert(handle, 2);
                })))
                .isInstanceOf(RuntimeException.class);
        assertThat(count()).isOne();
        Object next = standing.runTransaction(() -> jdbi.inTransaction(handle -> insert(handle, 3)));
        assertThat(count()).isEqualTo(2);
        assertThat(next).isNotSameAs(first);
    }

    @Test
    void aReturnedConnectionCommitsAutomaticallyAgain() throws SQLException {
        standing.runTransaction(() -> jdbi.inTransaction(handle -> insert(handle, 1)));
        standing.releaseConnection();
        jdbi.useHandle(
                handle -> assertThat(handle.getConnection().getAutoCommit()).isTrue());
        jdbi.useHandle(handle -> insert(handle, 2));
        assertThat(count()).isEqualTo(2);
    }

    private Object insert(Handle handle, int id) {
        handle.execute("insert into line (id) values (?)", id);
        return current.findConnectionStatus()
                .map(ConnectionStatus::getConnection)
                .orElse(null);
    }

    private int count() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from line")
                .mapTo(Integer.class)
                .one());
    }
}
