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
/// @param to person who stays; [#NO_PERSON] while it is not known
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

    static final long NO_PERSON = 0;

    /// State of a joining. The first four are those of a joining in the chat ([ChatJoiningService]).
    public enum State {
        /// A chat of `from` shows a code.
        CODE,
        /// A chat of `to` has the code, and its person wants to join.
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
