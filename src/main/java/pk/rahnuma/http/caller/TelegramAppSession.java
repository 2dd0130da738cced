package pk.rahnuma.http.caller;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.person.signin.ChatDeviceService;

/// Session of the pages within Telegram, as a Mini App: a cookie whose token opens the private chat with the bot, so
/// that page and chat have one draft and news go to Telegram.
///
/// The cookie ends with the browser's session, since Telegram signs each opening of the app. It has a name of its own:
/// Telegram on the web shows the pages in a frame, whose cookie needs `SameSite=None`, and must not take the place of
/// the one that the same browser has for the pages outside of Telegram. `Partitioned` keeps it within that frame; a
/// browser without this attribute ignores it. No other site can show the pages in a frame
/// ([pk.rahnuma.http.ContentSecurityPolicy#TELEGRAM_PAGE]) or send a form to them ([RequestOrigin#isCrossSite]).
///
/// Data that Telegram has signed for one person can be in a link that another person opens. So a chat that the browser
/// has already comes first, on pages that look as within Telegram, and the token opens chats on Telegram only.
@Singleton
public final class TelegramAppSession {

    public static final String COOKIE_NAME = "rahnuma-telegram";

    private static final String STRICT = "; SameSite=Strict";
    private static final String DEVICE = "Telegram";

    private final ChatTokenService tokens;
    private final ChatDeviceService devices;
    private final RequestOrigin origin;
    private final InstantSource clock;

    TelegramAppSession(ChatTokenService tokens, ChatDeviceService devices, RequestOrigin origin, InstantSource clock) {
        this.devices = devices;
        this.tokens = tokens;
        this.origin = origin;
        this.clock = clock;
    }

    /// True for a request of a page that is shown within Telegram, whichever chat it opens.
    public boolean isShownWithin(HttpRequest<?> request) {
        return readCookie(request, COOKIE_NAME).isPresent();
    }

    /// True for a request whose chat is that of the session.
    public boolean isOf(HttpRequest<?> request) {
        return readToken(request).isPresent();
    }

    /// Token of the session; empty where the browser has a chat of its own.
    Optional<String> readToken(HttpRequest<?> request) {
        return hasBrowserToken(request) ? Optional.empty() : readCookie(request, COOKIE_NAME);
    }

    private boolean hasBrowserToken(HttpRequest<?> request) {
        return origin.readCookie(request, ChatCookieWriter.COOKIE_NAME)
                .filter(RequestTokenReader::isToken)
                .isPresent();
    }

    private Optional<String> readCookie(HttpRequest<?> request, String name) {
        return origin.readCookie(request, name).filter(ChatTokens::isWellFormed);
    }

    /// Chat that the session of a request opens; empty when it has none, or it was revoked.
    public Optional<Chat> findChat(HttpRequest<?> request) {
        return findChat(request, COOKIE_NAME).filter(chat -> chat.channel() == Channel.TELEGRAM);
    }

    private Optional<Chat> findChat(HttpRequest<?> request, String cookie) {
        return readCookie(request, cookie).flatMap(token -> tokens.findChat(ChatTokens.digestToken(token)));
    }

    /// Begins a session. A cookie of the browser that opens no chat, or one of the same person, ends; one that opens
    /// the chat of another person stays, and comes first.
    ///
    /// @param response that gets the cookie
    public void begin(Chat chat, HttpRequest<?> request, MutableHttpResponse<?> response) {
        String token = ChatTokens.createToken();
        devices.replaceToken(chat, ChatTokens.digestToken(token), describe(request), clock.instant());
        addCookie(request, response, token, null);
        boolean isOthers = findChat(request, ChatCookieWriter.COOKIE_NAME)
                .filter(open -> open.conversation() != chat.conversation())
                .isPresent();
        if (!isOthers && hasBrowserToken(request)) {
            PartitionedCookie.addTo(
                    response,
                    origin.cookieName(request, ChatCookieWriter.COOKIE_NAME),
                    "",
                    Duration.ZERO,
                    origin.isSecure(request) ? "; SameSite=Strict; Secure" : STRICT);
        }
    }

    private static String describe(HttpRequest<?> request) {
        String device = DeviceDescription.describeDevice(request);
        return device.isEmpty() ? DEVICE : DEVICE + ", " + device;
    }

    /// Deletes the cookie, if the request has it.
    void clear(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (origin.readCookie(request, COOKIE_NAME).isPresent()) {
            addCookie(request, response, "", Duration.ZERO);
        }
    }

    private void addCookie(
            HttpRequest<?> request, MutableHttpResponse<?> response, String token, @Nullable Duration maxAge) {
        PartitionedCookie.addTo(
                response,
                origin.cookieName(request, COOKIE_NAME),
                token,
                maxAge,
                origin.isSecure(request) ? PartitionedCookie.FOR_FRAMES : STRICT);
    }
}
