package pk.rahnuma.http.caller;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import pk.rahnuma.http.limit.KnownCallerFinder;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.person.signin.DeviceSessionService;
import pk.rahnuma.person.signin.PersonSignInService;

/// Identifies persons who are signed in: by the access token of a device, or by the token of a chat whose person has
/// proved an address. The token of a chat alone proves nothing, since anybody gets one.
@Singleton
final class SignedInCallerFinder implements KnownCallerFinder {

    private final RequestTokenReader reader;
    private final ChatTokenService tokens;
    private final DeviceSessionService devices;
    private final PersonSignInService signIns;
    private final InstantSource clock;

    SignedInCallerFinder(
            RequestTokenReader reader,
            ChatTokenService tokens,
            DeviceSessionService devices,
            PersonSignInService signIns,
            InstantSource clock) {
        this.reader = reader;
        this.tokens = tokens;
        this.devices = devices;
        this.signIns = signIns;
        this.clock = clock;
    }

    @Override
    public Optional<String> findKnownCaller(HttpRequest<?> request) {
        return reader.readToken(request).flatMap(this::findPerson).map(person -> Long.toString(person));
    }

    private Optional<Long> findPerson(String token) {
        return DeviceSessionService.isAccessToken(token)
                ? devices.findChat(token, clock.instant()).map(Chat::conversation)
                : tokens.findChat(ChatTokens.digestToken(token))
                        .map(Chat::conversation)
                        .filter(signIns::hasProvedAddress);
    }
}
