package pk.rahnuma.registration.record;

import java.util.List;

/// A holder in the register.
///
/// @param lines all, also those that have ended
/// @param isFromListsAlone true while only lists have said something of these lines, and the organisation has no member
public record KnownHolder(long organisation, List<LineContent> lines, boolean isFromListsAlone) {}
