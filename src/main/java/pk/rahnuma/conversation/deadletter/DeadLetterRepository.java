package pk.rahnuma.conversation.deadletter;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// Table of dead letters. Takes part in the current transaction.
@Singleton
public class DeadLetterRepository implements SealedColumnProvider {

    public static final SealedColumn BODY_COLUMN =
            new SealedColumn("dead_letter", "body", "dead letter", List.of("id"), "t.conversation_id");

    private static final String SELECT = """
            select l.id, l.conversation_id, l.created_at, l.failure, l.chat_id, l.body from dead_letter l
            """;

    private final Jdbi jdbi;
    private final ChatRepository chats;

    DeadLetterRepository(Jdbi jdbi, ChatRepository chats) {
        this.jdbi = jdbi;
        this.chats = chats;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(BODY_COLUMN);
    }

    /// @param chat it came from; null when the server started the turn, or when unknown
    /// @param body sealed
    public record StoredDeadLetter(DeadLetterService.DeadLetter letter, Long chat, byte[] body) {

        StoredDeadLetter withChannel(Channel channel) {
            return new StoredDeadLetter(letter.withChannel(channel), chat, body);
        }
    }

    long countAll() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from dead_letter")
                .mapTo(Long.class)
                .one());
    }

    void insertDeadLetter(long id, long conversation, Long chat, byte[] body, String failure, Instant now) {
        jdbi.useHandle(handle -> handle.execute("""
                insert into dead_letter (id, conversation_id, chat_id, body, failure, created_at)
                values (?, ?, ?, ?, ?, ?)
                """, id, conversation, chat, body, failure, now));
    }

    /// Dead letters, oldest first.
    List<DeadLetterService.DeadLetter> listDeadLetters(int limit) {
        return withChannels(jdbi.withHandle(
                        handle -> handle.createQuery(SELECT + "order by l.created_at, l.id limit :limit")
                                .bind("limit", limit)
                                .map((row, context) -> read(row))
                                .list()))
                .stream()
                .map(StoredDeadLetter::letter)
                .toList();
    }

    Optional<StoredDeadLetter> findDeadLetter(long id) {
        return withChannels(jdbi.withHandle(handle -> handle.createQuery(SELECT + "where l.id = :id")
                        .bind("id", id)
                        .map((row, context) -> read(row))
                        .list()))
                .stream()
                .findFirst();
    }

    /// Page of the dead letters of a conversation, oldest first.
    ///
    /// @param last entry before the page; null for the first page
    public List<StoredDeadLetter> findPage(long conversation, StoredDeadLetter last, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                        where l.conversation_id = :conversation
                            and (l.created_at > :at or l.created_at = :at and l.id > :id)
                        order by l.created_at, l.id limit :limit
                        """)
                .bind("conversation", conversation)
                .bind("at", last == null ? Instant.EPOCH : last.letter().at())
                .bind("id", last == null ? 0 : last.letter().id())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    /// Oldest dead letter of a conversation.
    Optional<DeadLetterService.DeadLetter> findFirst(long conversation) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + "where l.conversation_id = :conversation order by l.created_at, l.id limit 1")
                .bind("conversation", conversation)
                .map((row, context) -> read(row).letter())
                .findOne());
    }

    public void deleteByConversation(long conversation) {
        jdbi.useHandle(handle -> handle.execute("delete from dead_letter where conversation_id = ?", conversation));
    }

    void deleteDeadLetter(long id) {
        jdbi.useHandle(handle -> handle.execute("delete from dead_letter where id = ?", id));
    }

    /// Adds the channels of the chats; one query.
    private List<StoredDeadLetter> withChannels(List<StoredDeadLetter> letters) {
        Map<Long, Channel> channels = chats.findChannels(letters.stream()
                .map(StoredDeadLetter::chat)
                .filter(Objects::nonNull)
                .toList());
        return letters.stream()
                .map(stored -> stored.chat() == null ? stored : stored.withChannel(channels.get(stored.chat())))
                .toList();
    }

    private static StoredDeadLetter read(ResultSet row) throws SQLException {
        return new StoredDeadLetter(
                new DeadLetterService.DeadLetter(
                        row.getLong(1), row.getLong(2), UtcTimestamps.readInstant(row, 3), null, row.getString(4)),
                row.getObject(5, Long.class),
                row.getBytes(6));
    }
}
