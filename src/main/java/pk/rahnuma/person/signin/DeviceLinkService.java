package pk.rahnuma.person.signin;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository.ConversationRow;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.vault.CodeFormat;
import pk.rahnuma.vault.OneTimeCodeKind;
import pk.rahnuma.vault.OneTimeCodeService;

/// Links that open the conversation of a person on another device. A link is good once, for [#LINK_TTL].
@Singleton
public class DeviceLinkService {

    public static final Duration LINK_TTL = Duration.ofMinutes(15);

    private static final OneTimeCodeKind LINK = new OneTimeCodeKind("device_link", CodeFormat.TOKEN, LINK_TTL);

    private final TransactionOperations<Connection> transactions;
    private final OneTimeCodeService codes;
    private final ConversationRepository conversations;
    private final ChatRepository chats;
    private final PersonLock persons;
    private final DeviceNoticeService notices;
    private final AuditLog audit;

    DeviceLinkService(
            TransactionOperations<Connection> transactions,
            OneTimeCodeService codes,
            ConversationRepository conversations,
            ChatRepository chats,
            PersonLock persons,
            DeviceNoticeService notices,
            AuditLog audit) {
        this.transactions = transactions;
        this.codes = codes;
        this.conversations = conversations;
        this.chats = chats;
        this.persons = persons;
        this.notices = notices;
        this.audit = audit;
    }

    /// Creates a link.
    ///
    /// @return its token, which is stored nowhere
    public String createLink(long person, Instant now) {
        return codes.createCode(LINK, person, now);
    }

    /// Tells whether a link can be used.
    public boolean isUsable(String token, Instant now) {
        return codes.findCode(LINK, token, now).isPresent();
    }

    /// Uses a link up. Both persons hear of it in their chats.
    ///
    /// @param left person whose chat the browser had; empty when it had none
    /// @return the chat that the person used last; empty when the link is unknown, expired or used, all the same
    public Optional<Chat> useLink(String token, Optional<Long> left, Instant now) {
        return transactions.executeWrite(status -> codes.findCode(LINK, token, now)
                .filter(link -> lockPersons(link.owner(), left) && codes.spendCode(link))
                .flatMap(link -> openChat(link.owner(), left, now)));
    }

    /// Locks by ascending number, as everybody does.
    ///
    /// @return true when the person exists
    private boolean lockPersons(long person, Optional<Long> left) {
        List<Long> existing = Stream.concat(Stream.of(person), left.stream())
                .distinct()
                .sorted()
                .filter(persons::lockIfExists)
                .toList();
        return existing.contains(person);
    }

    private Optional<Chat> openChat(long person, Optional<Long> left, Instant now) {
        Optional<Chat> chat = conversations
                .findById(person)
                .map(ConversationRow::lastChat)
                .map(last -> chats.findByIds(List.of(last)).get(last));
        chat.ifPresent(opened -> {
            notices.postLink(person, left, now);
            audit.appendEntries(List.of(
                    new AuditEntry(person, "applicant", "device.linked", Long.toString(opened.id()), null, now)));
        });
        return chat;
    }
}
