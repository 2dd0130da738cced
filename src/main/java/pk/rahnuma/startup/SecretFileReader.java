package pk.rahnuma.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Reads settings from the environment, or, for a secret, from the file that the variable with the suffix `_FILE`
/// names, as Docker and Kubernetes provide secrets.
final class SecretFileReader {

    static final String FILE_SUFFIX = "_FILE";

    /// Settings that may be in a file.
    static final Set<String> SECRET_SETTINGS = Set.of(
            "TELEGRAM_BOT_TOKEN",
            "DATABASE_PASSWORD",
            "RAHNUMA_KEYSET",
            "TELEGRAM_WEBHOOK_SECRET",
            "RAHNUMA_METRICS_TOKEN",
            "RAHNUMA_LLM_KEY",
            "RAHNUMA_MAIL_PASSWORD",
            "RAHNUMA_SMS_TOKEN");

    /// Maximum size of a file. A keyset with many keys is some kilobytes; a larger file is the wrong one.
    private static final long MAX_BYTES = 64 * 1024;

    private SecretFileReader() {}

    /// Reads all variables that are not blank.
    ///
    /// @throws UserErrorException when both a variable and its file are set, or a file cannot be read or is empty
    static Map<String, String> readSettings(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.values().removeIf(String::isBlank);
        for (String name : SECRET_SETTINGS) {
            String file = settings.remove(name + FILE_SUFFIX);
            if (file != null && settings.containsKey(name)) {
                throw new UserErrorException(name + " and " + name + FILE_SUFFIX + " are both set: set one of them");
            }
            if (file != null) {
                settings.put(name, readContent(name + FILE_SUFFIX, file));
            }
        }
        return settings;
    }

    private static String readContent(String name, String file) {
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
