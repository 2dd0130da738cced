package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Locale;
import pk.rahnuma.vault.SubjectEncryptionService;

/// The second proof of a status look-up: the last six digits of the identity number or of the mobile number in the
/// application. Stored as a keyed hash that includes the application's id, so that equal numbers do not show.
@Singleton
public final class LookupProofs {

    private static final int PROOF_DIGITS = 6;
    /// Used when there is no application, so that the same work is done.
    private static final byte[] PLACEHOLDER_PROOF = new byte[32];

    private final SubjectEncryptionService vault;

    LookupProofs(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// Hash of a number of the application; without a number, a value that no typed proof has.
    byte[] hashNumber(long application, String number) {
        return number.isBlank() ? new byte[0] : hashProof(application, number);
    }

    private byte[] hashProof(long application, String typed) {
        return vault.keyedHash("application_proof", application + ":" + lastSixDigits(typed));
    }

    /// Compares in constant time, and takes as long for an application that does not exist.
    ///
    /// @param found null when there is none
    public boolean isProof(String typed, ApplicationRepository.ApplicationWithProofs found) {
        byte[] given = hashProof(found == null ? 0 : found.application().id(), typed);
        boolean identity = MessageDigest.isEqual(given, found == null ? PLACEHOLDER_PROOF : found.identityProof());
        boolean mobile = MessageDigest.isEqual(given, found == null ? PLACEHOLDER_PROOF : found.mobileProof());
        return found != null & (identity | mobile);
    }

    /// The last six digits, in any notation of the number; for a number with fewer digits (some passports), the last
    /// six letters and digits.
    static String lastSixDigits(String number) {
        StringBuilder digits = new StringBuilder();
        StringBuilder symbols = new StringBuilder();
        Normalizer.normalize(number, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(c -> {
                    int digit = Character.digit(c, 10);
                    if (digit >= 0) {
                        digits.append(digit);
                        symbols.append(digit);
                    } else {
                        symbols.appendCodePoint(c);
                    }
                });
        StringBuilder chosen = digits.length() >= PROOF_DIGITS ? digits : symbols;
        return chosen.substring(Math.max(0, chosen.length() - PROOF_DIGITS));
    }
}
