package pk.rahnuma.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDatabase;

class PinnedConnectionTest {

    private final TestDatabase database = TestDatabase.h2();
    private final Jdbi jdbi = database.jdbi();
    private final PinnedConnection standing = new PinnedConnection();

    @BeforeEach
    void make() {
        jdbi.useHandle(handle -> handle.execute("create table line (id int primary key)"));
    }

    @AfterEach
    void close() {
        standing.release();
        database.close();
    }

    @Test
    void one_transaction_after_the_other_has_the_same_connection_and_each_is_committed() {
        Object first = standing.in(() -> jdbi.inTransaction(handle -> insert(handle, 1)));
        assertThat(count()).isOne();
        Object second = standing.in(() -> jdbi.inTransaction(handle -> insert(handle, 2)));
        assertThat(count()).isEqualTo(2);
        assertThat(second).isSameAs(first);
    }

    @Test
    void one_that_fails_leaves_nothing_and_the_next_has_another_connection() {
        Object first = standing.in(() -> jdbi.inTransaction(handle -> insert(handle, 1)));
        assertThatThrownBy(() -> standing.in(() -> jdbi.inTransaction(handle -> {
                    insert(handle, 2);
                    return insert(handle, 2);
                })))
                .isInstanceOf(RuntimeException.class);
        assertThat(count()).isOne();
        Object next = standing.in(() -> jdbi.inTransaction(handle -> insert(handle, 3)));
        assertThat(count()).isEqualTo(2);
        assertThat(next).isNotSameAs(first);
    }

    @Test
    void what_is_given_back_commits_by_itself_again() throws SQLException {
        standing.in(() -> jdbi.inTransaction(handle -> insert(handle, 1)));
        standing.release();
        jdbi.useHandle(
                handle -> assertThat(handle.getConnection().getAutoCommit()).isTrue());
        jdbi.useHandle(handle -> insert(handle, 2));
        assertThat(count()).isEqualTo(2);
    }

    private static Object insert(Handle handle, int id) {
        handle.execute("insert into line (id) values (?)", id);
        return handle.getConnection();
    }

    private int count() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from line")
                .mapTo(Integer.class)
                .one());
    }
}
