package pk.rahnuma.person.link;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.link.LinkOffer.State;
import pk.rahnuma.vault.CodeFormat;
import pk.rahnuma.vault.OneTimeCode;
import pk.rahnuma.vault.OneTimeCodeKind;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.RandomText;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Takes the yes of two persons to a link. In the chat one shows a code and the other takes it, and both agree:
///
///     chat of `from`: createCode → code
///     chat of `to`:   findCode(code), then enterCode(code)
///     chat of `from`: answerOffer
///     job:            links them, with a notice to both
///
/// In a sign-in `to` has proved an address of `from`, which is the yes of `from`:
///
///     createOffer → id
///     acceptOffer(to, id)
///
/// Each step is possible for ten minutes after the one before. A step in the chat takes the lock of its own person
/// only, and changes no other conversation, so that it can run in a turn.
@Singleton
public class LinkOfferService {

    /// Time in which the next step can be taken.
    public static final Duration OFFER_TTL = Duration.ofMinutes(10);

    static final OneTimeCodeKind CODE =
            new OneTimeCodeKind("link", new CodeFormat(RandomText.DIGITS, 9, 3, " "), OFFER_TTL);

    private final TransactionOperations<Connection> transactions;
    private final LinkOfferRepository offers;
    private final PersonLinkService links;
    private final ChatAttachmentService attachments;
    private final PersonLock persons;
    private final ConversationRepository conversations;
    private final OneTimeCodeService codes;
    private final PersonIdentityRepository identities;

    LinkOfferService(
            TransactionOperations<Connection> transactions,
            LinkOfferRepository offers,
            PersonLinkService links,
            ChatAttachmentService attachments,
            PersonLock persons,
            ConversationRepository conversations,
            OneTimeCodeService codes,
            PersonIdentityRepository identities) {
        this.transactions = transactions;
        this.offers = offers;
        this.links = links;
        this.attachments = attachments;
        this.persons = persons;
        this.conversations = conversations;
        this.codes = codes;
        this.identities = identities;
    }

    /// Chat that shows a code.
    ///
    /// @param person its person
    /// @param channel of the chat they used last, such as `telegram`
    public record CodeOwner(long person, String channel) {}

    /// Creates a code for the chat of a person; an earlier one ends.
    ///
    /// @return nine digits in groups
    public String createCode(long from, Instant now) {
        return transactions.executeWrite(status -> {
            persons.lockPerson(from);
            offers.deleteEntered(from);
            return codes.replaceCode(CODE, from, now);
        });
    }

    /// Chat that shows a code.
    ///
    /// @param typed as typed
    public Optional<CodeOwner> findCode(String typed, Instant now) {
        return codes.findCode(CODE, typed, now)
                .map(OneTimeCode::owner)
                .map(from -> new CodeOwner(from, links.findChannel(from)));
    }

    /// Stores that the person who has entered a code wants the link; the other one is asked next.
    ///
    /// @return false when the code was used or has expired
    public boolean enterCode(String typed, long to, Instant now) {
        Optional<OneTimeCode> code = codes.findCode(CODE, typed, now)
                .filter(shown -> shown.owner() != to)
                .filter(codes::spendCode);
        code.ifPresent(shown -> insertOffer(shown.owner(), to, State.ENTERED, now));
        return code.isPresent();
    }

    /// Channel of the chat in which the code of a person was entered; empty when it was not.
    public Optional<String> findEntered(long from, Instant now) {
        return offers.findEntered(from, now.minus(OFFER_TTL)).map(offer -> links.findChannel(offer.to()));
    }

    /// Stores whether the person whose code was entered agrees.
    ///
    /// @return false when there is nothing to agree to any more
    public boolean answerOffer(long from, boolean agreed, Instant now) {
        return transactions.executeWrite(status -> {
            persons.lockPerson(from);
            if (!agreed) {
                offers.deleteEntered(from);
                codes.deleteCodes(CODE, from);
                return true;
            }
            return offers.findEntered(from, now.minus(OFFER_TTL))
                    .filter(offer -> offers.markAgreed(offer.id(), now) > 0)
                    .isPresent();
        });
    }

