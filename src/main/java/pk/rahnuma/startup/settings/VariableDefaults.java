package pk.rahnuma.startup.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Variables that the configuration files name as `${NAME:default}`, with their defaults.
final class VariableDefaults {

    /// A default with a colon or a comma is in backticks.
    private static final Pattern PLACEHOLDER_PATTERN = Pattern.compile("\\$\\{([A-Z_]+):(`?)([^}`]*)\\2}");

    private static final Map<String, String> DEFAULTS = readDefaults(List.of());

    private VariableDefaults() {}

    /// Default of a variable in `application.yml`.
    static String defaultOf(String name) {
        return DEFAULTS.get(name);
    }

    /// Reads the defaults.
    ///
    /// @param environments of Micronaut, whose files take precedence over `application.yml`
    /// @return defaults by variable, in the order of the files; empty for a setting without one
    static Map<String, String> readDefaults(Collection<String> environments) {
        Map<String, String> defaults = new LinkedHashMap<>();
        readFile("application.yml", defaults);
        environments.forEach(environment -> readFile("application-" + environment + ".yml", defaults));
        return defaults;
    }

    /// Names of all variables, whatever the database.
    static List<String> readNames() {
        return List.copyOf(readDefaults(List.of(DatabaseAddress.MYSQL, DatabaseAddress.MARIADB))
                .keySet());
    }

    private static void readFile(String name, Map<String, String> defaults) {
        try (InputStream file = VariableDefaults.class.getClassLoader().getResourceAsStream(name)) {
            Matcher placeholder = PLACEHOLDER_PATTERN.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            while (placeholder.find()) {
                defaults.put(placeholder.group(1), placeholder.group(3));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
