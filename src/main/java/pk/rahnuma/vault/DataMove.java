package pk.rahnuma.vault;

import java.time.Instant;

/// Move of all data of a person to another person, who turned out to be the same.
///
/// @param from person who ends
/// @param to person who stays
/// @param lineOffset that is added to the numbers of the messages of `from`, which follow those of `to`
public record DataMove(long from, long to, int lineOffset, Instant now) {}
