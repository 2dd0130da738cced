package pk.rahnuma.registration;

import java.time.Instant;
import java.time.LocalDate;

/// The word of a provider that lines are as the applicant says.
///
/// @param on day on which it confirmed, in Pakistan's time
/// @param by name of the person, or of the office, that confirmed
public record ProviderConfirmation(LocalDate on, String by) {

    /// Maximum characters of the name.
    public static final int MAX_NAME_LENGTH = 120;

    private static final int DAY_LENGTH = 10;

    public ProviderConfirmation {
        by = by.strip();
    }

    /// Checks what staff typed.
    ///
    /// @throws RuleViolationException when the name is missing or too long, or the day has not come
    void validateAt(Instant now) {
        if (by.isEmpty() || by.length() > MAX_NAME_LENGTH) {
            throw new RuleViolationException("confirmed_by", "most", MAX_NAME_LENGTH);
        }
        if (on == null) {
            throw new RuleViolationException("confirmed_day");
        }
        if (on.isAfter(WorkingCalendar.dayOf(now))) {
            throw new RuleViolationException("confirmed_early", "day", on.toString());
        }
    }

    /// The day and the name, to be sealed.
    public String toText() {
        return on + by;
    }

    /// Parses the result of [#toText()].
    public static ProviderConfirmation parseText(String text) {
        return new ProviderConfirmation(LocalDate.parse(text.substring(0, DAY_LENGTH)), text.substring(DAY_LENGTH));
    }
}
