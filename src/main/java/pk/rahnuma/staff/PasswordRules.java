package pk.rahnuma.staff;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// Rules for passwords: long, and not a common one. No rule about kinds of characters, and no expiry: NIST SP
/// 800-63B-4, 3.1.1.2.
public final class PasswordRules {

    /// NIST requires 8 with a second factor and 15 without.
    static final int MIN_LENGTH = 12;

    public static final int MAX_LENGTH = 200;

    private static final int MIN_DISTINCT_CHARACTERS = 5;
    private static final List<String> COMMON_PARTS = List.of(
            "password",
            "passw0rd",
            "qwerty",
            "asdfgh",
            "letmein",
            "welcome",
            "iloveyou",
            "pakistan",
            "rahnuma",
            "1234567890",
            "123456789",
            "12345678",
            "1234567",
            "123456",
            "administrator",
            "admin");

    private PasswordRules() {}

    /// The password as it is hashed: equal for all ways in which keyboards compose letters.
    public static String normalisePassword(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC);
    }

    /// Checks a new password.
    ///
    /// @throws StaffException when it is not good enough
    public static void checkPassword(String typed, String name) {
        String password = normalisePassword(typed);
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH) {
            throw new StaffException(StaffException.Reason.PASSWORD_SHORT);
        }
        if (typed.length() > MAX_LENGTH || length > MAX_LENGTH) {
            throw new StaffException(StaffException.Reason.PASSWORD_LONG);
        }
        String rest = password.toLowerCase(Locale.ROOT).replace(StaffNames.comparisonKey(name), "");
        for (String common : COMMON_PARTS) {
            rest = rest.replace(common, "");
        }
        if (CommonPasswords.isNearlyOne(password, MIN_LENGTH / 2)
                || rest.length() < MIN_LENGTH / 2
                || rest.codePoints().distinct().count() < MIN_DISTINCT_CHARACTERS) {
            throw new StaffException(StaffException.Reason.PASSWORD_EASY);
        }
    }
}
