package pk.rahnuma.messaging.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectErasedException;

@OnEachDatabase(always = true)
class ChatRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private final TestDatabase database;
    private final ChatRepository chats;

    ChatRepositoryTest(TestDatabase database) {
        this.database = database;
        this.chats = database.getBean(ChatRepository.class);
    }

    @Test
    void anAddressNeverSeenIsNotFound() {
        assertThat(chats.findByAddresses(addresses(3))).isEmpty();
        assertThat(chats.findByAddresses(List.of())).isEmpty();
    }

    @Test
    void openedAddressesAreFoundEachWithItsOwnConversation() {
        List<ChatAddress> addresses = addresses(5);
        Map<ChatAddress, Chat> opened = chats.findOrCreate(addresses, Map.of(addresses.get(0), "ur"), NOW);
        assertThat(opened).containsOnlyKeys(addresses);
        assertThat(chats.findByAddresses(addresses)).isEqualTo(opened);
        assertThat(opened.values().stream().map(Chat::conversation).distinct()).hasSize(5);
        assertThat(language(opened.get(addresses.get(0)))).isEqualTo("ur");
        assertThat(language(opened.get(addresses.get(1)))).isNull();
    }

    @Test
    void openingAgainChangesNothing() {
        List<ChatAddress> addresses = addresses(2);
        Map<ChatAddress, Chat> first = chats.findOrCreate(addresses, Map.of(), NOW);
        List<ChatAddress> more = new ArrayList<>(addresses);
        more.addAll(addresses(1));
        Map<ChatAddress, Chat> second = chats.findOrCreate(more, Map.of(), NOW.plusSeconds(1));
        assertThat(second).hasSize(3).containsAllEntriesOf(first);
    }

    @Test
    void aChatThatWasBlockedIsNotReachedFromMemory() {
        List<ChatAddress> addresses = addresses(2);
        Map<ChatAddress, Chat> opened = chats.findOrCreate(addresses, Map.of(), NOW);
        Chat blocking = opened.get(addresses.get(0));
        Chat other = opened.get(addresses.get(1));
        List<Long> both = List.of(blocking.id(), other.id());
        assertThat(chats.findForDelivery(both).values()).containsExactlyInAnyOrder(blocking, other);
        chats.markBlocked(blocking.id(), NOW);
        assertThat(chats.findForDelivery(both).get(blocking.id()).blocked()).isTrue();
        chats.chatCache().invalidateAll(addresses);
        assertThat(chats.findForDelivery(both)).containsEntry(other.id(), other).hasSize(2);
    }

    @Test
    void theSameAddressOnAnotherChannelIsAnotherChat() {
        String name = Long.toString(SubjectEncryptionService.newId());
        List<ChatAddress> both = List.of(new ChatAddress(Channel.TELEGRAM, name), new ChatAddress(Channel.WEB, name));
        assertThat(chats.findOrCreate(both, Map.of(), NOW).values().stream()
                        .map(Chat::id)
                        .distinct())
                .hasSize(2);
    }

    @Test
    void twoNodesThatOpenTheSameAddressesAtOnceGetTheSameRows() throws Exception {
        ChatRepository other = database.openAnotherNode().getBean(ChatRepository.class);
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 20; round++) {
                List<ChatAddress> addresses = addresses(16);
                Future<Map<ChatAddress, Chat>> here = threads.submit(() -> {
                    together.await();
                    return chats.findOrCreate(addresses, Map.of(), NOW);
                });
                Future<Map<ChatAddress, Chat>> there = threads.submit(() -> {
                    together.await();
                    return other.findOrCreate(addresses.reversed(), Map.of(), NOW);
                });
                assertThat(here.get()).hasSize(16).isEqualTo(there.get());
            }
        }
        assertThat(count("select count(*) from conversation")).isEqualTo(count("select count(*) from chat"));
        assertThat(count("select count(*) from chat c join conversation v on v.last_chat = c.id"
                        + " join subject s on s.id = v.id and s.id = c.conversation_id"))
                .isEqualTo(count("select count(*) from chat"));
        assertThat(count("select count(*) from subject where id > 0")).isEqualTo(count("select count(*) from chat"));
    }

    @Test
    void aChatIsReadByItsNumberWithItsAddress() {
        ChatAddress address = addresses(1).getFirst();
        Chat opened = chats.findOrCreate(List.of(address), Map.of(), NOW).get(address);
        ChatRepository elsewhere = database.openAnotherNode().getBean(ChatRepository.class);
        assertThat(elsewhere.getById(opened.id())).isEqualTo(opened);
        assertThatThrownBy(() -> chats.getById(1)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aBlockedChatIsKnownUntilItSpeaksAgain() {
        ChatAddress address = addresses(1).getFirst();
        Chat chat = chats.findOrCreate(List.of(address), Map.of(), NOW).get(address);
        chats.markBlocked(chat.id(), NOW);
        assertThat(chats.getById(chat.id()).blocked()).isTrue();
        assertThat(chats.findByAddresses(List.of(address)).get(address).blocked())
                .isTrue();
        chats.markUnblocked(chat.id());
        assertThat(chats.getById(chat.id()).blocked()).isFalse();
    }

    @Test
    void theAddressOfAnErasedPersonCannotBeRead() {
        ChatAddress address = addresses(1).getFirst();
        Chat chat = chats.findOrCreate(List.of(address), Map.of(), NOW).get(address);
        database.vault().destroyKey(chat.conversation());
        assertThatThrownBy(() -> chats.getById(chat.id())).isInstanceOf(SubjectErasedException.class);
    }

    @Test
    void chatsAreNotOpenedInsideATransaction() {
        assertThatThrownBy(() -> database.sql().inTransaction(() -> chats.findOrCreate(addresses(1), Map.of(), NOW)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static List<ChatAddress> addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ChatAddress(Channel.TELEGRAM, Long.toString(SubjectEncryptionService.newId())))
                .toList();
    }

    private String language(Chat chat) {
        return database.sql()
                .queryOne(String.class, "select language from conversation where id = ?", chat.conversation());
    }

    private int count(String sql) {
        return database.sql().queryOne(Integer.class, sql);
    }
}
