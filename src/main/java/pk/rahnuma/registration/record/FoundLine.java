package pk.rahnuma.registration.record;

/// A line that was found among those of several holders.
///
/// @param subject holder
public record FoundLine(long subject, LineContent content) {}
