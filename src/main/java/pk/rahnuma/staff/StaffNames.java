package pk.rahnuma.staff;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Names of staff, for sign-in, history and audit log.
public final class StaffNames {

    /// Maximum characters of a name.
    public static final int MAX_LENGTH = 100;

    /// Actors in the history that are not staff.
    private static final Set<String> RESERVED_NAMES =
            Set.of("applicant", "clock", "import", "bot", "console", "nobody", "desk", "staff", "system", "rahnuma");

    private static final Set<UnicodeScript> ALLOWED_SCRIPTS = EnumSet.of(UnicodeScript.LATIN, UnicodeScript.ARABIC);
    private static final String ALLOWED_SIGNS = " .-_'’@";

    private StaffNames() {}

    /// A valid name for history and audit log; empty when it is not valid, or reserved for another actor.
    public static Optional<String> validateHistoryName(String typed) {
        String name = typed.strip();
        return name.isEmpty() || name.length() > MAX_LENGTH || RESERVED_NAMES.contains(comparisonKey(name))
                ? Optional.empty()
                : Optional.of(name);
    }

    /// A valid name for an account. It cannot be confused with another: one script, no invisible characters.
    ///
    /// @throws StaffException when the name is not valid
    public static String validateAccountName(String typed) {
        String name = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().replaceAll(" +", " ");
        if (validateHistoryName(name).isEmpty() || !isPlain(name)) {
            throw new StaffException(StaffException.Reason.NAME_UNFIT);
        }
        return name;
    }

    /// Key under which two names count as equal, however they are typed.
    public static String comparisonKey(String name) {
        String key = Normalizer.normalize(name, Normalizer.Form.NFKC).strip().replaceAll(" +", " ");
        return key.toLowerCase(Locale.ROOT);
    }

    private static boolean isPlain(String name) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        for (int c : name.codePoints().toArray()) {
            if (Character.isLetter(c)) {
                scripts.add(UnicodeScript.of(c));
            } else if (!Character.isDigit(c) && ALLOWED_SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return scripts.size() == 1 && ALLOWED_SCRIPTS.containsAll(scripts);
    }
}
