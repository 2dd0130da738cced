package pk.rahnuma.api.person;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ResponseDelayer;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.limit.SignInLimits;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.registration.overview.RecoveryContactService;
import pk.rahnuma.registration.overview.RecoveryContactService.ContactLookup;

/// Begins the recovery of a lost chat.
@Controller("/api/v1/sign-in/recovery")
@Tag(name = "Sign-in")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RecoveryController {

    static final int MAX_TEXT_LENGTH = 40;

    private final RecoveryContactService contacts;
    private final PersonSignInService signIns;
    private final SignInRequestReader requests;
    private final SignInLimits limits;
    private final ResponseDelayer delayer;
    private final InstantSource clock;

    RecoveryController(
            RecoveryContactService contacts,
            PersonSignInService signIns,
            SignInRequestReader requests,
            SignInLimits limits,
            ResponseDelayer delayer,
            InstantSource clock) {
        this.contacts = contacts;
        this.signIns = signIns;
        this.requests = requests;
        this.limits = limits;
        this.delayer = delayer;
        this.clock = clock;
    }

    /// Begins a sign-in as the person of an application, who has lost their chat: six digits go to the e-mail address
    /// or mobile number in the application. An unknown reference, a wrong proof and a missing address get the same
    /// response after the same time, at least half a second; each failure doubles the time for that reference.
    @Post
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RecoveryRequest.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Begun; the code is sent if reference and proof are right",
            content = @Content(schema = @Schema(implementation = StartedSignInResponse.class)))
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
    CompletionStage<HttpResponse<StartedSignInResponse>> startRecovery(
            HttpRequest<?> request, @Nullable @Body byte[] body) {
        limits.checkStart(request);
        RecoveryRequest asked = JsonBodyReader.readBody(body, RecoveryRequest.class);
        IdentityKind kind = PersonSignInController.readKind(asked.by(), "Give `by`: `email` or `sms`.");
        if (!signIns.isOffered(kind)) {
            throw PersonSignInController.notOffered(asked.by());
        }
        limits.checkCapacity(request, kind);
        JsonBodyReader.requireText(asked.reference(), "reference", MAX_TEXT_LENGTH);
        JsonBodyReader.requireText(asked.proof(), "proof", MAX_TEXT_LENGTH);
        Instant now = clock.instant();
        ContactLookup found = contacts.findContact(asked.reference(), asked.proof(), kind, now);
        checkProblem(found);
        String network = limits.networkOf(request);
        StartedSignInResponse response =
                requests.start(request, body, () -> signIns.startRecovery(found.contact(), network, now));
        return delayer.delayResponse(response, now, found.lookup().held())
                .thenApply(each -> UncachedResponse.ofJson(each).status(HttpStatus.ACCEPTED));
    }

    private static void checkProblem(ContactLookup found) {
        if (found.lookup().problem() == null) {
            return;
        }
        switch (found.lookup().problem()) {
            case TYPO ->
                throw ApiException.ofKind(
                        ProblemDetail.Kind.INVALID_REFERENCE, "The reference has a typing error: compare each symbol.");
            case TICKET ->
                throw ApiException.ofKind(
                        ProblemDetail.Kind.INVALID_REFERENCE, "This is the number of a ticket, not of an application.");
            case WAIT ->
                throw ApiException.retryLater(
                        ProblemDetail.Kind.TOO_MANY,
                        "There were too many tries for this reference.",
                        found.lookup().pause());
            case NOT_FOUND -> {
                // The same response as for a right proof.
            }
        }
    }
}
