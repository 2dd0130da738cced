package pk.rahnuma.support.records;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Who has a conversation: the bot, or by a ticket the human whose that is. It stands in the conversation's row, and
/// changes under its lock.
@Singleton
public final class Holds {

    private final Jdbi jdbi;

    public Holds(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The ticket by which a human has it; empty while the bot has.
    public Optional<Long> of(long conversation) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select held_by from conversation where id = :id and held_by is not null")
                        .bind("id", conversation)
                        .mapTo(Long.class)
                        .findOne());
    }

    /// A human takes it.
    public void take(long conversation, long ticket) {
        jdbi.useHandle(
                handle -> handle.execute("update conversation set held_by = ? where id = ?", ticket, conversation));
    }

    /// The bot has it.
    public void give(long conversation) {
        jdbi.useHandle(handle -> handle.execute("update conversation set held_by = null where id = ?", conversation));
    }
}
