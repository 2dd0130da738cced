package pk.rahnuma.api;

import io.micronaut.http.HttpRequest;

/// Whether a request came by https, here or as far as the proxy before this server. Somebody who lies about it only
/// hurts themselves.
final class Secured {

    private Secured() {}

    static boolean is(HttpRequest<?> request) {
        return request.isSecure()
                || "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"));
    }
}
