package pk.rahnuma.persistence.storage;

import io.micronaut.context.annotation.ConfigurationProperties;

/// Free space required on the volumes that are written to. The smaller of bytes and percent counts, so that small
/// volumes can be used too.
@ConfigurationProperties("rahnuma.storage")
public interface StorageConfiguration {

    /// Bytes below which files are refused.
    long getFileReserve();

    /// Percent of the volume below which files are refused.
    int getFileReservePercent();

    /// Bytes below which messages are refused too.
    long getReserve();

    /// Percent of the volume below which messages are refused too.
    int getReservePercent();
}
