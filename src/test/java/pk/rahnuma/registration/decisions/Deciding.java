package pk.rahnuma.registration.decisions;

import java.time.Clock;
import java.time.Instant;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.registration.form.Wanted;
import pk.rahnuma.store.Mode;

/// Decisions over a database, for tests.
public final class Deciding {

    private Deciding() {}

    public static Decisions decisions(Rooms rooms, Mode mode) {
        return new Decisions(
                rooms.database.jdbi(),
                mode,
                rooms.persons,
                rooms.applications,
                rooms.tables.moves,
                rooms.contents,
                new Wanted(Rooms.forms()),
                new Audience(rooms.persons, rooms.organisations, rooms.access, rooms.notices(), rooms.messages),
                rooms.access);
    }

    /// What a member of staff decides where no second is wanted.
    public static Application decide(
            Decisions decisions, Reference reference, Decision decision, String staff, Instant now) {
        return decisions.decide(reference, decision, staff, now);
    }

    /// What an applicant's action does.
    ///
    /// @return whether it was possible
    public static boolean wished(Decisions decisions, long person, Reference reference, Move act, Instant now) {
        return decisions.wished(person, reference.grouped(), act, null, now);
    }

    /// Time, which lets applications lapse.
    static Lapses lapses(Rooms rooms, Decisions decisions) {
        return new Lapses(rooms.applications, () -> decisions, Clock.systemUTC(), null);
    }

    /// @return how many lapsed
    public static int lapse(Rooms rooms, Decisions decisions, Instant now) {
        return lapses(rooms, decisions).run(now);
    }
}
