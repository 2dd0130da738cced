package pk.rahnuma.staff;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// What a password must be: long, and not what is tried first. No rule about kinds of characters, and no change by
/// date: NIST SP 800-63B-4, 3.1.1.2.
final class PasswordRules {

    /// NIST asks for 8 with a second factor and 15 without.
    static final int LEAST = 12;

    static final int MOST = 200;

    private static final int DIFFERENT = 5;
    private static final List<String> COMMON = List.of(
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

    /// As it is hashed: the same however a keyboard puts its letters together.
    static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC);
    }

    /// @throws StaffException when it is not good enough
    static void check(String typed, String name) {
        String password = plain(typed);
        int length = password.codePointCount(0, password.length());
        if (length < LEAST) {
            throw new StaffException(StaffException.Reason.PASSWORD_SHORT);
        }
        if (typed.length() > MOST || length > MOST) {
            throw new StaffException(StaffException.Reason.PASSWORD_LONG);
        }
        String rest = password.toLowerCase(Locale.ROOT).replace(StaffNames.key(name), "");
        for (String common : COMMON) {
            rest = rest.replace(common, "");
        }
        if (CommonPasswords.isNearlyOne(password, LEAST / 2)
                || rest.length() < LEAST / 2
                || rest.codePoints().distinct().count() < DIFFERENT) {
            throw new StaffException(StaffException.Reason.PASSWORD_EASY);
        }
    }
}
