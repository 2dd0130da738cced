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

/// Services for staff work on tickets, for tests.
public final class TicketWorkFixture {

    public final TicketIntakeFixture intakeFixture;
    public final TicketQueueRepository queue;
    public final SlaBreachRepository breaches;
    public final TicketAssignmentService claims;
    public final TicketReplyService answers;
    public final TicketResolutionService closing;
    public final TicketTriageService sorting;
    public final TicketMergeService merging;
    public final TicketDetailService cases;
    public final CommandLineTicketService tickets;
    public final AgentPresenceRepository agentPresence;
    public final TicketTimerService timerService;

    public TicketWorkFixture(DomainFixture rooms) {
        this(rooms, SlaConfiguration.defaults());
    }

    public TicketWorkFixture(DomainFixture rooms, SlaConfiguration targets) {
        this.intakeFixture = new TicketIntakeFixture(rooms, targets);
        var jdbi = rooms.database.jdbi();
        TicketLock held = new TicketLock(jdbi, intakeFixture.rows, intakeFixture.holds, rooms.persons, rooms.audit);
        this.queue = new TicketQueueRepository(jdbi);
        this.breaches = new SlaBreachRepository(jdbi);
        this.claims = new TicketAssignmentService(
                held,
                intakeFixture.rows,
                intakeFixture.holds,
                rooms.notices(),
                rooms.messages,
                intakeFixture.bot(),
                rooms.calendar);
        OutboxOwnershipService outbox =
                new OutboxOwnershipService(jdbi, rooms.database.vault(), TestClusterNodes.singleNode(rooms.database));
        this.answers = new TicketReplyService(
                held,
                intakeFixture.holds,
                intakeFixture.rows,
                intakeFixture.words,
                rooms.notices(),
                rooms.messages,
                new MessageCorrectionService(jdbi, rooms.messages, outbox),
                rooms.documents,
                intakeFixture.slaClock);
        this.closing = new TicketResolutionService(
                held, intakeFixture.rows, claims, rooms.notices(), rooms.messages, intakeFixture.slaClock);
        this.sorting =
                new TicketTriageService(held, intakeFixture.rows, intakeFixture.words, intakeFixture.slaClock, jdbi);
        this.merging = new TicketMergeService(
                held,
                intakeFixture.rows,
                intakeFixture.slaClock,
                claims,
                rooms.notices(),
                rooms.messages,
                intakeFixture.holds);
        this.cases = new TicketDetailService(
                held,
                intakeFixture.rows,
                intakeFixture.words,
                breaches,
                intakeFixture.bodies,
                intakeFixture.stuck,
                intakeFixture.waits,
                queue,
                intakeFixture.bot(),
                rooms.applications,
                rooms.documents,
                new TicketTranscriptService(rooms.messages),
                intakeFixture.slaClock);
        this.tickets = new CommandLineTicketService(
                held, intakeFixture.rows, intakeFixture.words, intakeFixture.bodies, queue, answers);
        this.agentPresence = new AgentPresenceRepository(jdbi);
        this.timerService = new TicketTimerService(
                new DueTicketRepository(jdbi),
                held,
                intakeFixture.rows,
                breaches,
                intakeFixture.slaClock,
                claims,
                closing,
                sorting,
                agentPresence);
    }
}
