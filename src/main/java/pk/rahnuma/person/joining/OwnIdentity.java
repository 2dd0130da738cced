package pk.rahnuma.person.joining;

import java.time.Instant;

/// A way in which a person can be recognised: a proved address, or a Telegram account.
///
/// @param kind `email`, `phone` or `telegram`
/// @param maskedAddress without what would reveal it
/// @param verified time of the last proof; null for a Telegram account, which proves itself with each message
/// @param parts whether it can be parted: it is not the only one
public record OwnIdentity(long id, String kind, String maskedAddress, Instant verified, boolean parts) {}
