package pk.rahnuma.persistence.storage;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// Free space required on the volumes that are written to. The smaller of bytes and percent counts, so that small
/// volumes can be used too.
@ConfigurationProperties("rahnuma.storage")
public interface StorageConfiguration {

    /// Bytes below which files are refused.
    @Bindable(defaultValue = "2147483648")
    long getFileReserve();

    /// Percent of the volume below which files are refused.
    @Bindable(defaultValue = "5")
    int getFileReservePercent();

    /// Bytes below which messages are refused too.
    @Bindable(defaultValue = "268435456")
    long getReserve();

    /// Percent of the volume below which messages are refused too.
    @Bindable(defaultValue = "1")
    int getReservePercent();
}
