package pk.rahnuma.ticket.work;

import io.micronaut.context.BeanLocator;
import java.time.Clock;
import java.time.Instant;
import pk.rahnuma.DefaultConfiguration;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.OutboxService;
import pk.rahnuma.messaging.PendingDownloadRepository;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.DueTicketRepository;
import pk.rahnuma.ticket.SlaBreachRepository;
import pk.rahnuma.ticket.SlaConfiguration;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketMergeRepository;
import pk.rahnuma.ticket.TicketQueueRepository;
import pk.rahnuma.ticket.intake.TicketIntakeFixture;
import pk.rahnuma.ticket.intake.UnprovedTicketService;

/// Services for staff work on tickets, for tests.
public final class TicketWorkFixture {

    public final TicketIntakeFixture intakeFixture;
    public final TicketQueueRepository queue;
    public final SlaBreachRepository breaches;
    public final OutboxService outbox;
    public final TicketAssignmentService claims;
    public final TicketReplyService answers;
    public final TicketResolutionService closing;
    public final TicketRestraintService restraining;
    public final TicketTriageService sorting;
    public final TicketMergeService merging;
    public final TicketDetailService cases;
    public final AgentPresenceRepository agentPresence;
    public final TicketTimerService timerService;
    public final UnprovedTicketService lane;

    public TicketWorkFixture(DomainFixture fixture) {
        this(fixture, DefaultConfiguration.defaultsOf(SlaConfiguration.class));
    }

    public TicketWorkFixture(DomainFixture fixture, SlaConfiguration targets) {
        this.intakeFixture = new TicketIntakeFixture(fixture, targets);
        TicketLock held = new TicketLock(
                fixture.database.transactions(),
                intakeFixture.rows,
                intakeFixture.holds,
                fixture.persons,
                fixture.audit,
                intakeFixture.notifier);
        this.queue = fixture.database.getBean(TicketQueueRepository.class);
        this.breaches = fixture.database.getBean(SlaBreachRepository.class);
        this.claims = new TicketAssignmentService(
                held,
                intakeFixture.rows,
                intakeFixture.holds,
                fixture.notices(),
                fixture.messages,
                intakeFixture.bot(),
                fixture.calendar,
                intakeFixture.restraints);
        this.outbox = MessagingFixture.outbox(fixture.database, TestClusterNodes.singleNode(fixture.database));
        this.answers = new TicketReplyService(
                held,
                intakeFixture.rows,
                intakeFixture.words,
                fixture.notices(),
                fixture.messages,
                MessagingFixture.corrections(fixture.database, fixture.messages, outbox),
                new TicketFileService(held, fixture.documents),
                intakeFixture.slaClock);
        this.closing = new TicketResolutionService(
                held,
                intakeFixture.rows,
                claims,
                fixture.notices(),
                fixture.messages,
                intakeFixture.slaClock,
                intakeFixture.restraints);
        this.restraining = new TicketRestraintService(
                held,
                intakeFixture.rows,
                intakeFixture.restraints,
                intakeFixture.words,
                claims,
                fixture.notices(),
                fixture.messages,
                intakeFixture.slaClock);
        this.sorting = new TicketTriageService(held, intakeFixture.rows, intakeFixture.words, intakeFixture.slaClock);
        this.merging = new TicketMergeService(
                held,
                intakeFixture.rows,
                fixture.database.getBean(TicketMergeRepository.class),
                intakeFixture.slaClock,
                claims,
                fixture.notices(),
                fixture.messages,
                intakeFixture.holds);
        this.cases = new TicketDetailService(
                held,
                intakeFixture.rows,
                intakeFixture.words,
                breaches,
                intakeFixture.bodies,
                queue,
                new TicketTranscriptService(
                        fixture.messages,
                        fixture.documents,
                        fixture.database.getBean(PendingDownloadRepository.class),
                        fixture.database.getBean(ChatRepository.class)),
                new TicketMatterService(
                        intakeFixture.stuck,
                        intakeFixture.sessions(),
                        fixture.applications,
                        intakeFixture.slaClock,
                        intakeFixture.restraints));
        this.agentPresence = fixture.database.getBean(AgentPresenceRepository.class);
        this.lane = new UnprovedTicketService(
                fixture.database.transactions(),
                intakeFixture.unproved,
                intakeFixture.proofs,
                fixture.persons,
                intakeFixture.rows);
        this.timerService = new TicketTimerService(
                fixture.database.getBean(DueTicketRepository.class),
                new SlaBreachService(
                        held,
                        intakeFixture.rows,
                        breaches,
                        intakeFixture.slaClock,
                        fixture.database.getBean(DueTicketRepository.class)),
                intakeFixture.slaClock,
                claims,
                closing,
                sorting,
                agentPresence,
                lane);
    }

    /// Claims a ticket and answers it, so that it waits for its person.
    public Ticket answerTicket(Reference number, TicketAgent by, String text, Instant now) {
        claims.claimOrFail(number, by, now);
        return answers.sendAnswer(number, by, text, null, Ticket.State.WAITING_USER, now)
                .ticket();
    }

    /// Claims and answers a ticket in another context.
    public static void answerTicket(BeanLocator context, Reference number, String text) {
        Instant now = context.getBean(Clock.class).instant();
        TicketAgent omar = new TicketAgent(7, "omar");
        context.getBean(TicketAssignmentService.class).claimOrFail(number, omar, now);
        context.getBean(TicketReplyService.class).sendAnswer(number, omar, text, null, Ticket.State.WAITING_USER, now);
    }
}
