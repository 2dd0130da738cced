package pk.rahnuma.registration.record;

import java.time.Instant;

/// Filter of the applications behind a figure.
///
/// @param language null for all
/// @param status reached in that time; null for those submitted in it; `decided` for any decision
/// @param script null for all
/// @param kept true for those decided within the target, false for the others; null for both
public record ApplicationCaseFilter(
        Instant from, Instant to, String language, String status, String script, Boolean kept) {}
