package pk.rahnuma.post;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.post.Message.Direction;
import pk.rahnuma.post.Message.State;

/// What is done about a line that was said already: changed, or sent again. Takes part in the transaction that runs on
/// the calling thread.
@Singleton
public final class Corrections {

    private final Jdbi jdbi;
    private final Messages messages;
    private final Outbox outbox;

    public Corrections(Jdbi jdbi, Messages messages, Outbox outbox) {
        this.jdbi = jdbi;
        this.messages = messages;
        this.outbox = outbox;
    }

    /// Changes what was said: where the channel can do that, the message itself; else a new one says it. It goes to the
    /// chat where it was said first.
    ///
    /// @param line its place
    /// @return the line that changes it; empty when there is no such line, or nobody could hear it
    public Optional<Message> edit(long conversation, int line, Reply changed, Instant now) {
        return jdbi.inTransaction(handle -> {
            Messages.Place place = Messages.lock(handle, conversation);
            Message first = line(conversation, line).orElse(null);
            if (first == null || first.state() == State.REFUSED || first.direction() == Direction.HEARD) {
                return Optional.empty();
            }
            // What is not sent yet has no name on its channel: the change comes after it.
            boolean inPlace = first.body().file() == null && first.reference() != null;
            Carrier carrier = outbox.next(conversation, place.carrier(), now);
            Message edit = new Message(
                    conversation,
                    place.seq() + 1,
                    first.chat(),
                    Direction.SAID,
                    new Reply(
                            changed.text(),
                            changed.buttons(),
                            null,
                            inPlace ? Reply.Manner.REPLACES : Reply.Manner.PLAIN),
                    inPlace ? first.reference() : null,
                    State.PENDING,
                    0,
                    place.heldUntil(),
                    null,
                    null,
                    now);
            messages.append(List.of(edit), Map.of(conversation, carrier));
            Messages.count(handle, conversation, edit.seq(), carrier, now);
            return Optional.of(edit);
        });
    }

    /// Sends a line again that was refused, or of which nobody knows whether it arrived.
    ///
    /// @return false when there is no such line, or it needs none
    public boolean again(long conversation, int line, Instant now) {
        return jdbi.inTransaction(handle -> {
            Messages.Place place = Messages.lock(handle, conversation);
            int found = handle.createUpdate("""
                            update message set state = 'PENDING', attempts = 0, not_before = null, failure = null,
                                settled_at = null, created_at = :now
                            where conversation_id = :id and seq = :seq and state in ('REFUSED', 'UNKNOWN')
                            """)
                    .bind("now", now)
                    .bind("id", conversation)
                    .bind("seq", line)
                    .execute();
            if (found == 0) {
                return false;
            }
            Carrier carrier = outbox.next(conversation, place.carrier(), now);
            Messages.count(handle, conversation, place.seq(), carrier, now);
            line(conversation, line)
                    .ifPresent(message -> messages.hand(List.of(message), Map.of(conversation, carrier)));
            return true;
        });
    }

    private Optional<Message> line(long conversation, int seq) {
        return messages.history(conversation, seq - 1, 1).stream()
                .filter(message -> message.seq() == seq)
                .findFirst();
    }
}
