package pk.rahnuma.console.ticket;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.Optional;
import pk.rahnuma.console.DateRangeQuery;
import pk.rahnuma.ticket.TicketCaseFilter;

/// Query for the tickets behind a chart, as a URL names them: `by` (a [TicketCaseFilter.TicketEvent]), `from`
/// and `to`, and optionally `language`, `rating`, `kept`, `script` and `step`.
///
/// @param query of its URL
record TicketListQuery(TicketCaseFilter cases, String query) {

    /// Reads the query; empty when the URL has none.
    ///
    /// @throws pk.rahnuma.registration.RuleViolationException when its times are not valid
    static Optional<TicketListQuery> fromRequest(HttpRequest<?> request) {
        HttpParameters asked = request.getParameters();
        String by = asked.get("by");
        String from = asked.get("from");
        String to = asked.get("to");
        if (by == null || from == null || to == null) {
            return Optional.empty();
        }
        DateRangeQuery between = new DateRangeQuery(from, to);
        String language = asked.get("language");
        Integer rating = asked.get("rating", Integer.class).orElse(null);
        Boolean kept = asked.get("kept", Boolean.class).orElse(null);
        String script = asked.get("script");
        String step = asked.get("step");
        return Optional.of(new TicketListQuery(
                new TicketCaseFilter(
                        parseEvent(by),
                        between.beginInstant(),
                        between.endInstant(),
                        language,
                        rating,
                        kept,
                        script,
                        step),
                DateRangeQuery.buildQuery(
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

    private static TicketCaseFilter.TicketEvent parseEvent(String by) {
        return Arrays.stream(TicketCaseFilter.TicketEvent.values())
                .filter(each -> each.name().equalsIgnoreCase(by))
                .findFirst()
                .orElse(TicketCaseFilter.TicketEvent.OPENED);
    }
}
