package pk.rahnuma.ticket;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Texts that people wrote into tickets: JSON, sealed under the person's key.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class TicketBodyRepository implements GenericRepository<Ticket, Long>, SealedColumnProvider {

    static final SealedColumn BODY_COLUMN =
            new SealedColumn("ticket", "body", 20_000, List.of("id"), "t.conversation_id");
    static final SealedColumn RATING_COLUMN =
            new SealedColumn("ticket", "rating_word", 9_000, List.of("id"), "t.conversation_id");
    /// A mapper of its own: the one that serves HTTP leaves out empty values.
    private static final ObjectMapper JSON_MAPPER = new ObjectMapper();

    private final SubjectEncryptionService encryption;

    TicketBodyRepository(SubjectEncryptionService encryption) {
        this.encryption = encryption;
    }

    /// A sealed value: bytes alone would be read as a list.
    @Introspected
    record SealedValue(byte[] sealed) {}

    @Query("select body as sealed from ticket where id = :id")
    abstract SealedValue findBody(long id);

    @Query("update ticket set body = :body where id = :id")
    abstract void updateBody(long id, byte[] body);

    @Query("update ticket set rating_word = :comment where id = :id")
    abstract void updateRatingComment(long id, byte[] comment);

    @Query("select rating_word as sealed from ticket where id = :id and rating_word is not null")
    abstract Optional<SealedValue> findRatingComment(long id);

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(BODY_COLUMN, RATING_COLUMN);
    }

    /// Seals the body for a ticket that is about to be opened.
    public byte[] sealBody(SubjectKeyRing keys, Ticket ticket, Ticket.Body body) {
        return keys.seal(BODY_COLUMN.placeAt(ticket.conversation(), ticket.id()), toJson(body));
    }

    private static byte[] toJson(Ticket.Body body) {
        try {
            return JSON_MAPPER.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Ticket.Body readBody(Ticket ticket) {
        byte[] sealed = findBody(ticket.id()).sealed();
        try {
            return JSON_MAPPER.readValue(
                    encryption.open(BODY_COLUMN.placeAt(ticket.conversation(), ticket.id()), sealed),
                    Ticket.Body.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stores a longer body. The ticket is locked.
    public void updateBody(Ticket ticket, Ticket.Body body) {
        updateBody(ticket.id(), encryption.seal(BODY_COLUMN.placeAt(ticket.conversation(), ticket.id()), toJson(body)));
    }

    /// Stores the comment that came with a rating.
    public void saveRatingComment(Ticket ticket, String word) {
        updateRatingComment(
                ticket.id(), encryption.seal(RATING_COLUMN.placeAt(ticket.conversation(), ticket.id()), word));
    }

    /// The comment that came with the rating.
    public Optional<String> findRatingComment(Ticket ticket) {
        return findRatingComment(ticket.id())
                .map(kept ->
                        encryption.openText(RATING_COLUMN.placeAt(ticket.conversation(), ticket.id()), kept.sealed()));
    }
}
