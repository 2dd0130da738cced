package pk.rahnuma.person.link;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Persons to be linked, for tests. One on Telegram is never attached.
final class LinkFixture {

    static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    final TestDatabase database;

    LinkFixture(TestDatabase database) {
        this.database = database;
        database.vault().checkKeyset();
    }

    <T> T bean(Class<T> type) {
        return database.getBean(type);
    }

    Chat createChat(Channel channel) {
        ChatAddress address = new ChatAddress(channel, Long.toString(SubjectEncryptionService.newId()));
        return bean(ChatRepository.class)
                .findOrCreate(List.of(address), Map.of(address, "en"), NOW)
                .get(address);
    }

    long createPerson() {
        return createChat(Channel.TELEGRAM).conversation();
    }

    long createVisitor() {
        return createChat(Channel.WEB).conversation();
    }

    <T> T inTransaction(Supplier<T> work) {
        return database.sql().inTransaction(work::get);
    }

    void writeMessage(Chat chat, String text, Instant at) {
        bean(ConversationMessageService.class).appendReceived(chat, Reply.ofText(text), at);
    }

    IdentityAddress addAddress(long person) {
        IdentityAddress address =
                new IdentityAddress(IdentityKind.EMAIL, "a" + SubjectEncryptionService.newId() + "@example.pk");
        inTransaction(() -> {
            bean(PersonLock.class).lockPerson(person);
            return bean(PersonIdentityRepository.class).saveProved(person, address, NOW);
        });
        return address;
    }

    /// Links two persons by the offer of a sign-in.
    LinkOutcome link(long from, long to) {
        long offer = bean(LinkOfferService.class).createOffer(to, from, NOW);
        return bean(LinkOfferService.class).acceptOffer(to, offer, NOW);
    }

    boolean areLinked(long one, long other) {
        return isLinked(one, other) && isLinked(other, one);
    }

    private boolean isLinked(long one, long other) {
        return bean(PersonLinkRepository.class).findLinks(one).stream().anyMatch(link -> link.other() == other);
    }

    /// Texts of the desk that were sent to a person.
    List<String> sentTo(long person) {
        return bean(ConversationMessageService.class).readHistory(person, 0, 100).stream()
                .filter(message -> message.direction() != Message.Direction.RECEIVED)
                .map(message -> message.body().text())
                .toList();
    }

    void deliverAll() {
        database.sql().execute("update message set state = 'SENT' where state = 'PENDING'");
    }

    long count(String table, String column, long person) {
        return database.sql()
                .queryOne(Long.class, "select count(*) from " + table + " where " + column + " = ?", person);
    }
}
