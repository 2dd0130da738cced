package pk.rahnuma.registration.record;

import java.time.LocalDate;

/// A list of registrations from outside.
///
/// @param name of the list, for the history of its lines; no personal data
/// @param date on which it was made
public record ImportSource(String name, LocalDate date) {

    /// Maximum characters of a name.
    public static final int MAX_NAME_LENGTH = 100;

    String toText() {
        return name + ", " + date;
    }
}
