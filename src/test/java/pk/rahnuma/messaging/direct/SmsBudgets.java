package pk.rahnuma.messaging.direct;

import java.time.InstantSource;
import pk.rahnuma.TestDatabase;

/// Creates budgets of SMS over a database.
public final class SmsBudgets {

    private SmsBudgets() {}

    /// Budget of a node, which knows only from the database what others, and itself before a restart, have sent.
    public static SmsBudget onNode(TestDatabase database, InstantSource clock, int dailyBudget) {
        return new SmsBudget(
                database.getBean(SmsDayRepository.class), new SmsConfiguration("log", "", "", dailyBudget), clock);
    }
}
