package pk.rahnuma.http.caller;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import pk.rahnuma.desk.Caller;
import pk.rahnuma.desk.DeskException;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.http.limit.StorageLimits;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.signin.DeviceSessionService;

/// Finds the chat of a request by its token: the one of a chat, the access token of a device that is signed in, or the
/// key of an organisation.
@Singleton
public final class ChatAuthenticator {

    private final ChatTokenSessions sessions;
    private final ApiRateLimiter pace;
    private final StorageLimits storage;
    private final RequestTokenReader reader;
    private final RequestOrigin origin;

    ChatAuthenticator(
            ChatTokenSessions sessions,
            ApiRateLimiter pace,
            StorageLimits storage,
            RequestTokenReader reader,
            RequestOrigin origin) {
        this.sessions = sessions;
        this.pace = pace;
        this.storage = storage;
        this.reader = reader;
        this.origin = origin;
    }

    /// Finds the chat; empty without a token, or when a browser's cookie is unknown.
    ///
    /// @throws ApiException when a program's token is unknown, or a key may not use the route
    public Optional<Chat> findChat(HttpRequest<?> request) {
        Optional<Chat> found = reader.readToken(request)
                .flatMap(token -> sessions.findChat(token, request))
                .filter(chat -> reader.mayOpen(request, chat));
        if (found.isEmpty() && hasAuthorizationHeader(request)) {
            throw unknownToken();
        }
        return found;
    }

    /// True when the request was authenticated by the key of an organisation.
    public static boolean isOfKey(HttpRequest<?> request) {
        return KeyAuthenticator.isOfKey(request);
    }

    /// Check whether the token of a request still opens its chat, for a stream that outlasts the request: it may have
    /// been revoked, its device signed out, or the chat attached to another person. An access token may expire
    /// meanwhile, and a key is checked with its next request.
    public BooleanSupplier stillOpens(HttpRequest<?> request, Chat chat) {
        return sessions.stillOpens(reader.readToken(request).orElse(""), chat);
    }

    /// Counts a request that signs out.
    ///
    /// @return its token; empty without one
    /// @throws ApiException when there were too many
    public String readSignOut(HttpRequest<?> request) {
        pace.checkPublicRead(request);
        return reader.readToken(request).orElse("");
    }

    /// Revokes the token of a request, or signs its device out; does nothing without one.
    public void signOut(HttpRequest<?> request) {
        Optional<String> access = findAccessToken(request);
        if (access.isPresent()) {
            sessions.signOut(access.get());
        } else {
            findChat(request)
                    .ifPresent(chat ->
                            sessions.revokeToken(chat, findTokenDigest(request).orElseThrow()));
        }
    }

    /// Access token of a device that is signed in; empty when the request has none, or another token.
    public Optional<String> findAccessToken(HttpRequest<?> request) {
        return reader.readToken(request).filter(DeviceSessionService::isAccessToken);
    }

    /// Finds the chat.
    ///
    /// @throws ApiException when the token is missing or unknown
    Chat authenticate(HttpRequest<?> request) {
        return findChat(request).orElseThrow(() -> unauthenticated("Send the token of a chat in `Authorization`."));
    }

    /// Chat of a request to a route that needs one ([ChatAuthentication#ROLE]).
    public Chat requireChat(HttpRequest<?> request) {
        return request.getUserPrincipal(ChatAuthentication.class)
                .orElseThrow(() -> new IllegalStateException("the route is not secured"))
                .chat();
    }

    /// Chat of a request that reads, which is counted.
    ///
    /// @throws ApiException when there were too many
    public Chat requireReader(HttpRequest<?> request) {
        Chat chat = requireChat(request);
        checkRate(chat, request);
        return chat;
    }

    /// Chat of a request that reads messages or files, which clients do often: it is counted by a limit of its own.
    ///
    /// @throws ApiException when there were too many
    public Chat requireContentReader(HttpRequest<?> request) {
        Chat chat = requireChat(request);
        checkContentRead(chat, request);
        return chat;
    }

    /// As [#requireContentReader], for a route that answers without a chat too; empty without one.
    ///
    /// @throws ApiException also when a program's token is unknown
    public Optional<Chat> findContentReader(HttpRequest<?> request) {
        Optional<Chat> chat = findChat(request);
        chat.ifPresentOrElse(found -> checkContentRead(found, request), () -> pace.checkPublicRead(request));
        return chat;
    }

    private void checkContentRead(Chat chat, HttpRequest<?> request) {
        if (!isOfKey(request)) {
            pace.checkContentRead(chat.address());
        }
    }

    /// Chat of a request that stores something, which is counted.
    ///
    /// @throws ApiException when there were too many, or disk space is short
    public Chat requireSender(HttpRequest<?> request) {
        Chat chat = requireChat(request);
        checkMessage(chat, request);
        return chat;
    }

