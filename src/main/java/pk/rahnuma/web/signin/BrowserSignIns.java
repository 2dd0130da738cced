package pk.rahnuma.web.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.TelegramAppSession;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.person.signin.PersonSignInService.StoredSignIn;
import pk.rahnuma.person.signin.SignInOutcome;
import pk.rahnuma.requestlog.LoggedRequest;
import pk.rahnuma.requestlog.RequestLogService;

/// Begins and completes the sign-ins of browsers. A form that is sent twice, or whose response was lost, gets the same
/// result.
///
/// A browser gets a new token when its code was right, and the token before it ends: whoever had copied that one or
/// brought it into the browser does not gain what the person proves.
@Singleton
class BrowserSignIns {

    /// Separates the parts of a stored result.
    private static final String SEPARATOR = " ";

    /// Time within which a form that is sent again is a second click, or a response that was lost.
    private static final Duration REPEAT_PERIOD = Duration.ofMinutes(1);

    private final PersonSignInService signIns;
    private final RequestLogService log;
    private final ChatAuthenticator authenticator;
    private final TelegramAppSession telegramApp;
    private final InstantSource clock;

    BrowserSignIns(
            PersonSignInService signIns,
            RequestLogService log,
            ChatAuthenticator authenticator,
            TelegramAppSession telegramApp,
            InstantSource clock) {
        this.signIns = signIns;
        this.log = log;
        this.authenticator = authenticator;
        this.telegramApp = telegramApp;
        this.clock = clock;
    }

    /// Begins a sign-in.
    ///
    /// @param form random key of the form that was sent; sent again within [#REPEAT_PERIOD], it gets the same sign-in
    /// @param network that requests the code
    /// @param check counts for the limits, and throws when there were too many; not executed for a repeat
    BegunSignIn begin(String form, IdentityAddress address, String language, String network, Runnable check) {
        AtomicReference<Runnable> codeDelivery = new AtomicReference<>();
        LoggedRequest logged = LoggedRequest.ofAnonymous(form + SEPARATOR + address.comparisonKey(), "", REPEAT_PERIOD);
        BegunSignIn begun = log.executeOnce(logged, () -> {}, () -> {
                    check.run();
                    StoredSignIn stored = signIns.startSignIn(address, language, network, clock.instant());
                    codeDelivery.set(stored.codeDelivery());
                    return Optional.of(BegunSignIn.ofNew(stored.started().id()).toText());
                })
                .flatMap(BegunSignIn::parseText)
                .orElseThrow();
        if (codeDelivery.get() != null) {
            codeDelivery.get().run();
            return begun;
        }
        // A form that is opened again by *Back* is no repeat: its code may be used up.
        return signIns.isOpen(begun.id(), clock.instant())
                ? begun
                : begin(UUID.randomUUID().toString(), address, language, network, check);
    }

    /// Outcome of a code.
    ///
    /// @param refusal null when the code was right
    /// @param offer id of the offer to link the person of the address; 0 without one
    record CheckedCode(@Nullable SignInOutcome.Refused refusal, long offer) {}

    /// Checks a code, and opens a chat of the person in the browser.
    ///
    /// @param own whether the chat that is open in the browser is the person's. A foreign one is closed there
    CheckedCode checkCode(HttpRequest<?> request, BegunSignIn begun, String code, boolean own, String language) {
        AtomicReference<SignInOutcome.Refused> refusal = new AtomicReference<>();
        String key = String.join(SEPARATOR, begun.toText(), code, Boolean.toString(own));
        LoggedRequest logged = LoggedRequest.ofAnonymous(key, "", LoggedRequest.ANONYMOUS_RESULT_TTL);
        Optional<String> result = log.executeOnce(logged, () -> {}, () -> {
            Optional<Chat> current = authenticator.findChat(request).filter(chat -> own);
            AtomicReference<String> token = new AtomicReference<>("");
            Optional<SignInOutcome.Refused> refused = signIns.openChat(
                    begun.id(),
                    code,
                    current,
                    language,
                    chat -> token.set(open(request, current, chat)),
                    clock.instant());
            if (refused.isEmpty()) {
                return Optional.of(token.get() + SEPARATOR + 0);
            }
            if (refused.get() instanceof SignInOutcome.OtherPerson other) {
                return Optional.of(open(request, current, current.orElseThrow()) + SEPARATOR + other.offer());
            }
            refusal.set(refused.get());
            return Optional.empty();
        });
        if (result.isEmpty()) {
            return new CheckedCode(refusal.get(), 0);
        }
        String[] parts = result.get().split(SEPARATOR, -1);
        boolean open = parts[0].isEmpty() || authenticator.reopenOnDevice(parts[0], request);
        return new CheckedCode(open ? null : new SignInOutcome.Rejected(), Long.parseLong(parts[1]));
    }

    /// Opens a chat under a new token.
    ///
    /// @param current chat that the browser had, whose token ends
    /// @return the token; empty within Telegram, which has signed that session
    private String open(HttpRequest<?> request, Optional<Chat> current, Chat chat) {
        if (current.isPresent() && telegramApp.isOf(request)) {
            return "";
        }
        authenticator.signOut(request);
        return authenticator.openOnDevice(chat, request);
    }
}
