package pk.rahnuma.ticket.work;

import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.messaging.MessageCorrectionService;
import pk.rahnuma.messaging.OutboxOwnershipService;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.ticket.SlaConfiguration;
import pk.rahnuma.ticket.agent.AgentPresenceRepository;
import pk.rahnuma.ticket.intake.TicketIntakeFixture;
import pk.rahnuma.ticket.record.DueTicketRepository;
import pk.rahnuma.ticket.record.SlaBreachRepository;
import pk.rahnuma.ticket.record.TicketQueueRepository;

/// What staff do with tickets, for tests.
public final class TicketWorkFixture {

    public final TicketIntakeFixture intakes;
    public final TicketQueueRepository queue;
    public final SlaBreachRepository breaches;
    public final TicketAssignmentService claims;
    public final TicketReplyService answers;
    public final TicketResolutionService closing;
    public final TicketTriageService sorting;
    public final TicketMergeService merging;
    public final TicketDetailService cases;
    public final CommandLineTicketService tickets;
    public final AgentPresenceRepository atDesk;
    public final TicketTimerService clockwork;

    public TicketWorkFixture(DomainFixture rooms) {
        this(rooms, SlaConfiguration.usual());
    }

    public TicketWorkFixture(DomainFixture rooms, SlaConfiguration targets) {
        this.intakes = new TicketIntakeFixture(rooms, targets);
        var jdbi = rooms.database.jdbi();
        TicketLock held = new TicketLock(jdbi, intakes.rows, intakes.holds, rooms.persons, rooms.audit);
        this.queue = new TicketQueueRepository(jdbi);
        this.breaches = new SlaBreachRepository(jdbi);
        this.claims = new TicketAssignmentService(
                held, intakes.rows, intakes.holds, rooms.notices(), rooms.messages, intakes.bot(), rooms.calendar);
        OutboxOwnershipService outbox =
                new OutboxOwnershipService(jdbi, rooms.database.vault(), TestClusterNodes.alone(rooms.database));
        this.answers = new TicketReplyService(
                held,
                intakes.holds,
                intakes.rows,
                intakes.words,
                rooms.notices(),
                rooms.messages,
                new MessageCorrectionService(jdbi, rooms.messages, outbox),
                rooms.documents,
                intakes.promises);
        this.closing = new TicketResolutionService(
                held, intakes.rows, claims, rooms.notices(), rooms.messages, intakes.promises);
        this.sorting = new TicketTriageService(held, intakes.rows, intakes.words, intakes.promises, jdbi);
        this.merging = new TicketMergeService(
                held, intakes.rows, intakes.promises, claims, rooms.notices(), rooms.messages, intakes.holds);
        this.cases = new TicketDetailService(
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
                new TicketTranscriptService(rooms.messages),
                intakes.promises);
        this.tickets = new CommandLineTicketService(held, intakes.rows, intakes.words, intakes.bodies, queue, answers);
        this.atDesk = new AgentPresenceRepository(jdbi);
        this.clockwork = new TicketTimerService(
                new DueTicketRepository(jdbi),
                held,
                intakes.rows,
                breaches,
                intakes.promises,
                claims,
                closing,
                sorting,
                atDesk);
    }
}
