package pk.rahnuma.persistence;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// Free space required on the volumes that are written to. The smaller of bytes and percent counts, so that small
/// volumes can be used too.
///
/// @param fileReserve bytes below which files are refused
/// @param fileReservePercent percent of the volume below which files are refused
/// @param reserve bytes below which messages are refused too
/// @param reservePercent percent of the volume below which messages are refused too
@ConfigurationProperties("rahnuma.storage")
public record StorageConfiguration(
        @Min(0) long fileReserve,
        @Min(0) @Max(100) int fileReservePercent,
        @Min(0) long reserve,
        @Min(0) @Max(100) int reservePercent) {}
