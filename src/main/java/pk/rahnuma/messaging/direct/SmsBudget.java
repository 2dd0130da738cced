package pk.rahnuma.messaging.direct;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.shared.NetworkUsage;

/// Budget of SMS of a day in Pakistan, of all nodes together, which bounds what they cost. A message counts when it is
/// handed to the gateway, whatever becomes of it.
///
/// Networks share it by the rule of [NetworkUsage], so that none uses it up for others. News stop before codes do,
/// since without a code no person can sign in. The operator is warned in the log before it is used up.
@Singleton
@Requires(beans = SmsConfiguration.class)
public class SmsBudget {

    /// Part of the budget, in percent, at which the operator is warned.
    static final int ALARM_PERCENT = 80;

    /// Part of the budget, in percent, beyond which no news are sent.
    static final int NEWS_PERCENT = 75;

    private static final int HUNDRED_PERCENT = 100;
    private static final int STORED_DAYS = 30;
    private static final ZoneId PAKISTAN_ZONE = ZoneId.of("Asia/Karachi");
    private static final Logger LOG = LoggerFactory.getLogger(SmsBudget.class);

    private final SmsDayRepository days;
    private final long budget;
    private final NetworkUsage usage;
    private final InstantSource clock;
    private final AtomicInteger alarmedDay = new AtomicInteger();
    private final AtomicInteger usedUpDay = new AtomicInteger();

    SmsBudget(SmsDayRepository days, SmsConfiguration settings, InstantSource clock) {
        this.days = days;
        this.budget = settings.dailyBudget();
        this.usage = new NetworkUsage(budget, Duration.ofDays(1), clock);
        this.clock = clock;
    }

    /// Tells whether a code could be sent now.
    ///
    /// @param network that requests it
    public boolean hasCodeLeft(String network) {
        return countSent() + 1 + usage.findRequiredRest(network, 1) <= budget;
    }

    /// Counts a code.
    ///
    /// @param network that requests it
    /// @return false when it must not be sent
    public boolean takeForCode(String network) {
        if (!countMessage(usage.findRequiredRest(network, 1), budget)) {
            return false;
        }
        usage.addUse(network, 1);
        return true;
    }

    /// Counts a piece of news.
    ///
    /// @return false when it must not be sent today
    public boolean takeForNews() {
        return countMessage(0, budget * NEWS_PERCENT / HUNDRED_PERCENT);
    }

    private boolean countMessage(long rest, long most) {
        int day = findDay();
        boolean counted = days.countOne(day, rest, most) > 0;
        if (!counted && days.findByDayNumber(day).isEmpty()) {
            days.deleteByDayNumberLessThan(day - STORED_DAYS);
            days.insertMissing(day);
            counted = days.countOne(day, rest, most) > 0;
        }
        warnOperator(day);
        return counted;
    }

    /// Each node warns once a day.
    private void warnOperator(int day) {
        long sent = countSent();
        if (sent >= budget && usedUpDay.getAndSet(day) != day) {
            LOG.warn(
                    "sms: the budget of today, {} SMS, is used up: no code and no news go by SMS before midnight in"
                            + " Pakistan. RAHNUMA_SMS_DAILY_BUDGET sets it",
                    budget);
        } else if (sent < budget
                && sent * HUNDRED_PERCENT >= budget * ALARM_PERCENT
                && alarmedDay.getAndSet(day) != day) {
            LOG.warn(
                    "sms: {} of the {} SMS of today are used: look whether somebody floods the sign-in, or raise"
                            + " RAHNUMA_SMS_DAILY_BUDGET",
                    sent,
                    budget);
        }
    }

    /// SMS of today.
    long countSent() {
        return days.findByDayNumber(findDay())
                .map(SmsDayRepository.SmsDayRow::sent)
                .orElse(0);
    }

    long dailyBudget() {
        return budget;
    }

    /// Time until the budget of the next day.
    public Duration untilNextDay() {
        Instant now = clock.instant();
        Instant midnight = LocalDate.ofInstant(now, PAKISTAN_ZONE)
                .plusDays(1)
                .atStartOfDay(PAKISTAN_ZONE)
                .toInstant();
        return Duration.between(now, midnight);
    }

    private int findDay() {
        return Math.toIntExact(
                LocalDate.ofInstant(clock.instant(), PAKISTAN_ZONE).toEpochDay());
    }
}
