package pk.rahnuma.api.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.Map;
import pk.rahnuma.api.guard.ApiRequestFilter;
import pk.rahnuma.api.http.JsonBodyReader;
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.api.http.UncachedResponse;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.api.limit.StorageLimits;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.api.token.ChatAuthenticator;
import pk.rahnuma.api.token.DeviceDescription;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.identity.IdentityAddress;
import pk.rahnuma.person.identity.IdentityKind;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.person.signin.SignInCaller;
import pk.rahnuma.person.signin.SignInOutcome;
import pk.rahnuma.shared.Language;

/// Signs persons in on a device, by a code of six digits.
@Controller("/api/v1/sign-in")
@Tag(name = "Sign-in")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PersonSignInController {

    private static final Map<String, IdentityKind> KINDS_BY_WORD =
            Map.of("email", IdentityKind.EMAIL, "sms", IdentityKind.PHONE);
    private static final int MAX_CODE_LENGTH = 40;
    private static final String CODE_PATTERN = "[0-9]{6}";
    private static final String ID_PATTERN = "[0-9]{1,18}|[0-8][0-9]{18}";

    private final PersonSignInService signIns;
    private final ChatAuthenticator callers;
    private final ApiRateLimiter limiter;
    private final RequestOrigin origin;
    private final StorageLimits storage;
    private final InstantSource clock;

    PersonSignInController(
            PersonSignInService signIns,
            ChatAuthenticator callers,
            ApiRateLimiter limiter,
            RequestOrigin origin,
            StorageLimits storage,
            InstantSource clock) {
        this.signIns = signIns;
        this.callers = callers;
        this.limiter = limiter;
        this.origin = origin;
        this.storage = storage;
        this.clock = clock;
    }

    /// Begins a sign-in: six digits go to the address, in the language of `Accept-Language`. The response is the same
    /// whether the address is known or not, and also when it got too many codes and none is sent.
    @Post
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StartSignInRequest.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Begun; the code is sent if the limits of the address allow it",
            content = @Content(schema = @Schema(implementation = StartedSignInResponse.class)))
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
    HttpResponse<StartedSignInResponse> startSignIn(HttpRequest<?> request, @Nullable @Body byte[] body) {
        ApiRequestFilter.checkBodySize(body);
        limiter.checkSignIn(origin.clientAddress(request));
        storage.checkMessages();
        StartSignInRequest asked = JsonBodyReader.readBody(body, StartSignInRequest.class);
        IdentityKind kind = asked.by() == null ? null : KINDS_BY_WORD.get(asked.by());
        if (kind == null) {
            throw ApiException.ofKind(ProblemDetail.Kind.INVALID, "Give `by`: `email` or `sms`.");
        }
        if (!signIns.isOffered(kind)) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.NOT_OFFERED, "This desk does not send codes by `" + asked.by() + "`.");
        }
        IdentityAddress address = IdentityAddress.parseText(kind, asked.address())
                .orElseThrow(() -> ApiException.ofKind(
                        ProblemDetail.Kind.INVALID,
                        "Give `address`: an e-mail address, or for `sms` a Pakistani mobile number."));
        return UncachedResponse.ofJson(StartedSignInResponse.fromStarted(
                        signIns.startSignIn(address, language(request), clock.instant())))
                .status(HttpStatus.ACCEPTED);
    }

    /// Completes a sign-in. A new address becomes that of a new person, or of the person whose token the request has.
    ///
    /// @param id of the sign-in
    @Post("/{id}/code")
    @SecurityRequirement(name = "token")
    @SecurityRequirement(name = "cookie")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CodeRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Signed in",
            content = @Content(schema = @Schema(implementation = TokensResponse.class)))
    @ApiResponse(responseCode = "401", ref = "#/components/responses/Unauthenticated")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/OtherPerson")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
    HttpResponse<TokensResponse> checkCode(
            HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
        ApiRequestFilter.checkBodySize(body);
        limiter.checkCodeTry(origin.clientAddress(request));
        storage.checkMessages();
        SignInCaller caller = new SignInCaller(
                callers.findChat(request).map(Chat::conversation).orElse(null),
                DeviceDescription.describeDevice(request),
                language(request));
        String code = readCode(JsonBodyReader.readBody(body, CodeRequest.class).code());
        long signIn = id.matches(ID_PATTERN) ? Long.parseLong(id) : 0;
        return respond(signIns.checkCode(signIn, code, caller, clock.instant()));
    }

    /// Reads six digits, in any script, with or without spaces.
    private static String readCode(String typed) {
        String code = typed == null || typed.length() > MAX_CODE_LENGTH ? "" : TextNormaliser.toDigits(typed);
        if (!code.matches(CODE_PATTERN)) {
            throw ApiException.ofKind(ProblemDetail.Kind.INVALID, "Give `code`: six digits.");
        }
        return code;
    }

    private static HttpResponse<TokensResponse> respond(SignInOutcome outcome) {
        return switch (outcome) {
            case SignInOutcome.SignedIn signedIn ->
                UncachedResponse.ofJson(TokensResponse.fromIssued(signedIn.tokens()));
            case SignInOutcome.Rejected rejected ->
                throw ApiException.ofKind(
                        ProblemDetail.Kind.WRONG_CODE,
                        "The code is wrong, used or older than ten minutes, or there were too many tries.");
            case SignInOutcome.OtherPerson other ->
                throw ApiException.ofKind(
                        ProblemDetail.Kind.OTHER_PERSON,
                        "Send the code without a token, to sign in as the person whom the address belongs to.");
            case SignInOutcome.TooManyAddresses full ->
                throw ApiException.ofKind(
                        ProblemDetail.Kind.TOO_MANY, "This person has as many addresses as the desk stores.");
        };
    }

    private static String language(HttpRequest<?> request) {
        return Language.fromAcceptLanguage(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
