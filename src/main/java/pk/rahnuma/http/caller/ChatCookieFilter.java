package pk.rahnuma.http.caller;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Adds the cookie of a chat that a request opened to its response, also when its message was not committed in time.
@ServerFilter({"/api/**", "/*/apply/**", "/*/continue/**", "/*/sign-in/**"})
final class ChatCookieFilter {

    private static final String ATTRIBUTE = ChatCookieFilter.class.getName();

    private final ChatCookieWriter cookies;

    ChatCookieFilter(ChatCookieWriter cookies) {
        this.cookies = cookies;
    }

    /// Notes the caller of a request for its response.
    static void noteCaller(HttpRequest<?> request, AuthenticatedChat caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    @ResponseFilter
    void addCookie(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(ATTRIBUTE, AuthenticatedChat.class)
                .ifPresent(caller -> cookies.setCookie(caller, request, response));
    }
}
