package pk.rahnuma.person.signin;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
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

    /// Uses a login up, and signs the device in.
    ///
    /// @param chat from [#findChat]
    /// @return [SignInOutcome.Rejected] when the login was used
    public SignInOutcome signIn(VerifiedLogin login, Chat chat, SignInCaller caller, Instant now) {
        if (!useUp(login, chat, now)) {
            return new SignInOutcome.Rejected();
        }
        SignInRow signIn = new SignInRow(
                signInId(login), chat.conversation(), SignInMethod.TELEGRAM, null, new byte[0], null, 1, now, null);
        return completion.completeSignIn(signIn, caller, now);
    }

    /// Uses a login up, and opens the account's private chat with the bot.
    ///
    /// @param language that a new person begins with
    /// @return empty when the login is too old, or was used
    public Optional<Chat> openChat(VerifiedLogin login, String language, Instant now) {
        return findChat(login, language, now).filter(chat -> useUp(login, chat, now));
    }

    /// Private chat of an account with the bot, which is created if there is none. The login is not used up.
    ///
    /// @param language that a new person begins with
    /// @return empty when the login is too old
    public Optional<Chat> findChat(VerifiedLogin login, String language, Instant now) {
        if (login.authorized().isBefore(now.minus(MAX_AGE))
                || login.authorized().isAfter(now.plus(MAX_CLOCK_DIFFERENCE))) {
            return Optional.empty();
        }
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, login.user());
        return Optional.of(chats.findOrCreate(List.of(address), Map.of(address, language), now)
                .get(address));
    }

    private boolean useUp(VerifiedLogin login, Chat chat, Instant now) {
        return rows.insertOnce(signInId(login), chat.conversation(), SignInMethod.TELEGRAM, now) > 0;
    }

    private long signInId(VerifiedLogin login) {
        return ByteBuffer.wrap(vault.keyedHash("telegram login", login.signature()))
                        .getLong()
                & Long.MAX_VALUE;
    }
}
