package pk.rahnuma.persistence.storage;

import io.micronaut.context.annotation.ConfigurationProperties;

/// Free space required on the volumes that are written to. The smaller of bytes and percent counts, so that small
/// volumes can be used too.
///
/// @param fileReserve bytes below which files are refused
/// @param fileReservePercent percent of the volume below which files are refused
/// @param reserve bytes below which messages are refused too
/// @param reservePercent percent of the volume below which messages are refused too
@ConfigurationProperties("rahnuma.storage")
public record StorageConfiguration(long fileReserve, int fileReservePercent, long reserve, int reservePercent) {}
