package pk.rahnuma.vault;

import java.security.SecureRandom;
import java.util.Base64;

/// Random codes and tokens, which cannot be guessed.
public final class RandomText {

    public static final String DIGITS = "0123456789";

    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /// Creates a text.
    ///
    /// @param alphabet its possible characters
    public static String createText(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /// Creates a token of 256 bits for a URL, a cookie or a header: 43 characters of Base64 for URLs.
    public static String createToken() {
        byte[] bits = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
