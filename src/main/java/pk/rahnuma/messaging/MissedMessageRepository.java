package pk.rahnuma.messaging;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Messages about a subject that a person missed, because they had blocked the bot or their account was deactivated.
/// Takes part in the current transaction of the thread.
@Singleton
public final class MissedMessageRepository {

    /// Only the latest ones are worth repeating.
    private static final int MAX_MISSED_MESSAGES = 200;

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    MissedMessageRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /// @param about see [ConversationMessageService#postNoticesAbout]
    /// @param answer whether it was an answer of staff
    public record MissedMessage(int seq, long about, boolean answer, Reply body) {}

    /// Missed messages of a chat, in order; the latest ones when there are very many. The caller holds the lock of the
    /// conversation.
    public List<MissedMessage> findMissed(Chat chat) {
        SubjectKeyRing keys = vault.openKeys(List.of(chat.conversation()));
        return jdbi.withHandle(handle -> handle.createQuery("""
                                select m.seq, a.about, m.direction, m.body from message_about a
                                join message m on m.conversation_id = a.conversation_id and m.seq = a.seq
                                where a.conversation_id = :conversation and m.chat_id = :chat
                                    and m.state = 'REFUSED' and m.failure in ('blocked', 'deactivated')
                                order by m.seq desc limit :most
                                """)
                        .bind("conversation", chat.conversation())
                        .bind("chat", chat.id())
                        .bind("most", MAX_MISSED_MESSAGES)
                        .map((row, context) -> new MissedMessage(
                                row.getInt(1),
                                row.getLong(2),
                                "S".equals(row.getString(3)),
                                DialogJson.fromBytes(
                                        keys.open(
                                                MessageRepository.sealedPlace(chat.conversation(), row.getInt(1)),
                                                row.getBytes(4)),
                                        Reply.class)))
                        .list())
                .reversed();
    }

    /// Marks the missed messages of a chat as repeated.
    public void markRepeated(Chat chat, Instant now) {
        jdbi.useHandle(handle ->
                handle.execute("""
                update message set failure = 'repeated', settled_at = ?
                where conversation_id = ? and chat_id = ?
                    and state = 'REFUSED' and failure in ('blocked', 'deactivated')
                    and seq in (select seq from message_about where conversation_id = ?)
                """, UtcTimestamps.toUtc(now), chat.conversation(), chat.id(), chat.conversation()));
    }

    static void setAbout(Handle handle, long about, List<Message> posted) {
        PreparedBatch batch = handle.prepareBatch(
                "insert into message_about (conversation_id, seq, about) values (:conversation, :seq, :about)");
        posted.forEach(message -> batch.bind("about", about)
                .bind("conversation", message.conversation())
                .bind("seq", message.seq())
                .add());
        batch.execute();
    }

    /// Deletes the subjects of deleted messages.
    static void deleteAbsent(Handle handle, long conversation) {
        handle.execute("""
                delete from message_about where conversation_id = ?
                    and seq not in (select seq from message where conversation_id = ?)
                """, conversation, conversation);
    }
}
