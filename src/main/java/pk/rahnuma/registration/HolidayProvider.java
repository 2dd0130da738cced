package pk.rahnuma.registration;

import java.time.LocalDate;
import java.util.Set;

/// Holidays that staff maintain, in addition to those of the setting.
@FunctionalInterface
public interface HolidayProvider {

    /// Holidays, perhaps cached for a short time; must be quick and must not throw.
    Set<LocalDate> findHolidays();
}
