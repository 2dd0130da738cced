package pk.rahnuma.staff;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Random words that open something, and the keyed hashes that are kept of them.
final class StaffTokens {

    /// How many codes a member is given.
    static final int CODES = 10;

    private static final int BYTES = 32;
    /// A token is 43 characters; what is longer is none.
    private static final int LONGEST = 100;
    /// Characters of a recovery code, 5 bits each.
    private static final int CODE = 12;

    /// Nothing that looks like something else.
    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SubjectEncryptionService vault;

    StaffTokens(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// 256 random bits, for an address or a cookie.
    static String fresh() {
        byte[] token = new byte[BYTES];
        RANDOM.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    static List<String> recoveryCodes() {
        List<String> codes = new ArrayList<>(CODES);
        for (int i = 0; i < CODES; i++) {
            codes.add(code());
        }
        return codes;
    }

    /// To be typed.
    static String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE; i++) {
            code.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    byte[] link(String token) {
        return hash("staff-link", token);
    }

    byte[] first(String token) {
        return hash("staff-first", token);
    }

    byte[] pending(String token) {
        return hash("staff-pending", token);
    }

    byte[] session(String token) {
        return hash("staff-session", token);
    }

    /// Hyphens, spaces and capitals make no difference.
    byte[] recovery(String code) {
        return hash("staff-recovery", plain(code));
    }

    /// The same.
    byte[] chat(String code) {
        return hash("staff-chat", plain(code));
    }

    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    String csrf(String session) {
        return HexFormat.of().formatHex(hash("staff-csrf", session));
    }

    private byte[] hash(String purpose, String token) {
        return vault.hash(purpose, token.length() > LONGEST ? "" : token);
    }
}
