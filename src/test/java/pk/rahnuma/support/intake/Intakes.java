package pk.rahnuma.support.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.post.Bot;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.support.Promises;
import pk.rahnuma.support.Targets;
import pk.rahnuma.support.records.Bodies;
import pk.rahnuma.support.records.Feed;
import pk.rahnuma.support.records.Holds;
import pk.rahnuma.support.records.TicketRows;
import pk.rahnuma.support.records.WordRows;

/// How tickets come in, for tests. The bot says what it is given, and nothing runs with it.
public final class Intakes {

    public final Rooms rooms;
    public final List<Set<Long>> told = new ArrayList<>();
    public final Feed feed;
    public final TicketRows rows;
    public final WordRows words;
    public final Bodies bodies;
    public final Holds holds;
    public final Promises promises;
    public final Waits waits;
    public final Stuck stuck;
    public final Open open;
    public final Add add;
    public final Opening opening;
    public final Mine mine;
    public final Last last;
    public final Rate rate;
    /// Why the bot cannot go on; null when it can.
    public String obstacle;

    public List<Bot.Standing> standing = List.of();

    public Intakes(Rooms rooms) {
        this(rooms, Targets.usual());
    }

    public Intakes(Rooms rooms, Targets targets) {
        this.rooms = rooms;
        this.feed = new Feed(rooms.database.jdbi(), told::add);
        this.rows = new TicketRows(rooms.database.jdbi(), feed);
        this.words = new WordRows(rooms.database.jdbi(), rooms.database.vault());
        this.bodies = new Bodies(rooms.database.jdbi(), rooms.database.vault());
        this.holds = new Holds(rooms.database.jdbi());
        this.promises = new Promises(rooms.calendar, targets);
        this.waits = new Waits(rooms.database.jdbi(), promises);
        this.stuck = new Stuck((Supplier<Bot>) this::bot, rows, rooms.database.vault());
        this.open = new Open(
                rows,
                bodies,
                rooms.owners,
                rooms.access,
                rooms.database.vault(),
                rooms.audit,
                promises,
                new Fresh(promises),
                waits,
                stuck,
                new Needless(rows, promises, rooms.audit));
        this.opening = new Opening(
                rooms.database.jdbi(),
                rooms.persons,
                rows,
                bodies,
                new Fresh(promises),
                rooms.applications,
                rooms.database.vault(),
                rooms.audit);
        this.mine = new Mine(rows, waits, promises);
        this.last = new Last(rows);
        this.rate = new Rate(rows, bodies, promises, rooms.audit);
        this.add = new Add(rows, bodies, rooms.audit, promises);
    }

    public Bot bot() {
        return new Bot() {
            @Override
            public Optional<String> goesOn(long conversation, Reply said, Instant now) {
                if (obstacle == null) {
                    rooms.messages.post(conversation, List.of(said), now);
                }
                return Optional.ofNullable(obstacle);
            }

            @Override
            public Map<Long, List<Standing>> standing(Collection<Long> conversations, Instant now) {
                return conversations.stream().collect(Collectors.toMap(id -> id, id -> standing));
            }
        };
    }

    /// Somebody writes whom a human has.
    public void wrote(long ticket, Instant now) {
        new Wrote(rows, promises).heard(Set.of(ticket), now);
    }
}
