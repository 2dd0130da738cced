package pk.rahnuma.http.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import pk.rahnuma.vault.RandomText;

/// Creates and hashes tokens of chats: 256 random bits. A token proves ownership of the chat, so it is neither stored
/// nor logged.
public final class ChatTokens {

    private static final int TOKEN_LENGTH = 43;

    private ChatTokens() {}

    public static String createToken() {
        return RandomText.createToken();
    }

    static boolean isWellFormed(String token) {
        return token.length() == TOKEN_LENGTH && token.chars().allMatch(ChatTokens::isBase64Url);
    }

    /// Digest from which the token cannot be derived.
    public static byte[] digestToken(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isBase64Url(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
}
