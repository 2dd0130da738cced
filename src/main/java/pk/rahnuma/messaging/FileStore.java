package pk.rahnuma.messaging;

import java.time.Instant;
import pk.rahnuma.dialog.field.FileReference;

/// Stores downloaded files; a domain package implements it.
public interface FileStore {

    /// Maximum bytes of a file.
    int maxBytes();

    /// Stores a file completely, or not at all. A second call with the same id returns the same.
    ///
    /// @param conversation of the sender
    /// @param name given by the device, or null
    /// @return reference to the stored file
    /// @throws FileRejectedException when the file is never accepted
    /// @throws ServiceBusyException when it may be accepted some seconds later
    FileReference storeFile(long id, long conversation, String name, byte[] content, Instant now)
            throws FileRejectedException;
}
