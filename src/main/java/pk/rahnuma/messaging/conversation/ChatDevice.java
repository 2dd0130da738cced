package pk.rahnuma.messaging.conversation;

import java.time.LocalDate;

/// A device that opens a chat by a token.
///
/// @param device its kind, in a word or two; empty when unknown
/// @param current whether the request came from it
public record ChatDevice(long id, String device, LocalDate created, LocalDate seen, boolean current) {}
