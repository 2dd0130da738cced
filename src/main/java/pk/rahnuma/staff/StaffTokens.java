package pk.rahnuma.staff;

import java.util.HexFormat;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Keyed hashes that are stored of tokens of sessions and of sign-ins in progress.
final class StaffTokens {

    /// A token has 43 characters; longer input is none.
    private static final int MAX_TOKEN_LENGTH = 100;
    private final SubjectEncryptionService vault;

    StaffTokens(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    byte[] hashPending(String token) {
        return hash("staff-pending", token);
    }

    byte[] hashSession(String token) {
        return hash("staff-session", token);
    }

    String csrfToken(String session) {
        return HexFormat.of().formatHex(hash("staff-csrf", session));
    }

    private byte[] hash(String purpose, String token) {
        return vault.keyedHash(purpose, token.length() > MAX_TOKEN_LENGTH ? "" : token);
    }
}
