package pk.rahnuma.shared;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Locale;

/// Operating mode of the desk, set by `RAHNUMA_MODE`; a bean.
public enum OperatingMode {
    /// The desk helps and tracks; the authority decides elsewhere, and its reference is recorded.
    ASSISTANCE,
    /// The operator is the registry.
    AUTHORITY;

    /// Word for scripts and texts: `assistance` or `authority`.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The only place that reads the setting.
    @Factory
    static final class OperatingModeFactory {

        @Singleton
        OperatingMode operatingMode(@Property(name = "rahnuma.mode", defaultValue = "assistance") String word) {
            return OperatingMode.valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
