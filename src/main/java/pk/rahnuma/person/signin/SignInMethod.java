package pk.rahnuma.person.signin;

import java.util.Locale;
import pk.rahnuma.person.IdentityKind;

/// Way in which the code of a sign-in reaches the person.
public enum SignInMethod {
    EMAIL,
    SMS,
    TELEGRAM,
    RECOVERY;

    /// Kind of the address to which [#EMAIL] and [#SMS] send the code.
    IdentityKind toAddressKind() {
        return this == EMAIL ? IdentityKind.EMAIL : IdentityKind.PHONE;
    }

    /// Word of it in the API and in the audit log.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }
}
