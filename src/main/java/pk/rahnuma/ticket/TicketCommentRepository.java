package pk.rahnuma.ticket;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Texts that staff write on a ticket: answers to the person, and notes to each other. Sealed under the person's key.
/// The caller locks the ticket before it writes.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class TicketCommentRepository
        implements GenericRepository<TicketCommentRepository.AnswerRow, TicketCommentRepository.AnswerKey>,
                SealedColumnProvider {

    /// Maximum number of answers, and of notes, that are shown for a ticket.
    static final int MAX_SHOWN = 1_000;

    static final SealedColumn ANSWER_COLUMN = createTextColumn("ticket_answer", 20_000);
    static final SealedColumn NOTE_COLUMN = createTextColumn("ticket_note", 9_000);

    private final SubjectEncryptionService encryption;

    TicketCommentRepository(SubjectEncryptionService encryption) {
        this.encryption = encryption;
    }

    /// A row of the table `ticket_answer`.
    ///
    /// @param body sealed
    @MappedEntity(value = "ticket_answer", alias = "a")
    record AnswerRow(
            @EmbeddedId AnswerKey key,
            String who,
            byte[] body,
            Instant createdAt,
            @Nullable Long staffId,
            @Nullable Integer line,
            @Nullable Instant editedAt,
            @Nullable Instant recallUntil,
            @Nullable Instant waitedSince) {}

    /// Primary key.
    @Embeddable
    record AnswerKey(
            @MappedProperty("ticket_id") long ticketId,
            @MappedProperty("seq") int seq) {}

    /// A row of the table `ticket_note`.
    ///
    /// @param body sealed
    @Introspected
    record NoteRow(int seq, String who, byte[] body, Instant createdAt) {}

    private static SealedColumn createTextColumn(String table, int maxBytes) {
        return new SealedColumn(
                table,
                "body",
                maxBytes,
                List.of("ticket_id", "seq"),
                "k.conversation_id",
                "join ticket k on k.id = t.ticket_id");
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(ANSWER_COLUMN, NOTE_COLUMN);
    }

    abstract int countByKeyTicketId(long ticketId);

    abstract void insertRow(AnswerRow row);

    abstract void updateByKey(@Id AnswerKey key, @Nullable Instant recallUntil);

    abstract void updateByKey(@Id AnswerKey key, byte[] body, Instant editedAt);

    @Query("select * from ticket_answer where ticket_id = :ticket order by seq desc limit " + MAX_SHOWN)
    abstract List<AnswerRow> findNewestAnswers(long ticket);

    @Query("select * from ticket_answer where ticket_id = :ticket and seq > :after order by seq limit :limit")
    abstract List<AnswerRow> findAnswersAfter(long ticket, int after, int limit);

    @Query("select * from ticket_answer where ticket_id = :ticket and line < :line order by line desc limit :limit")
    abstract List<AnswerRow> findAnswersBefore(long ticket, int line, int limit);

    @Query("""
            select who from ticket_answer
            where ticket_id = :ticket and created_at > :since and coalesce(staff_id, 0) <> :staff and who <> :name
            order by seq desc limit 1
            """)
    abstract Optional<String> findOtherAuthorSince(long ticket, long staff, String name, Instant since);

    @Query("select count(*) from ticket_note where ticket_id = :ticket")
    abstract int countNotes(long ticket);

    @Query("""
            insert into ticket_note (ticket_id, seq, staff_id, who, body, created_at)
            values (:ticket, :seq, :staff, :who, :body, :now)
            """)
    abstract void insertNote(long ticket, int seq, long staff, String who, byte[] body, Instant now);

    @Query("select * from ticket_note where ticket_id = :ticket order by seq desc limit " + MAX_SHOWN)
    abstract List<NoteRow> findNewestNotes(long ticket);

    @Query("select * from ticket_note where ticket_id = :ticket and seq > :after order by seq limit :limit")
    abstract List<NoteRow> findNotesAfter(long ticket, int after, int limit);

    /// Stores an answer. Its number is the next: the ticket is locked, so that no other writer takes it.
    ///
    /// @param staff the account; null when there is none
    /// @param line its number in the conversation; null when it was not said there
    /// @param recallUntil time until which it can be withdrawn unseen; null when it cannot
    public void insertAnswer(
            Ticket ticket, String text, Long staff, String staffName, Integer line, Instant recallUntil, Instant now) {
        int seq = countByKeyTicketId(ticket.id()) + 1;
        insertRow(new AnswerRow(
                new AnswerKey(ticket.id(), seq),
                staffName,
                sealText(ANSWER_COLUMN, ticket, seq, text),
                now,
                staff,
                line,
                null,
                recallUntil,
                recallUntil == null ? null : ticket.waitingSince()));
    }

    /// Marks an answer as withdrawn before it was sent.
    public void clearRecall(Ticket ticket, int seq) {
        updateByKey(new AnswerKey(ticket.id(), seq), null);
    }

    public void updateAnswer(Ticket ticket, int seq, String text, Instant now) {
        updateByKey(new AnswerKey(ticket.id(), seq), sealText(ANSWER_COLUMN, ticket, seq, text), now);
    }

    /// The newest answers of a ticket, at most [#MAX_SHOWN], the oldest of them first.
    public List<Ticket.Answer> findAnswers(Ticket ticket) {
        return toAnswers(ticket, findNewestAnswers(ticket.id())).reversed();
    }

    List<Ticket.Answer> findAnswersAfter(Ticket ticket, int seq, int limit) {
        return toAnswers(ticket, findAnswersAfter(ticket.id(), seq, limit));
    }

    /// Answers that were sent before a message of the conversation, the newest first.
    public List<Ticket.Answer> findAnswersBefore(Ticket ticket, int line, int limit) {
        return toAnswers(ticket, findAnswersBefore(ticket.id(), line, limit));
    }

    private List<Ticket.Answer> toAnswers(Ticket ticket, List<AnswerRow> rows) {
        return rows.stream()
                .map(row -> new Ticket.Answer(
                        row.key().seq(),
                        row.who(),
                        openText(ANSWER_COLUMN, ticket, row.key().seq(), row.body()),
                        row.createdAt(),
                        row.line(),
                        row.editedAt(),
                        row.recallUntil(),
                        row.waitedSince()))
                .toList();
    }

    /// Name of another member of staff who has answered since then; empty when there is none.
    public Optional<String> findOtherAuthorSince(Ticket ticket, TicketAgent member, Instant since) {
        return findOtherAuthorSince(ticket.id(), member.id(), member.name(), since);
    }

    public void insertNote(Ticket ticket, String text, TicketAgent by, Instant now) {
        int seq = countNotes(ticket.id()) + 1;
        insertNote(ticket.id(), seq, by.id(), by.name(), sealText(NOTE_COLUMN, ticket, seq, text), now);
    }

    /// The newest notes of a ticket, at most [#MAX_SHOWN], the oldest of them first.
    public List<Ticket.Note> findNotes(Ticket ticket) {
        return toNotes(ticket, findNewestNotes(ticket.id())).reversed();
    }

    List<Ticket.Note> findNotesAfter(Ticket ticket, int seq, int limit) {
        return toNotes(ticket, findNotesAfter(ticket.id(), seq, limit));
    }

    private List<Ticket.Note> toNotes(Ticket ticket, List<NoteRow> rows) {
        return rows.stream()
                .map(row -> new Ticket.Note(
                        row.seq(), row.who(), openText(NOTE_COLUMN, ticket, row.seq(), row.body()), row.createdAt()))
                .toList();
    }

    private byte[] sealText(SealedColumn column, Ticket ticket, int seq, String text) {
        return encryption.seal(column.placeAt(ticket.conversation(), ticket.id(), seq), text);
    }

    private String openText(SealedColumn column, Ticket ticket, int seq, byte[] sealed) {
        return encryption.openText(column.placeAt(ticket.conversation(), ticket.id(), seq), sealed);
    }
}
