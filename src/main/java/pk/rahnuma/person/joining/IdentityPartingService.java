package pk.rahnuma.person.joining;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.PendingWorkService;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.messaging.chat.ChatTokenService;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository.ConversationRow;
import pk.rahnuma.person.PersonIdentity;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.device.DeviceSessionService;

/// Parts addresses, Telegram accounts and chats of the page from their person. The data stays with the person: whoever
/// comes with the address, or writes from the account, begins as a new person. The tokens of a chat of the page open
/// nothing from then on, so that its browser begins a new chat.
///
/// By which address a device was signed in is not stored, so that all devices but the one of the request are signed
/// out.
@Singleton
public class IdentityPartingService {

    private static final String TELEGRAM = Channel.TELEGRAM.name().toLowerCase(Locale.ROOT);
    private static final String WEB = Channel.WEB.name().toLowerCase(Locale.ROOT);
    private static final String MASK = "•••";
    private static final int SHOWN_DIGITS = 2;

    private final TransactionOperations<Connection> transactions;
    private final ConversationRepository conversations;
    private final PendingWorkService pending;
    private final PersonIdentityRepository addresses;
    private final ChatRepository chats;
    private final ChatTokenService tokens;
    private final DeviceSessionService devices;
    private final AuditLog audit;

    IdentityPartingService(
            TransactionOperations<Connection> transactions,
            ConversationRepository conversations,
            PendingWorkService pending,
            PersonIdentityRepository addresses,
            ChatRepository chats,
            ChatTokenService tokens,
            DeviceSessionService devices,
            AuditLog audit) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.pending = pending;
        this.addresses = addresses;
        this.chats = chats;
        this.tokens = tokens;
        this.devices = devices;
        this.audit = audit;
    }

    /// Outcome of a parting.
    public enum PartingOutcome {
        PARTED,
        /// The person has no such address, account or chat.
        UNKNOWN,
        /// No other address or account of the person is left.
        LAST,
        /// A member of staff has the conversation.
        WITH_STAFF,
        /// A message, a file or a call is on its way.
        BUSY
    }

    /// Addresses and Telegram accounts of a person, and the chats of the page that a browser has opened; at most 110.
    public List<OwnIdentity> listIdentities(long person) {
        List<PersonIdentity> proved = addresses.findByPerson(person);
        Map<Boolean, List<Chat>> all = chats.findByConversation(person).stream()
                .collect(Collectors.partitioningBy(chat -> chat.channel() == Channel.TELEGRAM));
        List<Chat> accounts = all.get(true);
        Map<Long, String> browsers = tokens.findDevices(person);
        int lasting = proved.size() + accounts.size();
        Stream<OwnIdentity> ownAddresses = proved.stream()
                .map(one -> new OwnIdentity(
                        one.id(),
                        one.address().kind().toWord(),
                        one.address().maskAddress(),
                        one.verified(),
                        lasting > 1));
        Stream<OwnIdentity> ownAccounts = accounts.stream()
                .map(chat -> new OwnIdentity(chat.id(), TELEGRAM, mask(chat.address()), null, lasting > 1));
        Stream<OwnIdentity> ownPages = all.get(false).stream()
                .filter(chat -> browsers.containsKey(chat.id()))
                .map(chat -> new OwnIdentity(chat.id(), WEB, maskIfEmpty(browsers.get(chat.id())), null, lasting > 0));
        return Stream.of(ownAddresses, ownAccounts, ownPages)
                .flatMap(Function.identity())
                .toList();
    }

    private static String mask(String account) {
        return MASK + account.substring(Math.max(0, account.length() - SHOWN_DIGITS));
    }

    private static String maskIfEmpty(String browser) {
        return browser.isEmpty() ? MASK : browser;
    }

    /// Parts an address, an account or a chat of the page.
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
            boolean isChat = List.of(TELEGRAM, WEB).contains(own.get().kind());
            if (isChat && pending.hasPending(person)) {
                return PartingOutcome.BUSY;
            }
            devices.signOutOthers(person, access, now);
            if (isChat) {
                partChat(row, id, now);
            } else {
                addresses.deleteByIdAndPersonId(id, person);
            }
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

    /// The device of the request may use the chat too: it gets another one.
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
        tokens.deleteTokens(id);
        devices.replaceChat(row.id(), id, now);
    }
}
