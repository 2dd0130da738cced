package pk.rahnuma.ticket.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// Texts that people wrote into tickets: JSON, sealed under the person's key.
@Singleton
public final class TicketBodyRepository implements SealedColumnProvider {

    static final SealedColumn BODY_COLUMN =
            new SealedColumn("ticket", "body", "ticket", List.of("id"), "t.conversation_id");
    static final SealedColumn RATING_COLUMN =
            new SealedColumn("ticket", "rating_word", "ticket_rating", List.of("id"), "t.conversation_id");
    /// A mapper of its own: the one that serves HTTP leaves out empty values.
    private static final ObjectMapper JSON_MAPPER = new ObjectMapper();

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    public TicketBodyRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(BODY_COLUMN, RATING_COLUMN);
    }

    /// Seals the body for a ticket that is about to be opened.
    public byte[] sealBody(SubjectKeyRing keys, Ticket ticket, Ticket.Body body) {
        return keys.seal(BODY_COLUMN.placeAt(ticket.conversation(), ticket.id()), json(body));
    }

    private static byte[] json(Ticket.Body body) {
        try {
            return JSON_MAPPER.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Ticket.Body readBody(Ticket ticket) {
        byte[] sealed = jdbi.withHandle(handle -> handle.createQuery("select body from ticket where id = :id")
                .bind("id", ticket.id())
                .mapTo(byte[].class)
                .one());
        try {
            return JSON_MAPPER.readValue(
                    vault.open(BODY_COLUMN.placeAt(ticket.conversation(), ticket.id()), sealed), Ticket.Body.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stores a longer body. The ticket is locked.
    public void updateBody(Ticket ticket, Ticket.Body body) {
        byte[] sealed = vault.seal(BODY_COLUMN.placeAt(ticket.conversation(), ticket.id()), json(body));
        jdbi.useHandle(handle -> handle.execute("update ticket set body = ? where id = ?", sealed, ticket.id()));
    }

    /// Stores the comment that came with a rating.
    public void saveRatingComment(Ticket ticket, String word) {
        byte[] sealed = vault.seal(RATING_COLUMN.placeAt(ticket.conversation(), ticket.id()), word);
        jdbi.useHandle(handle -> handle.execute("update ticket set rating_word = ? where id = ?", sealed, ticket.id()));
    }

    /// The comment that came with the rating.
    public Optional<String> findRatingComment(Ticket ticket) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select rating_word from ticket where id = :id and rating_word is not null")
                        .bind("id", ticket.id())
                        .mapTo(byte[].class)
                        .findOne())
                .map(kept -> vault.openText(RATING_COLUMN.placeAt(ticket.conversation(), ticket.id()), kept));
    }
}
