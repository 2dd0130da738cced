package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import pk.rahnuma.registration.RuleViolationException;

/// Ranges of days in URLs of lists.
class DateRangeQueryTest {

    @Test
    void daysArePakistaniAndTheLastIsIncluded() {
        DateRangeQuery range = new DateRangeQuery("2026-11-01", "2026-11-30");
        assertThat(range.beginInstant()).isEqualTo(Instant.parse("2026-10-31T19:00:00Z"));
        assertThat(range.endInstant()).isEqualTo(Instant.parse("2026-11-30T19:00:00Z"));
    }

    @Test
    void anInstantIsTakenAsItIs() {
        DateRangeQuery range = new DateRangeQuery("2026-11-01T08:00:00Z", "2026-11-01T09:30:00Z");
        assertThat(range.beginInstant()).isEqualTo(Instant.parse("2026-11-01T08:00:00Z"));
        assertThat(range.endInstant()).isEqualTo(Instant.parse("2026-11-01T09:30:00Z"));
    }

    @Test
    void aDayThatIsNoneIsRefused() {
        assertThatThrownBy(new DateRangeQuery("2026-02-30", "")::beginInstant)
                .isInstanceOf(RuleViolationException.class);
    }

    @Test
    void aQueryLeavesNullsOutAndEncodesTheRest() {
        assertThat(DateRangeQuery.buildQuery("from", "2026-11-01", "to", null, "q", "a&b c"))
                .isEqualTo("from=2026-11-01&q=a%26b+c");
    }
}
