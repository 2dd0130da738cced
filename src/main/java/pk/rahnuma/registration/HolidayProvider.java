package pk.rahnuma.registration;

import java.time.LocalDate;
import java.util.Set;

/// Holidays that staff keep, beside those of the setting.
@FunctionalInterface
public interface HolidayProvider {

    /// As they are now, or were a little ago; quick, and without faults.
    Set<LocalDate> findHolidays();
}
