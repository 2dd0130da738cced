package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// Texts that staff write on a ticket: answers to the person, and notes to each other. Sealed under the person's key.
/// The caller locks the ticket before it writes.
@Singleton
public final class TicketCommentRepository implements SealedColumnProvider {

    /// Maximum number of answers, and of notes, that are shown for a ticket.
    static final int MAX_SHOWN = 1_000;

    static final SealedColumn ANSWER_COLUMN = words("ticket_answer");
    static final SealedColumn NOTE_COLUMN = words("ticket_note");

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    public TicketCommentRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    private static SealedColumn words(String table) {
        return new SealedColumn(
                table,
                "body",
                table,
                List.of("ticket_id", "seq"),
                "k.conversation_id",
                "join ticket k on k.id = t.ticket_id");
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(ANSWER_COLUMN, NOTE_COLUMN);
    }

    /// Next number. The ticket is locked, so that no other writer takes it.
    private int next(String table, Ticket ticket) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) + 1 from " + table + " where ticket_id = ?")
                        .bind(0, ticket.id())
                        .mapTo(Integer.class)
                        .one());
    }

    /// Stores an answer.
    ///
    /// @param staff the account; null when there is none
    /// @param line its number in the conversation; null when it was not said there
    /// @param recallUntil time until which it can be withdrawn unseen; null when it cannot
    public void insertAnswer(
            Ticket ticket, String text, Long staff, String staffName, Integer line, Instant recallUntil, Instant now) {
        int seq = next(ANSWER_COLUMN.table(), ticket);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into ticket_answer (ticket_id, seq, who, body, created_at, staff_id, line, recall_until,
                            waited_since)
                        values (:id, :seq, :who, :body, :now, :staff, :line, :recall, :waited)
                        """)
                .bind("id", ticket.id())
                .bind("seq", seq)
                .bind("who", staffName)
                .bind("body", vault.seal(ANSWER_COLUMN.placeAt(ticket.conversation(), ticket.id(), seq), text))
                .bind("now", now)
                .bind("staff", staff)
                .bind("line", line)
                .bind("recall", recallUntil)
                .bind("waited", recallUntil == null ? null : ticket.waitingSince())
                .execute());
    }

    /// Marks an answer as withdrawn before it was sent.
    public void clearRecall(Ticket ticket, int seq) {
        jdbi.useHandle(handle -> handle.execute(
                "update ticket_answer set recall_until = null where ticket_id = ? and seq = ?", ticket.id(), seq));
    }

    public void updateAnswer(Ticket ticket, int seq, String text, Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "update ticket_answer set body = ?, edited_at = ? where ticket_id = ? and seq = ?",
                vault.seal(ANSWER_COLUMN.placeAt(ticket.conversation(), ticket.id(), seq), text),
                now,
                ticket.id(),
                seq));
    }

    /// The newest answers of a ticket, at most [#MAX_SHOWN], the oldest of them first.
    public List<Ticket.Answer> findAnswers(Ticket ticket) {
        return readAnswers(ticket, 0, "desc", MAX_SHOWN).reversed();
    }

    List<Ticket.Answer> findAnswersAfter(Ticket ticket, int seq, int limit) {
        return readAnswers(ticket, seq, "asc", limit);
    }

    private List<Ticket.Answer> readAnswers(Ticket ticket, int seq, String direction, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select seq, who, body, created_at, line, edited_at, recall_until, waited_since
                        from ticket_answer
                        where ticket_id = :id and seq > :seq order by seq <direction> limit :limit
                        """)
                .define("direction", direction)
                .bind("id", ticket.id())
                .bind("seq", seq)
                .bind("limit", limit)
                .map((RowView row) -> new Ticket.Answer(
                        row.getColumn("seq", Integer.class),
                        row.getColumn("who", String.class),
                        opened(ANSWER_COLUMN, ticket, row),
                        row.getColumn("created_at", Instant.class),
                        row.getColumn("line", Integer.class),
                        row.getColumn("edited_at", Instant.class),
                        row.getColumn("recall_until", Instant.class),
                        row.getColumn("waited_since", Instant.class)))
                .list());
    }

    /// Name of another member of staff who has answered since then; empty when there is none.
    public Optional<String> findOtherAuthorSince(Ticket ticket, TicketAgent member, Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select who from ticket_answer
                        where ticket_id = :id and created_at > :since and coalesce(staff_id, 0) <> :staff and who <> :who
                        order by seq desc
                        """)
                .bind("id", ticket.id())
                .bind("since", since)
                .bind("staff", member.id())
                .bind("who", member.name())
                .setMaxRows(1)
                .mapTo(String.class)
                .findOne());
    }

    public void insertNote(Ticket ticket, String text, TicketAgent by, Instant now) {
        int seq = next(NOTE_COLUMN.table(), ticket);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into ticket_note (ticket_id, seq, staff_id, who, body, created_at)
                        values (:id, :seq, :staff, :who, :body, :now)
                        """)
                .bind("id", ticket.id())
                .bind("seq", seq)
                .bind("staff", by.id())
                .bind("who", by.name())
                .bind("body", vault.seal(NOTE_COLUMN.placeAt(ticket.conversation(), ticket.id(), seq), text))
                .bind("now", now)
                .execute());
    }

    /// The newest notes of a ticket, at most [#MAX_SHOWN], the oldest of them first.
    public List<Ticket.Note> findNotes(Ticket ticket) {
        return readNotes(ticket, 0, "desc", MAX_SHOWN).reversed();
    }

    List<Ticket.Note> findNotesAfter(Ticket ticket, int seq, int limit) {
        return readNotes(ticket, seq, "asc", limit);
    }

    private List<Ticket.Note> readNotes(Ticket ticket, int seq, String direction, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select seq, who, body, created_at from ticket_note
                        where ticket_id = :id and seq > :seq order by seq <direction> limit :limit
                        """)
                .define("direction", direction)
                .bind("id", ticket.id())
                .bind("seq", seq)
                .bind("limit", limit)
                .map((RowView row) -> new Ticket.Note(
                        row.getColumn("seq", Integer.class),
                        row.getColumn("who", String.class),
                        opened(NOTE_COLUMN, ticket, row),
                        row.getColumn("created_at", Instant.class)))
                .list());
    }

    private String opened(SealedColumn column, Ticket ticket, RowView row) {
        long seq = row.getColumn("seq", Long.class);
        return vault.openText(
                column.placeAt(ticket.conversation(), ticket.id(), seq), row.getColumn("body", byte[].class));
    }
}
