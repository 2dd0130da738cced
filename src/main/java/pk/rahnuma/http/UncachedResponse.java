package pk.rahnuma.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/// Responses with JSON of a person, which nothing on the way may store.
public final class UncachedResponse {

    private UncachedResponse() {}

    public static <T> MutableHttpResponse<T> ofJson(T body) {
        return HttpResponse.ok(body)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// As [#ofJson], with an entity tag; 304 when the client has the same response already.
    ///
    /// @param body whose `toString` tells its whole value, as that of a record does
    public static <T> MutableHttpResponse<T> ofTaggedJson(HttpRequest<?> request, T body) {
        return EntityTags.tagResponse(request, EntityTags.of(body), ofJson(body));
    }
}
