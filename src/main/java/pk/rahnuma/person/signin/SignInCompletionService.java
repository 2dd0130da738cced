package pk.rahnuma.person.signin;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.device.DeviceNoticeService;
import pk.rahnuma.person.device.DeviceSessionService;
import pk.rahnuma.person.identity.IdentityAddress;
import pk.rahnuma.person.identity.IdentityKind;
import pk.rahnuma.person.identity.PersonIdentityRepository;
import pk.rahnuma.person.joining.JoiningOfferService;
import pk.rahnuma.person.signin.SignInRepository.SignInRow;

/// Completes a sign-in whose code was right: finds or creates the person, stores the address as theirs, and signs the
/// device in, with a notice to the person. The sign-in is used up in the same transaction, so that its code is good for
/// one device.
@Singleton
class SignInCompletionService {

    private final TransactionOperations<Connection> transactions;
    private final SignInRepository rows;
    private final PersonIdentityRepository identities;
    private final DeviceSessionService devices;
    private final DeviceNoticeService notices;
    private final PersonLock persons;
    private final ChatRepository chats;
    private final JoiningOfferService joinings;

    SignInCompletionService(
            TransactionOperations<Connection> transactions,
            SignInRepository rows,
            PersonIdentityRepository identities,
            DeviceSessionService devices,
            DeviceNoticeService notices,
            PersonLock persons,
            ChatRepository chats,
            JoiningOfferService joinings) {
        this.transactions = transactions;
        this.rows = rows;
        this.identities = identities;
        this.devices = devices;
        this.notices = notices;
        this.persons = persons;
        this.chats = chats;
        this.joinings = joinings;
    }

    SignInOutcome completeSignIn(SignInRow signIn, SignInCaller caller, Instant now) {
        Optional<Long> known = signIn.personId() == SignInRepository.NO_PERSON
                ? identities.findPerson(signIn.addressHash())
                : Optional.of(signIn.personId());
        if (known.isPresent() && caller.person() != null && !known.get().equals(caller.person())) {
            return new SignInOutcome.OtherPerson(joinings.offerJoining(caller.person(), known.get(), now));
        }
        return transactions.executeWrite(status -> {
            long person = known.or(() -> Optional.ofNullable(caller.person()))
                    .orElseGet(() -> createPerson(caller.language(), now));
            return completeFor(person, signIn, caller, now);
        });
    }

    private SignInOutcome completeFor(long person, SignInRow signIn, SignInCaller caller, Instant now) {
        if (!persons.lockIfExists(person)) {
            return new SignInOutcome.Rejected();
        }
        String address = rows.openAddress(signIn);
        Optional<IdentityKind> added = Optional.empty();
        if (!address.isEmpty()) {
            boolean known = identities.findPerson(signIn.addressHash()).isPresent();
            if (!known && identities.countByPersonId(person) >= PersonIdentityRepository.MAX_IDENTITIES_PER_PERSON) {
                return new SignInOutcome.TooManyAddresses();
            }
            IdentityKind kind = signIn.method() == SignInMethod.EMAIL ? IdentityKind.EMAIL : IdentityKind.PHONE;
            if (identities.saveProved(person, new IdentityAddress(kind, address), now) != person) {
                // Another request stored it as that of another person a moment ago; the code can be sent again.
                return new SignInOutcome.Rejected();
            }
            added = known ? Optional.empty() : Optional.of(kind);
        }
        if (rows.markUsed(signIn.id(), now) == 0) {
            return new SignInOutcome.Rejected();
        }
        notices.postSignIn(person, added, now);
        return new SignInOutcome.SignedIn(
                devices.startSession(person, caller.device(), signIn.method().toWord(), now));
    }

    private long createPerson(String language, Instant now) {
        ChatAddress address = ChatAddress.createUnknown(Channel.WEB);
        return chats.createChat(address, Map.of(address, language), now).conversation();
    }
}
