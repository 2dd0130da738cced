package pk.rahnuma.register.certificate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Kind of a certificate.
public enum CertificateKind {
    /// The authority certifies an entry of its register.
    REGISTRATION(1),
    /// A desk that is not the authority confirms a registration that the authority decided.
    CONFIRMATION(2);

    private final long code;

    CertificateKind(long code) {
        this.code = code;
    }

    /// Number in a statement; statements that exist keep it.
    long code() {
        return code;
    }

    static Optional<CertificateKind> findByCode(long code) {
        return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }

    /// Word for keys of texts.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }
}
