package pk.rahnuma.person.joining;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import pk.rahnuma.vault.DataMove;

/// A person who is, or may become, part of another one.
///
/// @param from person who ends
/// @param to person who stays
/// @param lineOffset see [DataMove]; 0 while it waits
/// @param joined when it was carried out, or null
@MappedEntity(value = "person_joining", alias = "j")
public record PersonJoining(
        @Id long id,
        @MappedProperty("from_person") long from,
        @MappedProperty("to_person") long to,
        State state,
        @MappedProperty("line_offset") int lineOffset,
        @MappedProperty("created_at") Instant created,

        @Nullable @MappedProperty("joined_at") Instant joined) {

    /// State of a joining.
    public enum State {
        /// Offered, and not carried out.
        WAITING,
        /// Carried out; earlier messages are still being moved.
        MOVING,
        DONE
    }

    DataMove toMove(Instant now) {
        return new DataMove(from, to, lineOffset, now);
    }
}
