package pk.rahnuma.person.signin;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.link.LinkOfferService;
import pk.rahnuma.person.signin.SignInRepository.SignInRow;

/// Completes a sign-in whose code was right: finds or creates the person, stores the address as theirs, and signs the
/// device in, with a notice to the person. The sign-in is used up in the same transaction, so that its code is good for
/// one device.
@Singleton
class SignInCompletionService {

    private static final Optional<SignInOutcome.Refused> REJECTED = Optional.of(new SignInOutcome.Rejected());

    private final TransactionOperations<Connection> transactions;
    private final SignInRepository rows;
    private final SignInAddressService addresses;
    private final DeviceSessionService devices;
    private final DeviceNoticeService notices;
    private final PersonLock persons;
    private final ChatRepository chats;
    private final LinkOfferService offers;

    SignInCompletionService(
            TransactionOperations<Connection> transactions,
            SignInRepository rows,
            SignInAddressService addresses,
            DeviceSessionService devices,
            DeviceNoticeService notices,
            PersonLock persons,
            ChatRepository chats,
            LinkOfferService offers) {
        this.transactions = transactions;
        this.rows = rows;
        this.addresses = addresses;
        this.devices = devices;
        this.notices = notices;
        this.persons = persons;
        this.chats = chats;
        this.offers = offers;
    }

    /// Signs a device in by tokens.
    SignInOutcome completeSignIn(SignInRow signIn, SignInCaller caller, Instant now) {
        AtomicReference<IssuedTokens> tokens = new AtomicReference<>();
        Optional<SignInOutcome.Refused> refusal = complete(
                signIn,
                caller,
                person -> tokens.set(devices.startSession(
                        person, caller.device(), signIn.method().toWord(), now)),
                now);
        return refusal.isPresent() ? refusal.get() : new SignInOutcome.SignedIn(tokens.get());
    }

    /// Opens a chat of the person in a browser.
    ///
    /// @param current chat that is open in the browser; it stays, unless it becomes that of another person
    /// @param opening gives the browser the chat, in the transaction
    /// @return empty when it was opened
    Optional<SignInOutcome.Refused> openChat(
            SignInRow signIn, Optional<Chat> current, String language, Consumer<Chat> opening, Instant now) {
        SignInCaller caller = new SignInCaller(current.map(Chat::conversation).orElse(null), "", language);
        return complete(
                signIn,
                caller,
                person -> opening.accept(devices.openChat(
                        person,
                        current.filter(chat -> chat.conversation() == person),
                        signIn.method().toWord(),
                        now)),
                now);
    }

    /// @param session begins the session of the person, in the transaction that uses the sign-in up
    private Optional<SignInOutcome.Refused> complete(
            SignInRow signIn, SignInCaller caller, LongConsumer session, Instant now) {
        Optional<Long> known = signIn.personId() == SignInRepository.NO_PERSON
                ? addresses.findOwner(signIn)
                : Optional.of(signIn.personId());
        if (known.isPresent() && caller.person() != null && !known.get().equals(caller.person())) {
            return completeForOther(known.get(), caller.person(), signIn, session, now);
        }
        return transactions.executeWrite(status -> {
            long person = known.or(() -> Optional.ofNullable(caller.person()))
                    .orElseGet(() -> createPerson(caller.language(), now));
            return completeFor(person, signIn, session, now);
        });
    }

    /// Attaches the chats of the caller to the person of the address, if the caller has nothing of their own; offers a
    /// link otherwise.
    private Optional<SignInOutcome.Refused> completeForOther(
            long owner, long caller, SignInRow signIn, LongConsumer session, Instant now) {
        return transactions.executeWrite(status -> {
            Stream.of(owner, caller).sorted().forEach(persons::lockIfExists);
            if (!offers.canAttach(caller, owner)) {
                return Optional.of(new SignInOutcome.OtherPerson(offers.createOffer(caller, owner, now)));
            }
            Optional<SignInOutcome.Refused> refusal = completeFor(owner, signIn, session, now);
            if (refusal.isEmpty()) {
                offers.attachChats(caller, owner, now);
            }
            return refusal;
        });
    }

    private Optional<SignInOutcome.Refused> completeFor(
            long person, SignInRow signIn, LongConsumer session, Instant now) {
        if (!persons.lockIfExists(person)) {
            return REJECTED;
        }
        SignInAddressService.SavedAddress saved = addresses.saveAddress(person, signIn, now);
        if (saved.refusal().isPresent()) {
            return saved.refusal();
        }
        if (rows.markUsed(signIn.id(), now) == 0) {
            return REJECTED;
        }
        saved.added().ifPresent(kind -> addresses.recordAddition(person, kind, now));
        notices.postSignIn(person, saved.added(), now);
        session.accept(person);
        return Optional.empty();
    }

    private long createPerson(String language, Instant now) {
        ChatAddress address = ChatAddress.createUnknown(Channel.WEB);
        return chats.createChat(address, Map.of(address, language), now).conversation();
    }
}
