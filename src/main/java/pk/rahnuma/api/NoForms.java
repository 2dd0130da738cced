package pk.rahnuma.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;

/// Refuses forms, on every path: nobody here reads one, and where the framework would, it trips over a multipart type
/// without a boundary.
@ServerFilter(value = "/**", patternStyle = FilterPatternStyle.ANT)
final class NoForms {

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (request.getContentType().filter(NoForms::isForm).isPresent()) {
            throw Refusal.of(Problem.Kind.WRONG_CONTENT_TYPE, "Send it with `Content-Type: application/json`.");
        }
    }

    private static boolean isForm(MediaType type) {
        return type.getType().equalsIgnoreCase("multipart") || type.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
    }
}
