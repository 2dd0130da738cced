package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.registration.LineStatus;

/// Filter of lines; a part that is null does not matter.
///
/// @param application id
/// @param provider code of the form, or a name
/// @param site place, as written; case and spaces do not matter
/// @param address 4 or 16 bytes
/// @param changedSince time after which the line changed last
public record LineFilter(
        @Nullable Long application,
        @Nullable LineStatus status,
        @Nullable String provider,
        @Nullable String site,
        @Nullable byte[] address,
        @Nullable Instant changedSince) {

    /// Bytes of one address.
    public static Optional<byte[]> parseAddress(String text) {
        try {
            return Optional.of(IpAddresses.toBytes(text.strip()));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
