package pk.rahnuma.person.link;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.cluster.OncePerCluster;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.link.LinkOffer.State;

/// Goes on with links where a turn cannot, since it would need the lock of another person: asks the person whose code
/// was entered, links those who agreed, and tells a person that a link has ended, or what the other one did to an
/// application of theirs.
@Singleton
public class PersonLinkJob {

    private static final int MAX_STEPS_PER_RUN = 100;

    private static final Logger LOG = LoggerFactory.getLogger(PersonLinkJob.class);

    private final TransactionOperations<Connection> transactions;
    private final LinkOfferRepository offers;
    private final LinkedActRepository acts;
    private final LinkOfferService links;
    private final PersonLock persons;
    private final ConversationRepository conversations;
    private final LinkNoticeService notices;
    private final Clock clock;

    PersonLinkJob(
            TransactionOperations<Connection> transactions,
            LinkOfferRepository offers,
            LinkedActRepository acts,
            LinkOfferService links,
            PersonLock persons,
            ConversationRepository conversations,
            LinkNoticeService notices,
            Clock clock) {
        this.transactions = transactions;
        this.offers = offers;
        this.acts = acts;
        this.links = links;
        this.persons = persons;
        this.conversations = conversations;
        this.notices = notices;
        this.clock = clock;
    }

    @OncePerCluster("links")
    @Scheduled(initialDelay = "10s", fixedDelay = "1m")
    public void processLinks() {
        processAll(clock.instant());
    }

    void processAll(Instant now) {
        processState(State.ENTERED, this::askPerson, now);
        processState(State.AGREED, this::connectPersons, now);
        processState(State.PARTED, this::tellParted, now);
        processSteps(acts.findPending(MAX_STEPS_PER_RUN), this::notifyOwner, now);
    }

    private void processState(State state, BiConsumer<LinkOffer, Instant> step, Instant now) {
        processSteps(offers.findInState(state, MAX_STEPS_PER_RUN), step, now);
    }

    private <T> void processSteps(List<T> pending, BiConsumer<T, Instant> step, Instant now) {
        for (T each : pending) {
            try {
                step.accept(each, now);
            } catch (RuntimeException e) {
                // A failure with one person does not affect the others; it is tried again.
                FaultLog.logWarning(LOG, "links: a step between two persons failed, and is tried again in a minute", e);
            }
        }
    }

    private void askPerson(LinkOffer entered, Instant now) {
        transactions.executeWrite(status -> {
            if (persons.lockIfFree(entered.from()).isPresent() && offers.markAsked(entered.id()) > 0) {
                notices.postQuestion(entered.from(), now);
            }
            return null;
        });
    }

    private void connectPersons(LinkOffer agreed, Instant now) {
        LinkOutcome outcome = links.connectPersons(agreed, now);
        boolean isLast = !now.isBefore(agreed.created().plus(LinkOfferService.OFFER_TTL));
        switch (outcome) {
            case LINKED, ATTACHED -> {}
            case BUSY -> {
                if (isLast) {
                    refuse(agreed, outcome, now);
                }
            }
            case TOO_MANY, GONE -> refuse(agreed, outcome, now);
        }
    }

    private void refuse(LinkOffer agreed, LinkOutcome reason, Instant now) {
        transactions.executeWrite(status -> {
            Map<Long, ?> locked = conversations.lockConversations(new TreeSet<>(List.of(agreed.from(), agreed.to())));
            offers.deleteById(agreed.id());
            locked.keySet().forEach(person -> notices.postRefusal(person, reason, now));
            return null;
        });
    }

    private void tellParted(LinkOffer parted, Instant now) {
        transactions.executeWrite(status -> {
            if (persons.lockIfFree(parted.to()).isPresent()) {
                offers.deleteById(parted.id());
                notices.postParted(parted.to(), now);
            }
            return null;
        });
    }

    private void notifyOwner(LinkedActRepository.LinkedAct act, Instant now) {
        transactions.executeWrite(status -> {
            if (persons.lockIfFree(act.ownerId()).isPresent() && acts.deleteById(act.id()) > 0) {
                notices.postAct(act, now);
            }
            return null;
        });
    }
}
