package pk.rahnuma.ticket.intake;

import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.DefaultConfiguration;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.conversation.BotConversationService;
import pk.rahnuma.messaging.conversation.ChatNetworkRepository;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.SessionDescriptionService;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.AssigneeNotifier;
import pk.rahnuma.ticket.ConversationHoldRepository;
import pk.rahnuma.ticket.RestraintRepository;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.SlaConfiguration;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketBodyRepository;
import pk.rahnuma.ticket.TicketCommentRepository;
import pk.rahnuma.ticket.TicketErasureRepository;
import pk.rahnuma.ticket.TicketQueueRepository;
import pk.rahnuma.ticket.TicketRepository;

/// Intake of tickets, for tests. The bot says the given reply and has no session.
public final class TicketIntakeFixture {

    /// Limits of tickets of persons without a proof.
    public static final int PER_ADDRESS = 3;

    public static final int OPEN = 5;

    public final DomainFixture domainFixture;
    public final UnprovedTicketRepository unproved;
    public final PersonProofService proofs;
    public final TicketRepository rows;
    public final TicketErasureRepository erasures;
    public final TicketCommentRepository words;
    public final TicketBodyRepository bodies;
    public final ConversationHoldRepository holds;
    public final RestraintRepository restraints;
    public final SlaClock slaClock;
    public final AssigneeNotifier notifier;
    public final WaitingTimeEstimator waits;
    public final StuckPositionService stuck;
    public final OpenTicketAction open;
    public final AddToTicketAction add;
    public final TicketOpeningService opening;
    public final ListTicketsAction mine;
    public final ShowResolvedTicketAction last;
    public final RateTicketAction rate;
    /// Reason that the bot cannot continue; null when it can.
    public String obstacle;

    public List<SessionDescriptionService.SessionState> standing = List.of();

    public TicketIntakeFixture(DomainFixture fixture) {
        this(fixture, DefaultConfiguration.defaultsOf(SlaConfiguration.class));
    }

    public TicketIntakeFixture(DomainFixture fixture, SlaConfiguration targets) {
        this.domainFixture = fixture;
        this.rows = fixture.database.getBean(TicketRepository.class);
        this.erasures = fixture.database.getBean(TicketErasureRepository.class);
        this.words = fixture.database.getBean(TicketCommentRepository.class);
        this.bodies = fixture.database.getBean(TicketBodyRepository.class);
        this.holds = fixture.database.getBean(ConversationHoldRepository.class);
        this.restraints = fixture.database.getBean(RestraintRepository.class);
        this.slaClock = new SlaClock(fixture.calendar, targets);
        this.unproved = fixture.database.getBean(UnprovedTicketRepository.class);
        this.proofs = new PersonProofService(
                fixture.database.getBean(PersonIdentityRepository.class),
                fixture.database.getBean(ChatRepository.class),
                fixture.access,
                fixture.recordFixture.lines);
        this.waits = new WaitingTimeEstimator(
                fixture.database.getBean(TicketQueueRepository.class), slaClock, fixture.staff);
        this.stuck = new StuckPositionService(sessions(), rows, fixture.database.vault());
        this.notifier = fixture.database.getBean(AssigneeNotifier.class);
        TicketTextWriter ticketWriter =
                new TicketTextWriter(rows, bodies, stuck, fixture.database.vault(), fixture.audit, slaClock, notifier);
        this.open = new OpenTicketAction(
                rows,
                ticketWriter,
                fixture.owners,
                new TicketFactory(slaClock),
                waits,
                stuck,
                new ObsoleteTicketCloser(rows, slaClock, fixture.audit),
                new TicketAdmissionService(
                        unproved,
                        proofs,
                        fixture.database.getBean(ChatNetworkRepository.class),
                        new UnprovedTicketConfiguration(PER_ADDRESS, OPEN),
                        TestDesk.ASSISTANCE,
                        restraints));
        this.opening = new TicketOpeningService(
                fixture.database.transactions(),
                fixture.persons,
                rows,
                ticketWriter,
                new TicketFactory(slaClock),
                fixture.applications);
        this.mine = new ListTicketsAction(rows, waits, slaClock);
        this.last = new ShowResolvedTicketAction(rows);
        this.rate = new RateTicketAction(rows, bodies, slaClock, fixture.audit, restraints);
        this.add = new AddToTicketAction(
                rows, ticketWriter, unproved, fixture.database.getBean(ScriptLibrary.class), restraints);
    }

    /// Opens a ticket of a person. Returns its number.
    public Reference openTicket(long person, String topic, Instant now) {
        OpenTicketAction.In in = new OpenTicketAction.In(topic, "It does not work", "");
        return Reference.parseText(domainFixture
                        .database
                        .sql()
                        .inTransaction(() -> execute(open, person, in, now))
                        .number())
                .orElseThrow();
    }

    public Ticket findTicket(Reference number) {
        return rows.findTicket(number).orElseThrow();
    }

    public BotConversationService bot() {
        return (conversation, said, now) -> {
            if (obstacle == null) {
                domainFixture.messages.postNotices(conversation, List.of(said), now);
            }
            return Optional.ofNullable(obstacle);
        };
    }

    public SessionDescriptionService sessions() {
        return (conversations, now) -> conversations.stream().collect(Collectors.toMap(id -> id, id -> standing));
    }

    CustomerMessageListener customerMessages(Instant now) {
        return new CustomerMessageListener(rows, holds, slaClock, restraints, notifier, () -> now);
    }

    /// True when what the bot cannot answer joins a ticket of the person.
    public boolean isJoining(long person, Instant now) {
        return !customerMessages(now).findOpenTickets(Set.of(person)).isEmpty();
    }

    /// Simulates a message of a customer during a handover.
    public void notifyMessage(long ticket, Instant now) {
        CustomerMessageListener listener = customerMessages(now);
        domainFixture.database.sql().inTransaction(() -> listener.onMessage(Set.of(ticket), now));
    }
}
