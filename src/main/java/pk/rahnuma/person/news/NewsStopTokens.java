package pk.rahnuma.person.news;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Base64;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Tokens of the links that turn news off, and topics of web push. A token is a keyed hash of the person and the
/// channel: it names neither, the database holds nothing from which one can be made, and that of an old e-mail still
/// works.
@Singleton
final class NewsStopTokens {

    private static final int TOKEN_BYTES = 18;

    private final SubjectEncryptionService vault;

    NewsStopTokens(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    String createToken(long person, NewsChannel channel) {
        return shorten(vault.keyedHash("news stop token", person + " " + channel));
    }

    /// Topic of an application for a person.
    String createTopic(long person, long about) {
        return shorten(vault.keyedHash("news topic", person + " " + about));
    }

    private static String shorten(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TOKEN_BYTES));
    }

    /// Hash by which the preference of a token is found.
    byte[] hashToken(String token) {
        return vault.keyedHash("news stop", token);
    }
}
