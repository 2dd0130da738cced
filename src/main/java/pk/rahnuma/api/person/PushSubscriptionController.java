package pk.rahnuma.api.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.desk.PersonActionInvoker;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.push.PushKeys;
import pk.rahnuma.messaging.push.PushSubscription;
import pk.rahnuma.messaging.push.VapidKeys;
import pk.rahnuma.person.news.PushSubscriptionService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Browsers and apps of the person that get news by web push.
@Controller("/api/v1/notifications/push")
@Tag(name = "Notifications")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PushSubscriptionController {

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;
    private final PersonActionInvoker actions;
    private final PushSubscriptionService subscriptions;
    private final VapidKeys keys;
    private final Clock clock;

    PushSubscriptionController(
            ChatAuthenticator authenticator,
            IdempotentRequests requests,
            PersonActionInvoker actions,
            PushSubscriptionService subscriptions,
            VapidKeys keys,
            Clock clock) {
        this.authenticator = authenticator;
        this.requests = requests;
        this.actions = actions;
        this.subscriptions = subscriptions;
        this.keys = keys;
        this.clock = clock;
    }

    /// A browser or app that gets news.
    ///
    /// @param host name of its push service
    @Schema(name = "SubscriptionResponse", example = """
            {
              "id": "5381202912771940127",
              "host": "updates.push.services.mozilla.com",
              "created": "2026-11-26T06:10:00Z"
            }
            """)
    record SubscriptionResponse(
            @Schema(example = "5381202912771940127") String id,

            @Schema(example = "updates.push.services.mozilla.com")
            String host,

            Instant created) {

        static SubscriptionResponse fromSubscription(PushSubscription subscription) {
            return new SubscriptionResponse(
                    Long.toString(subscription.id()), subscription.host(), subscription.created());
        }
    }

    /// Subscriptions of the person.
    ///
    /// @param publicKey of the desk, with which a browser subscribes (`applicationServerKey`)
    /// @param available whether the desk sends by web push
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SubscriptionsResponse", example = """
            {
              "publicKey": "BDd3_hVL9fZi9Ybo2UUzA284WG5FZR30_95YeZJsiApwXKpNcF1rRPF3foIiBHXRdJI2Qhumhf6_LFTeZaNndIo",
              "available": true,
              "subscriptions": [
                {
                  "id": "5381202912771940127",
                  "host": "updates.push.services.mozilla.com",
                  "created": "2026-11-26T06:10:00Z"
                }
              ]
            }
            """)
    record SubscriptionsResponse(
            @Schema(example = "BDd3_hVL9fZi9Ybo2UUzA284WG5FZR30_95YeZJsiApwXKpNcF1rRPF3foIiBHXRdJI2Qhumhf6_LFTeZaNndIo")
            String publicKey,

            boolean available,
            List<SubscriptionResponse> subscriptions) {}

    /// Keys of a subscription, base64url.
    @Schema(name = "SubscriptionKeys")
    record SubscriptionKeys(
            @Schema(example = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
            String p256dh,

            @Schema(example = "BTBZMqHH6r4Tts7J_aSIgg") String auth) {}

    /// Request body: what `PushSubscription.toJSON()` of a browser returns.
    ///
    /// @param endpoint `https` address at the push service, of at most 1,000 characters
    /// @param expirationTime not used: the push service says when a subscription has ended
    @Schema(name = "SubscriptionRequest", example = """
            {
              "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
              "keys": {
                "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "auth": "BTBZMqHH6r4Tts7J_aSIgg"
              }
            }
            """)
    record SubscriptionRequest(
            @Schema(example = "https://updates.push.services.mozilla.com/wpush/v2/gAAA")
            String endpoint,

            @Nullable @Schema(example = "1795680600000") Long expirationTime,
            SubscriptionKeys keys) {}

    /// Lists the browsers and apps of the person that get news by web push, and the key with which to subscribe.
    @Get
    @ApiResponse(responseCode = "200", description = "The subscriptions")
    @ReaderProblems
    HttpResponse<SubscriptionsResponse> listSubscriptions(HttpRequest<?> request) {
        Chat chat = authenticator.requireReader(request);
        return UncachedResponse.ofJson(readSubscriptions(chat));
    }

    /// Subscribes a browser or app, at most five for a person. One that is subscribed already stays so; one that was
    /// subscribed for another person is theirs no longer.
    @Post
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SubscriptionRequest.class)))
    @ApiResponse(
            responseCode = "201",
            description = "The subscription",
            content = @Content(schema = @Schema(implementation = SubscriptionResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<SubscriptionResponse> subscribe(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        SubscriptionRequest wanted = JsonBodyReader.readBody(body, SubscriptionRequest.class);
        if (wanted.keys() == null) {
            throw invalid();
        }
        if (!subscriptions.isOffered()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_POSSIBLE, "This desk sends nothing by web push.");
        }
        PushKeys given = new PushKeys(wanted.keys().p256dh(), wanted.keys().auth());
        SubscriptionResponse created = requests.executeOnce(chat, request, body, SubscriptionResponse.class, () -> {
            actions.lockPerson(chat);
            switch (subscriptions.subscribe(chat.conversation(), wanted.endpoint(), given, clock.instant())) {
                case INVALID -> throw invalid();
                case TOO_MANY ->
                    throw ApiException.ofKind(
                            ProblemDetail.Kind.NOT_POSSIBLE,
                            "At most " + PushSubscriptionService.MAX_SUBSCRIPTIONS_PER_PERSON
                                    + " subscriptions: end one by `DELETE`.");
                default -> {}
            }
            return subscriptions.findByPerson(chat.conversation()).stream()
                    .filter(subscription -> subscription.endpoint().equals(wanted.endpoint()))
                    .map(SubscriptionResponse::fromSubscription)
                    .reduce((first, last) -> last)
                    .orElseThrow();
        });
        return UncachedResponse.ofJson(created)
                .status(HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, request.getPath() + "/" + created.id());
    }

    /// Ends a subscription.
    @Delete("/{id}")
    @ApiResponse(responseCode = "204", description = "Ended")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @Produces(MediaType.ALL)
    HttpResponse<Void> unsubscribe(
            HttpRequest<?> request, @PathVariable @Schema(example = "5381202912771940127") String id) {
        Chat chat = authenticator.requireSender(request);
        long subscription = SubjectEncryptionService.parseId(id).orElse(0);
        if (!subscriptions.unsubscribe(chat.conversation(), subscription, clock.instant())) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "The person has no such subscription.");
        }
        return HttpResponse.noContent();
    }

    private SubscriptionsResponse readSubscriptions(Chat chat) {
        return new SubscriptionsResponse(
                keys.publicKey(),
                subscriptions.isOffered(),
                subscriptions.findByPerson(chat.conversation()).stream()
                        .map(SubscriptionResponse::fromSubscription)
                        .toList());
    }

    private static ApiException invalid() {
        return ApiException.ofKind(
                ProblemDetail.Kind.INVALID,
                "Give the `endpoint` of a push service (`https`, at most 1,000 characters), and `keys` with `p256dh` and `auth`.");
    }
}