    /// Tells whether a sign-in can attach the chats of its caller to the person of the address at once. The caller of
    /// this has locked both.
    public boolean canAttach(long from, long to) {
        return attachments.isAttachable(from, to) && !attachments.isBusy(from, to);
    }

    /// Attaches the chats of a person for whom [#canAttach] is true.
    public void attachChats(long from, long to, Instant now) {
        attachments.attachChats(from, to, now);
    }

    /// Offers a link to a person who has proved an address of another one.
    ///
    /// @return id of the offer
    public long createOffer(long to, long from, Instant now) {
        return insertOffer(from, to, State.OFFERED, now);
    }

    private long insertOffer(long from, long to, State state, Instant now) {
        long id = SubjectEncryptionService.newId();
        offers.insertAll(List.of(new LinkOffer(id, from, to, state, now)));
        return id;
    }

    /// Offer of a sign-in.
    ///
    /// @param channel of the chat that the owner of the address used last, such as `telegram`
    /// @param expires until which it can be accepted
    /// @param accepted whether it was
    public record SignInOffer(long id, String channel, Instant expires, boolean accepted) {}

    /// Offer of a sign-in.
    ///
    /// @param to person to whom it was made
    /// @return empty when it is unknown or has expired
    public Optional<SignInOffer> findOffer(long to, long id, Instant now) {
        return offers.findById(id)
                .filter(offer -> isOpen(offer, to, now))
                .map(offer -> new SignInOffer(
                        id,
                        links.findChannel(offer.from()),
                        offer.created().plus(OFFER_TTL),
                        offer.state() == State.TAKEN));
    }

    private static boolean isOpen(LinkOffer offer, long to, Instant now) {
        return offer.to() == to
                && (offer.state() == State.OFFERED || offer.state() == State.TAKEN)
                && now.isBefore(offer.created().plus(OFFER_TTL));
    }

    /// Accepts the offer of a sign-in, once; a repeated call changes nothing.
    ///
    /// @param to person to whom it was made
    public LinkOutcome acceptOffer(long to, long id, Instant now) {
        Optional<LinkOffer> seen = offers.findById(id).filter(offer -> isOpen(offer, to, now));
        return seen.isEmpty() ? LinkOutcome.GONE : connectPersons(seen.get(), now);
    }

    /// Links the persons of an offer to which both have agreed.
    LinkOutcome connectPersons(LinkOffer seen, Instant now) {
        return transactions.executeWrite(status -> {
            // The first lock is the first statement: what is read after it is what is locked.
            boolean exist = conversations
                            .lockConversations(new TreeSet<>(List.of(seen.from(), seen.to())))
                            .size()
                    > 1;
            Optional<LinkOffer> current = offers.lockById(seen.id());
            if (current.isPresent() && current.get().state() == State.TAKEN) {
                return current.get().from() == current.get().to() ? LinkOutcome.ATTACHED : LinkOutcome.LINKED;
            }
            if (!exist || current.isEmpty() || current.get().state() != seen.state()) {
                return LinkOutcome.GONE;
            }
            LinkOutcome outcome = connectLocked(seen, now);
            keepTaken(seen, outcome);
            return outcome;
        });
    }

    /// A code alone attaches no chat with a device that is signed in: the device would see all of the other person.
    private LinkOutcome connectLocked(LinkOffer offer, Instant now) {
        boolean proved = offer.state() == State.OFFERED || identities.countByPersonId(offer.from()) == 0;
        return proved
                ? links.connectPersons(offer.from(), offer.to(), now)
                : links.linkPersons(offer.from(), offer.to(), now);
    }

    /// Keeps an offer that was taken for its repetition. An attachment has deleted it with the person who is gone.
    private void keepTaken(LinkOffer offer, LinkOutcome outcome) {
        if (outcome == LinkOutcome.LINKED) {
            offers.markTaken(offer.id());
        }
        if (outcome == LinkOutcome.ATTACHED) {
            long staying = persons.lockIfExists(offer.to()) ? offer.to() : offer.from();
            offers.insertAll(List.of(new LinkOffer(offer.id(), staying, staying, State.TAKEN, offer.created())));
        }
    }
}
