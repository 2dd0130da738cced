package pk.rahnuma.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatDevice;
import pk.rahnuma.messaging.conversation.ChatNetworkRepository;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ChatTokenRepository;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Values of one person that were swapped in the database do not open.
@OnEachDatabase(always = true)
class MessagingRowSwapTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private final TestDatabase database;
    private final ChatRepository chats;
    private final ChatAddress address = new ChatAddress(Channel.WEB, "somebody " + SubjectEncryptionService.newId());
    private final Chat chat;

    MessagingRowSwapTest(TestDatabase database) {
        this.database = database;
        this.chats = database.getBean(ChatRepository.class);
        this.chat = chats.findOrCreate(List.of(address), Map.of(), NOW).get(address);
    }

    @Test
    void refusesSwappedDevices() {
        ChatTokenService tokens = new ChatTokenService(
                database.transactions(),
                chats,
                database.getBean(ChatTokenRepository.class),
                database.getBean(ChatNetworkRepository.class),
                database.vault());
        byte[] token = database.vault().keyedHash("test", address.address());
        tokens.addToken(chat, token, "Firefox", NOW);
        tokens.addToken(chat, database.vault().keyedHash("test", "elsewhere " + address.address()), "Safari", NOW);
        List<ChatDevice> devices = tokens.listDevices(chat, token);
        assertThat(devices).extracting(ChatDevice::device).containsExactlyInAnyOrder("Firefox", "Safari");
        database.swapValues(
                "chat_token",
                "device",
                "id",
                devices.getFirst().id(),
                devices.getLast().id());
        assertThatThrownBy(() -> tokens.listDevices(chat, token))
                .hasMessageStartingWith("cannot open chat_token.device");
    }

    @Test
    void refusesTheAddressOfAnotherChatOfThePerson() {
        assertThat(chats.findByConversation(chat.conversation())).containsExactly(chat);
        database.sql()
                .execute(
                        """
                        insert into chat (id, channel, address_hash, address, conversation_id, created_at)
                        select ?, channel, ?, address, conversation_id, created_at from chat where id = ?
                        """,
                        SubjectEncryptionService.newId(),
                        database.vault().keyedHash("chat", "another"),
                        chat.id());
        assertThatThrownBy(() -> chats.findByConversation(chat.conversation()))
                .hasMessageStartingWith("cannot open chat.address");
    }
}
