package pk.rahnuma.telegram;

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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where Telegram brings one update at a time. It is answered with 200 once it is committed; anything else makes
/// Telegram bring it again, and keep back what the same chat says after it.
@Controller(WebhookSettings.PATH)
@Requires(beans = WebhookSettings.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookController {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);
    private static final String SECRET = "X-Telegram-Bot-Api-Secret-Token";
    private static final String SOON = "2";

    private final ObjectMapper json = new ObjectMapper();
    private final Handover handover;
    private final InstantSource clock;
    private final byte[] secret;

    WebhookController(WebhookSettings settings, Handover handover, InstantSource clock) {
        this.handover = handover;
        this.clock = clock;
        this.secret = settings.secret().getBytes(StandardCharsets.UTF_8);
    }

    /// Whoever does not know the secret is told that there is nothing here.
    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<?> update(@Nullable @Header(SECRET) String shown, @Nullable @Body byte[] body)
            throws InterruptedException {
        if (shown == null || !MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), secret)) {
            return HttpResponse.notFound();
        }
        JsonNode update = read(body);
        if (update == null) {
            // It would be no better the next time, and would keep back what the chat says after it.
            LOG.error("A Telegram update is broken and passed over");
            return HttpResponse.ok();
        }
        return handover.take(List.of(update), 0, clock.instant()).complete()
                ? HttpResponse.ok()
                : HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, SOON);
    }

    private JsonNode read(byte[] body) {
        try {
            JsonNode update = body == null ? null : json.readTree(body);
            return update != null && update.isObject() ? update : null;
        } catch (IOException e) {
            return null;
        }
    }
}
