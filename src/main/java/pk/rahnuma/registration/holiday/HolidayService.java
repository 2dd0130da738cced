package pk.rahnuma.registration.holiday;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.fault.FaultLog;
import pk.rahnuma.registration.HolidayProvider;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffNameRules;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.record.StaffAuditService;

/// Lists and edits holidays. Each change is recorded in the audit log. Other nodes see it within a minute; running
/// targets keep their time.
@Singleton
public final class HolidayService implements HolidayProvider {

    private static final Logger LOG = LoggerFactory.getLogger(HolidayService.class);
    private static final Duration CACHE_TTL = Duration.ofMinutes(1);
    private static final int MAX_NAME_LENGTH = 100;

    private final Jdbi jdbi;
    private final HolidayRepository holidays;
    private final StaffAuditService audit;
    private final Clock clock;
    private volatile CachedHolidays read = new CachedHolidays(Set.of(), Instant.MIN);

    private record CachedHolidays(Set<LocalDate> days, Instant at) {}

    public HolidayService(Jdbi jdbi, HolidayRepository holidays, StaffAuditService audit, Clock clock) {
        this.jdbi = jdbi;
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
        jdbi.useTransaction(handle -> {
            holidays.deleteHoliday(day);
            holidays.insertHoliday(new PublicHoliday(day, called, staffName), now);
            audit.recordAction(by, "holiday.added", day.toString(), null, now);
        });
        read = new CachedHolidays(Set.of(), Instant.MIN);
    }

    public void removeHoliday(AuthenticatedStaff by, LocalDate day, Instant now) {
        by.requirePermission(StaffPermission.EDIT_CALENDAR);
        jdbi.useTransaction(handle -> {
            holidays.deleteHoliday(day);
            audit.recordAction(by, "holiday.removed", day.toString(), null, now);
        });
        read = new CachedHolidays(Set.of(), Instant.MIN);
    }
}
