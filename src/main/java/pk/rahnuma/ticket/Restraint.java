package pk.rahnuma.ticket;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Duration;
import java.time.Instant;

/// A measure against abuse: on a ticket, or on a person. A person's organisations are not concerned.
///
/// @param ticket its id; [#WHOLE_PERSON] for a block
/// @param until end of a block; null when it lasts until it is lifted
@MappedEntity(value = "ticket_restraint", alias = "r")
public record Restraint(
        @MappedProperty("conversation_id") long person,
        @MappedProperty("ticket_id") long ticket,
        Kind kind,
        Reason reason,
        String who,
        @MappedProperty("created_at") Instant at,
        @Nullable @MappedProperty("ends_at") Instant until) {

    /// In the place of a ticket.
    public static final long WHOLE_PERSON = 0;

    /// Kind of a measure.
    public enum Kind {
        /// Messages of the person are kept, and change neither the ticket's place nor its clocks.
        MUTE,
        /// The ticket is closed without a message, and counts in no figure.
        SPAM,
        /// The person can open no tickets and write to none.
        BLOCK;

        /// The ticket of the row: a block has none.
        public long ticketOf(Ticket one) {
            return this == BLOCK ? WHOLE_PERSON : one.id();
        }
    }

    /// Reason of a measure or a removal.
    public enum Reason {
        FLOOD,
        ABUSE,
        ADVERTISING
    }

    /// Term of a block.
    public enum Term {
        DAY(Duration.ofDays(1)),
        WEEK(Duration.ofDays(7)),
        MONTH(Duration.ofDays(30)),
        UNTIL_LIFTED(null);

        private final Duration duration;

        Term(Duration duration) {
            this.duration = duration;
        }

        /// End of a block that begins now; null when it lasts until it is lifted.
        public Instant endAfter(Instant now) {
            return duration == null ? null : now.plus(duration);
        }
    }
}
