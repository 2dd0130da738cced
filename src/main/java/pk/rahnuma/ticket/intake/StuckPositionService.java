package pk.rahnuma.ticket.intake;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.messaging.conversation.SessionDescriptionService;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Position of a person in a form when they asked for a human: the question, and the number of failed tries.
@Singleton
public final class StuckPositionService implements SealedColumnProvider {

    static final SealedColumn STUCK_COLUMN =
            new SealedColumn("ticket", "stuck", 4_000, List.of("id"), "t.conversation_id");

    /// Maximum characters of a title or question.
    private static final int MAX_TEXT_LENGTH = 300;

    private final SessionDescriptionService sessions;
    private final TicketRepository tickets;
    private final SubjectEncryptionService encryption;

    StuckPositionService(
            SessionDescriptionService sessions, TicketRepository tickets, SubjectEncryptionService encryption) {
        this.sessions = sessions;
        this.tickets = tickets;
        this.encryption = encryption;
    }

    /// Position in a form.
    ///
    /// @param script name of the form
    /// @param title of the form
    /// @param at key of the question
    /// @param asks the question, in the person's language
    /// @param tries number of failed tries
    /// @param position of the question, counted from 1, of `total`
    public record StuckPosition(
            String script, String title, String at, String asks, int tries, int position, int total) {}

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(STUCK_COLUMN);
    }

    /// Position of a person, read from the session.
    ///
    /// @param tries number of failed tries
    record FoundPosition(StuckPosition place, int tries) {}

    /// Positions of the persons that have a session below the one that asks; at most one query.
    ///
    /// @return positions by conversation
    Map<Long, FoundPosition> findPosition(Collection<? extends Action.Request<?>> requests) {
        Map<Long, String> asks = new HashMap<>();
        requests.stream()
                .filter(Action.Request::beneath)
                .forEach(request -> asks.put(request.conversation(), request.script()));
        if (asks.isEmpty()) {
            return Map.of();
        }
        Map<Long, FoundPosition> foundPositions = new HashMap<>();
        sessions.describeSessions(asks.keySet(), requests.iterator().next().now())
                .forEach((id, standing) -> standing.stream()
                        .filter(SessionDescriptionService.SessionState::runs)
                        .filter(one -> !one.script().equals(asks.get(id)))
                        .findFirst()
                        .ifPresent(
                                one -> foundPositions.put(id, new FoundPosition(toStuckPosition(one), one.tries()))));
        return foundPositions;
    }

    /// Seals the position for a ticket that is about to be opened.
    TicketRepository.SealedStuckPosition sealPosition(SubjectKeyRing keys, Ticket ticket, StuckPosition place) {
        byte[] sealed = keys.seal(STUCK_COLUMN.placeAt(ticket.conversation(), ticket.id()), DialogJson.toBytes(place));
        return new TicketRepository.SealedStuckPosition(place.script(), extractStepName(place.at()), sealed);
    }

    private static StuckPosition toStuckPosition(SessionDescriptionService.SessionState standing) {
        return new StuckPosition(
                standing.script(),
                clipText(standing.title()),
                standing.at(),
                clipText(standing.asks()),
                standing.tries(),
                standing.position(),
                standing.total());
    }

    /// Name of the question as in the trail: without the index in a list.
    private static String extractStepName(String at) {
        return at.substring(at.lastIndexOf('/') + 1);
    }

    private static String clipText(String words) {
        return words.substring(0, Math.min(MAX_TEXT_LENGTH, words.length()));
    }

    /// The stored position; empty when the person was not in a form.
    public Optional<StuckPosition> findPosition(Ticket ticket) {
        return tickets.findStuckPosition(ticket.id())
                .map(kept -> DialogJson.fromBytes(
                        encryption.open(STUCK_COLUMN.placeAt(ticket.conversation(), ticket.id()), kept),
                        StuckPosition.class));
    }
}
