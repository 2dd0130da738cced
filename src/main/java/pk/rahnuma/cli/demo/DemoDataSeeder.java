package pk.rahnuma.cli.demo;

import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.shared.Language;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.CannedReply;
import pk.rahnuma.ticket.work.CannedReplyRepository;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Fills an empty database with demo data; see the package.
public final class DemoDataSeeder {

    private static final Duration HISTORY_LENGTH = Duration.ofDays(184);
    private static final int MIN_OPEN_TICKETS = 22;

    private final DemoSize size;
    private final DemoWorld world;
    private final DemoRepository demoData;
    private final TransactionOperations<Connection> transactions;
    private final Instant begin;

    /// Creates a seeder.
    ///
    /// @param seed of all random choices: the people and their actions. Numbers that must not be guessable, such as
    /// references, differ each time
    @SuppressWarnings("unchecked")
    public DemoDataSeeder(ApplicationContext beans, DemoSize size, long seed) {
        Instant now = beans.getBean(Clock.class).instant();
        DemoContent content = DemoContent.load();
        DemoRandom random = new DemoRandom(new Random(seed), beans.getBean(WorkingCalendar.class));
        this.size = size;
        this.begin = now.minus(HISTORY_LENGTH);
        this.demoData = beans.getBean(DemoRepository.class);
        this.transactions = beans.getBean(TransactionOperations.class);
        this.world = new DemoWorld(
                beans,
                content,
                random,
                new DemoPeople(content, random, beans.getBean(ChatRepository.class), begin),
                new SimulatedTimeline(transactions, now),
                new AtomicInteger());
    }

    /// Tells whether the database has not been used yet.
    public boolean isDatabaseEmpty() {
        return !demoData.isDatabaseUsed();
    }

    /// Fills the database.
    ///
    /// @return accounts that can sign in
    public List<DemoStaff.DemoLogin> seedDatabase() {
        List<DemoStaff.DemoLogin> team = new DemoStaff(world).createMembers(begin);
        saveReplies(team);
        DemoApplications applications = new DemoApplications(
                world,
                size,
                namesOf(team, StaffRole.REVIEWER),
                namesOf(team, StaffRole.SUPERVISOR).getFirst());
        applications.planApplications(size);
        planTickets(applications, team);
        DemoVisitors visitors = new DemoVisitors(world);
        for (int i = 0; i < size.visitors(); i++) {
            visitors.planConversation(i);
        }
        visitors.planDailyReminders(begin);
        world.timeline().runEvents();
        transactions.executeWrite(status -> {
            demoData.refusePending();
            demoData.settlePending();
            return null;
        });
        return team;
    }

    private void saveReplies(List<DemoStaff.DemoLogin> team) {
        CannedReplyRepository replies = world.bean(CannedReplyRepository.class);
        String supervisor = namesOf(team, StaffRole.SUPERVISOR).getFirst();
        world.content()
                .savedReplies()
                .forEach(saved -> replies.insertReply(new CannedReply(
                        SubjectEncryptionService.newId(),
                        team.stream()
                                .filter(login -> login.name().equals(saved.agent()))
                                .findFirst()
                                .map(DemoStaff.DemoLogin::id)
                                .orElse(CannedReply.COMMON),
                        saved.folder(),
                        saved.name(),
                        saved.texts().get(Language.ENGLISH),
                        saved.texts().get(Language.URDU),
                        saved.texts().get(Language.ROMAN_URDU),
                        saved.tag(),
                        saved.then().isEmpty() ? null : Ticket.State.valueOf(saved.then()),
                        saved.agent().isEmpty() ? supervisor : saved.agent(),
                        begin)));
    }

    private static List<String> namesOf(List<DemoStaff.DemoLogin> team, StaffRole role) {
        return team.stream()
                .filter(login -> login.role() == role)
                .map(DemoStaff.DemoLogin::name)
                .toList();
    }

    private void planTickets(DemoApplications applications, List<DemoStaff.DemoLogin> team) {
        List<TicketAgent> agents = team.stream()
                .filter(login -> login.role() == StaffRole.AGENT || login.role() == StaffRole.SUPERVISOR)
                .map(login -> new TicketAgent(login.id(), login.name()))
                .toList();
        DemoTickets tickets = new DemoTickets(world, applications, agents);
        int open = Math.max(MIN_OPEN_TICKETS, size.tickets() / 12);
        List<DemoApplications.SentApplication> sent = applications.registeredApplications();
        for (int i = 0; i < size.tickets(); i++) {
            tickets.planTicket(sent.get(i * 5 % sent.size()), i < open ? i : -1);
        }
    }
}
