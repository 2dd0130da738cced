package pk.rahnuma.registration;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Settings of the desk's calendar.
///
/// @param holidays days off, such as `2026-12-25`; none by default
@ConfigurationProperties("rahnuma")
public record WorkingHoursConfiguration(
        @Size(max = 1_000, message = "RAHNUMA_HOLIDAYS must be days by commas, each as 2026-12-25")
        List<LocalDate> holidays) {

    /// Creates the calendar from these holidays and those that staff maintain.
    @Factory
    static final class WorkingCalendarFactory {

        @Singleton
        WorkingCalendar createCalendar(WorkingHoursConfiguration office, HolidayProvider kept) {
            Set<LocalDate> fixed = Set.copyOf(office.holidays());
            return new WorkingCalendar(() -> {
                Set<LocalDate> all = new HashSet<>(fixed);
                all.addAll(kept.findHolidays());
                return all;
            });
        }
    }
}
