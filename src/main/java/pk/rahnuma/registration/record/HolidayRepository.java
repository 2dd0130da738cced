package pk.rahnuma.registration.record;

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

/// Holidays that staff maintain. Other nodes see a change within a minute; running targets keep their time.
@Singleton
public final class HolidayRepository implements HolidayProvider {

    private static final Logger LOG = LoggerFactory.getLogger(HolidayRepository.class);
    private static final Duration CACHE_TTL = Duration.ofMinutes(1);
    private static final int MAX_NAME_LENGTH = 100;

    /// Maximum number of days that are read, the latest.
    static final int MAX_DAYS = 1_000;

    private final Jdbi jdbi;
    private final Clock clock;
    private volatile CachedHolidays read = new CachedHolidays(Set.of(), Instant.MIN);

    private record CachedHolidays(Set<LocalDate> days, Instant at) {}

    public HolidayRepository(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /// A day off.
    ///
    /// @param who name of the member of staff who added it
    public record Holiday(LocalDate day, String name, String who) {}

    @Override
    public Set<LocalDate> findHolidays() {
        CachedHolidays last = read;
        Instant now = clock.instant();
        if (last.at().plus(CACHE_TTL).isAfter(now)) {
            return last.days();
        }
        try {
            read = new CachedHolidays(
                    listHolidays().stream().map(Holiday::day).collect(Collectors.toUnmodifiableSet()), now);
        } catch (RuntimeException e) {
            FaultLog.logWarning(LOG, "holidays: could not be read; those read before are used", e);
            read = new CachedHolidays(last.days(), now);
        }
        return read.days();
    }

    /// Holidays in order.
    public List<Holiday> listHolidays() {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select off_on, name, who from holiday order by off_on desc limit :most")
                        .bind("most", MAX_DAYS)
                        .map((row, context) ->
                                new Holiday(LocalDate.parse(row.getString(1)), row.getString(2), row.getString(3)))
                        .list())
                .reversed();
    }

    /// Adds a day, or renames it.
    ///
    /// @throws RuleViolationException when the name is not valid
    public void addHoliday(LocalDate day, String name, String staff, Instant now) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > MAX_NAME_LENGTH) {
            throw new RuleViolationException("holiday_name", "most", MAX_NAME_LENGTH);
        }
        String who = StaffNameRules.validateName(staff);
        jdbi.useTransaction(handle -> {
            handle.execute("delete from holiday where off_on = ?", day.toString());
            handle.execute(
                    "insert into holiday (off_on, name, who, created_at) values (?, ?, ?, ?)",
                    day.toString(),
                    called,
                    who,
                    now);
        });
        read = new CachedHolidays(Set.of(), Instant.MIN);
    }

    public void removeHoliday(LocalDate day) {
        jdbi.useHandle(handle -> handle.execute("delete from holiday where off_on = ?", day.toString()));
        read = new CachedHolidays(Set.of(), Instant.MIN);
    }
}
