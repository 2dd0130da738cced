package pk.rahnuma.ticket;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.vault.PagedRows;
import pk.rahnuma.vault.PersonalDataHandler;

/// Handles a person's tickets as personal data. Erasure deletes them completely, since the person can no longer be
/// answered.
@Singleton
final class TicketDataHandler implements PersonalDataHandler {

    private static final int MAX_RESTRAINTS_EXPORTED = 1000;

    private final TicketRepository tickets;
    private final TicketErasureRepository erasures;
    private final TicketCommentRepository comments;
    private final TicketBodyRepository bodies;
    private final RestraintRepository restraints;
    private final InstantSource clock;

    TicketDataHandler(
            TicketRepository tickets,
            TicketErasureRepository erasures,
            TicketCommentRepository comments,
            TicketBodyRepository bodies,
            RestraintRepository restraints,
            InstantSource clock) {
        this.tickets = tickets;
        this.erasures = erasures;
        this.comments = comments;
        this.bodies = bodies;
        this.restraints = restraints;
        this.clock = clock;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.TICKET;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        Instant now = clock.instant();
        return Map.of(
                "tickets",
                new PagedRows<>(
                        (Ticket last, int limit) -> tickets.findPage(person, last, limit),
                        page -> page.stream()
                                .map(ticket -> toExport(ticket, now))
                                .toList()),
                "restraints",
                restraints.findByPerson(person, MAX_RESTRAINTS_EXPORTED).stream()
                        .map(TicketDataHandler::toExport)
                        .toList());
    }

    private static Map<String, Object> toExport(Restraint restraint) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("at", restraint.at());
        exported.put("kind", restraint.kind().name().toLowerCase(Locale.ROOT));
        exported.put("detail", restraint.reason().name().toLowerCase(Locale.ROOT));
        if (restraint.until() != null) {
            exported.put("until", restraint.until());
        }
        return exported;
    }

    /// A block outlasts the change to another person.
    @Override
    public boolean allowsAttachment(long from, long to) {
        return !restraints.isBlocked(from, clock.instant());
    }

    private Map<String, Object> toExport(Ticket ticket, Instant now) {
        Ticket.Body body = bodies.readBody(ticket);
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("number", ticket.number().toGroupedText());
        exported.put("topic", ticket.topic());
        exported.put("status", ticket.state().textCode());
        exported.put("opened", ticket.opened());
        exported.put("text", body.text());
        if (!body.reference().isEmpty()) {
            exported.put("reference", body.reference());
        }
        exported.put(
                "replies",
                new PagedRows<>(
                        (Ticket.Answer last, int limit) ->
                                comments.findAnswersAfter(ticket, last == null ? 0 : last.seq(), limit),
                        page -> page.stream()
                                .filter(answer -> !answer.text().isEmpty() && !answer.isHeld(now))
                                .map(answer -> toExportEntry(answer.at(), answer.text()))
                                .toList()));
        Iterable<Map<String, Object>> notes = new PagedRows<>(
                (Ticket.Note last, int limit) -> comments.findNotesAfter(ticket, last == null ? 0 : last.seq(), limit),
                page -> page.stream()
                        .map(note -> toExportEntry(note.at(), note.text()))
                        .toList());
        if (notes.iterator().hasNext()) {
            exported.put("notes", notes);
        }
        if (ticket.rating() != null) {
            exported.put("rating", ticket.rating());
        }
        bodies.findRatingComment(ticket).ifPresent(word -> exported.put("rating_word", word));
        return exported;
    }

    private static Map<String, Object> toExportEntry(Instant at, String text) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("at", at);
        entry.put("text", text);
        return entry;
    }

    @Override
    public Set<Long> findWithCases(Collection<Long> persons) {
        return erasures.findPersonsWithTickets(persons);
    }

    @Override
    public void eraseData(long person, Instant now) {
        restraints.deleteByPerson(person);
        List<Ticket> page;
        do {
            page = tickets.findPage(person, null, PagedRows.PAGE_SIZE);
            page.forEach(ticket ->
                    erasures.deleteTicket(tickets.lockTicket(ticket.id()).id()));
        } while (page.size() == PagedRows.PAGE_SIZE);
    }
}
