package pk.rahnuma.vault;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Pattern;

/// Setting of the format of sealed values.
///
/// @param sealedFormat as [SealedFormat] calls them
@ConfigurationProperties("rahnuma")
public record SealedFormatConfiguration(
        @Pattern(regexp = "1|2|2-only", message = "RAHNUMA_SEALED_FORMAT must be 1, 2 or 2-only")
        String sealedFormat) {

    public SealedFormat toFormat() {
        return SealedFormat.parseSetting(sealedFormat);
    }
}
