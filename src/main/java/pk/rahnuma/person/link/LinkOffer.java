package pk.rahnuma.person.link;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;

/// Offer of a link between two persons that waits for their yes, or the end of a link that waits for its notice.
///
/// @param from person whose chat shows the code, or whose address was proved
/// @param to person who entered the code, or proved the address
/// @param created time of the last step
@MappedEntity(value = "link_offer", alias = "o")
record LinkOffer(
        @Id long id,
        @MappedProperty("from_person") long from,
        @MappedProperty("to_person") long to,
        State state,
        @MappedProperty("created_at") Instant created) {

    /// State of an offer. The first three are those of a link in the chat.
    enum State {
        /// The code of a chat of `from` was entered in one of `to`, whose person wants the link.
        ENTERED,
        /// `from` was asked too.
        ASKED,
        /// `from` has agreed; the job carries it out.
        AGREED,
        /// Offered by a sign-in, and not taken.
        OFFERED,
        /// Taken; a repeated request gets the same answer. `from` is `to` when one was attached to the other.
        TAKEN,
        /// The job sends `to` a notice that a link has ended.
        PARTED
    }
}
