package pk.rahnuma.support.intake;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.random.RandomGenerator;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Promises;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.vault.Vault;

/// Makes tickets.
@Singleton
final class Fresh {

    private static final int TOPIC = 32;

    private final Promises promises;
    private final RandomGenerator random = new SecureRandom();

    Fresh(Promises promises) {
        this.promises = promises;
    }

    /// @param application of the person's own, or null
    /// @param assignee whose it is from the beginning, or null
    Ticket ticket(
            long conversation,
            String session,
            Long application,
            String topic,
            Ticket.Source source,
            String language,
            Member assignee,
            Instant now) {
        String code = topic.substring(0, Math.min(TOPIC, topic.length()));
        int priority = Promises.priority(code);
        return new Ticket(
                Vault.newId(),
                Reference.forTicket(random),
                conversation,
                session,
                application,
                code,
                assignee == null ? Ticket.State.NEW : Ticket.State.OPEN,
                source,
                language,
                now,
                null,
                priority,
                0,
                assignee,
                false,
                now,
                promises.begin(priority, now),
                null,
                null,
                null,
                null,
                null,
                0);
    }

    static Entry entry(Ticket ticket, String who) {
        return new Entry(
                ticket.conversation(),
                who,
                "ticket.opened",
                ticket.number().symbols(),
                ticket.topic(),
                ticket.opened());
    }
}
