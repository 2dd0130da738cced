package pk.rahnuma.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.UnexpectedRollbackException;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;

/// Jdbi and Micronaut work in the same transactions.
@OnEachDatabase
class SharedTransactionHandlerTest {

    private final Jdbi jdbi;
    private final TransactionOperations<Connection> transactions;
    private final List<String> calls = new ArrayList<>();

    @SuppressWarnings("unchecked")
    SharedTransactionHandlerTest(TestDatabase database) {
        this.jdbi = database.jdbi();
        this.transactions = database.getBean(TransactionOperations.class);
    }

    @BeforeEach
    void empty() {
        jdbi.useHandle(handle -> handle.execute("delete from lease"));
    }

    @Test
    void statementsOfJdbiAreRolledBackWithTheTransactionOfMicronaut() {
        assertThatThrownBy(() -> transactions.executeWrite(status -> {
                    jdbi.useHandle(handle -> insert(handle, "one"));
                    jdbi.useTransaction(handle -> insert(handle, "two"));
                    assertThat(count()).isEqualTo(2);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(count()).isZero();
    }

    @Test
    void aTransactionOfMicronautJoinsThatOfJdbi() {
        assertThatThrownBy(() -> jdbi.useTransaction(handle -> {
                    insert(handle, "one");
                    transactions.executeWrite(status -> {
                        assertThat(status.isNewTransaction()).isFalse();
                        jdbi.useHandle(inner -> insert(inner, "two"));
                        return null;
                    });
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(count()).isZero();
    }

    @Test
    void callbacksRunAfterTheCommitWhoeverBeganTheTransaction() {
        jdbi.useTransaction(handle -> {
            listen(handle);
            insert(handle, "one");
            assertThat(calls).isEmpty();
        });
        assertThat(calls).containsExactly("committed 1");
        transactions.executeWrite(status -> {
            jdbi.useHandle(handle -> {
                listen(handle);
                insert(handle, "two");
            });
            assertThat(calls).hasSize(1);
            return null;
        });
        assertThat(calls).containsExactly("committed 1", "committed 2");
    }

    @Test
    void callbacksRunAfterARollbackWhoeverBeganTheTransaction() {
        assertThatThrownBy(() -> jdbi.useTransaction(handle -> {
                    listen(handle);
                    throw new IllegalStateException("one");
                }))
                .hasMessage("one");
        assertThatThrownBy(() -> transactions.executeWrite(status -> {
                    jdbi.useHandle(this::listen);
                    throw new IllegalStateException("two");
                }))
                .hasMessage("two");
        assertThat(calls).containsExactly("rolled back", "rolled back");
    }

    @Test
    void aCallbackMayWorkInATransactionOfItsOwn() {
        jdbi.useTransaction(handle -> {
            insert(handle, "one");
            handle.afterCommit(() -> jdbi.useTransaction(next -> insert(next, "two")));
        });
        assertThat(count()).isEqualTo(2);
    }

    /// Jdbi alone would commit here: who catches the exception of a joined transaction must not go on in it.
    @Test
    void aJoinedTransactionThatFailsIsNotCommittedWhoeverCatchesItsException() {
        assertThatThrownBy(() -> jdbi.useTransaction(handle -> {
                    insert(handle, "one");
                    assertThatThrownBy(() -> transactions.executeWrite(status -> {
                                throw new IllegalStateException("caught");
                            }))
                            .hasMessage("caught");
                }))
                .isInstanceOf(UnexpectedRollbackException.class);
        assertThat(count()).isZero();
    }

    @Test
    void aHandleOutsideATransactionCommitsEachStatement() {
        assertThatThrownBy(() -> jdbi.useHandle(handle -> {
                    insert(handle, "one");
                    throw new IllegalStateException("later");
                }))
                .hasMessage("later");
        assertThat(count()).isEqualTo(1);
    }

    private void listen(Handle handle) {
        handle.afterCommit(() -> calls.add("committed " + count()));
        handle.afterRollback(() -> calls.add("rolled back"));
    }

    private static void insert(Handle handle, String lease) {
        handle.execute("insert into lease (name, node_id) values (?, ?)", lease, Instant.EPOCH.getEpochSecond());
    }

    private int count() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from lease")
                .mapTo(Integer.class)
                .one());
    }
}
