package pk.rahnuma.register.certificate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Kind of what is certified; only an authority gives certificates.
public enum CertificateKind {
    /// Lines that are registered for the use of a VPN.
    VPN_REGISTRATION(1),
    /// Addresses of a call centre, or of video conferences.
    IP_WHITELISTING(2);

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
