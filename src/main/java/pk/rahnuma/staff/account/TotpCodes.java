package pk.rahnuma.staff.account;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/// Time-based codes (RFC 6238) as the usual apps make them: six digits, 30 seconds, HMAC-SHA-1.
public final class TotpCodes {

    /// As long as the hash: RFC 4226, 4, R6.
    private static final int SECRET_BYTES = 20;

    private static final int STEP_SECONDS = 30;
    /// Allowed difference of a phone's clock: RFC 6238, 5.2.
    private static final int MAX_CLOCK_SKEW_STEPS = 1;

    private static final String BASE32_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String ISSUER = "Rahnuma";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();

    public static byte[] createSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /// Step of a code, among those around now and after `last`; empty when it matches none.
    public OptionalLong findStep(byte[] secret, String code, long last, Instant now) {
        long current = now.getEpochSecond() / STEP_SECONDS;
        OptionalLong acceptedStep = OptionalLong.empty();
        for (long step = current - MAX_CLOCK_SKEW_STEPS; step <= current + MAX_CLOCK_SKEW_STEPS; step++) {
            if (step > last && isSame(generateCode(secret, step), code)) {
                acceptedStep = OptionalLong.of(step);
            }
        }
        return acceptedStep;
    }

    public String generateCode(byte[] secret, long step) {
        try {
            return codes.generateOneTimePasswordString(
                    new SecretKeySpec(secret, codes.getAlgorithm()),
                    Instant.ofEpochSecond(step * STEP_SECONDS),
                    Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TotpEnrolment createEnrolment(String name, byte[] secret) {
        String typed = encodeBase32(secret);
        String label =
                URLEncoder.encode(ISSUER + ":" + name, StandardCharsets.UTF_8).replace("+", "%20");
        return new TotpEnrolment(typed, "otpauth://totp/" + label + "?secret=" + typed + "&issuer=" + ISSUER);
    }

    private static boolean isSame(String expected, String typed) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8));
    }

    /// RFC 4648, 6; the secret is a whole number of its groups, so there is no padding.
    private static String encodeBase32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte one : bytes) {
            buffer = buffer << 8 | one & 0xFF;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32_ALPHABET.charAt(buffer >> bits & 0x1F));
            }
        }
        return text.toString();
    }
}
