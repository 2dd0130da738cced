package pk.rahnuma.registration;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// An event in an application's history.
///
/// @param from status of the lines that it changed, the first of them if they had several; null for the first event
/// @param lines numbers of these lines; empty when it changed all
/// @param who `applicant`, `clock`, or the name of a member of staff
/// @param note to the applicant, or null
public record ApplicationEvent(
        int seq,
        LineStatus from,
        LineStatus to,
        Set<Integer> lines,
        String who,
        List<DecisionReason> reasons,
        String note,
        Instant at) {

    /// True when only what is stored of the lines changed, not their status.
    public boolean isAmendment() {
        return from == to;
    }
}
