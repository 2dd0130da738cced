package pk.rahnuma.console.application;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import pk.rahnuma.console.DateRangeQuery;
import pk.rahnuma.registration.record.ApplicationCaseFilter;

/// Query for the applications behind a chart, as a URL names them: `by` (`sent`, `decided`, or a status that they
/// entered), `from` and `to`, and optionally `language`, `script` and `kept`.
///
/// @param query of its URL
record ApplicationListQuery(ApplicationCaseFilter cases, String query) {

    /// Reads the query; empty when the URL has none.
    ///
    /// @throws pk.rahnuma.registration.RuleViolationException when its times are not valid
    static Optional<ApplicationListQuery> fromRequest(HttpRequest<?> request) {
        HttpParameters asked = request.getParameters();
        String by = asked.get("by");
        String from = asked.get("from");
        String to = asked.get("to");
        if (by == null || from == null || to == null) {
            return Optional.empty();
        }
        DateRangeQuery between = new DateRangeQuery(from, to);
        String language = asked.get("language");
        String script = asked.get("script");
        Boolean kept = asked.get("kept", Boolean.class).orElse(null);
        return Optional.of(new ApplicationListQuery(
                new ApplicationCaseFilter(
                        between.beginInstant(),
                        between.endInstant(),
                        language,
                        by.equals("sent") ? null : by,
                        script,
                        kept),
                DateRangeQuery.buildQuery(
                        "by", by, "from", from, "to", to, "language", language, "script", script, "kept", kept)));
    }
}
