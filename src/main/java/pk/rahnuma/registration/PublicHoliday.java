package pk.rahnuma.registration;

import java.time.LocalDate;

/// A day off.
///
/// @param who name of the member of staff who added it
public record PublicHoliday(LocalDate day, String name, String who) {}
