package pk.rahnuma.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.messaging.Chat;
import pk.rahnuma.messaging.ChatRepository;
import pk.rahnuma.messaging.ChatTokenRepository;

/// Finds out whose chat a request is about, by its token.
@Singleton
final class ChatAuthenticator {

    static final String COOKIE = "rahnuma";

    /// Browsers keep none longer.
    private static final Duration KEPT = Duration.ofDays(400);

    private static final String BEARER = "bearer ";

    private final ChatRepository chats;
    private final ChatTokenRepository tokens;
    private final ApiRateLimiter pace;
    private final RequestOrigin origin;
    private final StorageLimits storage;
    private final Clock clock;

    ChatAuthenticator(
            ChatRepository chats,
            ChatTokenRepository tokens,
            ApiRateLimiter pace,
            RequestOrigin origin,
            StorageLimits storage,
            Clock clock) {
        this.chats = chats;
        this.tokens = tokens;
        this.pace = pace;
        this.origin = origin;
        this.storage = storage;
        this.clock = clock;
    }

    /// Empty when there is no token, or one that nobody gave out.
    Optional<Chat> find(HttpRequest<?> request) {
        return address(request).flatMap(address -> {
            Optional<Chat> chat = tokens.find(address);
            chat.ifPresent(found -> tokens.noteUse(found, address, DeviceDescription.of(request), clock.instant()));
            return chat;
        });
    }

    /// By what the chat of a request is found; empty when it brings no token.
    Optional<ChatRepository.Address> address(HttpRequest<?> request) {
        return token(request).map(ChatTokens::address);
    }

    /// A token for another device of the same person.
    ///
    /// @throws ApiException when the chat has as many as it may have
    String issue(Chat chat) {
        String token = ChatTokens.fresh();
        if (!tokens.add(chat, ChatTokens.address(token), "", clock.instant())) {
            throw ApiException.of(
                    ProblemDetail.Kind.TOO_MANY,
                    "A chat has at most " + ChatTokenRepository.MAX_TOKENS_PER_CHAT + " tokens: take one back first.");
        }
        return token;
    }

    /// Takes away the cookie, and what the browser has kept of the page.
    <T> MutableHttpResponse<T> forget(HttpRequest<?> request, MutableHttpResponse<T> response) {
        String name = origin.cookieName(request, COOKIE, "/");
        response.cookie(cookie(request, COOKIE, "").maxAge(Duration.ZERO));
        if (!name.equals(COOKIE)) {
            response.cookie(cookie(request, name, "").maxAge(Duration.ZERO));
        }
        return response.header("Clear-Site-Data", "\"cache\", \"storage\"");
    }

    /// Opens a chat where there is none.
    ///
    /// @throws ApiException when too many were opened from there
    AuthenticatedChat findOrOpen(HttpRequest<?> request) {
        boolean program = isProgram(request);
        return find(request)
                .map(chat -> new AuthenticatedChat(chat, null, program))
                .orElseGet(() -> open(request, program));
    }

    AuthenticatedChat open(HttpRequest<?> request, boolean program) {
        storage.checkMessages();
        pace.opening(origin.address(request));
        String token = ChatTokens.fresh();
        ChatRepository.Address address = ChatTokens.address(token);
        Chat chat = chats.open(List.of(address), Map.of(), clock.instant()).get(address);
        return new AuthenticatedChat(chat, token, program);
    }

    /// Something is said, or asked for, in a chat.
    ///
    /// @throws ApiException when there was too much
    void checkPace(Chat chat, HttpRequest<?> request) {
        pace.message(chat.address(), origin.address(request));
    }

    /// The same, where it is to be stored.
    ///
    /// @throws ApiException when there was too much, or there is no room
    void checkMessage(Chat chat, HttpRequest<?> request) {
        storage.checkMessages();
        checkPace(chat, request);
    }

    /// Gives the owner the token of a chat opened just now, where a cookie carries it.
    <T> MutableHttpResponse<T> remember(
            AuthenticatedChat caller, HttpRequest<?> request, MutableHttpResponse<T> response) {
        String name = origin.cookieName(request, COOKIE, "/");
        String token = caller.tokenForCookie();
        if (token == null
                && !caller.program()
                && request.getCookies().findCookie(name).isEmpty()) {
            // One from before the desk was served by https goes on under the other name.
            token = token(request).orElse(null);
        }
        if (token != null) {
            response.cookie(cookie(request, name, token).maxAge(KEPT));
            if (!name.equals(COOKIE) && request.getCookies().contains(COOKIE)) {
                response.cookie(cookie(request, COOKIE, "").maxAge(Duration.ZERO));
            }
        }
        return response;
    }

    private Cookie cookie(HttpRequest<?> request, String name, String token) {
        return Cookie.of(name, token)
                .httpOnly(true)
                .secure(origin.isSecure(request))
                .sameSite(SameSite.Strict)
                .path("/");
    }

    /// Whoever sends the header means it: a cookie beside it does not count.
    static boolean isProgram(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    }

    private static Optional<String> token(HttpRequest<?> request) {
        Optional<String> token = isProgram(request)
                ? request.getHeaders()
                        .getFirst(HttpHeaders.AUTHORIZATION)
                        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                        .map(value -> value.substring(BEARER.length()).strip())
                : RequestOrigin.cookie(request, COOKIE);
        return token.filter(ChatTokens::isWellFormed);
    }
}
