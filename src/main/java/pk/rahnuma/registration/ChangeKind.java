package pk.rahnuma.registration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Kind of a change that the holder of a registered line requests.
public enum ChangeKind {
    /// The line has another site, provider, number or address than before.
    MOVE,
    /// The entry was wrong from the start.
    CORRECT,
    /// A later last day.
    RENEW;

    /// Word for it outside of the desk.
    @JsonValue
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Parses the result of [#toWord()].
    public static Optional<ChangeKind> parseWord(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.toWord().equals(word))
                .findFirst();
    }
}
