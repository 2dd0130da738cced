package pk.rahnuma.registration;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffPermission;

/// Lists and edits holidays. Each change is recorded in the audit log. Other nodes see it within a minute; running
/// targets keep their time.
@Singleton
public final class HolidayService implements HolidayProvider {

    private static final Logger LOG = LoggerFactory.getLogger(HolidayService.class);
    private static final Duration CACHE_TTL = Duration.ofMinutes(1);
    private static final int MAX_NAME_LENGTH = 100;

    private final TransactionOperations<Connection> transactions;
    private final HolidayRepository holidays;
    private final StaffAuditService audit;
    private final Clock clock;
    private volatile CachedHolidays read = new CachedHolidays(Set.of(), Instant.MIN);

    private record CachedHolidays(Set<LocalDate> days, Instant at) {}

    HolidayService(
            TransactionOperations<Connection> transactions,
            HolidayRepository holidays,
            StaffAuditService audit,
            Clock clock) {
        this.transactions = transactions;
        this.holidays = holidays;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Set<LocalDate> findHolidays() {
        CachedHolidays last = read;
        Instant now = clock.instant();
        if (last.at().plus(CACHE_TTL).isAfter(now)) {
            return last.days();
        }
        try {
            read = new CachedHolidays(
                    listHolidays().stream().map(PublicHoliday::day).collect(Collectors.toUnmodifiableSet()), now);
        } catch (RuntimeException e) {
            FaultLog.logWarning(LOG, "holidays: could not be read; those read before are used", e);
            read = new CachedHolidays(last.days(), now);
        }
        return read.days();
    }

    /// Holidays in order.
    public List<PublicHoliday> listHolidays() {
        return holidays.listHolidays();
    }

    /// Adds a day, or renames it.
    ///
    /// @throws RuleViolationException when the name is not valid
    public void addHoliday(AuthenticatedStaff by, LocalDate day, String name, Instant now) {
        by.requirePermission(StaffPermission.EDIT_CALENDAR);
        String called = name.strip();
        if (called.isEmpty() || called.length() > MAX_NAME_LENGTH) {
            throw new RuleViolationException("holiday_name", "most", MAX_NAME_LENGTH);
        }
        String staffName = StaffNameRules.validateName(by.member().name());
        transactions.executeWrite(status -> {
            holidays.deleteById(day.toString());
            holidays.saveHoliday(HolidayRow.fromHoliday(new PublicHoliday(day, called, staffName), now));
            audit.recordAction(by, "holiday.added", day.toString(), null, now);
            return null;
        });
        read = new CachedHolidays(Set.of(), Instant.MIN);
    }

    public void removeHoliday(AuthenticatedStaff by, LocalDate day, Instant now) {
        by.requirePermission(StaffPermission.EDIT_CALENDAR);
        transactions.executeWrite(status -> {
            holidays.deleteById(day.toString());
            audit.recordAction(by, "holiday.removed", day.toString(), null, now);
            return null;
        });
        read = new CachedHolidays(Set.of(), Instant.MIN);
    }
}
