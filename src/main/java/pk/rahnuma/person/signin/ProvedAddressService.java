package pk.rahnuma.person.signin;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.person.PersonIdentity;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.PersonLock;

/// Lists the addresses that a person has proved, and removes one that is no longer theirs, such as a mobile number that
/// has another owner now.
@Singleton
public class ProvedAddressService {

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final PersonIdentityRepository identities;
    private final ChatRepository chats;
    private final DeviceSessionService devices;
    private final AuditLog audit;

    ProvedAddressService(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            PersonIdentityRepository identities,
            ChatRepository chats,
            DeviceSessionService devices,
            AuditLog audit) {
        this.transactions = transactions;
        this.persons = persons;
        this.identities = identities;
        this.chats = chats;
        this.devices = devices;
        this.audit = audit;
    }

    /// Outcome of a removal.
    public enum RemovalOutcome {
        REMOVED,
        /// The person has no such address.
        UNKNOWN,
        /// No other address or Telegram account of the person is left, by which they could sign in.
        LAST
    }

    /// Addresses of a person, the oldest first.
    public List<PersonIdentity> listAddresses(long person) {
        return identities.findByPerson(person);
    }

    /// Removes an address. By which address a device was signed in is not stored, so that all devices but the one of
    /// the request are signed out.
    ///
    /// @param access token of the request
    public RemovalOutcome removeAddress(long person, long id, Optional<String> access, Instant now) {
        return transactions.executeWrite(status -> {
            List<PersonIdentity> known = persons.lockIfExists(person) ? listAddresses(person) : List.of();
            Optional<PersonIdentity> own =
                    known.stream().filter(identity -> identity.id() == id).findFirst();
            if (own.isEmpty()) {
                return RemovalOutcome.UNKNOWN;
            }
            if (known.size() == 1 && !hasTelegram(person)) {
                return RemovalOutcome.LAST;
            }
            devices.signOutOthers(person, access, now);
            identities.deleteByIdAndPersonId(id, person);
            audit.appendEntries(List.of(new AuditEntry(
                    person,
                    "applicant",
                    "identity.removed",
                    Long.toString(id),
                    own.get().address().kind().toWord(),
                    now)));
            return RemovalOutcome.REMOVED;
        });
    }

    private boolean hasTelegram(long person) {
        return chats.findByConversation(person).stream().anyMatch(chat -> chat.channel() == Channel.TELEGRAM);
    }
}
