package pk.rahnuma.dialog.field;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import pk.rahnuma.dialog.understanding.EditDistance;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.shared.Language;

/// Names of the ISO 3166 countries: ICU's in English and Urdu, their three-letter codes, and local names
/// (`countries.txt`).
public final class CountryNames {
    private static final Map<String, String> ENGLISH_NAMES = listDisplayNames(ULocale.ENGLISH);
    private static final Map<String, String> URDU_NAMES = listDisplayNames(new ULocale("ur"));
    /// Codes by comparison key of a name, in the order of the names.
    private static final Map<String, String> CODES_BY_NAME = new TreeMap<>();

    private static final Set<String> FIRST_WORDS = new HashSet<>();

    static {
        ENGLISH_NAMES.forEach((code, name) -> addName(code, name));
        URDU_NAMES.forEach((code, name) -> addName(code, name));
        ENGLISH_NAMES.keySet().forEach(code -> addName(code, Locale.of("", code).getISO3Country()));
        extraNames().forEach((code, names) -> names.forEach(name -> addName(code, name)));
        CODES_BY_NAME.remove("");
        CODES_BY_NAME.keySet().forEach(name -> FIRST_WORDS.add(name.split(" ", 2)[0]));
    }

    private CountryNames() {}

    static boolean isCode(String text) {
        return ENGLISH_NAMES.containsKey(text);
    }

    /// Code of a country by one of its names, or null.
    static String codeOf(String key) {
        return CODES_BY_NAME.get(key);
    }

    /// True for the first word of a name.
    static boolean startsName(String word) {
        return FIRST_WORDS.contains(word);
    }

    /// Codes of countries with a name that begins with this, or contains it as a whole word.
    static List<String> codesContaining(String key) {
        String words = " " + key + " ";
        return findCodes(
                name -> name.length() >= key.length() && (name.startsWith(key) || (" " + name + " ").contains(words)));
    }

    /// Codes of countries with a name one edit away.
    static List<String> codesSimilarTo(String key) {
        return findCodes(name -> EditDistance.differsByOneEdit(key, name));
    }

    static String nameOf(String code, String language) {
        return (Language.isRightToLeft(language) ? URDU_NAMES : ENGLISH_NAMES).getOrDefault(code, code);
    }

    /// Names of all countries in a language, sorted as it sorts them.
    public static List<String> listNames(String language) {
        boolean urdu = Language.isRightToLeft(language);
        return (urdu ? URDU_NAMES : ENGLISH_NAMES)
                .values().stream()
                        .sorted(Collator.getInstance(urdu ? new ULocale("ur") : ULocale.ENGLISH))
                        .toList();
    }

    private static List<String> findCodes(Predicate<String> fits) {
        return CODES_BY_NAME.entrySet().stream()
                .filter(entry -> fits.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .sorted(Comparator.comparing(code -> ENGLISH_NAMES.getOrDefault(code, code)))
                .toList();
    }

    private static void addName(String code, String name) {
        CODES_BY_NAME.putIfAbsent(TextNormaliser.toComparisonKey(name), code);
    }

    private static Map<String, String> listDisplayNames(ULocale language) {
        LocaleDisplayNames names = LocaleDisplayNames.getInstance(language);
        Map<String, String> shown = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            shown.put(code, names.regionDisplayName(code));
        }
        return Map.copyOf(shown);
    }

    private static Map<String, List<String>> extraNames() {
        Map<String, List<String>> extraNames = new HashMap<>();
        try (InputStream in = CountryNames.class.getResourceAsStream("countries.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] entry = line.split(":", 2);
                        extraNames.put(entry[0], List.of(entry[1].split(",")));
                    });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return extraNames;
    }
}
