package pk.rahnuma.registration;

import java.time.Instant;
import java.util.List;

/// An event in an application's history.
///
/// @param from null for the first
/// @param who `applicant`, `clock`, or the name of a member of staff
/// @param note to the applicant, or null
public record ApplicationEvent(
        int seq,
        ApplicationStatus from,
        ApplicationStatus to,
        String who,
        List<DecisionReason> reasons,
        String note,
        Instant at) {}
