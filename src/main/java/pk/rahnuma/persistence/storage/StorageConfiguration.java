package pk.rahnuma.persistence.storage;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// How much room must be left on the volumes that are written to. Of bytes and percent the smaller counts, so that
/// small volumes can be used too.
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
