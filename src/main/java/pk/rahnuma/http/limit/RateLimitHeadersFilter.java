package pk.rahnuma.http.limit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.ServerRequestContext;
import java.time.Duration;
import pk.rahnuma.http.ApiException;

/// Adds to responses what is left of the limit that counted their request: the headers `RateLimit-Policy` and
/// `RateLimit` (draft-ietf-httpapi-ratelimit-headers).
@ServerFilter("/api/**")
final class RateLimitHeadersFilter {

    private static final String ATTRIBUTE = RateLimitHeadersFilter.class.getName();

    /// Largest integer of a structured field (RFC 9651).
    private static final long MAX_FIELD_NUMBER = 999_999_999_999_999L;

    /// State of a limit.
    ///
    /// @param policy its name
    /// @param quota requests at once
    /// @param window time in which as many grow back
    /// @param remaining requests that are left
    /// @param pause until there is one more; zero when none is missing
    record LimitState(String policy, long quota, Duration window, long remaining, Duration pause) {}

    /// Notes the state of a limit for the response to the present request, unless less is left of another.
    static void noteState(LimitState state) {
        ServerRequestContext.currentRequest()
                .filter(request -> request.getAttribute(ATTRIBUTE, LimitState.class)
                        .filter(noted -> noted.remaining() <= state.remaining())
                        .isEmpty())
                .ifPresent(request -> request.setAttribute(ATTRIBUTE, state));
    }

    @ResponseFilter
    void addHeaders(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(ATTRIBUTE, LimitState.class).ifPresent(state -> {
            response.header(
                    "RateLimit-Policy",
                    "\"" + state.policy() + "\";q=" + toNumber(state.quota()) + ";w="
                            + toNumber(state.window().toSeconds()));
            response.header(
                    "RateLimit",
                    "\"" + state.policy() + "\";r=" + toNumber(state.remaining())
                            + (state.pause().isZero()
                                    ? ""
                                    : ";t=" + toNumber(ApiException.toWholeSeconds(state.pause()))));
        });
    }

    private static long toNumber(long number) {
        return Math.clamp(number, 0, MAX_FIELD_NUMBER);
    }
}
