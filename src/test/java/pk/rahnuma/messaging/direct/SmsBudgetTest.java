package pk.rahnuma.messaging.direct;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestDatabase;

/// A budget of 300 SMS a day.
@OnEachDatabase(always = true)
class SmsBudgetTest {

    private static final int BUDGET = 300;
    private static final String QUIET = "198.51.100.1";

    /// Eight in the evening in Pakistan.
    private final SteppableClock clock = new SteppableClock("2026-11-30T15:00:00Z");

    private final TestDatabase database;

    SmsBudgetTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void empty() {
        database.sql().execute("delete from sms_day");
    }

    private SmsBudget onNode() {
        return SmsBudgets.onNode(database, clock, BUDGET);
    }

    private static int takeAll(SmsBudget budget, String network) {
        int count = 0;
        while (budget.takeForCode(network)) {
            count++;
        }
        return count;
    }

    private static int takeOfMany(SmsBudget budget) {
        int count = 0;
        for (int network = 0; network < 2 * BUDGET; network++) {
            count += takeAll(budget, "192.0." + network / 256 + "." + network % 256);
        }
        return count;
    }

    @Test
    void allNodesTogetherHaveOneBudgetThatARestartDoesNotRenew() {
        assertThat(takeOfMany(onNode())).isEqualTo(BUDGET);
        assertThat(onNode().hasCodeLeft(QUIET)).isFalse();
        assertThat(onNode().takeForCode(QUIET)).isFalse();
    }

    @Test
    void theNextDayInPakistanHasABudgetOfItsOwn() {
        SmsBudget budget = onNode();
        takeOfMany(budget);
        assertThat(budget.untilNextDay()).isEqualTo(Duration.ofHours(4));
        clock.advanceBy(Duration.ofHours(4));
        assertThat(budget.hasCodeLeft(QUIET)).isTrue();
        assertThat(budget.takeForCode(QUIET)).isTrue();
    }

    @Test
    void loudNetworksLeaveSomethingToAQuietOne() {
        SmsBudget budget = onNode();
        for (int network = 0; network < 10; network++) {
            takeAll(budget, "192.0.2." + network);
        }
        assertThat(budget.hasCodeLeft("192.0.2.1")).isFalse();
        assertThat(budget.takeForCode(QUIET)).isTrue();
    }

    @Test
    void newsLeaveAReserveForCodes() {
        SmsBudget budget = onNode();
        int news = 0;
        while (budget.takeForNews()) {
            news++;
        }
        assertThat(news).isEqualTo(BUDGET * SmsBudget.NEWS_PERCENT / 100);
        assertThat(budget.takeForCode(QUIET)).isTrue();
        assertThat(budget.takeForNews()).isFalse();
    }

    @Test
    void theOperatorIsWarnedOnceBeforeTheBudgetIsUsedUpAndOnceWhenItIs() {
        Logger logger = (Logger) LoggerFactory.getLogger(SmsBudget.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            takeOfMany(onNode());
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        warning -> assertThat(warning).contains("240 of the 300 SMS", "RAHNUMA_SMS_DAILY_BUDGET"),
                        end -> assertThat(end).contains("is used up"));
    }
}
