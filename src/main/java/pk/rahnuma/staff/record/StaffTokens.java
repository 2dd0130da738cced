package pk.rahnuma.staff.record;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Random tokens and codes, and the keyed hashes that are stored of them.
public final class StaffTokens {

    /// Number of recovery codes of a member.
    static final int RECOVERY_CODE_COUNT = 10;

    private static final int TOKEN_BYTES = 32;
    /// A token has 43 characters; longer input is none.
    private static final int MAX_TOKEN_LENGTH = 100;
    /// Characters of a recovery code, 5 bits each.
    private static final int CODE_LENGTH = 12;

    /// No characters that look like others.
    private static final String CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SubjectEncryptionService vault;

    public StaffTokens(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// 256 random bits, for a URL or a cookie.
    public static String createToken() {
        byte[] token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    public static List<String> createRecoveryCodes() {
        List<String> codes = new ArrayList<>(RECOVERY_CODE_COUNT);
        for (int i = 0; i < RECOVERY_CODE_COUNT; i++) {
            codes.add(createCode());
        }
        return codes;
    }

    /// A random code, to be typed.
    public static String createCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(i > 0 && i % 4 == 0 ? "-" : "")
                    .append(CODE_ALPHABET.charAt(RANDOM.nextInt(CODE_ALPHABET.length())));
        }
        return code.toString();
    }

    public byte[] hashLink(String token) {
        return hash("staff-link", token);
    }

    public byte[] hashFirstLink(String token) {
        return hash("staff-first", token);
    }

    byte[] hashPending(String token) {
        return hash("staff-pending", token);
    }

    public byte[] hashSession(String token) {
        return hash("staff-session", token);
    }

    /// Hash of a recovery code; hyphens, spaces and capitals make no difference.
    public byte[] hashRecoveryCode(String code) {
        return hash("staff-recovery", plain(code));
    }

    /// Hash of a Telegram code; hyphens, spaces and capitals make no difference.
    public byte[] hashTelegramCode(String code) {
        return hash("staff-chat", plain(code));
    }

    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    String csrfToken(String session) {
        return HexFormat.of().formatHex(hash("staff-csrf", session));
    }

    private byte[] hash(String purpose, String token) {
        return vault.keyedHash(purpose, token.length() > MAX_TOKEN_LENGTH ? "" : token);
    }
}
