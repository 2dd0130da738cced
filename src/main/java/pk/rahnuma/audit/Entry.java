package pk.rahnuma.audit;

import java.time.Instant;

/// One thing that was done.
///
/// @param chain the id of the conversation, application or staff account whose row the caller has locked
/// @param who `bot`, or the name of a member of staff
/// @param what a verb of the domain, as `application.decided`
/// @param about the id of what it was done to
/// @param detail without personal data; or null
public record Entry(long chain, String who, String what, String about, String detail, Instant at) {}
