package pk.rahnuma.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.StringJoiner;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.registration.RuleViolationException;

/// Range of time of a list, as a URL names it: days in Pakistan, the last one included, or instants.
///
/// @param from and `to`: as they were typed
public record DateRangeQuery(String from, String to) {

    /// Begin of the range.
    ///
    /// @throws RuleViolationException when it is not valid
    public Instant beginInstant() {
        return parseInstant(from, 0);
    }

    /// End of the range, exclusive.
    ///
    /// @throws RuleViolationException when it is not valid
    public Instant endInstant() {
        return parseInstant(to, 1);
    }

    private static Instant parseInstant(String typed, int more) {
        try {
            return typed.contains("T")
                    ? Instant.parse(typed)
                    : LocalDate.parse(typed)
                            .plusDays(more)
                            .atStartOfDay(EngineContext.PAKISTAN_ZONE)
                            .toInstant();
        } catch (DateTimeException e) {
            throw new RuleViolationException("day_expected");
        }
    }

    /// Builds a URL query from names and values; null values are omitted.
    public static String buildQuery(Object... namesAndValues) {
        StringJoiner query = new StringJoiner("&");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                query.add(namesAndValues[i]
                        + "="
                        + URLEncoder.encode(String.valueOf(namesAndValues[i + 1]), StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }
}
