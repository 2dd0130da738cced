package pk.rahnuma.ticket.work;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import pk.rahnuma.ticket.TicketAgent;

/// A row of the table `case_presence`.
///
/// @param who name of the member of staff
/// @param seenAt last report
@MappedEntity("case_presence")
record CasePresenceRow(@EmbeddedId PresenceKey key, String who, boolean typing, Instant seenAt) {

    /// Primary key.
    @Embeddable
    record PresenceKey(
            @MappedProperty("case_id") long caseId,
            @MappedProperty("staff_id") long staffId) {}

    CaseViewer toViewer() {
        return new CaseViewer(new TicketAgent(key.staffId(), who), typing);
    }
}
