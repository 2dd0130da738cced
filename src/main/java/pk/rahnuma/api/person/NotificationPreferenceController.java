package pk.rahnuma.api.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
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
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.news.NewsChannel;
import pk.rahnuma.person.news.NewsPreference;
import pk.rahnuma.person.news.NewsPreferenceService;

/// Choices of the person about news by e-mail and SMS.
@Controller("/api/v1/notifications/preferences")
@Tag(name = "Notifications")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NotificationPreferenceController {

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;
    private final PersonActionInvoker actions;
    private final NewsPreferenceService preferences;
    private final Clock clock;

    NotificationPreferenceController(
            ChatAuthenticator authenticator,
            IdempotentRequests requests,
            PersonActionInvoker actions,
            NewsPreferenceService preferences,
            Clock clock) {
        this.authenticator = authenticator;
        this.requests = requests;
        this.actions = actions;
        this.preferences = preferences;
        this.clock = clock;
    }

    /// A channel outside of the chat.
    ///
    /// @param on whether news of applications go there
    /// @param available whether it can be turned on: the desk sends by it, and the person has proved an address
    /// @param address to which news go, masked; missing while the person has proved none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ChannelPreferenceResponse")
    record ChannelPreferenceResponse(
            boolean on,
            boolean available,
            @Nullable @Schema(example = "a•••@example.pk") String address) {

        static ChannelPreferenceResponse fromPreference(NewsPreference preference) {
            return new ChannelPreferenceResponse(preference.wanted(), preference.possible(), preference.address());
        }
    }

    /// Channels outside of the chat.
    @Schema(name = "PreferencesResponse", example = """
            {
              "email": {"on": true, "available": true, "address": "a•••@example.pk"},
              "sms": {"on": false, "available": false}
            }
            """)
    record PreferencesResponse(ChannelPreferenceResponse email, ChannelPreferenceResponse sms) {

        private String tag() {
            return EntityTags.of(this);
        }
    }

    /// Request body.
    ///
    /// @param email whether news go to the e-mail address
    /// @param sms whether news go to the mobile number
    @Schema(name = "PreferencesRequest", example = "{\"email\": true, \"sms\": false}")
    record PreferencesRequest(
            @Schema(example = "true") Boolean email,
            @Schema(example = "false") Boolean sms) {}

    /// Reads by which channels outside of the chat the person gets news of changes of their applications.
    @Get
    @ApiResponse(responseCode = "200", description = "The channels")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    HttpResponse<PreferencesResponse> showPreferences(HttpRequest<?> request) {
        Chat chat = authenticator.requireReader(request);
        return respond(request, readPreferences(chat));
    }

    /// Turns channels on and off. News go to the address or number that the person has proved last.
    @Put
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PreferencesRequest.class)))
    @ApiResponse(responseCode = "200", description = "The channels")
    @SenderProblems
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<PreferencesResponse> changePreferences(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        PreferencesRequest wanted = JsonBodyReader.readBody(body, PreferencesRequest.class);
        if (wanted.email() == null || wanted.sms() == null) {
            throw ApiException.ofKind(ProblemDetail.Kind.INVALID, "Give `email` and `sms`: true or false.");
        }
        return respond(request, requests.executeOnce(chat, request, body, PreferencesResponse.class, () -> {
            actions.lockPerson(chat);
            EntityTags.requireMatch(request, () -> readPreferences(chat).tag());
            changePreference(chat, NewsChannel.EMAIL, wanted.email());
            changePreference(chat, NewsChannel.SMS, wanted.sms());
            return readPreferences(chat);
        }));
    }

    private void changePreference(Chat chat, NewsChannel channel, boolean wanted) {
        Instant now = clock.instant();
        if (!preferences.changePreference(chat.conversation(), channel, wanted, now)) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.NOT_POSSIBLE,
                    "`" + channel.toWord()
                            + "` is not `available`: the person signs in with an address or number of theirs before.");
        }
    }

    private PreferencesResponse readPreferences(Chat chat) {
        List<NewsPreference> all =
                preferences.findPreferences(List.of(chat.conversation())).get(chat.conversation());
        return new PreferencesResponse(
                ChannelPreferenceResponse.fromPreference(all.get(NewsChannel.EMAIL.ordinal())),
                ChannelPreferenceResponse.fromPreference(all.get(NewsChannel.SMS.ordinal())));
    }

    private static HttpResponse<PreferencesResponse> respond(HttpRequest<?> request, PreferencesResponse body) {
        return EntityTags.tagResponse(request, body.tag(), UncachedResponse.ofJson(body));
    }
}
