package pk.rahnuma.register.certificate;

import java.text.Normalizer;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.shared.Reference;

/// Number of a certificate: `C-K7MP-4RTX-9X`. It is random, and not derived from an application, since the reference of
/// one is half a secret. Its symbols, and their check, are those of a [Reference]; the prefix tells the two apart.
///
/// @param symbols never those of a ticket
public record CertificateNumber(Reference symbols) {

    private static final int MAX_INPUT_LENGTH = 64;
    private static final Pattern TYPED_PATTERN = Pattern.compile("[Cc]\\s*\\p{Pd}?\\s*(.+)");

    public CertificateNumber {
        if (symbols.isTicket()) {
            throw new IllegalArgumentException("not a certificate number");
        }
    }

    public static CertificateNumber createRandom(RandomGenerator random) {
        return new CertificateNumber(Reference.forApplication(random));
    }

    /// Number of stored symbols.
    static CertificateNumber ofSymbols(String symbols) {
        return new CertificateNumber(new Reference(symbols));
    }

    /// Reads a typed number, its prefix included, in any form that [Reference#parseText] accepts.
    ///
    /// @param text null counts as empty
    /// @return empty when it cannot be the number of a certificate
    public static Optional<CertificateNumber> parseText(String text) {
        if (text == null || text.length() > MAX_INPUT_LENGTH) {
            return Optional.empty();
        }
        Matcher typed = TYPED_PATTERN.matcher(
                Normalizer.normalize(text, Normalizer.Form.NFKC).strip());
        return typed.matches()
                ? Reference.parseText(typed.group(1))
                        .filter(symbols -> !symbols.isTicket())
                        .map(CertificateNumber::new)
                : Optional.empty();
    }

    /// Printed form.
    public String toGroupedText() {
        return "C-" + symbols.toGroupedText();
    }

    @Override
    public String toString() {
        return toGroupedText();
    }
}
