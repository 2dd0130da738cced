package pk.rahnuma.support.work;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.people.Persons;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.Holds;
import pk.rahnuma.support.records.TicketRows;

/// Holds a ticket still, as everybody does: its person first, then it. All that staff do happens so, and leaves its
/// entry in the audit log.
@Singleton
final class Held {

    /// Looks of one member at one ticket within it are one.
    static final Duration ONE_VIEW = Duration.ofMinutes(30);

    private final Jdbi jdbi;
    private final TicketRows rows;
    private final Holds holds;
    private final Persons persons;
    private final Audit audit;

    Held(Jdbi jdbi, TicketRows rows, Holds holds, Persons persons, Audit audit) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.holds = holds;
        this.persons = persons;
        this.audit = audit;
    }

    /// A locked ticket.
    ///
    /// @param language of its person
    /// @param holds by which ticket a human has the conversation; null while the bot has
    record One(Ticket ticket, String language, Long holds) {

        /// Whether a human has the conversation by this ticket.
        boolean isHeld() {
            return holds != null && holds == ticket.id();
        }

        /// @throws NotPossible when it is over, or part of another
        One active() {
            if (!ticket.active()) {
                throw ticket.mergedInto() == null
                        ? new NotPossible("ticket_over", "number", ticket.number(), "state", ticket.state())
                        : new NotPossible("ticket_merged", "number", ticket.number());
            }
            return this;
        }

        /// @throws NotPossible when it is not theirs, and they may not do this for others; it says whose it is
        One of(Hand hand) {
            return hand.overOthers() ? this : of(hand.member());
        }

        /// For what is done to one's own tickets and to those of nobody.
        ///
        /// @throws NotPossible when it is a colleague's; it says whose it is
        One ofNoOther(Hand hand) {
            return hand.overOthers() || ticket.assignee() == null ? this : of(hand.member());
        }

        /// @throws NotPossible when it is not theirs; it says whose it is
        One of(Member member) {
            if (!ticket.isOf(member)) {
                throw ticket.assignee() == null
                        ? new NotPossible("ticket_of_nobody", "number", ticket.number())
                        : new NotPossible(
                                "ticket_of",
                                "number",
                                ticket.number(),
                                "who",
                                ticket.assignee().name());
            }
            return this;
        }
    }

    /// In one transaction.
    ///
    /// @throws NotPossible when there is no such ticket
    <T> T with(Reference number, Function<One, T> work) {
        return jdbi.inTransaction(handle -> {
            Ticket seen = rows.find(number).orElseThrow(() -> new NotPossible("ticket_missing", "number", number));
            return work.apply(lock(seen));
        });
    }

    /// The same for one that is known to be there; empty where it is gone.
    <T> Optional<T> with(long id, Function<One, T> work) {
        return jdbi.inTransaction(handle ->
                rows.find(List.of(id)).stream().findFirst().map(this::lock).map(work));
    }

    private One lock(Ticket seen) {
        String language = persons.lock(seen.conversation());
        Long by = holds.of(seen.conversation()).orElse(null);
        return new One(rows.lock(seen.id()), language, by);
    }

    /// A look, which is noted once for as long as a page of it may stay open.
    void noteLook(Ticket ticket, String who, String what, String detail, Instant now) {
        Entry entry =
                new Entry(ticket.conversation(), who, what, ticket.number().symbols(), detail, now);
        audit.appendOnce(entry, now.minus(ONE_VIEW));
    }

    void note(Ticket ticket, String who, String what, String detail, Instant now) {
        audit.append(List.of(
                new Entry(ticket.conversation(), who, what, ticket.number().symbols(), detail, now)));
    }
}
