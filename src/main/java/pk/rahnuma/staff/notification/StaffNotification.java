package pk.rahnuma.staff.notification;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.ReferenceConverter;

/// Notification of a member of staff about a case: a row of the table `staff_notification`.
///
/// @param staffId the recipient
/// @param number of the ticket, or reference of the application
/// @param conversationId person of the case
/// @param createdAt time of its last cause
/// @param readAt null until the recipient has opened the case
@MappedEntity(value = "staff_notification", alias = "n")
public record StaffNotification(
        @Id long id,
        long staffId,
        Kind kind,
        long caseId,

        @TypeDef(type = DataType.STRING, converter = ReferenceConverter.class) @MappedProperty("case_number")
        Reference number,

        long conversationId,
        Instant createdAt,
        @Nullable Instant readAt) {

    /// Reason of a notification.
    public enum Kind {
        /// Another assigned the ticket to them.
        ASSIGNED,
        /// The customer wrote in their ticket.
        REPLY,
        /// A note names them.
        MENTION,
        /// A target of their ticket is missed soon.
        BREACH_AHEAD,
        /// A decision waits for a second member.
        SECOND_LOOK,
        /// Their decision was not made, because the application had changed.
        DROPPED
    }

    public boolean isUnread() {
        return readAt == null;
    }
}
