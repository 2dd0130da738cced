package pk.rahnuma.staff;

import java.time.Instant;

/// One of the places where a member is signed in.
///
/// @param browser as it calls itself; or null
/// @param current whether it is the one that asks
public record StaffSession(long id, String address, String browser, Instant since, Instant seenAt, boolean current) {}
