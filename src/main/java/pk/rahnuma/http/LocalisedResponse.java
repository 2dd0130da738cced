package pk.rahnuma.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import pk.rahnuma.shared.Language;

/// Responses with public JSON in the language that the client asked for.
public final class LocalisedResponse {

    /// `Cache-Control` of what changes with a new version or folder of scripts or answers only.
    public static final String CACHED = "public, max-age=300";

    private LocalisedResponse() {}

    /// Language of `Accept-Language`.
    public static String language(HttpRequest<?> request) {
        return Language.fromAcceptLanguage(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /// @param language of the body
    public static <T> MutableHttpResponse<T> ofJson(T body, String language, String cacheControl) {
        return HttpResponse.ok(body)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl);
    }
}
