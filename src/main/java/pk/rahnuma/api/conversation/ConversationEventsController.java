package pk.rahnuma.api.conversation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.BooleanSupplier;
import pk.rahnuma.api.ApiExamples;
import pk.rahnuma.desk.ConversationChangeNotifier;
import pk.rahnuma.desk.ConversationHistoryService;
import pk.rahnuma.http.ApiConfiguration;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.limit.EventStreamLimiter;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ConversationPositionService;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/// Streams messages as server-sent events: an event `message` for each message, with its place as id, and an event
/// `language` when the language of the conversation has changed. A stream without messages ends after a while, which
/// frees the connections of forgotten pages; a client that still reads opens another and misses nothing.
@Controller("/api/v1/conversation/events")
@Tag(name = "Conversation")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConversationEventsController {

    private final ChatAuthenticator authenticator;
    private final ConversationHistoryService history;
    private final ConversationPositionService positions;
    private final ConversationChangeNotifier notifier;
    private final EventStreamLimiter streams;
    private final ApiConfiguration settings;

    ConversationEventsController(
            ChatAuthenticator authenticator,
            ConversationHistoryService history,
            ConversationPositionService positions,
            ConversationChangeNotifier notifier,
            EventStreamLimiter streams,
            ApiConfiguration settings) {
        this.authenticator = authenticator;
        this.history = history;
        this.positions = positions;
        this.notifier = notifier;
        this.streams = streams;
        this.settings = settings;
    }

    /// Opens a stream of server-sent events: each new message of the conversation, and its language when it changes.
    ///
    /// @param lastEventId sent by a client that reconnects; it takes precedence over `after`
    /// @param after the last place that the client has; without it the stream begins with the first message
    /// @return 204 where there is no chat, so that browsers do not reconnect
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = "text/event-stream",
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(name = "Events", value = ApiExamples.EVENTS)))
    @ApiResponse(responseCode = "204", description = "There is no chat")
    @ReaderProblems
    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    HttpResponse<?> streamEvents(
            HttpRequest<?> request,
            @Nullable @Header("Last-Event-ID") @Schema(example = "5") String lastEventId,
            @QueryValue(defaultValue = "0") @Schema(minimum = "0", example = "5") int after) {
        Chat chat = authenticator.findContentReader(request).orElse(null);
        if (chat == null) {
            return HttpResponse.noContent();
        }
        if (request.getMethod() == HttpMethod.HEAD) {
            // The response to HEAD has no body, so that its listener would never be removed.
            return stream(HttpResponse.ok());
        }
        int seq = readPosition(lastEventId, after);
        EventStreamLimiter.StreamPlace place = streams.takeVisitorPlace(request);
        ConversationChangeNotifier.ChangeListener listener = addListener(chat, place);
        BooleanSupplier access = authenticator.stillOpens(request, chat);
        Flux<Event<Object>> events = Flux.create(out -> {
            out.onDispose(() -> {
                listener.close();
                place.leave();
            });
            follow(chat, seq, access, listener, out);
        });
        return stream(HttpResponse.ok(events));
    }

    private ConversationChangeNotifier.ChangeListener addListener(Chat chat, EventStreamLimiter.StreamPlace place) {
        return notifier.addListener(chat.conversation(), settings.listeners()).orElseThrow(() -> {
            place.leave();
            return EventStreamLimiter.refuseStream();
        });
    }

    /// Disables compression and proxy buffering, so that each message arrives at once.
    private static <T> MutableHttpResponse<T> stream(MutableHttpResponse<T> response) {
        return response.contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header("X-Accel-Buffering", "no");
    }

    private void follow(
            Chat chat,
            int seq,
            BooleanSupplier access,
            ConversationChangeNotifier.ChangeListener listener,
            FluxSink<Event<Object>> out) {
        out.onRequest(requested -> listener.wakeUp());
        Thread.ofVirtual()
                .name("listen")
                .start(new ConversationEventSubscription(
                        chat, seq, history, access, positions, listener, settings, out));
    }

    private static int readPosition(String lastEventId, int after) {
        return lastEventId != null && lastEventId.matches("\\d{1,9}")
                ? Integer.parseInt(lastEventId)
                : Math.max(0, after);
    }
}
