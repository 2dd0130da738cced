package pk.rahnuma.person.signin;

import java.time.Instant;

/// A device on which a person is signed in.
///
/// @param description its kind, in a word or two; empty when unknown
/// @param refreshed last time at which it got new tokens: it is in use until at least then
/// @param current whether the request came from it
public record PersonDevice(long id, String description, Instant created, Instant refreshed, boolean current) {}
