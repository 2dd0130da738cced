package pk.rahnuma.person;

import java.util.Locale;

/// Kind of an address outside of the chat.
public enum IdentityKind {
    EMAIL,
    PHONE;

    /// Word of it in exports and in the API.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }
}
