package pk.rahnuma.conversation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;

/// Repository of dead letters.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class DeadLetterRepository
        implements GenericRepository<DeadLetterRepository.LetterRow, Long>, SealedColumnProvider {

    public static final SealedColumn BODY_COLUMN =
            new SealedColumn("dead_letter", "body", 20_000, List.of("id"), "t.conversation_id");

    private final ChatRepository chats;

    DeadLetterRepository(ChatRepository chats) {
        this.chats = chats;
    }

    /// A row of the table `dead_letter`.
    ///
    /// @param body sealed
    @MappedEntity(value = "dead_letter", alias = "l")
    record LetterRow(
            @Id long id, long conversationId, @Nullable Long chatId, byte[] body, String failure, Instant createdAt) {

        private StoredDeadLetter toStored(Channel channel) {
            return new StoredDeadLetter(
                    new DeadLetterService.DeadLetter(id, conversationId, createdAt, channel, failure), chatId, body);
        }
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(BODY_COLUMN);
    }

    /// @param chat it came from; null when the server started the turn, or when unknown
    /// @param body sealed
    public record StoredDeadLetter(DeadLetterService.DeadLetter letter, Long chat, byte[] body) {}

    @Query("select count(*) from dead_letter")
    abstract long countAll();

    abstract void insertRow(LetterRow row);

    @Query("select l.* from dead_letter l order by l.created_at, l.id limit :limit")
    abstract List<LetterRow> findOldest(int limit);

    abstract Optional<LetterRow> findById(long id);

    @Query("""
            select l.* from dead_letter l
            where l.conversation_id = :person and (l.created_at > :at or l.created_at = :at and l.id > :after)
            order by l.created_at, l.id limit :limit
            """)
    abstract List<LetterRow> findAfter(long person, Instant at, long after, int limit);

    public abstract void deleteByConversationId(long conversationId);

    /// @return number of rows; 0 when another transaction has deleted it
    abstract int deleteById(long id);

    /// Dead letters, oldest first.
    List<DeadLetterService.DeadLetter> listDeadLetters(int limit) {
        return withChannels(findOldest(limit)).stream()
                .map(StoredDeadLetter::letter)
                .toList();
    }

    Optional<StoredDeadLetter> findDeadLetter(long id) {
        return withChannels(findById(id).stream().toList()).stream().findFirst();
    }

    /// Page of the dead letters of a conversation, oldest first, without their channels.
    ///
    /// @param last entry before the page; null for the first page
    public List<StoredDeadLetter> findPage(long conversation, StoredDeadLetter last, int limit) {
        Instant at = last == null ? Instant.EPOCH : last.letter().at();
        return findAfter(conversation, at, last == null ? 0 : last.letter().id(), limit).stream()
                .map(row -> row.toStored(null))
                .toList();
    }

    /// Oldest dead letter of a conversation, without its channel.
    Optional<DeadLetterService.DeadLetter> findFirst(long conversation) {
        return findPage(conversation, null, 1).stream()
                .map(StoredDeadLetter::letter)
                .findFirst();
    }

    /// Adds the channels of the chats; one query.
    private List<StoredDeadLetter> withChannels(List<LetterRow> letters) {
        Map<Long, Channel> channels = chats.findChannels(
                letters.stream().map(LetterRow::chatId).filter(Objects::nonNull).toList());
        return letters.stream()
                .map(row -> row.toStored(row.chatId() == null ? null : channels.get(row.chatId())))
                .toList();
    }
}
