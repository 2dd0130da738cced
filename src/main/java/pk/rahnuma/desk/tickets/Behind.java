package pk.rahnuma.desk.tickets;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.Optional;
import pk.rahnuma.desk.page.Between;
import pk.rahnuma.support.records.TicketFigures;

/// The tickets behind a chart, as an address names them: `by` (a [TicketFigures.By]), `from` and `to`, and perhaps
/// `language`, `rating`, `kept`, `script` and `step`.
///
/// @param query of its address
record Behind(TicketFigures.Cases cases, String query) {

    /// Empty where the address is about something else.
    ///
    /// @throws pk.rahnuma.registration.NotPossible when its times are none
    static Optional<Behind> of(HttpRequest<?> request) {
        HttpParameters asked = request.getParameters();
        String by = asked.get("by");
        String from = asked.get("from");
        String to = asked.get("to");
        if (by == null || from == null || to == null) {
            return Optional.empty();
        }
        Between between = new Between(from, to);
        String language = asked.get("language");
        Integer rating = asked.get("rating", Integer.class).orElse(null);
        Boolean kept = asked.get("kept", Boolean.class).orElse(null);
        String script = asked.get("script");
        String step = asked.get("step");
        return Optional.of(new Behind(
                new TicketFigures.Cases(when(by), between.begin(), between.end(), language, rating, kept, script, step),
                Between.query(
                        "by",
                        by,
                        "from",
                        from,
                        "to",
                        to,
                        "language",
                        language,
                        "rating",
                        rating,
                        "kept",
                        kept,
                        "script",
                        script,
                        "step",
                        step)));
    }

    private static TicketFigures.By when(String by) {
        return Arrays.stream(TicketFigures.By.values())
                .filter(each -> each.name().equalsIgnoreCase(by))
                .findFirst()
                .orElse(TicketFigures.By.OPENED);
    }
}
