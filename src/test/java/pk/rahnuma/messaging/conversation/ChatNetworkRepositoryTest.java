package pk.rahnuma.messaging.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase(always = true)
class ChatNetworkRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    private final TestDatabase database;
    private final ChatNetworkRepository networks;
    private final ChatRepository chats;

    ChatNetworkRepositoryTest(TestDatabase database) {
        this.database = database;
        this.networks = database.getBean(ChatNetworkRepository.class);
        this.chats = MessagingFixture.chats(database);
    }

    private Chat openChat(String network) {
        ChatAddress address = new ChatAddress(Channel.WEB, Long.toString(SubjectEncryptionService.newId()));
        Chat chat = chats.findOrCreate(List.of(address), Map.of(), NOW).get(address);
        database.sql().inTransaction(() -> networks.saveNetwork(chat, network));
        return chat;
    }

    private byte[] findNetwork(Chat chat) {
        return networks.findByPersons(List.of(chat.conversation())).get(chat.conversation());
    }

    @Test
    void chatsOfOneNetworkHaveTheSameHashThatShowsNoAddress() {
        byte[] network = findNetwork(openChat("198.51.100.7"));
        assertThat(network).hasSize(32).isEqualTo(findNetwork(openChat("198.51.100.7")));
        assertThat(new String(network, StandardCharsets.ISO_8859_1)).doesNotContain("198");
        assertThat(findNetwork(openChat("198.51.100.8"))).isNotEqualTo(network);
    }

    @Test
    void theNetworkOfTheOpeningStays() {
        Chat chat = openChat("198.51.100.7");
        byte[] network = findNetwork(chat);
        database.sql().inTransaction(() -> networks.saveNetwork(chat, "203.0.113.9"));
        assertThat(findNetwork(chat)).isEqualTo(network);
    }

    @Test
    void theNetworkIsDeletedWithItsPerson() {
        Chat erased = openChat("198.51.100.7");
        Chat other = openChat("198.51.100.7");
        database.sql()
                .inTransaction(() -> database.getBean(ChatDataHandler.class).eraseData(erased.conversation(), NOW));
        assertThat(database.sql()
                        .queryList(
                                Long.class,
                                "select chat_id from chat_network where chat_id in (?, ?)",
                                erased.id(),
                                other.id()))
                .containsExactly(other.id());
    }
}
