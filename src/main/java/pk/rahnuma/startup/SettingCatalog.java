package pk.rahnuma.startup;

import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.EditDistance;

/// All settings, as `application.yml` lists them; docs/settings.md has the same names and ranges, which a test
/// compares. Other variables are rejected when they begin with `RAHNUMA_`, or when they are one or two letters off a
/// setting whose prefix other programs use too (`TELEGRAM_…`, `DATABASE_…`, `BOT_…`).
final class SettingCatalog {

    private static final String OWN_PREFIX = "RAHNUMA_";
    private static final List<String> SHARED_PREFIXES = List.of("TELEGRAM_", "DATABASE_", "BOT_");
    private static final int MAX_TYPING_MISTAKES = 2;

    /// A default with a colon or a comma is in backticks.
    private static final Pattern PLACEHOLDER_PATTERN = Pattern.compile("\\$\\{([A-Z_]+):(`?)([^}`]*)\\2}");

    /// Settings by variable, in the order of the file.
    static final Map<String, SettingDefinition> SETTINGS_BY_NAME = readFile("application.yml");

    private SettingCatalog() {}

    private static Map<String, SettingDefinition> readFile(String name) {
        Map<String, SettingDefinition> settings = new LinkedHashMap<>();
        try (InputStream file = SettingCatalog.class.getClassLoader().getResourceAsStream(name)) {
            new YamlPropertySourceLoader().read(name, file).forEach((property, value) -> {
                Matcher placeholder = PLACEHOLDER_PATTERN.matcher(String.valueOf(value));
                if (placeholder.matches()) {
                    settings.put(
                            placeholder.group(1),
                            new SettingDefinition(property, placeholder.group(1), placeholder.group(3)));
                }
            });
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isKnown(String name) {
        return SETTINGS_BY_NAME.containsKey(name);
    }

    static String defaultOf(String name) {
        return SETTINGS_BY_NAME.get(name).defaultValue();
    }

    /// Checks names of variables.
    ///
    /// @throws UserErrorException in one line with the nearest known name
    static void checkNames(Collection<String> names) {
        Set<String> known = new TreeSet<>(SETTINGS_BY_NAME.keySet());
        SecretFileReader.SECRET_SETTINGS.forEach(secret -> known.add(secret + SecretFileReader.FILE_SUFFIX));
        new TreeSet<>(names).forEach(name -> checkName(name, known));
    }

    private static void checkName(String name, Set<String> known) {
        boolean own = name.startsWith(OWN_PREFIX);
        if (known.contains(name) || !own && SHARED_PREFIXES.stream().noneMatch(name::startsWith)) {
            return;
        }
        String nearest = known.stream()
                .min(Comparator.comparingInt(other -> EditDistance.countEdits(name, other)))
                .orElseThrow();
        if (own || EditDistance.countEdits(name, nearest) <= MAX_TYPING_MISTAKES) {
            throw new UserErrorException(name + " is no setting of this program: expected " + nearest
                    + ", which is the nearest; unset what is not needed");
        }
    }

    /// Checks values, which are not blank, and takes needless spaces from them.
    ///
    /// @throws UserErrorException in one line that names the variable and the expected value
    static void checkValues(Map<String, String> variables) {
        new TreeSet<>(variables.keySet())
                .stream()
                        .filter(SettingCatalog::isKnown)
                        .map(SETTINGS_BY_NAME::get)
                        .forEach(setting ->
                                variables.compute(setting.name(), (name, value) -> setting.checkValue(value)));
    }
}
