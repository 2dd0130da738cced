package pk.rahnuma.person.link;

import java.time.Instant;

/// Link of a person to another one.
///
/// @param id of the pair, by which both part it
/// @param other the other person
public record PersonLink(long id, long other, Instant linked) {}
