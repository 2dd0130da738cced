package pk.rahnuma.support.work;

import pk.rahnuma.node.Nodes;
import pk.rahnuma.post.Corrections;
import pk.rahnuma.post.Outbox;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.support.Targets;
import pk.rahnuma.support.desk.AtDesk;
import pk.rahnuma.support.intake.Intakes;
import pk.rahnuma.support.records.BreachRows;
import pk.rahnuma.support.records.Due;
import pk.rahnuma.support.records.Queue;

/// What staff do with tickets, for tests.
public final class Works {

    public final Intakes intakes;
    public final Queue queue;
    public final BreachRows breaches;
    public final Claims claims;
    public final Answers answers;
    public final Closing closing;
    public final Sorting sorting;
    public final TicketMergeService merging;
    public final Cases cases;
    public final Tickets tickets;
    public final AtDesk atDesk;
    public final Clockwork clockwork;

    public Works(Rooms rooms) {
        this(rooms, Targets.usual());
    }

    public Works(Rooms rooms, Targets targets) {
        this.intakes = new Intakes(rooms, targets);
        var jdbi = rooms.database.jdbi();
        Held held = new Held(jdbi, intakes.rows, intakes.holds, rooms.persons, rooms.audit);
        this.queue = new Queue(jdbi);
        this.breaches = new BreachRows(jdbi);
        this.claims = new Claims(
                held, intakes.rows, intakes.holds, rooms.notices(), rooms.messages, intakes.bot(), rooms.calendar);
        Outbox outbox = new Outbox(jdbi, rooms.database.vault(), Nodes.alone(rooms.database));
        this.answers = new Answers(
                held,
                intakes.holds,
                intakes.rows,
                intakes.words,
                rooms.notices(),
                rooms.messages,
                new Corrections(jdbi, rooms.messages, outbox),
                rooms.documents,
                intakes.promises);
        this.closing = new Closing(held, intakes.rows, claims, rooms.notices(), rooms.messages, intakes.promises);
        this.sorting = new Sorting(held, intakes.rows, intakes.words, intakes.promises, jdbi);
        this.merging = new TicketMergeService(
                held, intakes.rows, intakes.promises, claims, rooms.notices(), rooms.messages, intakes.holds);
        this.cases = new Cases(
                held,
                intakes.rows,
                intakes.words,
                breaches,
                intakes.bodies,
                intakes.stuck,
                intakes.waits,
                queue,
                intakes.bot(),
                rooms.applications,
                rooms.documents,
                new Transcripts(rooms.messages),
                intakes.promises);
        this.tickets = new Tickets(held, intakes.rows, intakes.words, intakes.bodies, queue, answers);
        this.atDesk = new AtDesk(jdbi);
        this.clockwork = new Clockwork(
                new Due(jdbi), held, intakes.rows, breaches, intakes.promises, claims, closing, sorting, atDesk);
    }
}
