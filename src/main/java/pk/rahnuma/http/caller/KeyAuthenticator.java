package pk.rahnuma.http.caller;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.KeyScope;
import pk.rahnuma.organisation.KeySecrets;
import pk.rahnuma.organisation.OrganisationKeyAuthenticator;
import pk.rahnuma.organisation.OrganisationKeyAuthenticator.WorkingKey;

/// Lets keys of organisations use the routes that name a scope, and no others.
@Singleton
final class KeyAuthenticator {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final int MAX_NOTED_PATH_LENGTH = 100;
    private static final String KEY_ATTRIBUTE = KeyAuthenticator.class.getName();

    private final OrganisationKeyAuthenticator keys;
    private final ApiRateLimiter pace;
    private final Clock clock;

    KeyAuthenticator(OrganisationKeyAuthenticator keys, ApiRateLimiter pace, Clock clock) {
        this.keys = keys;
        this.pace = pace;
        this.clock = clock;
    }

    static boolean isKey(String token) {
        return KeySecrets.hasPrefix(token);
    }

    /// Finds the chat of a key, and records the use of the key.
    ///
    /// @return empty when the key is unknown, expired or removed
    /// @throws ApiException when the route is not open to this key
    Optional<Chat> findChat(String secret, HttpRequest<?> request) {
        Instant now = clock.instant();
        return keys.findKey(secret, now).map(key -> {
            request.setAttribute(KEY_ATTRIBUTE, key.id());
            pace.checkKey(Long.toString(key.id()));
            noteUse(key, requireScope(key, request), request, now);
            return keys.findChat(key);
        });
    }

    private void noteUse(WorkingKey key, KeyScope scope, HttpRequest<?> request, Instant now) {
        if (READING.contains(request.getMethod())) {
            keys.noteReading(key, scope, now);
        } else {
            String path = request.getPath().replaceAll("[^A-Za-z0-9/._-]", "");
            keys.noteChange(
                    key,
                    request.getMethodName() + " " + path.substring(0, Math.min(MAX_NOTED_PATH_LENGTH, path.length())),
                    now);
        }
    }

    /// True when the request was authenticated by a key.
    static boolean isOfKey(HttpRequest<?> request) {
        return request.getAttribute(KEY_ATTRIBUTE).isPresent();
    }

    private static KeyScope requireScope(WorkingKey key, HttpRequest<?> request) {
        KeyScope scope = findScope(request)
                .orElseThrow(() -> refused("Keys of organisations cannot use this: sign in as a person."));
        if (!key.scopes().contains(scope)) {
            throw refused("The key needs the scope `" + scope.toWord() + "`.");
        }
        return scope;
    }

    private static Optional<KeyScope> findScope(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .flatMap(route -> route.getAnnotationMetadata().enumValue(RequiredScope.class, KeyScope.class));
    }

    private static ApiException refused(String detail) {
        return ApiException.ofKind(ProblemDetail.Kind.NOT_ALLOWED, detail);
    }
}
