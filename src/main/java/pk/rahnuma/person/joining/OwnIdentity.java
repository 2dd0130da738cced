package pk.rahnuma.person.joining;

import java.time.Instant;

/// A way in which a person can be recognised: a proved address, a Telegram account, or a chat of the page.
///
/// @param kind `email`, `phone`, `telegram` or `web`
/// @param maskedAddress without what would reveal it; of a chat of the page its browser, if known
/// @param verified time of the last proof; null for a chat, which proves itself with each message
/// @param parts whether it can be parted: another address or account is left
public record OwnIdentity(long id, String kind, String maskedAddress, Instant verified, boolean parts) {}
