package pk.rahnuma.support.records;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.vault.Keeper;

/// A person's tickets. Erased, nothing is left of them: who asked is not there to be answered.
@Singleton
final class TicketKeeper implements Keeper {

    private final TicketRows rows;
    private final WordRows words;
    private final Bodies bodies;
    private final InstantSource clock;

    TicketKeeper(TicketRows rows, WordRows words, Bodies bodies, InstantSource clock) {
        this.rows = rows;
        this.words = words;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Override
    public Place place() {
        return Place.TICKET;
    }

    @Override
    public Map<String, Object> tell(long person) {
        Instant now = clock.instant();
        List<Map<String, Object>> tickets =
                rows.all(person).stream().map(ticket -> told(ticket, now)).toList();
        return Map.of("tickets", tickets);
    }

    private Map<String, Object> told(Ticket ticket, Instant now) {
        Ticket.Body body = bodies.of(ticket);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("number", ticket.number().grouped());
        told.put("topic", ticket.topic());
        told.put("status", ticket.state().code());
        told.put("opened", ticket.opened());
        told.put("text", body.text());
        if (!body.reference().isEmpty()) {
            told.put("reference", body.reference());
        }
        told.put(
                "replies",
                words.answers(ticket).stream()
                        .filter(answer -> !answer.text().isEmpty() && !answer.isHeld(now))
                        .map(answer -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("at", answer.at());
                            one.put("text", answer.text());
                            return one;
                        })
                        .toList());
        List<Map<String, Object>> notes = words.notes(ticket).stream()
                .map(note -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("at", note.at());
                    one.put("text", note.text());
                    return one;
                })
                .toList();
        if (!notes.isEmpty()) {
            told.put("notes", notes);
        }
        if (ticket.rating() != null) {
            told.put("rating", ticket.rating());
        }
        bodies.ratingWord(ticket).ifPresent(word -> told.put("rating_word", word));
        return told;
    }

    @Override
    public Set<Long> withCases(Collection<Long> persons) {
        return persons.isEmpty() ? Set.of() : rows.openers(persons);
    }

    @Override
    public void erase(long person, Instant now) {
        rows.all(person).forEach(ticket -> rows.delete(rows.lock(ticket.id()).id()));
    }
}
