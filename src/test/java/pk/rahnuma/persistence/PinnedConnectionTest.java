package pk.rahnuma.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.ConnectionStatus;
import io.micronaut.data.connection.SynchronousConnectionManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.TestSql;

class PinnedConnectionTest {

    private final TestDatabase database = TestDatabase.onH2();
    private final TestSql sql = database.sql();

    @SuppressWarnings("unchecked")
    private final ConnectionOperations<Connection> current = database.getBean(ConnectionOperations.class);

    @SuppressWarnings("unchecked")
    private final PinnedConnection standing =
            new PinnedConnection(database.getBean(SynchronousConnectionManager.class));

    @BeforeEach
    void make() {
        sql.execute("drop table if exists pinned_row");
        sql.execute("create table pinned_row (id int primary key)");
    }

    @AfterEach
    void close() {
        standing.releaseConnection();
        database.close();
    }

    @Test
    void oneTransactionAfterTheOtherHasTheSameConnectionAndEachIsCommitted() {
        Object first = standing.runTransaction(() -> sql.inTransaction(() -> insert(1)));
        assertThat(count()).isOne();
        Object second = standing.runTransaction(() -> sql.inTransaction(() -> insert(2)));
        assertThat(count()).isEqualTo(2);
        assertThat(second).isSameAs(first);
    }

    @Test
    void oneThatFailsLeavesNothingAndTheNextHasAnotherConnection() {
        Object first = standing.runTransaction(() -> sql.inTransaction(() -> insert(1)));
        assertThatThrownBy(() -> standing.runTransaction(() -> sql.inTransaction(() -> {
                    insert(2);
                    return insert(2);
                })))
                .isInstanceOf(RuntimeException.class);
        assertThat(count()).isOne();
        Object next = standing.runTransaction(() -> sql.inTransaction(() -> insert(3)));
        assertThat(count()).isEqualTo(2);
        assertThat(next).isNotSameAs(first);
    }

    @Test
    void aReturnedConnectionCommitsAutomaticallyAgain() throws SQLException {
        standing.runTransaction(() -> sql.inTransaction(() -> insert(1)));
        standing.releaseConnection();
        assertThat(sql.withConnection(Connection::getAutoCommit)).isTrue();
        insert(2);
        assertThat(count()).isEqualTo(2);
    }

    private Object insert(int id) {
        sql.execute("insert into pinned_row (id) values (?)", id);
        return current.findConnectionStatus()
                .map(ConnectionStatus::getConnection)
                .orElse(null);
    }

    private int count() {
        return sql.queryOne(Integer.class, "select count(*) from pinned_row");
    }
}
