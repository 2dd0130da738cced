package pk.rahnuma.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.limit.StatusLookupService;
import pk.rahnuma.registration.overview.ApplicationLookupService;

/// Shows the status of an application to those who have its reference and a second proof, without a token.
@Controller("/api/v1/status")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Status")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
final class StatusController {

    private final StatusLookupService lookups;
    private final IdempotentRequests requests;
    private final Clock clock;

    StatusController(StatusLookupService lookups, IdempotentRequests requests, Clock clock) {
        this.lookups = lookups;
        this.requests = requests;
        this.clock = clock;
    }

    /// Request body.
    ///
    /// @param reference of ten symbols, with or without hyphens
    /// @param proof the last six digits, or all, of the identity or mobile number in the application
    @Schema(name = "StatusRequest", example = "{\"reference\": \"K7MP-4RTX-9X\", \"proof\": \"345671\"}")
    record StatusRequest(
            @Schema(example = "K7MP-4RTX-9X", maxLength = StatusLookupService.MAX_TEXT_LENGTH)
            String reference,

            @Schema(example = "345671", maxLength = StatusLookupService.MAX_TEXT_LENGTH)
            String proof) {}

    /// Shows the status of an application. An unknown reference and a wrong proof get the same answer after the same
    /// time, at least half a second; each failure doubles the time for that reference.
    @Post
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StatusRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The status",
            content = @Content(schema = @Schema(implementation = StatusResponse.class)))
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
    CompletionStage<HttpResponse<StatusResponse>> showStatus(HttpRequest<?> request, @Nullable @Body byte[] body) {
        lookups.checkRate(request);
        requests.claimKey(request, body);
        StatusRequest asked = JsonBodyReader.readBody(body, StatusRequest.class);
        JsonBodyReader.requireText(asked.reference(), "reference", StatusLookupService.MAX_TEXT_LENGTH);
        JsonBodyReader.requireText(asked.proof(), "proof", StatusLookupService.MAX_TEXT_LENGTH);
        Instant now = clock.instant();
        return lookups.lookUp(asked.reference(), asked.proof(), now).thenApply(result -> respond(result, now));
    }

    private static HttpResponse<StatusResponse> respond(ApplicationLookupService.LookupResult result, Instant now) {
        if (result.problem() != null) {
            throw switch (result.problem()) {
                case TYPO ->
                    ApiException.ofKind(
                            ProblemDetail.Kind.INVALID_REFERENCE,
                            "The reference has a typing error: compare each symbol.");
                case TICKET ->
                    ApiException.ofKind(
                            ProblemDetail.Kind.INVALID_REFERENCE,
                            "This is the number of a ticket, not of an application.");
                case NOT_FOUND ->
                    ApiException.ofKind(
                            ProblemDetail.Kind.NOT_FOUND, "No application has this reference and this proof.");
                case WAIT ->
                    ApiException.retryLater(
                            ProblemDetail.Kind.TOO_MANY,
                            "There were too many tries for this reference.",
                            result.pause());
            };
        }
        return UncachedResponse.ofJson(StatusResponse.fromView(result.application()));
    }
}
