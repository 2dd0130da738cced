package pk.rahnuma.startup.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Variables that the configuration files name as `${NAME:default}`, with their defaults.
final class VariableDefaults {

    /// A default with a colon or a comma is in backticks.
    private static final Pattern PLACEHOLDER_PATTERN = Pattern.compile("\\$\\{([A-Z_]+):(`?)([^}`]*)\\2}");

    private static final String MAIN_FILE = "application.yml";

    /// Defaults by file: each is read once.
    private static final Map<String, Map<String, String>> DEFAULTS_BY_FILE = new ConcurrentHashMap<>();

    private VariableDefaults() {}

    /// Default of a variable in `application.yml`.
    static String defaultOf(String name) {
        return findDefaults(MAIN_FILE).get(name);
    }

    /// Reads the defaults.
    ///
    /// @param environments of Micronaut, whose files take precedence over `application.yml`
    /// @return defaults by variable, in the order of the files; empty for a setting without one
    static Map<String, String> readDefaults(Collection<String> environments) {
        Map<String, String> defaults = new LinkedHashMap<>(findDefaults(MAIN_FILE));
        environments.forEach(environment -> defaults.putAll(findDefaults("application-" + environment + ".yml")));
        return defaults;
    }

    /// Names of all variables, whatever the database.
    static List<String> readNames() {
        return List.copyOf(readDefaults(List.of(DatabaseAddress.MYSQL, DatabaseAddress.MARIADB))
                .keySet());
    }

    private static Map<String, String> findDefaults(String file) {
        return DEFAULTS_BY_FILE.computeIfAbsent(file, VariableDefaults::readFile);
    }

    private static Map<String, String> readFile(String name) {
        Map<String, String> defaults = new LinkedHashMap<>();
        try (InputStream file = VariableDefaults.class.getClassLoader().getResourceAsStream(name)) {
            Matcher placeholder = PLACEHOLDER_PATTERN.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            while (placeholder.find()) {
                defaults.put(placeholder.group(1), placeholder.group(3));
            }
            return defaults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
