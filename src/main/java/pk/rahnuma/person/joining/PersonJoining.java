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
/// @param created when it was offered; of a joining in the chat, the time of its last step
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

    /// State of a joining. The first three are those of a joining in the chat ([ChatJoiningService]).
    public enum State {
        /// The code of a chat of `from` was entered in one of `to`, whose person wants to join.
        ENTERED,
        /// `from` was asked too.
        ASKED,
        /// `from` has agreed; the job carries it out.
        AGREED,
        /// Offered by a sign-in, and not carried out.
        WAITING,
        /// Carried out; earlier messages are still being moved.
        MOVING,
        DONE
    }

    DataMove toMove(Instant now) {
        return new DataMove(from, to, lineOffset, now);
    }
}
