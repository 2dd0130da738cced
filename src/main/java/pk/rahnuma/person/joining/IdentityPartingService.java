package pk.rahnuma.person.joining;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository.ConversationRow;
import pk.rahnuma.person.device.DeviceSessionService;
import pk.rahnuma.person.identity.PersonIdentity;
import pk.rahnuma.person.identity.PersonIdentityRepository;

/// Parts addresses and Telegram accounts from their person. The data stays with the person: whoever comes with the
/// address, or writes from the account, begins as a new person.
///
/// By which address a device was signed in is not stored, so that all devices but the one of the request are signed
/// out.
@Singleton
public class IdentityPartingService {

    private static final String TELEGRAM = Channel.TELEGRAM.name().toLowerCase(Locale.ROOT);
    private static final int SHOWN_DIGITS = 2;

    private final TransactionOperations<Connection> transactions;
    private final ConversationRepository conversations;
    private final ConversationMessageService messages;
    private final PersonIdentityRepository addresses;
    private final ChatRepository chats;
    private final DeviceSessionService devices;
    private final AuditLog audit;

    IdentityPartingService(
            TransactionOperations<Connection> transactions,
            ConversationRepository conversations,
            ConversationMessageService messages,
            PersonIdentityRepository addresses,
            ChatRepository chats,
            DeviceSessionService devices,
            AuditLog audit) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.messages = messages;
        this.addresses = addresses;
        this.chats = chats;
        this.devices = devices;
        this.audit = audit;
    }

    /// Outcome of a parting.
    public enum PartingOutcome {
        PARTED,
        /// The person has no such address or account.
        UNKNOWN,
        /// It is the only one of the person.
        LAST,
        /// A member of staff has the conversation.
        WITH_STAFF,
        /// A message is on its way.
        BUSY
    }

    /// Addresses and Telegram accounts of a person, at most 110.
    public List<OwnIdentity> listIdentities(long person) {
        List<PersonIdentity> proved = addresses.findByPerson(person);
        List<Chat> accounts = chats.findByConversation(person).stream()
                .filter(chat -> chat.channel() == Channel.TELEGRAM)
                .toList();
        boolean parts = proved.size() + accounts.size() > 1;
        return Stream.concat(
                        proved.stream()
                                .map(one -> new OwnIdentity(
                                        one.id(),
                                        one.address().kind().toWord(),
                                        one.address().maskAddress(),
                                        one.verified(),
                                        parts)),
                        accounts.stream()
                                .map(chat -> new OwnIdentity(chat.id(), TELEGRAM, mask(chat.address()), null, parts)))
                .toList();
    }

    private static String mask(String account) {
        return "•••" + account.substring(Math.max(0, account.length() - SHOWN_DIGITS));
    }

    /// Parts an address or an account.
    ///
    /// @param access token of the request, whose device stays signed in
    public PartingOutcome partIdentity(long person, long id, Optional<String> access, Instant now) {
        return transactions.executeWrite(status -> {
            ConversationRow row = conversations
                    .lockConversations(new TreeSet<>(List.of(person)))
                    .get(person);
            Optional<OwnIdentity> own = row == null
                    ? Optional.empty()
                    : listIdentities(person).stream()
                            .filter(identity -> identity.id() == id)
                            .findFirst();
            if (own.isEmpty()) {
                return PartingOutcome.UNKNOWN;
            }
            if (row.heldBy() != 0) {
                return PartingOutcome.WITH_STAFF;
            }
            if (!own.get().parts()) {
                return PartingOutcome.LAST;
            }
            if (own.get().kind().equals(TELEGRAM)) {
                if (messages.hasPending(person)) {
                    return PartingOutcome.BUSY;
                }
                partChat(row, id, now);
            } else {
                addresses.deleteByIdAndPersonId(id, person);
            }
            devices.signOutOthers(person, access, now);
            audit.appendEntries(List.of(new AuditEntry(
                    person,
                    "applicant",
                    "identity.parted",
                    Long.toString(id),
                    own.get().kind(),
                    now)));
            return PartingOutcome.PARTED;
        });
    }

    private void partChat(ConversationRow row, long id, Instant now) {
        if (row.lastChat() == id) {
            long other = chats.findByConversation(row.id()).stream()
                    .map(Chat::id)
                    .filter(chat -> chat != id)
                    .findFirst()
                    .orElseGet(() -> chats.addWebChat(row.id(), now).id());
            conversations.updateLastChat(row.id(), other);
        }
        chats.deleteChat(id);
    }
}
