package pk.rahnuma.support;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.store.Plain;
import pk.rahnuma.store.Utc;
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
        Plain.with(jdbi, connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into ticket (id, number, conversation_id, session, application_id, topic, state, language,
                        body, opened_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)) {
                for (Opened one : opened) {
                    Ticket ticket = one.ticket();
                    insert.setLong(1, ticket.id());
                    insert.setString(2, ticket.number().symbols());
                    insert.setLong(3, ticket.conversation());
                    insert.setString(4, ticket.session());
                    insert.setObject(5, ticket.application(), Types.BIGINT);
                    insert.setString(6, ticket.topic());
                    insert.setString(7, ticket.state().name());
                    insert.setString(8, ticket.language());
                    Plain.bytes(insert, 9, one.body());
                    Utc.bind(insert, 10, ticket.opened());
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    List<Ticket> ofSessions(Collection<Long> conversations, Collection<String> sessions) {
        return Plain.with(jdbi, connection -> {
            List<Ticket> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS
                    + """
                     from ticket where conversation_id in (%s) and session in (%s)
                    """.formatted(Plain.marks(conversations.size()), Plain.marks(sessions.size())))) {
                List<String> names = List.copyOf(sessions);
                int position = Plain.bind(select, 1, conversations);
                for (int i = 0; i < Plain.padded(names.size()); i++) {
                    select.setString(position++, names.get(Math.min(i, names.size() - 1)));
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(read(rows));
                    }
                }
            }
            return found;
        });
    }

    private static Ticket read(ResultSet row) throws SQLException {
        return new Ticket(
                row.getLong(1),
                new Reference(row.getString(2)),
                row.getLong(3),
                row.getString(4),
                row.getObject(5, Long.class),
                row.getString(6),
                Ticket.State.valueOf(row.getString(7)),
                row.getString(8),
                Utc.read(row, 9),
                Utc.read(row, 10));
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
