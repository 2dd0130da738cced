package pk.rahnuma.ticket.work;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import pk.rahnuma.ticket.TicketAgent;

/// A row of the table `ticket_presence`.
///
/// @param who name of the member of staff
/// @param seenAt last report
@MappedEntity("ticket_presence")
record TicketPresenceRow(@EmbeddedId PresenceKey key, String who, boolean typing, Instant seenAt) {

    /// Primary key.
    @Embeddable
    record PresenceKey(
            @MappedProperty("ticket_id") long ticketId,
            @MappedProperty("staff_id") long staffId) {}

    TicketViewer toViewer() {
        return new TicketViewer(new TicketAgent(key.staffId(), who), typing);
    }
}
