package pk.rahnuma.api.person;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.DeviceDescription;
import pk.rahnuma.http.limit.SignInLimits;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.link.LinkOfferService;
import pk.rahnuma.person.signin.PersonSignInService.StoredSignIn;
import pk.rahnuma.person.signin.SignInCaller;
import pk.rahnuma.person.signin.SignInOutcome;
import pk.rahnuma.shared.Language;

/// Finds the sender of a request, for all ways to sign in. Begins and completes sign-ins, once for each
/// `Idempotency-Key`.
@Singleton
final class SignInRequestReader {

    private final ChatAuthenticator authenticator;
    private final SignInLimits limits;
    private final LinkOfferService offers;
    private final IdempotentRequests requests;
    private final InstantSource clock;

    SignInRequestReader(
            ChatAuthenticator authenticator,
            SignInLimits limits,
            LinkOfferService offers,
            IdempotentRequests requests,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.limits = limits;
        this.offers = offers;
        this.requests = requests;
        this.clock = clock;
    }

    /// Counts a request that completes a sign-in, and finds its sender.
    ///
    /// @throws ApiException when there were too many, disk space is short, or its token is unknown
    SignInCaller readCaller(HttpRequest<?> request) {
        limits.checkCodeTry(request);
        return new SignInCaller(
                authenticator.findChat(request).map(Chat::conversation).orElse(null),
                DeviceDescription.describeDevice(request),
                readLanguage(request));
    }

    /// Gives the sender the name of the device that the request has.
    ///
    /// @param name null without one
    static SignInCaller nameDevice(SignInCaller caller, @Nullable String name) {
        try {
            return caller.withDeviceName(name);
        } catch (IllegalArgumentException e) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID,
                    "Give `device` in one line of at most " + SignInCaller.MAX_DEVICE_LENGTH + " characters.");
        }
    }

    /// Problem with the offer of a link, which only a device that is signed in can take.
    private ApiException otherPerson(HttpRequest<?> request, SignInCaller caller, SignInOutcome.OtherPerson other) {
        ApiException problem = ApiException.ofKind(
                ProblemDetail.Kind.OTHER_PERSON,
                "Send it without a token, to sign in as that person. A device that is signed in can link the two.");
        return authenticator
                .findAccessToken(request)
                .flatMap(token -> offers.findOffer(caller.person(), other.offer(), clock.instant()))
                .map(offer -> problem.withExtension("offer", LinkOfferResponse.fromOffer(offer)))
                .orElse(problem);
    }

    static String readLanguage(HttpRequest<?> request) {
        return Language.fromAcceptLanguage(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /// Begins a sign-in, and sends its code, once.
    ///
    /// @param body as received
    StartedSignInResponse start(HttpRequest<?> request, byte[] body, Supplier<StoredSignIn> beginning) {
        AtomicReference<Runnable> codeDelivery = new AtomicReference<>(() -> {});
        StartedSignInResponse started = startByLink(request, body, () -> {
            StoredSignIn stored = beginning.get();
            codeDelivery.set(stored.codeDelivery());
            return StartedSignInResponse.ofStarted(stored.started());
        });
        codeDelivery.get().run();
        return started;
    }

    /// Begins a sign-in whose code the bot shows.
    ///
    /// @param body as received
    StartedSignInResponse startByLink(HttpRequest<?> request, byte[] body, Supplier<StartedSignInResponse> beginning) {
        return requests.executeOnce(request, "", body, StartedSignInResponse.class, beginning);
    }

    /// Completes a sign-in; a repeat must be of the same person, if the first was of one.
    ///
    /// @param body as received
    /// @param rejection detail of the problem when the proof was rejected
    HttpResponse<TokensResponse> complete(
            HttpRequest<?> request,
            SignInCaller caller,
            byte[] body,
            Supplier<SignInOutcome> completion,
            String rejection) {
        String sender = caller.person() == null ? "" : Long.toString(caller.person());
        return UncachedResponse.ofJson(requests.executeOnce(
                request,
                sender,
                body,
                TokensResponse.class,
                () -> toTokens(request, caller, completion.get(), rejection)));
    }

    private TokensResponse toTokens(
            HttpRequest<?> request, SignInCaller caller, SignInOutcome outcome, String rejection) {
        return switch (outcome) {
            case SignInOutcome.SignedIn signedIn -> TokensResponse.fromIssued(signedIn.tokens());
            case SignInOutcome.Rejected rejected -> throw ApiException.ofKind(ProblemDetail.Kind.WRONG_CODE, rejection);
            case SignInOutcome.OtherPerson other -> throw otherPerson(request, caller, other);
            case SignInOutcome.TooManyAddresses full ->
                throw ApiException.ofKind(
                        ProblemDetail.Kind.TOO_MANY, "This person has as many addresses as the desk stores.");
        };
    }
}
