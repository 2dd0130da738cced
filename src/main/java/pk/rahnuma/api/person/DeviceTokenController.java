package pk.rahnuma.api.person;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.person.signin.DeviceSessionService;

/// Exchanges the tokens of devices that are signed in, and takes them back.
@Controller("/api/v1/sign-in")
@Tag(name = "Sign-in")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceTokenController {

    private static final int MAX_TOKEN_LENGTH = 200;

    private final DeviceSessionService devices;
    private final ApiRateLimiter limiter;
    private final IdempotentRequests requests;
    private final InstantSource clock;

    DeviceTokenController(
            DeviceSessionService devices, ApiRateLimiter limiter, IdempotentRequests requests, InstantSource clock) {
        this.devices = devices;
        this.limiter = limiter;
        this.requests = requests;
        this.clock = clock;
    }

    /// Exchanges a refresh token for two new tokens. Each is good for one exchange: one that comes again more than half
    /// a minute later was copied, and signs its device out.
    @Post("/refresh")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RefreshRequest.class)))
    @ApiResponse(responseCode = "200", description = "The new tokens")
    @ReaderProblems
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<TokensResponse> refreshTokens(HttpRequest<?> request, @Nullable @Body byte[] body) {
        String token = readToken(request, body);
        return UncachedResponse.ofJson(
                requests.executeOnce(request, "", body, TokensResponse.class, () -> exchangeToken(token)));
    }

    private TokensResponse exchangeToken(String token) {
        return TokensResponse.fromIssued(
                devices.refresh(token, clock.instant()).orElseThrow(ChatAuthenticator::unknownToken));
    }

    /// Signs the device of a refresh token out: its tokens are refused from then on. An unknown token changes nothing.
    @Post("/sign-out")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RefreshRequest.class)))
    @ApiResponse(responseCode = "204", description = "Signed out")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    @Produces(MediaType.ALL)
    HttpResponse<?> signOut(HttpRequest<?> request, @Nullable @Body byte[] body) {
        String token = readToken(request, body);
        requests.executeOnce(request, "", body, Void.class, () -> {
            devices.signOut(token, clock.instant());
            return null;
        });
        return HttpResponse.noContent();
    }

    private String readToken(HttpRequest<?> request, byte[] body) {
        // Not the limit of sign-ins: every device comes here four times an hour, and many share an address.
        limiter.checkPublicRead(request);
        String token = JsonBodyReader.readBody(body, RefreshRequest.class).refresh();
        if (token == null || token.length() > MAX_TOKEN_LENGTH) {
            throw ApiException.ofKind(ProblemDetail.Kind.INVALID, "Give `refresh`: the refresh token.");
        }
        return token;
    }
}