    /// Checks that a request is that of a device that is signed in: the token of a chat lasts for years and may be
    /// copied, so it does not decide what belongs to whom.
    ///
    /// @throws ApiException when the token is that of a chat
    private void checkSignedIn(HttpRequest<?> request) {
        if (findAccessToken(request).isEmpty()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_ALLOWED, "Sign in on this device first.");
        }
    }

    /// As [#requireReader], for a device that is signed in.
    ///
    /// @throws ApiException also when the token is that of a chat
    public Chat requireSignedInReader(HttpRequest<?> request) {
        checkSignedIn(request);
        return requireReader(request);
    }

    /// As [#requireSender], for a device that is signed in.
    ///
    /// @throws ApiException also when the token is that of a chat
    public Chat requireSignedInSender(HttpRequest<?> request) {
        checkSignedIn(request);
        return requireSender(request);
    }

    /// Rejection of a token that is unknown, was revoked, or whose person was erased.
    public static ApiException unknownToken() {
        return ApiException.ofDesk(DeskException.unknownToken());
    }

    private static ApiException unauthenticated(String detail) {
        return ApiException.ofKind(ProblemDetail.Kind.UNAUTHENTICATED, detail);
    }

    /// Digest of the token of a request; empty when it has none.
    public Optional<byte[]> findTokenDigest(HttpRequest<?> request) {
        return reader.readToken(request).map(ChatTokens::digestToken);
    }

    /// Finds the chat or opens one. The response gives the token of a chat that was opened, whatever becomes of the
    /// request ([ChatCookieFilter]): the same request again is then one of the same chat.
    ///
    /// @throws ApiException when too many were opened from that address
    public AuthenticatedChat findOrOpen(HttpRequest<?> request) {
        boolean program = hasAuthorizationHeader(request);
        AuthenticatedChat caller = findChat(request)
                .map(chat -> new AuthenticatedChat(chat, null, program))
                .orElseGet(() -> openChat(request, program));
        ChatCookieFilter.noteCaller(request, caller);
        return caller;
    }

    private AuthenticatedChat openChat(HttpRequest<?> request, boolean program) {
        checkOpening(request);
        String token = ChatTokens.createToken();
        return new AuthenticatedChat(openChat(token, request), token, program);
    }

    private Chat openChat(String token, HttpRequest<?> request) {
        return sessions.openChat(token, DeviceDescription.describeDevice(request), origin.clientSite(request));
    }

    /// Counts a request that opens a chat.
    ///
    /// @throws ApiException when there were too many, or disk space is short
    public void checkOpening(HttpRequest<?> request) {
        storage.checkMessages();
        pace.checkChatOpening(request);
    }

    /// Opens a chat for a program, in the transaction of the caller if there is one.
    ///
    /// @return its token
    public String openForProgram(HttpRequest<?> request) {
        String token = ChatTokens.createToken();
        openChat(token, request);
        return token;
    }

    /// Opens a chat on the device of a request too, which gets its cookie.
    ///
    /// @return its token
    public String openOnDevice(Chat chat, HttpRequest<?> request) {
        String token = ChatTokens.createToken();
        sessions.replaceToken(chat, token, DeviceDescription.describeDevice(request));
        ChatCookieFilter.noteCaller(request, new AuthenticatedChat(chat, token, false));
        return token;
    }

    /// Gives the device of a request the cookie of [#openOnDevice] again, whose response it may not have received.
    ///
    /// @return false when the token was revoked
    public boolean reopenOnDevice(String token, HttpRequest<?> request) {
        Optional<Chat> chat = sessions.findOpened(token);
        chat.ifPresent(found -> ChatCookieFilter.noteCaller(request, new AuthenticatedChat(found, token, false)));
        return chat.isPresent();
    }

    /// Sender of a request, answered in the language that it asks for.
    public Caller toCaller(Chat chat, HttpRequest<?> request) {
        return new Caller(chat, LocalisedResponse.language(request), isOfKey(request));
    }

    /// Counts a request of a chat against its rate limit.
    ///
    /// @throws ApiException when there were too many
    public void checkRate(Chat chat, HttpRequest<?> request) {
        if (isOfKey(request)) {
            // Counted when it was authenticated.
            return;
        }
        pace.checkMessage(chat.address(), request);
    }

    /// Counts a request that is to be stored.
    ///
    /// @throws ApiException when there were too many, or disk space is short
    public void checkMessage(Chat chat, HttpRequest<?> request) {
        storage.checkMessages();
        checkRate(chat, request);
    }

    /// Tells whether the header is present: it takes precedence over a cookie.
    public static boolean hasAuthorizationHeader(HttpRequest<?> request) {
        return RequestTokenReader.hasAuthorizationHeader(request);
    }
}
