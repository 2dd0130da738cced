package pk.rahnuma.support.intake;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.dialog.Json;
import pk.rahnuma.post.Bot;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.TicketRows;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumns;
import pk.rahnuma.vault.Vault;

/// Where a person was when they asked for a human: the question of the form beneath, and how often they failed at it.
@Singleton
public final class Stuck implements SealedColumns {

    static final SealedColumn STUCK =
            new SealedColumn("ticket", "stuck", "ticket_stuck", List.of("id"), "t.conversation_id");

    /// Characters of a title or question.
    private static final int CLIP = 300;

    private final Supplier<Bot> bot;
    private final TicketRows rows;
    private final Vault vault;

    @Inject
    Stuck(BeanProvider<Bot> bot, TicketRows rows, Vault vault) {
        this((Supplier<Bot>) bot::get, rows, vault);
    }

    Stuck(Supplier<Bot> bot, TicketRows rows, Vault vault) {
        this.bot = bot;
        this.rows = rows;
        this.vault = vault;
    }

    /// @param script and `title`: of the form
    /// @param at the key of the question
    /// @param asks the question, in the person's language
    /// @param tries failed there
    /// @param position of the question, counted from 1, of `total`
    public record Place(String script, String title, String at, String asks, int tries, int position, int total) {}

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(STUCK);
    }

    /// Where somebody is.
    ///
    /// @param tries failed there
    record Found(Place place, int tries) {}

    /// Those that ask while something runs beneath; at most one query.
    ///
    /// @return what runs there, by the conversation
    Map<Long, Found> of(Collection<? extends Action.Request<?>> requests) {
        Map<Long, String> asks = new HashMap<>();
        requests.stream()
                .filter(Action.Request::beneath)
                .forEach(request -> asks.put(request.conversation(), request.script()));
        if (asks.isEmpty()) {
            return Map.of();
        }
        Map<Long, Found> found = new HashMap<>();
        bot.get()
                .standing(asks.keySet(), requests.iterator().next().now())
                .forEach((id, standing) -> standing.stream()
                        .filter(Bot.Standing::runs)
                        .filter(one -> !one.script().equals(asks.get(id)))
                        .findFirst()
                        .ifPresent(one -> found.put(id, new Found(place(one), one.tries()))));
        return found;
    }

    /// For a ticket that is about to be opened.
    TicketRows.Stuck sealed(Keys keys, Ticket ticket, Place place) {
        byte[] sealed = keys.seal(STUCK.at(ticket.conversation(), ticket.id()), Json.write(place));
        return new TicketRows.Stuck(place.script(), step(place.at()), sealed);
    }

    private static Place place(Bot.Standing standing) {
        return new Place(
                standing.script(),
                clip(standing.title()),
                standing.at(),
                clip(standing.asks()),
                standing.tries(),
                standing.position(),
                standing.total());
    }

    /// As the trail calls it: without the place in a list.
    private static String step(String at) {
        return at.substring(at.lastIndexOf('/') + 1);
    }

    private static String clip(String words) {
        return words.substring(0, Math.min(CLIP, words.length()));
    }

    /// Empty when nothing ran.
    public Optional<Place> of(Ticket ticket) {
        return rows.stuck(ticket.id())
                .map(kept -> Json.read(vault.open(STUCK.at(ticket.conversation(), ticket.id()), kept), Place.class));
    }
}
