package pk.rahnuma.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.dialog.Fetch;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.post.Chats.Address;
import pk.rahnuma.vault.Vault;

/// Values of one person that somebody has swapped in the database do not open.
@OnEachDatabase
class PostRowSwapTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private final Database database;
    private final Chats chats;
    private final Address address = new Address(Channel.WEB, "somebody " + Vault.newId());
    private final Chat chat;

    PostRowSwapTest(Database database) {
        this.database = database;
        this.chats = new Chats(database.jdbi(), database.vault());
        this.chat = chats.open(List.of(address), Map.of(), NOW).get(address);
    }

    @Test
    void refusesSwappedDevices() {
        ChatTokenRepository tokens = new ChatTokenRepository(database.jdbi(), database.vault(), chats);
        tokens.add(chat, address, "Firefox", NOW);
        tokens.add(chat, new Address(Channel.WEB, "elsewhere " + Vault.newId()), "Safari", NOW);
        List<ChatTokenRepository.Token> devices = tokens.list(chat, address);
        assertThat(devices)
                .extracting(ChatTokenRepository.Token::device)
                .containsExactlyInAnyOrder("Firefox", "Safari");
        database.swap(
                "chat_token",
                "device",
                "id",
                devices.getFirst().id(),
                devices.getLast().id());
        assertThatThrownBy(() -> tokens.list(chat, address)).hasMessageStartingWith("cannot open chat_token.device");
    }

    @Test
    void refusesTheAddressOfAnotherChatOfThePerson() {
        assertThat(chats.of(chat.conversation())).containsExactly(chat);
        database.jdbi()
                .useHandle(handle ->
                        handle.execute("""
                        insert into chat (id, channel, address_hash, address, conversation_id, created_at)
                        select ?, channel, ?, address, conversation_id, created_at from chat where id = ?
                        """, Vault.newId(), database.vault().hash("chat", "another"), chat.id()));
        assertThatThrownBy(() -> chats.of(chat.conversation())).hasMessageStartingWith("cannot open chat.address");
    }

    @Test
    void refusesSwappedDownloads() {
        Downloads downloads = new Downloads(database.jdbi(), database.vault(), () -> () -> {});
        Download first = download(1);
        Download second = download(2);
        database.jdbi().useTransaction(handle -> downloads.insert(List.of(first, second)));
        assertThat(downloads.due(NOW, 100)).contains(first);
        database.swap("download", "body", "id", first.id(), second.id());
        assertThatThrownBy(() -> downloads.due(NOW, 100)).hasMessageStartingWith("cannot open download.body");
        downloads.delete(first.id());
        downloads.delete(second.id());
    }

    private Download download(int place) {
        FileRef file = new FileRef("f" + place, "a.csv", "text/csv", 100, true, null);
        return new Download(
                Vault.newId(), chat.conversation(), chat.id(), place, new Fetch("1", "f" + place, file), 0, NOW);
    }
}
