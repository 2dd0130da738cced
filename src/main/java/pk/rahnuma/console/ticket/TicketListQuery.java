package pk.rahnuma.console.ticket;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.Optional;
import pk.rahnuma.console.page.DateRangeQuery;
import pk.rahnuma.ticket.record.TicketStatisticsRepository;

/// The tickets behind a chart, as an address names them: `by` (a [TicketStatisticsRepository.TicketEvent]), `from` and
/// `to`, and perhaps `language`, `rating`, `kept`, `script` and `step`.
///
/// @param query of its address
record TicketListQuery(TicketStatisticsRepository.CaseFilter cases, String query) {

    /// Empty where the address is about something else.
    ///
    /// @throws pk.rahnuma.registration.RuleViolationException when its times are none
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
                new TicketStatisticsRepository.CaseFilter(
                        when(by), between.beginInstant(), between.endInstant(), language, rating, kept, script, step),
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

    private static TicketStatisticsRepository.TicketEvent when(String by) {
        return Arrays.stream(TicketStatisticsRepository.TicketEvent.values())
                .filter(each -> each.name().equalsIgnoreCase(by))
                .findFirst()
                .orElse(TicketStatisticsRepository.TicketEvent.OPENED);
    }
}
