package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.http.guard.BodyLimit;
import pk.rahnuma.http.guard.BodySize;

/// Receives updates from Telegram, one per request. The response is 200 once the update is committed; with any other
/// Telegram sends it again, and holds back later messages of the same chat.
@Controller(WebhookConfiguration.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(beans = WebhookConfiguration.class)
final class WebhookController {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);
    private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";
    private static final String RETRY_AFTER_SECONDS = "2";

    private final ObjectMapper json = new ObjectMapper();
    private final UpdateDispatcher dispatcher;
    private final InstantSource clock;
    private final byte[] secret;

    WebhookController(WebhookConfiguration settings, UpdateDispatcher dispatcher, InstantSource clock) {
        this.dispatcher = dispatcher;
        this.clock = clock;
        this.secret = settings.secret().getBytes(StandardCharsets.UTF_8);
    }

    /// Receives one update. A request without the secret gets 404. The answer to a tap is the body of the 200, because
    /// its outcome changes nothing; replies are sent by calls, whose outcome is recorded.
    @BodyLimit(BodySize.UPDATE)
    @Post
    @Consumes(MediaType.ALL)
    CompletableFuture<HttpResponse<?>> receiveUpdate(
            @Nullable @Header(SECRET_HEADER) String shown, @Nullable @Body byte[] body) {
        if (shown == null || !MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), secret)) {
            return CompletableFuture.completedFuture(HttpResponse.notFound());
        }
        JsonNode update = readUpdate(body);
        if (update == null) {
            // It would be broken again the next time, and would hold back later messages of the chat.
            LOG.error("telegram: an update is broken and was skipped");
            return CompletableFuture.completedFuture(HttpResponse.ok());
        }
        return dispatcher.dispatchToIntake(update, clock.instant()).handle(this::toResponse);
    }

    private HttpResponse<?> toResponse(AnswerCallbackQuery tapAnswer, Throwable fault) {
        if (fault != null) {
            Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
            if (!(cause instanceof MessageIntake.IntakeUnavailableException)) {
                LOG.error(
                        "telegram: an update was not accepted, Telegram sends it again: {}",
                        cause.getClass().getName());
            }
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (tapAnswer == null) {
            return HttpResponse.ok();
        }
        try {
            // A method names itself in its JSON (core.telegram.org/bots/api#making-requests-when-getting-updates).
            byte[] call = json.writeValueAsBytes(tapAnswer);
            return HttpResponse.ok(call).contentType(MediaType.APPLICATION_JSON_TYPE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the library cannot write its own method", e);
        }
    }

    private JsonNode readUpdate(byte[] body) {
        try {
            JsonNode update = body == null ? null : json.readTree(body);
            return update != null && update.isObject() ? update : null;
        } catch (IOException e) {
            return null;
        }
    }
}
