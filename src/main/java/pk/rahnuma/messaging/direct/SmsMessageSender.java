package pk.rahnuma.messaging.direct;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends SMS by the HTTP gateway of an operator: one `POST` of JSON for each, which the gateway confirms with a status
/// of 200 to 299. It is not repeated, since a gateway may have sent a message whose confirmation was lost.
@Singleton
@Requires(beans = SmsConfiguration.class)
final class SmsMessageSender implements DirectMessageSender {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final Logger LOG = LoggerFactory.getLogger(SmsMessageSender.class);

    private final SmsConfiguration configuration;
    private final Duration timeout;
    private OkHttpClient client;

    @Inject
    SmsMessageSender(SmsConfiguration configuration) {
        this(configuration, TIMEOUT);
    }

    /// @param timeout for the whole of one message
    SmsMessageSender(SmsConfiguration configuration, Duration timeout) {
        this.configuration = configuration;
        this.timeout = timeout;
    }

    @Override
    public DirectMessage.Medium medium() {
        return DirectMessage.Medium.SMS;
    }

    @Override
    public void sendMessage(DirectMessage message) {
        if (configuration.url().equals(SmsConfiguration.LOG_URL)) {
            LOG.warn("sms: RAHNUMA_SMS_URL=log is for development only: {}", message.text());
            return;
        }
        Request.Builder request =
                new Request.Builder().url(configuration.url()).post(RequestBody.create(toBody(message), JSON_TYPE));
        if (!configuration.token().isEmpty()) {
            request.header("Authorization", "Bearer " + configuration.token());
        }
        try (Response response = getOrCreateClient().newCall(request.build()).execute()) {
            if (!response.isSuccessful()) {
                throw new DirectMessageException(
                        outcomeOf(response.code()), "the SMS gateway answered " + response.code());
            }
        } catch (ConnectException | UnknownHostException e) {
            throw new DirectMessageException(DirectMessageException.Outcome.NOT_SENT, "the SMS gateway is not reached");
        } catch (IOException e) {
            throw new DirectMessageException(
                    DirectMessageException.Outcome.UNKNOWN, e.getClass().getName());
        }
    }

    /// A gateway that fails may have sent the message; one that refuses it has not.
    private static DirectMessageException.Outcome outcomeOf(int status) {
        return switch (status) {
            case 401, 403, 429, 503 -> DirectMessageException.Outcome.NOT_SENT;
            default -> status >= 500 ? DirectMessageException.Outcome.UNKNOWN : DirectMessageException.Outcome.REFUSED;
        };
    }

    private byte[] toBody(DirectMessage message) {
        JsonStringEncoder encoder = JsonStringEncoder.getInstance();
        // The number first: it has digits only, while the text might contain a placeholder.
        return configuration
                .bodyTemplate()
                .replace("{to}", new String(encoder.quoteAsString(message.address())))
                .replace("{text}", new String(encoder.quoteAsString(message.text())))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Created at the first message: it takes a third of a second (TLS), which must not delay the start. It never
    /// follows a redirect, with which the message and the token would leave for another server.
    private synchronized OkHttpClient getOrCreateClient() {
        if (client == null) {
            client = new OkHttpClient.Builder()
                    .retryOnConnectionFailure(false)
                    .followRedirects(false)
                    .protocols(List.of(Protocol.HTTP_1_1))
                    .callTimeout(timeout)
                    .build();
        }
        return client;
    }
}
