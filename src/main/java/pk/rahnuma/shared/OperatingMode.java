package pk.rahnuma.shared;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Locale;

/// What the desk is, as the operator says by `RAHNUMA_MODE`; a bean. It never pretends.
public enum OperatingMode {
    /// The desk helps and tracks; the authority decides elsewhere, and its reference is recorded.
    ASSISTANCE,
    /// The operator is the registry.
    AUTHORITY;

    /// As scripts and texts see it: `assistance` or `authority`.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The one place where the setting is read.
    @Factory
    static final class OperatingModeFactory {

        @Singleton
        OperatingMode operatingMode(@Property(name = "rahnuma.mode", defaultValue = "assistance") String word) {
            return OperatingMode.valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
