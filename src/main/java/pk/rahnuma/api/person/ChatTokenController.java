package pk.rahnuma.api.person;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.ChatCookieWriter;
import pk.rahnuma.http.caller.ChatTokens;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatDevice;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.person.signin.ChatDeviceService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Lists the devices of a chat and revokes their tokens.
@Controller("/api/v1/tokens")
@Tag(name = "Devices")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChatTokenController {

    private final ChatAuthenticator authenticator;
    private final ChatCookieWriter cookies;
    private final ChatTokenService tokens;
    private final ChatDeviceService chatDevices;
    private final IdempotentRequests requests;
    private final InstantSource clock;

    ChatTokenController(
            ChatAuthenticator authenticator,
            ChatCookieWriter cookies,
            ChatTokenService tokens,
            ChatDeviceService chatDevices,
            IdempotentRequests requests,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.cookies = cookies;
        this.tokens = tokens;
        this.chatDevices = chatDevices;
        this.requests = requests;
        this.clock = clock;
    }

    /// Device, as its owner sees it. The id is text, since JavaScript would round a long number.
    ///
    /// @param created and `seen`: days
    record DeviceResponse(String id, String device, String created, String seen, boolean current) {
        static DeviceResponse fromDevice(ChatDevice device) {
            return new DeviceResponse(
                    Long.toString(device.id()),
                    device.device(),
                    device.created().toString(),
                    device.seen().toString(),
                    device.current());
        }
    }

    /// Lists the devices on which the chat is open.
    @Get
    @ApiResponse(
            responseCode = "200",
            description = "The devices",
            content = @Content(schema = @Schema(ref = "#/components/schemas/DeviceList")))
    @ReaderProblems
    HttpResponse<Map<String, List<DeviceResponse>>> listTokens(HttpRequest<?> request) {
        Chat chat = authenticator.requireReader(request);
        return UncachedResponse.ofJson(Map.of(
                "tokens",
                tokens.listDevices(chat, tokenDigest(request)).stream()
                        .map(DeviceResponse::fromDevice)
                        .toList()));
    }

    /// Issues a token for another device. It is shown only once; with an `Idempotency-Key` it is kept, encrypted, for a
    /// repeat of the request.
    @Post
    @ApiResponse(
            responseCode = "201",
            description = "The new token",
            content = @Content(schema = @Schema(ref = "#/components/schemas/NewToken")))
    @ReaderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    HttpResponse<Map<String, String>> addToken(HttpRequest<?> request) {
        Chat chat = authenticator.requireReader(request);
        String token = requests.executeOnce(chat, request, null, String.class, () -> issueToken(chat, request));
        return UncachedResponse.ofJson(Map.of("token", token)).status(HttpStatus.CREATED);
    }

    /// An access token gets none: the new one would outlast it.
    private String issueToken(Chat chat, HttpRequest<?> request) {
        if (authenticator.findAccessToken(request).isPresent()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_ALLOWED, "Sign in on the other device.");
        }
        String token = ChatTokens.createToken();
        if (!chatDevices.addToken(chat, ChatTokens.digestToken(token), clock.instant())) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.TOO_MANY,
                    "A chat has at most " + ChatTokenService.MAX_TOKENS_PER_CHAT + " tokens: take one back first.");
        }
        return token;
    }

    /// Revokes a token: its next request is refused.
    ///
    /// @param id of the list
    @Delete("/{id}")
    @ApiResponse(responseCode = "204", description = "Revoked")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @Produces(MediaType.ALL)
    HttpResponse<?> revokeToken(
            HttpRequest<?> request, @PathVariable @Schema(example = "5381202912771940127") String id) {
        Chat chat = authenticator.requireReader(request);
        OptionalLong token = SubjectEncryptionService.parseId(id);
        if (token.isEmpty() || !chatDevices.revokeToken(chat, token.getAsLong(), clock.instant())) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "This chat has no such token: list them.");
        }
        return HttpResponse.noContent();
    }

    /// Revokes the token of this request, or signs its device out, and clears the browser's data.
    @Post("/sign-out")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @ApiResponse(responseCode = "204", description = "Revoked, and the cookie is deleted")
    @ApiResponse(responseCode = "401", ref = "#/components/responses/Unauthenticated")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    @Produces(MediaType.ALL)
    HttpResponse<?> signOutChat(HttpRequest<?> request) {
        String token = authenticator.readSignOut(request);
        requests.executeOnce(request, token, null, Void.class, () -> {
            authenticator.signOut(request);
            return null;
        });
        return cookies.clearCookies(request, HttpResponse.noContent());
    }

    private byte[] tokenDigest(HttpRequest<?> request) {
        return authenticator.findTokenDigest(request).orElseThrow();
    }
}
