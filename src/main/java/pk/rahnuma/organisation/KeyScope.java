package pk.rahnuma.organisation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Part of the API that a key of an organisation may use.
public enum KeyScope {
    /// List and read the applications of the organisation, and their documents.
    APPLICATIONS_READ,
    /// Fill and submit forms for the organisation, upload files for them, and take actions on applications.
    APPLICATIONS_WRITE;

    /// Word for programs: `applications:read`.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /// Parses the result of [#toWord()].
    public static Optional<KeyScope> parseWord(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.toWord().equals(word))
                .findFirst();
    }
}
