package pk.rahnuma.person.link;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository.ConversationRow;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Links two persons who both said yes, and parts them. What that permits is decided by
/// `registration.record.ApplicationAccess`.
@Singleton
public class PersonLinkService {

    public static final int MAX_LINKS_PER_PERSON = 5;

    private final TransactionOperations<Connection> transactions;
    private final PersonLinkRepository links;
    private final LinkOfferRepository offers;
    private final ConversationRepository conversations;
    private final ChatRepository chats;
    private final ChatAttachmentService attachments;
    private final LinkNoticeService notices;
    private final AuditLog audit;

    PersonLinkService(
            TransactionOperations<Connection> transactions,
            PersonLinkRepository links,
            LinkOfferRepository offers,
            ConversationRepository conversations,
            ChatRepository chats,
            ChatAttachmentService attachments,
            LinkNoticeService notices,
            AuditLog audit) {
        this.transactions = transactions;
        this.links = links;
        this.offers = offers;
        this.conversations = conversations;
        this.chats = chats;
        this.attachments = attachments;
        this.notices = notices;
        this.audit = audit;
    }

    /// A person who is linked.
    ///
    /// @param id of the link
    /// @param channel of the chat they used last, such as `telegram`; empty when they have none
    public record LinkedPerson(long id, String channel, Instant linked) {}

    /// Persons who are linked with one, the latest first.
    public List<LinkedPerson> listLinks(long person) {
        return links.findLinks(person).stream()
                .sorted(Comparator.comparing(PersonLink::linked).reversed().thenComparing(PersonLink::id))
                .map(link -> new LinkedPerson(link.id(), findChannel(link.other()), link.linked()))
                .toList();
    }

    /// Number of persons who are linked with one.
    public int countLinks(long person) {
        return links.findLinks(person).size();
    }

    /// Channel of the chat that a person used last; empty when there is none.
    String findChannel(long person) {
        return conversations
                .findById(person)
                .map(ConversationRow::lastChat)
                .map(chat -> chats.findChannels(List.of(chat)).get(chat))
                .map(channel -> channel.name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /// Attaches the chats of a person who has nothing of their own to another person; links the two otherwise. The
    /// caller has locked both, in key order, in its transaction.
    LinkOutcome connectPersons(long from, long to, Instant now) {
        return attachments.isAttachable(from, to) ? attachChats(from, to, now) : linkPersons(from, to, now);
    }

    private LinkOutcome attachChats(long leaving, long staying, Instant now) {
        if (attachments.isBusy(leaving, staying)) {
            return LinkOutcome.BUSY;
        }
        attachments.attachChats(leaving, staying, now);
        notices.postAttached(staying, now);
        return LinkOutcome.ATTACHED;
    }

    /// Links two persons, as [#connectPersons].
    LinkOutcome linkPersons(long from, long to, Instant now) {
        List<PersonLink> known = links.findLinks(from);
        if (known.stream().anyMatch(link -> link.other() == to)) {
            return LinkOutcome.LINKED;
        }
        if (known.size() >= MAX_LINKS_PER_PERSON || links.findLinks(to).size() >= MAX_LINKS_PER_PERSON) {
            return LinkOutcome.TOO_MANY;
        }
        links.insertPair(SubjectEncryptionService.newId(), from, to, now);
        audit.appendEntries(
                List.of(createEntry(from, "person.linked", to, now), createEntry(to, "person.linked", from, now)));
        notices.postLinked(from, now);
        notices.postLinked(to, now);
        return LinkOutcome.LINKED;
    }

    /// Ends a link at once. The job tells the other person, whose lock a turn must not take.
    ///
    /// @param id of the link
    /// @return false when the person has no such link
    public boolean partPersons(long person, long id, Instant now) {
        return transactions.executeWrite(status -> {
            conversations.lockConversations(new TreeSet<>(List.of(person)));
            Optional<PersonLink> known = links.findLinks(person).stream()
                    .filter(link -> link.id() == id)
                    .findFirst();
            known.ifPresent(link -> {
                links.deletePair(person, link.other());
                offers.insertEnd(link.other(), now);
                audit.appendEntries(List.of(createEntry(person, "person.parted", link.other(), now)));
            });
            return known.isPresent();
        });
    }

    private static AuditEntry createEntry(long chain, String what, long about, Instant now) {
        return new AuditEntry(chain, "applicant", what, Long.toString(about), null, now);
    }
}
