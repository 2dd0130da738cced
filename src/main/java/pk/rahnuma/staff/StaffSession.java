package pk.rahnuma.staff;

import java.time.Instant;

/// A session of a member.
///
/// @param browser user agent; or null
/// @param current whether it is the session of this request
public record StaffSession(long id, String address, String browser, Instant since, Instant seenAt, boolean current) {}
