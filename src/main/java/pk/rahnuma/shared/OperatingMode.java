package pk.rahnuma.shared;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;

/// Operating mode of the desk, set by `RAHNUMA_MODE`; a bean.
public enum OperatingMode {
    /// The desk helps and tracks; the authority decides elsewhere, and its reference is recorded.
    ASSISTANCE,
    /// The operator is the registry.
    AUTHORITY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// Word for scripts and texts: `assistance` or `authority`.
    public String toWord() {
        return word;
    }

    /// Mode of a word.
    ///
    /// @throws IllegalArgumentException when there is none
    public static OperatingMode fromWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// The only place that reads the setting.
    @Factory
    static final class OperatingModeFactory {

        @Singleton
        OperatingMode operatingMode(OperatingModeConfiguration settings) {
            return fromWord(settings.mode());
        }
    }

    /// The setting.
    @ConfigurationProperties("rahnuma")
    record OperatingModeConfiguration(
            @Pattern(regexp = "assistance|authority", message = "RAHNUMA_MODE must be assistance or authority")
            String mode) {}
}
