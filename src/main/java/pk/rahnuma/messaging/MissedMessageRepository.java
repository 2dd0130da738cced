package pk.rahnuma.messaging;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of the subjects of messages, by which those are found that a person missed, because they had blocked the
/// bot or their account was deactivated.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class MissedMessageRepository
        implements GenericRepository<MissedMessageRepository.SubjectRow, MessageKey> {

    /// Only the latest ones are worth repeating.
    private static final int MAX_MISSED_MESSAGES = 200;

    private final SubjectEncryptionService encryption;

    MissedMessageRepository(SubjectEncryptionService encryption) {
        this.encryption = encryption;
    }

    /// A row of the table `message_about`.
    ///
    /// @param about see [ConversationMessageService#postNoticesAbout]
    @MappedEntity(value = "message_about", alias = "a")
    record SubjectRow(@EmbeddedId MessageKey key, long about) {}

    /// A missed message, sealed.
    @Introspected
    record MissedRow(int seq, long about, String direction, byte[] body) {}

    /// @param about see [ConversationMessageService#postNoticesAbout]
    /// @param answer whether it was an answer of staff
    public record MissedMessage(int seq, long about, boolean answer, Reply body) {}

    abstract void insertRows(List<SubjectRow> rows);

    @Query("""
            select m.seq, a.about, m.direction, m.body from message_about a
            join message m on m.conversation_id = a.conversation_id and m.seq = a.seq
            where a.conversation_id = :id and m.chat_id = :chat
                and m.state = 'REFUSED' and m.failure in ('blocked', 'deactivated')
            order by m.seq desc limit :limit
            """)
    abstract List<MissedRow> findMissedRows(long id, long chat, int limit);

    @Query("""
            update message set failure = 'repeated', settled_at = :now
            where conversation_id = :id and chat_id = :chat
                and state = 'REFUSED' and failure in ('blocked', 'deactivated')
                and seq in (select seq from message_about where conversation_id = :id)
            """)
    abstract void markRepeated(long id, long chat, Instant now);

    /// Subjects of messages before a number, the newest first.
    @Query("""
            select * from message_about where conversation_id = :id and seq < :before order by seq desc limit :limit
            """)
    abstract List<SubjectRow> findBefore(long id, int before, int limit);

    /// Deletes the subjects of deleted messages.
    @Query("""
            delete from message_about where conversation_id = :id
                and seq not in (select seq from message where conversation_id = :id)
            """)
    abstract void deleteAbsent(long id);

    /// Missed messages of a chat, in order; the latest ones when there are very many. The caller holds the lock of the
    /// conversation.
    public List<MissedMessage> findMissed(Chat chat) {
        SubjectKeyRing keys = encryption.openKeys(List.of(chat.conversation()));
        return findMissedRows(chat.conversation(), chat.id(), MAX_MISSED_MESSAGES).reversed().stream()
                .map(row -> new MissedMessage(
                        row.seq(),
                        row.about(),
                        row.direction().equals("S"),
                        MessageBodyCodec.fromBytes(
                                keys.open(MessageRepository.sealedPlace(chat.conversation(), row.seq()), row.body()))))
                .toList();
    }

    /// Marks the missed messages of a chat as repeated.
    public void markRepeated(Chat chat, Instant now) {
        markRepeated(chat.conversation(), chat.id(), now);
    }

    /// Records that messages are about a subject.
    void insertSubjects(long about, List<Message> posted) {
        insertRows(posted.stream()
                .map(message -> new SubjectRow(MessageKey.ofMessage(message), about))
                .toList());
    }
}
