package pk.rahnuma.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DatabaseOutageLogTest {

    private static final SQLException AWAY = new SQLTransientConnectionException("rahnuma - value of Ayesha", "08000");
    private static final SQLException FULL = new SQLException("disk of Ayesha", "HY000", 90031);

    private final AtomicLong nanos = new AtomicLong();
    private final Logger log = (Logger) LoggerFactory.getLogger("DatabaseOutageLogTest");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final DatabaseOutageLog outage = new DatabaseOutageLog(log, nanos::get);

    DatabaseOutageLogTest() {
        log.setAdditive(false);
        lines.start();
        log.addAppender(lines);
    }

    @Test
    void logsItsBeginOnceAMinuteAndItsEndHoweverManyFail() {
        for (int second = 0; second < 150; second++) {
            for (int task = 0; task < 4; task++) {
                outage.onFault(new IllegalStateException("turn", AWAY));
            }
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        outage.onRecovery();
        outage.onRecovery();
        assertThat(said())
                .containsExactly(
                        "database: the database does not answer; no messages are accepted until that is over. Check that it"
                                + " runs and can be reached, and its own log. [IllegalStateException <"
                                + " SQLTransientConnectionException (08000, 0)]",
                        "database: for 60 s now, the database does not answer. Check that it runs and can be reached,"
                                + " and its own log. [IllegalStateException < SQLTransientConnectionException (08000, 0)]",
                        "database: for 120 s now, the database does not answer. Check that it runs and can be reached,"
                                + " and its own log. [IllegalStateException < SQLTransientConnectionException (08000, 0)]",
                        "database: usable again, after 150 s");
    }

    @Test
    void isNotOverWhileTheDatabaseIsSilentWhateverGoesWellWithoutIt() {
        outage.onFault(AWAY);
        outage.silent(true);
        outage.onRecovery();
        assertThat(said()).hasSize(1);
        outage.silent(false);
        outage.onRecovery();
        assertThat(said()).last().asString().startsWith("database: usable again");
    }

    @Test
    void reportsAFullDiskAtOnceWithoutPersonalData() {
        outage.onFault(AWAY);
        outage.onFault(FULL);
        outage.onFault(AWAY);
        assertThat(said()).hasSize(2);
        assertThat(said().getLast()).contains("its disk is full or fails", "Free space on its disk");
        assertThat(said()).noneMatch(line -> line.contains("Ayesha"));
    }

    @Test
    void rowsLockedByOthersAndOtherFaultsAreNoOutage() {
        assertThat(FaultLog.isOutage(new RuntimeException(new SQLException("lock", "HYT00", 1205))))
                .isFalse();
        assertThat(FaultLog.isOutage(new SQLException("syntax", "42000", 42000)))
                .isFalse();
        assertThat(FaultLog.isOutage(new OutOfMemoryError())).isFalse();
        assertThat(FaultLog.isOutage(new RuntimeException(AWAY))).isTrue();
        assertThat(FaultLog.isOutage(FULL)).isTrue();
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
