package pk.rahnuma.person;

import java.time.Instant;

/// An address that a person has proved.
///
/// @param verified time of the proof
public record PersonIdentity(long id, IdentityAddress address, Instant verified) {}
