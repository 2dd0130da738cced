package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Locale;
import pk.rahnuma.vault.SubjectEncryptionService;

/// The second proof that a status look-up wants beside the reference: the last six digits of the identity number or of
/// the mobile number that was given. Kept as a keyed hash over the application's id, so that equal numbers do not show.
@Singleton
public final class LookupProofs {

    private static final int LENGTH = 6;
    /// Stands in where there is no application, so that the same work is done.
    private static final byte[] NOBODYS = new byte[32];

    private final SubjectEncryptionService vault;

    LookupProofs(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    byte[] of(long application, String number) {
        return vault.hash("application_proof", application + ":" + lastSix(number));
    }

    /// Compares in constant time, and as long for an application that does not exist.
    ///
    /// @param found null when there is none
    public boolean proves(String typed, ApplicationRepository.ApplicationWithProofs found) {
        byte[] given = of(found == null ? 0 : found.application().id(), typed);
        boolean identity = MessageDigest.isEqual(given, found == null ? NOBODYS : found.identityProof());
        boolean mobile = MessageDigest.isEqual(given, found == null ? NOBODYS : found.mobileProof());
        return found != null & (identity | mobile);
    }

    /// The last six digits, however the number is written and even when all of it is; of a number with fewer digits
    /// (some passports), the last six letters and digits.
    static String lastSix(String number) {
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
        StringBuilder chosen = digits.length() >= LENGTH ? digits : symbols;
        return chosen.substring(Math.max(0, chosen.length() - LENGTH));
    }
}
