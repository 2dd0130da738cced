package pk.rahnuma.organisation;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import pk.rahnuma.vault.RandomText;

/// Creates and recognises secrets of keys: `rk_`, 256 random bits, and a check sum, in letters and digits. The prefix
/// lets scanners of source code find one that was published; the check sum lets this server refuse a typing error, or
/// anything else, without a query.
public final class KeySecrets {

    static final String PREFIX = "rk_";

    /// Characters of a secret that are shown later, so that people know which key it is: 24 of its bits.
    static final int SHOWN_CHARACTERS = PREFIX.length() + 4;

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /// 62 to the power of 43 is more than 2 to the power of 256.
    private static final int RANDOM_CHARACTERS = 43;
    /// 62 to the power of 6 is more than 2 to the power of 32.
    private static final int CHECK_CHARACTERS = 6;

    private KeySecrets() {}

    static String createSecret() {
        String secret = PREFIX + RandomText.createText(DIGITS, RANDOM_CHARACTERS);
        return secret + checkSum(secret);
    }

    /// True when a token claims to be a key.
    public static boolean hasPrefix(String token) {
        return token.startsWith(PREFIX);
    }

    /// True when a token can have been made here.
    static boolean isWellFormed(String token) {
        int checked = PREFIX.length() + RANDOM_CHARACTERS;
        return hasPrefix(token)
                && token.length() == checked + CHECK_CHARACTERS
                && token.substring(PREFIX.length()).chars().allMatch(c -> DIGITS.indexOf(c) >= 0)
                && checkSum(token.substring(0, checked)).equals(token.substring(checked));
    }

    private static String checkSum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[CHECK_CHARACTERS];
        long rest = sum.getValue();
        for (int i = CHECK_CHARACTERS - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}
