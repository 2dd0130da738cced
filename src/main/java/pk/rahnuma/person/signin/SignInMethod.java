package pk.rahnuma.person.signin;

import java.util.Locale;

/// Way in which the code of a sign-in reaches the person. A [#LINK] needs none: it opens a chat on another device.
public enum SignInMethod {
    EMAIL,
    SMS,
    TELEGRAM,
    RECOVERY,
    LINK;

    /// Word of it in the API and in the audit log.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }
}
