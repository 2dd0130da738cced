package pk.rahnuma.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// Description of a fault.
class FaultLogTest {

    @Test
    void quotesNoValueThatADriverNames() {
        SQLException fault = new SQLException("Duplicate entry '42101-7654321-9' for key 'PRIMARY'", "23000", 1062);
        assertThat(FaultLog.describeCauses(new IllegalStateException(fault)))
                .isEqualTo("IllegalStateException < SQLException (23000, 1062)");
    }
}
