package pk.rahnuma.messaging.push;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import pk.rahnuma.messaging.direct.DirectMessageException;
import pk.rahnuma.messaging.direct.DirectMessageException.Outcome;
import pk.rahnuma.shared.PublicBaseUrl;

/// Sends messages to push services: one `POST` each, encrypted for the subscription.
@Singleton
public class PushMessageSender {

    /// Time for which a push service keeps a message for a browser that is off.
    static final Duration MESSAGE_TTL = Duration.ofHours(24);

    /// Maximum bytes of a message, which push services must take (RFC 8030, section 7.2).
    static final int MAX_MESSAGE_BYTES = 3_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final PushEndpointRules rules;
    private final VapidKeys keys;
    private final PublicBaseUrl url;
    private final Clock clock;
    private final Duration timeout;
    private OkHttpClient client;

    @Inject
    PushMessageSender(PushEndpointRules rules, VapidKeys keys, PublicBaseUrl url, Clock clock) {
        this(rules, keys, url, clock, TIMEOUT);
    }

    /// @param timeout for the whole of one message
    PushMessageSender(PushEndpointRules rules, VapidKeys keys, PublicBaseUrl url, Clock clock, Duration timeout) {
        this.rules = rules;
        this.keys = keys;
        this.url = url;
        this.clock = clock;
        this.timeout = timeout;
    }

    /// Sends a message.
    ///
    /// @param topic at most 32 characters of base64url; a later message with the same replaces one that waits
    /// @throws DirectMessageException when it was not accepted, or perhaps not; `NO_SUCH_ADDRESS` when the subscription
    ///     has ended
    public void sendMessage(PushSubscription subscription, String message, String topic) {
        if (!rules.isAllowed(subscription.endpoint())) {
            throw new DirectMessageException(Outcome.REFUSED, "the address is not allowed");
        }
        URI endpoint = URI.create(subscription.endpoint());
        String audience = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
        Request request = new Request.Builder()
                .url(subscription.endpoint())
                .header(
                        "Authorization",
                        keys.createAuthorization(audience, url.baseUrl().orElseThrow(), clock.instant()))
                .header("TTL", Long.toString(MESSAGE_TTL.toSeconds()))
                .header("Topic", topic)
                .header("Content-Encoding", "aes128gcm")
                .post(RequestBody.create(encrypt(subscription, message)))
                .build();
        try (Response response = client().newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new DirectMessageException(
                        outcomeOf(response.code()), "the push service answered " + response.code());
            }
        } catch (ConnectException | UnknownHostException e) {
            throw new DirectMessageException(Outcome.NOT_SENT, "the push service is not reached");
        } catch (IOException e) {
            throw new DirectMessageException(Outcome.UNKNOWN, e.getClass().getName());
        }
    }

    private static byte[] encrypt(PushSubscription subscription, String message) {
        byte[] plain = message.getBytes(StandardCharsets.UTF_8);
        if (plain.length > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("a message of " + plain.length + " bytes");
        }
        try {
            return subscription.keys().createEncryption().orElseThrow().encrypt(plain, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome outcomeOf(int status) {
        return switch (status) {
            case 404, 410 -> Outcome.NO_SUCH_ADDRESS;
            case 429, 500, 502, 503, 504 -> Outcome.NOT_SENT;
            default -> Outcome.REFUSED;
        };
    }

    /// Created at the first message, since it takes a third of a second (TLS). It connects to public addresses alone,
    /// and follows no redirect, by which it could be led to others.
    private synchronized OkHttpClient client() {
        if (client == null) {
            client = new OkHttpClient.Builder()
                    .dns(rules)
                    .proxy(Proxy.NO_PROXY)
                    .retryOnConnectionFailure(false)
                    .followRedirects(false)
                    .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                    .callTimeout(timeout)
                    .build();
        }
        return client;
    }
}
