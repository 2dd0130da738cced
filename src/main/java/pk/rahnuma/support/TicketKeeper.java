package pk.rahnuma.support;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.vault.Keeper;

/// A person's tickets. Erased, nothing is left of them: who asked is not there to be answered.
@Singleton
final class TicketKeeper implements Keeper {

    private final TicketRows rows;
    private final Bodies bodies;

    TicketKeeper(TicketRows rows, Bodies bodies) {
        this.rows = rows;
        this.bodies = bodies;
    }

    @Override
    public Place place() {
        return Place.TICKET;
    }

    @Override
    public Map<String, Object> tell(long person) {
        List<Map<String, Object>> tickets =
                rows.of(person).stream().map(this::told).toList();
        return Map.of("tickets", tickets);
    }

    private Map<String, Object> told(Ticket ticket) {
        Ticket.Body body = bodies.open(ticket.conversation(), rows.body(ticket.id()));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("number", ticket.number().grouped());
        told.put("topic", ticket.topic());
        told.put("status", ticket.state().name());
        told.put("opened", ticket.opened());
        told.put("text", body.text());
        if (!body.reference().isEmpty()) {
            told.put("reference", body.reference());
        }
        told.put(
                "replies",
                rows.answers(ticket).stream()
                        .map(answer -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("at", answer.at());
                            one.put("text", answer.text());
                            return one;
                        })
                        .toList());
        return told;
    }

    @Override
    public void erase(long person, Instant now) {
        rows.of(person).forEach(ticket -> rows.delete(rows.lock(ticket.id()).id()));
    }
}
