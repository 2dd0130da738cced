package pk.rahnuma.staff;

import java.util.HexFormat;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Keyed hashes that are stored of tokens of sessions and of sign-ins in progress.
final class StaffTokens {

    /// A token has 43 characters; longer input is none.
    private static final int MAX_TOKEN_LENGTH = 100;
    private final SubjectEncryptionService encryption;

    StaffTokens(SubjectEncryptionService encryption) {
        this.encryption = encryption;
    }

    byte[] hashPending(String token) {
        return hashToken("staff-pending", token);
    }

    byte[] hashSession(String token) {
        return hashToken("staff-session", token);
    }

    String csrfToken(String session) {
        return HexFormat.of().formatHex(hashToken("staff-csrf", session));
    }

    private byte[] hashToken(String purpose, String token) {
        return encryption.keyedHash(purpose, token.length() > MAX_TOKEN_LENGTH ? "" : token);
    }
}
