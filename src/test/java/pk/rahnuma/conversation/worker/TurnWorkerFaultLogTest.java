package pk.rahnuma.conversation.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// Log of a database fault.
class TurnWorkerFaultLogTest {

    @Test
    void quotesNoValueThatADriverNames() {
        SQLException fault = new SQLException("Duplicate entry '42101-7654321-9' for key 'PRIMARY'", "23000", 1062);
        assertThat(TurnWorker.describeCause(new IllegalStateException(fault))).isEqualTo("SQLException 23000 1062");
    }
}
