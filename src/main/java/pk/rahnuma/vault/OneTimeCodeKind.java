package pk.rahnuma.vault;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;

/// Kind of one-time codes.
///
/// @param name in the database, at most 20 characters; part of the hash
/// @param ttl time of validity; null for codes that are valid until they are used or replaced
public record OneTimeCodeKind(
        String name, CodeFormat format, @Nullable Duration ttl) {}
