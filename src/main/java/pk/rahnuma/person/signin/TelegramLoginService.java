package pk.rahnuma.person.signin;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.person.signin.SignInRepository.SignInRow;
import pk.rahnuma.person.signin.TelegramLoginVerifier.VerifiedLogin;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Signs the person of a Telegram account in, by data that Telegram has signed. They are the person of the account's
/// private chat with the bot; who has not written to it yet becomes a new one.
///
/// Data is good once, for five minutes: its signature is the id of the sign-in, which can be stored once.
@Singleton
public class TelegramLoginService {

    static final Duration MAX_AGE = Duration.ofMinutes(5);

    /// Time by which Telegram's clock may be ahead.
    static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private final SignInRepository rows;
    private final SignInCompletionService completion;
    private final ChatRepository chats;
    private final SubjectEncryptionService vault;

    TelegramLoginService(
            SignInRepository rows,
            SignInCompletionService completion,
            ChatRepository chats,
            SubjectEncryptionService vault) {
        this.rows = rows;
        this.completion = completion;
        this.chats = chats;
        this.vault = vault;
    }

    /// Signs the device in.
    ///
    /// @return [SignInOutcome.Rejected] when the login is too old, or was used
    public SignInOutcome signIn(VerifiedLogin login, SignInCaller caller, Instant now) {
        if (login.authorized().isBefore(now.minus(MAX_AGE))
                || login.authorized().isAfter(now.plus(MAX_CLOCK_DIFFERENCE))) {
            return new SignInOutcome.Rejected();
        }
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, login.user());
        long person = chats.findOrCreate(List.of(address), Map.of(address, caller.language()), now)
                .get(address)
                .conversation();
        long id = ByteBuffer.wrap(vault.keyedHash("telegram login", login.signature()))
                        .getLong()
                & Long.MAX_VALUE;
        if (rows.insertOnce(id, person, SignInMethod.TELEGRAM, now) == 0) {
            return new SignInOutcome.Rejected();
        }
        SignInRow signIn = new SignInRow(id, person, SignInMethod.TELEGRAM, null, new byte[0], null, 1, now, null);
        return completion.completeSignIn(signIn, caller, now);
    }
}
