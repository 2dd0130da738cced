package pk.rahnuma.staff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Passwords that attackers try first: the list of the most common ones, and their variants with capitals, with digits
/// for letters, and with short additions.
public final class CommonPasswords {

    private static final String FILE_NAME = "common-passwords.txt";
    /// Digits and signs that replace letters, and those letters.
    private static final String SUBSTITUTE_CHARACTERS = "013457@$!|+8";
    private static final String SUBSTITUTED_LETTERS = "oieastasiltb";

    private static final Set<String> PASSWORDS = readList();

    private CommonPasswords() {}

    /// True when little of the password is left without a listed one, even if that is repeated.
    ///
    /// @param least minimum number of characters that must be left
    static boolean isNearlyOne(String password, int least) {
        String typed = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String spelt = undoSubstitutions(typed);
        return PASSWORDS.stream()
                .filter(common -> common.length() > 0)
                .anyMatch(common -> isNearly(typed, common, least) || isNearly(spelt, common, least));
    }

    private static boolean isNearly(String password, String common, int least) {
        return password.contains(common) && password.replace(common, "").length() < least;
    }

    private static String undoSubstitutions(String typed) {
        StringBuilder spelt = new StringBuilder(typed.length());
        for (char sign : typed.toCharArray()) {
            int place = SUBSTITUTE_CHARACTERS.indexOf(sign);
            spelt.append(place < 0 ? sign : SUBSTITUTED_LETTERS.charAt(place));
        }
        return spelt.toString();
    }

    private static Set<String> readList() {
        try (InputStream list = CommonPasswords.class.getResourceAsStream(FILE_NAME)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
