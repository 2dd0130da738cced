package pk.rahnuma.registration;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;

/// A row of the table `holiday`.
///
/// @param offOn the day, as `2026-12-25`
@MappedEntity("holiday")
record HolidayRow(@Id String offOn, String name, String who, Instant createdAt) {

    static HolidayRow fromHoliday(PublicHoliday holiday, Instant now) {
        return new HolidayRow(holiday.day().toString(), holiday.name(), holiday.who(), now);
    }

    PublicHoliday toHoliday() {
        return new PublicHoliday(LocalDate.parse(offOn), name, who);
    }
}
