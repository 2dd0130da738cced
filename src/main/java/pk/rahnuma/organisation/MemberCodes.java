package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.util.HexFormat;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Codes of members for scripts: keyed hashes, so that members neither learn each other's ids nor whether two
/// organisations have the same member.
@Singleton
public final class MemberCodes {

    private static final int CODE_BYTES = 8;

    private final SubjectEncryptionService vault;

    MemberCodes(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    public String codeOf(Membership membership) {
        byte[] hash = vault.keyedHash("member", membership.organisation() + ":" + membership.person());
        return HexFormat.of().formatHex(hash, 0, CODE_BYTES);
    }
}
