package pk.rahnuma.messaging;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.Message.Direction;
import pk.rahnuma.messaging.Message.State;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;
import pk.rahnuma.vault.column.SealedColumn;

/// Table `message`. The body is sealed under the conversation's subject.
@Singleton
class MessageRepository {

    static final SealedColumn BODY_COLUMN =
            new SealedColumn("message", "body", "message", List.of("conversation_id", "seq"), "t.conversation_id");
    private static final int MAX_FAILURE_LENGTH = 200;

    private final SubjectEncryptionService vault;

    MessageRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    static SealedPlace sealedPlace(long conversation, int seq) {
        return BODY_COLUMN.placeAt(conversation, conversation, seq);
    }

    int[] insertMessages(Connection connection, List<Message> messages) throws SQLException {
        SubjectKeyRing keys = vault.openKeys(
                messages.stream().map(Message::conversation).distinct().toList());
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into message (conversation_id, seq, chat_id, direction, body, replaces, state, attempts,
                    not_before, reference, failure, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (Message message : messages) {
                byte[] body = keys.seal(
                        sealedPlace(message.conversation(), message.seq()), DialogJson.toBytes(message.body()));
                insert.setLong(1, message.conversation());
                insert.setInt(2, message.seq());
                insert.setLong(3, message.chat());
                insert.setString(4, letter(message.direction()));
                insert.setBytes(5, body);
                insert.setString(6, message.replaces());
                insert.setString(7, message.state().name());
                insert.setInt(8, message.attempts());
                UtcTimestamps.bindInstant(insert, 9, message.notBefore());
                insert.setString(10, message.reference());
                insert.setString(11, cut(message.failure()));
                UtcTimestamps.bindInstant(insert, 12, message.at());
                insert.addBatch();
            }
            return insert.executeBatch();
        }
    }

    /// Replaces the body of a message.
    void updateBody(Connection connection, long conversation, int seq, Reply body) throws SQLException {
        byte[] sealed = vault.seal(sealedPlace(conversation, seq), DialogJson.toBytes(body));
        try (PreparedStatement update =
                connection.prepareStatement("update message set body = ? where conversation_id = ? and seq = ?")) {
            update.setBytes(1, sealed);
            update.setLong(2, conversation);
            update.setInt(3, seq);
            update.executeUpdate();
        }
    }

    /// Selects messages, without those of erased persons.
    List<Message> selectMessages(Connection connection, String where, JdbcExecutor.Binder binder) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select m.conversation_id, m.seq, m.chat_id, m.direction, m.body, m.replaces, m.state, m.attempts,
                    m.not_before, m.reference, m.failure, m.created_at
                from message m
                """ + where)) {
            binder.bind(select);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
        }
        if (found.isEmpty()) {
            return List.of();
        }
        SubjectKeyRing keys =
                vault.openKeys(found.stream().map(Row::conversation).distinct().toList());
        return found.stream()
                .filter(row -> keys.hasKey(row.conversation()))
                .map(row -> row.toMessage(keys))
                .toList();
    }

    /// Common part of many results, which are recorded by one statement.
    record SharedResult(State state, int attempts, Instant notBefore, String failure) {
        static SharedResult fromResult(DeliveryResult one) {
            return new SharedResult(one.state(), one.attempts(), one.notBefore(), one.failure());
        }
    }

    /// @param outcomes with this common part, in the order of their keys
    static int updateResults(Connection connection, SharedResult same, List<DeliveryResult> outcomes)
            throws SQLException {
        List<DeliveryResult> named =
                outcomes.stream().filter(one -> one.reference() != null).toList();
        // MySQL would scan a small table, or read it by the index of pending messages, and then wait for rows of
        // others in another order than that of the keys. H2 ignores the hint as a comment. MariaDB does not look up a
        // single pair by the key: it would read the whole table.
        int pairs = Math.max(2, outcomes.size());
        try (PreparedStatement update = connection.prepareStatement(
                """
                update message /*! force index (primary) */
                set state = ?, attempts = ?, not_before = ?, failure = ?, settled_at = ?%s
                where (conversation_id, seq) in (%s) and state = 'PENDING'
                """.formatted(references(named.size()), JdbcExecutor.placeholders("(?, ?)", pairs)))) {
            DeliveryResult last = outcomes.getLast();
            update.setString(1, same.state().name());
            update.setInt(2, same.attempts());
            UtcTimestamps.bindInstant(update, 3, same.notBefore());
            update.setString(4, cut(same.failure()));
            UtcTimestamps.bindInstant(update, 5, same.state() == State.PENDING ? null : last.at());
            int position = 6;
            for (DeliveryResult one : named) {
                update.setLong(position++, one.conversation());
                update.setInt(position++, one.seq());
                update.setString(position++, one.reference());
            }
            for (int i = 0; i < JdbcExecutor.paddedSize(pairs); i++) {
                DeliveryResult one = outcomes.get(Math.min(i, outcomes.size() - 1));
                update.setLong(position++, one.conversation());
                update.setInt(position++, one.seq());
            }
            return update.executeUpdate();
        }
    }

    private static String references(int named) {
        return named == 0
                ? ""
                : ", reference = case " + "when conversation_id = ? and seq = ? then ? ".repeat(named)
                        + "else reference end";
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getLong(1),
                rows.getInt(2),
                rows.getLong(3),
                direction(rows.getString(4)),
                rows.getBytes(5),
                rows.getString(6),
                State.valueOf(rows.getString(7)),
                rows.getInt(8),
                UtcTimestamps.readInstant(rows, 9),
                rows.getString(10),
                rows.getString(11),
                UtcTimestamps.readInstant(rows, 12));
    }

    private static String letter(Direction direction) {
        return switch (direction) {
            case RECEIVED -> "H";
            case REPLY -> "S";
            case NOTICE -> "N";
        };
    }

    private static Direction direction(String letter) {
        return switch (letter) {
            case "H" -> Direction.RECEIVED;
            case "N" -> Direction.NOTICE;
            default -> Direction.REPLY;
        };
    }

    private static String cut(String failure) {
        return failure == null || failure.length() <= MAX_FAILURE_LENGTH
                ? failure
                : failure.substring(0, MAX_FAILURE_LENGTH);
    }

    private record Row(
            long conversation,
            int seq,
            long chat,
            Direction direction,
            byte[] body,
            String replaces,
            State state,
            int attempts,
            Instant notBefore,
            String reference,
            String failure,
            Instant at) {

        Message toMessage(SubjectKeyRing keys) {
            Reply reply = DialogJson.fromBytes(keys.open(sealedPlace(conversation, seq), body), Reply.class);
            return new Message(
                    conversation,
                    seq,
                    chat,
                    direction,
                    reply,
                    replaces,
                    state,
                    attempts,
                    notBefore,
                    reference,
                    failure,
                    at);
        }
    }
}
