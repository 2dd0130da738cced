package pk.rahnuma.messaging.conversation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Networks that chats of the page and of apps were opened from, as keyed hashes: what the chats of one network do can
/// be counted, and no address is stored.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class ChatNetworkRepository implements GenericRepository<ChatNetworkRepository.ChatNetworkRow, Long> {

    private final SubjectEncryptionService encryption;

    ChatNetworkRepository(SubjectEncryptionService encryption) {
        this.encryption = encryption;
    }

    /// A row of the table `chat_network`.
    @MappedEntity(value = "chat_network", alias = "n")
    record ChatNetworkRow(@Id long chatId, byte[] networkHash) {}

    /// Network of a person's chat.
    @Introspected
    record PersonNetwork(long conversationId, byte[] networkHash) {}

    @Query("insert ignore into chat_network (chat_id, network_hash) values (:chat, :networkHash)")
    abstract void insertMissing(long chat, byte[] networkHash);

    @Query("""
            select h.conversation_id, n.network_hash from chat h join chat_network n on n.chat_id = h.id
            where h.conversation_id in (:persons) order by h.created_at, h.id
            """)
    abstract List<PersonNetwork> findNetworks(Collection<Long> persons);

    @Query("delete from chat_network where chat_id in (select id from chat where conversation_id = :person)")
    abstract void deleteByPerson(long person);

    /// Stores the network that a chat was opened from, once.
    ///
    /// @param prefix of the address, as [pk.rahnuma.shared.NetworkPrefix] makes it
    public void saveNetwork(Chat chat, String prefix) {
        insertMissing(chat.id(), encryption.keyedHash("network", prefix));
    }

    /// Network of the newest chat of each person that has one, as a keyed hash; one query.
    public Map<Long, byte[]> findByPersons(Collection<Long> persons) {
        Map<Long, byte[]> networks = new HashMap<>();
        findNetworks(PaddedKeys.padKeys(persons)).forEach(row -> networks.put(row.conversationId(), row.networkHash()));
        return networks;
    }
}
