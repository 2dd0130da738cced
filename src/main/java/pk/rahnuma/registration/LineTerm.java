package pk.rahnuma.registration;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;

// docs/domain.md, "Unsaid": no source states how long a registration is valid.
/// Days on which a line is registered, as far as the operator set them.
///
/// @param from first day; null when not set
/// @param until last day, in Pakistan's time; null when not set
public record LineTerm(@Nullable LocalDate from, @Nullable LocalDate until) {

    /// No day is set.
    public static final LineTerm NONE = new LineTerm(null, null);

    /// True when the last day is over.
    public boolean isOver(Instant now) {
        return until != null && WorkingCalendar.dayOf(now).isAfter(until);
    }

    /// Checks days that staff set.
    ///
    /// @throws RuleViolationException when the last day is before the first, or has passed
    void validateAt(Instant now) {
        if (from != null && until != null && until.isBefore(from)) {
            throw new RuleViolationException("days_order", "from", from.toString(), "until", until.toString());
        }
        if (isOver(now)) {
            throw new RuleViolationException("days_past", "until", until.toString());
        }
    }
}
