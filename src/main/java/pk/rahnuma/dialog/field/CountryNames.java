package pk.rahnuma.dialog.field;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The countries of ISO 3166 by all their names: ICU's in English and Urdu, their three-letter codes, and what people
/// here call them (`countries.txt`).
final class CountryNames {
    private static final Map<String, String> ENGLISH = shown(ULocale.ENGLISH);
    private static final Map<String, String> URDU = shown(new ULocale("ur"));
    /// From a name's key to the code, in the order of the names.
    private static final Map<String, String> NAMES = new TreeMap<>();

    static {
        ENGLISH.forEach((code, name) -> add(code, name));
        URDU.forEach((code, name) -> add(code, name));
        ENGLISH.keySet().forEach(code -> add(code, Locale.of("", code).getISO3Country()));
        said().forEach((code, names) -> names.forEach(name -> add(code, name)));
        NAMES.remove("");
    }

    private CountryNames() {}

    static boolean isCode(String text) {
        return ENGLISH.containsKey(text);
    }

    /// The code of a country by one of its names, or null.
    static String named(String key) {
        return NAMES.get(key);
    }

    /// Codes of all whose name begins with this, or has it as a whole word.
    static List<String> containing(String key) {
        return codes(name -> name.startsWith(key) || (" " + name + " ").contains(" " + key + " "));
    }

    /// Codes of all whose name is one slip of the finger away.
    static List<String> misspelt(String key) {
        return codes(name -> EditDistance.oneSlip(key, name));
    }

    static String name(String code, String language) {
        return (language.equals("ur") ? URDU : ENGLISH).getOrDefault(code, code);
    }

    private static List<String> codes(Predicate<String> fits) {
        return NAMES.entrySet().stream()
                .filter(entry -> fits.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .sorted(Comparator.comparing(code -> ENGLISH.getOrDefault(code, code)))
                .toList();
    }

    private static void add(String code, String name) {
        NAMES.putIfAbsent(TextNormaliser.key(name), code);
    }

    private static Map<String, String> shown(ULocale language) {
        LocaleDisplayNames names = LocaleDisplayNames.getInstance(language);
        Map<String, String> shown = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            shown.put(code, names.regionDisplayName(code));
        }
        return Map.copyOf(shown);
    }

    private static Map<String, List<String>> said() {
        Map<String, List<String>> said = new HashMap<>();
        try (InputStream in = CountryNames.class.getResourceAsStream("countries.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] entry = line.split(":", 2);
                        said.put(entry[0], List.of(entry[1].split(",")));
                    });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return said;
    }
}
