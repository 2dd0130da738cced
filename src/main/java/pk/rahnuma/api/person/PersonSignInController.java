package pk.rahnuma.api.person;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.http.limit.SignInLimits;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.DeepLinkProvider;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.person.signin.PersonSignInService.StoredSignIn;
import pk.rahnuma.person.signin.SignInCaller;
import pk.rahnuma.person.signin.StartedSignIn;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Signs persons in on a device, by a code of six digits.
@Controller("/api/v1/sign-in")
@Tag(name = "Sign-in")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PersonSignInController {

    private static final String EMAIL = "email";
    private static final String SMS = "sms";
    private static final Map<String, IdentityKind> KINDS_BY_WORD =
            Map.of(EMAIL, IdentityKind.EMAIL, SMS, IdentityKind.PHONE);
    private static final String TELEGRAM = "telegram";
    /// Link of the script that shows the code.
    private static final String LINK_WORD = "signin";

    private final PersonSignInService signIns;
    private final SignInRequestReader requests;
    private final SignInLimits limits;
    private final ApiRateLimiter limiter;
    private final Collection<DeepLinkProvider> links;
    private final InstantSource clock;

    PersonSignInController(
            PersonSignInService signIns,
            SignInRequestReader requests,
            SignInLimits limits,
            ApiRateLimiter limiter,
            Collection<DeepLinkProvider> links,
            InstantSource clock) {
        this.signIns = signIns;
        this.requests = requests;
        this.limits = limits;
        this.limiter = limiter;
        this.links = links;
        this.clock = clock;
    }

    /// Ways to sign in that a desk offers.
    ///
    /// @param by values of `by` of a sign-in
    @Schema(name = "SignInWaysResponse", example = "{\"by\": [\"email\", \"telegram\"]}")
    record SignInWaysResponse(
            @Schema(
                    allowableValues = {"email", "sms", "telegram"},
                    example = "[\"email\", \"telegram\"]")
            List<String> by) {}

    /// Lists the ways to sign in that this desk offers.
    @Get
    @ApiResponse(responseCode = "200", description = "The ways, which may be none")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    HttpResponse<SignInWaysResponse> listSignInWays(HttpRequest<?> request) {
        limiter.checkPublicRead(request);
        return UncachedResponse.ofJson(new SignInWaysResponse(
                Stream.of(EMAIL, SMS, TELEGRAM).filter(this::isOffered).toList()));
    }

    private boolean isOffered(String by) {
        return TELEGRAM.equals(by) ? findTelegram().isPresent() : signIns.isOffered(KINDS_BY_WORD.get(by));
    }

    private Optional<DeepLinkProvider> findTelegram() {
        return links.stream()
                .filter(each -> each.channel() == Channel.TELEGRAM)
                .filter(each -> each.createLink(LINK_WORD, "0").isPresent())
                .findFirst();
    }

    /// Begins a sign-in: six digits go to the address, or the bot shows them to the person who follows the link. The
    /// message is in the language of `Accept-Language`. The response is the same whether the address is known or not,
    /// and also when it got too many codes and none is sent.
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
        limits.checkStart(request);
        StartSignInRequest asked = JsonBodyReader.readBody(body, StartSignInRequest.class);
        StartedSignInResponse started = TELEGRAM.equals(asked.by())
                ? requests.startByLink(request, body, checkLink(asked))
                : requests.start(request, body, checkAddress(request, asked));
        return UncachedResponse.ofJson(started).status(HttpStatus.ACCEPTED);
    }

    private Supplier<StartedSignInResponse> checkLink(StartSignInRequest asked) {
        if (asked.address() != null) {
            throw ApiException.ofKind(ProblemDetail.Kind.INVALID, "Give no `address` for `telegram`.");
        }
        DeepLinkProvider telegram = findTelegram().orElseThrow(() -> notOffered(TELEGRAM));
        return () -> startByLink(telegram);
    }

    private StartedSignInResponse startByLink(DeepLinkProvider telegram) {
        StartedSignIn started = signIns.startByLink(clock.instant());
        return StartedSignInResponse.withLink(
                started,
                telegram.createLink(LINK_WORD, Long.toString(started.id())).orElseThrow());
    }

    private Supplier<StoredSignIn> checkAddress(HttpRequest<?> request, StartSignInRequest asked) {
        IdentityKind kind = readKind(asked.by(), "Give `by`: `email`, `sms` or `telegram`.");
        if (!signIns.isOffered(kind)) {
            throw notOffered(asked.by());
        }
        IdentityAddress address = IdentityAddress.parseText(kind, asked.address())
                .orElseThrow(() -> ApiException.ofKind(
                        ProblemDetail.Kind.INVALID,
                        "Give `address`: an e-mail address, or for `sms` a Pakistani mobile number."));
        limits.checkCapacity(request, kind);
        limits.checkRecipient(request, address);
        String language = SignInRequestReader.readLanguage(request);
        String network = limits.networkOf(request);
        return () -> signIns.startSignIn(address, language, network, clock.instant());
    }

    static IdentityKind readKind(String by, String advice) {
        IdentityKind kind = by == null ? null : KINDS_BY_WORD.get(by);
        if (kind == null) {
            throw ApiException.ofKind(ProblemDetail.Kind.INVALID, advice);
        }
        return kind;
    }

    /// @param by one of the known ways
    static ApiException notOffered(String by) {
        return ApiException.ofKind(ProblemDetail.Kind.NOT_OFFERED, "This desk does not send codes by `" + by + "`.");
    }

    /// Completes a sign-in. A new address becomes that of a new person, or of the person whose token the request has.
    ///
    /// @param id of the sign-in
    @Post("/{id}/code")
    @SecurityRequirement(name = "token")
    @SecurityRequirement(name = "cookie")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CodeRequest.class)))
    @ApiResponse(responseCode = "200", description = "Signed in")
    @SenderProblems
    @ApiResponse(responseCode = "409", ref = "#/components/responses/OtherPerson")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<TokensResponse> checkCode(
            HttpRequest<?> request,
            @PathVariable @Schema(example = "5381202912771940127") String id,
            @Nullable @Body byte[] body) {
        SignInCaller caller = requests.readCaller(request);
        CodeRequest sent = JsonBodyReader.readBody(body, CodeRequest.class);
        SignInCaller device = SignInRequestReader.nameDevice(caller, sent.device());
        String code = PersonSignInService.readCode(sent.code())
                .orElseThrow(() -> ApiException.ofKind(ProblemDetail.Kind.INVALID, "Give `code`: six digits."));
        long signIn = SubjectEncryptionService.parseId(id).orElse(0);
        limits.checkTypedCode(request, signIns.isOpen(signIn, clock.instant()));
        return requests.complete(
                request,
                device,
                body,
                () -> signIns.checkCode(signIn, code, device, clock.instant()),
                "The code is wrong, used or older than ten minutes, or there were too many tries.");
    }
}
