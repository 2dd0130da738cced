package pk.rahnuma.startup.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a setting from the environment, or, for a secret, from the file that the variable with the suffix `_FILE`
/// names, as Docker and Kubernetes provide secrets.
final class SecretFileReader {

    static final String FILE_SUFFIX = "_FILE";

    /// Settings that may be in a file.
    static final Set<String> SECRET_SETTINGS = Set.of(
            "TELEGRAM_BOT_TOKEN",
            "DATABASE_PASSWORD",
            "RAHNUMA_KEYSET",
            "TELEGRAM_WEBHOOK_SECRET",
            "RAHNUMA_METRICS_TOKEN");

    /// Maximum size of a file. A keyset with many keys is some kilobytes; a larger file is the wrong one.
    private static final long MAX_BYTES = 64 * 1024;

    private final Map<String, String> environment;

    SecretFileReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Reads a setting.
    ///
    /// @return empty when it is unset or blank
    /// @throws UserErrorException when both the variable and its file are set, or the file cannot be read or is empty
    Optional<String> readSetting(String name) {
        Optional<String> value = variable(name);
        Optional<String> file = SECRET_SETTINGS.contains(name) ? variable(name + FILE_SUFFIX) : Optional.empty();
        if (value.isPresent() && file.isPresent()) {
            throw new UserErrorException(name + " and " + name + FILE_SUFFIX + " are both set: set one of them");
        }
        return file.isPresent() ? Optional.of(content(name + FILE_SUFFIX, file.get())) : value;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static String content(String name, String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) <= MAX_BYTES) {
                String content = Files.readString(path, StandardCharsets.UTF_8);
                String secret = content.replaceFirst("\\R\\z", "");
                if (!secret.isBlank()) {
                    return secret;
                }
            }
        } catch (IOException | InvalidPathException e) {
            // Reported below without the content.
        }
        throw new UserErrorException(
                name + " must name a file that this user can read, with the secret alone in it, at most "
                        + MAX_BYTES / 1024 + " KB");
    }
}
