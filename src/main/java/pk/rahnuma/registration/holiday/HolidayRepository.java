package pk.rahnuma.registration.holiday;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// The table of holidays.
@Singleton
public final class HolidayRepository {

    /// Maximum number of days that are read, the latest.
    static final int MAX_DAYS = 1_000;

    private final Jdbi jdbi;

    public HolidayRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Holidays in order.
    List<PublicHoliday> listHolidays() {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select off_on, name, who from holiday order by off_on desc limit :most")
                        .bind("most", MAX_DAYS)
                        .map((row, context) -> new PublicHoliday(
                                LocalDate.parse(row.getString(1)), row.getString(2), row.getString(3)))
                        .list())
                .reversed();
    }

    void insertHoliday(PublicHoliday holiday, Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into holiday (off_on, name, who, created_at) values (?, ?, ?, ?)",
                holiday.day().toString(),
                holiday.name(),
                holiday.who(),
                now));
    }

    void deleteHoliday(LocalDate day) {
        jdbi.useHandle(handle -> handle.execute("delete from holiday where off_on = ?", day.toString()));
    }
}
