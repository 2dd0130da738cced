package pk.rahnuma.registration;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// An event in an application's history.
///
/// @param from status of the lines that it changed, the first of them if they had several; null for the first event
/// @param lines numbers of these lines; empty when it changed all
/// @param who `applicant`, `clock`, `import`, or the name of a member of staff
/// @param note to the applicant, or null
/// @param confirmation of the provider, for staff alone; null when there is none
public record ApplicationEvent(
        int seq,
        LineStatus from,
        LineStatus to,
        Set<Integer> lines,
        String who,
        List<DecisionReason> reasons,
        String note,
        Instant at,
        @Nullable ProviderConfirmation confirmation) {

    /// An event without a provider's word.
    public ApplicationEvent(
            int seq,
            LineStatus from,
            LineStatus to,
            Set<Integer> lines,
            String who,
            List<DecisionReason> reasons,
            String note,
            Instant at) {
        this(seq, from, to, lines, who, reasons, note, at, null);
    }

    /// True when only what is stored of the lines changed, not their status.
    public boolean isAmendment() {
        return from == to;
    }
}
