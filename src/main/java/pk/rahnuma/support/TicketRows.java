package pk.rahnuma.support;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.vault.Vault;

/// The tables of tickets and of the answers to them. Words are sealed under the person's key. Takes part in the
/// transaction that runs on the thread.
@Singleton
final class TicketRows {

    private static final String ANSWER = "ticket_answer";
    private static final String COLUMNS = """
            id, number, conversation_id, session, application_id, topic, state, language, opened_at, answered_at
            """;

    private final Jdbi jdbi;
    private final Vault vault;

    TicketRows(Jdbi jdbi, Vault vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /// A new ticket with its sealed body.
    record Opened(Ticket ticket, byte[] body) {}

    void insert(List<Opened> opened) {
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into ticket (id, number, conversation_id, session, application_id, topic, state, language,
                        body, opened_at)
                    values (:id, :number, :conversation, :session, :application, :topic, :state, :language,
                        :body, :opened)
                    """);
            for (Opened one : opened) {
                Ticket ticket = one.ticket();
                batch.bind("id", ticket.id())
                        .bind("number", ticket.number().symbols())
                        .bind("conversation", ticket.conversation())
                        .bind("session", ticket.session())
                        .bind("application", ticket.application())
                        .bind("topic", ticket.topic())
                        .bind("state", ticket.state().name())
                        .bind("language", ticket.language())
                        .bind("body", one.body())
                        .bind("opened", ticket.opened())
                        .add();
            }
            batch.execute();
        });
    }

    List<Ticket> ofSessions(Collection<Long> conversations, Collection<String> sessions) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                         from ticket
                        where conversation_id in (<conversations>) and session in (<sessions>)
                        """)
                .bindList("conversations", List.copyOf(conversations))
                .bindList("sessions", List.copyOf(sessions))
                .map(TicketRows::read)
                .list());
    }

    /// All of a person's, the oldest first.
    List<Ticket> of(long conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                         from ticket where conversation_id = :conversation order by opened_at, id
                        """)
                .bind("conversation", conversation)
                .map(TicketRows::read)
                .list());
    }

    /// Of a ticket that is locked nothing stays.
    void delete(long id) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from ticket_answer where ticket_id = ?", id);
            handle.execute("delete from ticket where id = ?", id);
        });
    }

    Optional<Ticket> find(Reference number) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + " from ticket where number = :number")
                .bind("number", number.symbols())
                .map(TicketRows::read)
                .findOne());
    }

    /// The person is to be locked first.
    Ticket lock(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + COLUMNS + " from ticket where id = :id for update")
                        .bind("id", id)
                        .map(TicketRows::read)
                        .one());
    }

    /// Those without an answer first; of these, blocked lines first; then the oldest.
    List<Ticket> list(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                         from ticket
                        order by case when state <> 'NEW' then 2 when topic = :first then 0 else 1 end, opened_at
                        limit :limit
                        """)
                .bind("first", Ticket.LINE_BLOCKED)
                .bind("limit", limit)
                .map(TicketRows::read)
                .list());
    }

    byte[] body(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select body from ticket where id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .one());
    }

    /// What was written is more than before, and waits for an answer (again). The ticket is locked.
    void write(long id, byte[] body) {
        jdbi.useHandle(handle -> handle.createUpdate("update ticket set body = :body, state = :state where id = :id")
                .bind("body", body)
                .bind("state", Ticket.State.NEW.name())
                .bind("id", id)
                .execute());
    }

    /// Adds an answer to a ticket that is locked.
    void answer(Ticket ticket, String text, String who, Instant now) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            insert into ticket_answer (ticket_id, seq, who, body, created_at)
                            select :id, count(*) + 1, :who, :body, :now from ticket_answer where ticket_id = :id
                            """)
                    .bind("id", ticket.id())
                    .bind("who", who)
                    .bind("body", vault.seal(ticket.conversation(), ANSWER, text))
                    .bind("now", now)
                    .execute();
            handle.createUpdate("update ticket set state = :state, answered_at = :now where id = :id")
                    .bind("state", Ticket.State.ANSWERED.name())
                    .bind("now", now)
                    .bind("id", ticket.id())
                    .execute();
        });
    }

    List<Ticket.Answer> answers(Ticket ticket) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select seq, who, body, created_at from ticket_answer where ticket_id = :id order by seq
                        """)
                .bind("id", ticket.id())
                .map((RowView row) -> new Ticket.Answer(
                        row.getColumn("seq", Integer.class),
                        row.getColumn("who", String.class),
                        vault.openText(ticket.conversation(), ANSWER, row.getColumn("body", byte[].class)),
                        row.getColumn("created_at", Instant.class)))
                .list());
    }

    private static Ticket read(RowView row) {
        return new Ticket(
                row.getColumn("id", Long.class),
                new Reference(row.getColumn("number", String.class)),
                row.getColumn("conversation_id", Long.class),
                row.getColumn("session", String.class),
                row.getColumn("application_id", Long.class),
                row.getColumn("topic", String.class),
                Ticket.State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("language", String.class),
                row.getColumn("opened_at", Instant.class),
                row.getColumn("answered_at", Instant.class));
    }
}
