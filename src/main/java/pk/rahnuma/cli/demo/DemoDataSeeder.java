package pk.rahnuma.cli.demo;

import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.cli.demo.random.DemoTimes;
import pk.rahnuma.cli.demo.random.FakeIdentities;
import pk.rahnuma.cli.demo.random.SeededRandom;
import pk.rahnuma.conversation.BackdatedTurnService;
import pk.rahnuma.conversation.report.TrailRepository;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.person.consent.GiveConsentAction;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.registration.submission.SubmitApplicationAction;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.shared.Language;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.PasswordLinkService;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.staff.signin.SignInService;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.record.SlaBreachRepository;
import pk.rahnuma.ticket.record.TicketBodyRepository;
import pk.rahnuma.ticket.record.TicketRepository;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTriageService;

/// Fills an empty database with demo data; see the package.
public final class DemoDataSeeder {

    private static final Duration HISTORY_LENGTH = Duration.ofDays(184);
    private static final int CHAT_BATCH_SIZE = 200;
    private final ApplicationContext beans;
    private final DemoSize size;
    private final SeededRandom dice;
    private final Instant now;
    private final DemoRepository rows;
    private final Map<FakeIdentities.FakePerson, Long> conversations = new HashMap<>();

    /// Creates a seeder.
    ///
    /// @param seed of all random choices: the people and their actions. Numbers that must not be guessable, such as
    /// references, differ each time
    public DemoDataSeeder(ApplicationContext beans, DemoSize size, long seed) {
        this.beans = beans;
        this.size = size;
        this.dice = new SeededRandom(seed);
        this.now = beans.getBean(Clock.class).instant();
        this.rows = beans.getBean(DemoRepository.class);
    }

    /// Tells whether the database has not been used yet.
    public boolean isDatabaseEmpty() {
        return !rows.isDatabaseUsed();
    }

    /// Fills the database.
    ///
    /// @return accounts that can sign in
    public List<DemoStaff.DemoLogin> seedDatabase(ProgressListener progress) {
        progress.reportProgress("hiring", 0, 1);
        List<DemoStaff.DemoLogin> team = new DemoStaff(
                        bean(StaffAccountService.class), bean(PasswordLinkService.class), bean(SignInService.class))
                .createMembers(now.minus(HISTORY_LENGTH));
        SimulatedTimeline timeline = new SimulatedTimeline(transactions(), now);
        DemoTimes times = new DemoTimes(dice, bean(WorkingCalendar.class));
        FakeIdentities invented = new FakeIdentities(dice);
        DemoApplicants register = new DemoApplicants(size, dice, times, invented);
        List<FakeIdentities.FakePerson> visitors = new ArrayList<>();
        for (int i = 0; i < size.visitors(); i++) {
            visitors.add(invented.createPerson());
        }
        open(register.listApplicants(), progress);
        open(visitors, progress);
        register.planApplications(life(timeline, times, team), now);
        tickets(register, timeline, times, team);
        DemoConversations talks =
                new DemoConversations(bean(BackdatedTurnService.class), timeline, dice, times, invented);
        visitors.forEach(visitor -> talks.planConversation(visitor, now));
        talks.planDailyReminders(now.minus(HISTORY_LENGTH));
        timeline.runEvents(progress);
        footprints(register).writeEvents(progress);
        delivered();
        return team;
    }

    @SuppressWarnings("unchecked")
    private TransactionOperations<Connection> transactions() {
        return bean(TransactionOperations.class);
    }

    private <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    private void open(List<FakeIdentities.FakePerson> people, ProgressListener progress) {
        ChatRepository chats = bean(ChatRepository.class);
        for (int i = 0; i < people.size(); i += CHAT_BATCH_SIZE) {
            List<FakeIdentities.FakePerson> some = people.subList(i, Math.min(people.size(), i + CHAT_BATCH_SIZE));
            Map<ChatAddress, String> languages = new HashMap<>();
            some.forEach(person -> languages.put(person.chat(), person.language()));
            Map<ChatAddress, Chat> opened = chats.findOrCreate(
                    languages.keySet(), languages, now.minus(HISTORY_LENGTH).plusSeconds(i));
            some.forEach(person ->
                    conversations.put(person, opened.get(person.chat()).conversation()));
            progress.reportProgress("meeting people", i + some.size(), people.size());
        }
    }

    private DemoApplicationLifecycle life(SimulatedTimeline timeline, DemoTimes times, List<DemoStaff.DemoLogin> team) {
        Map<String, String> flows = new HashMap<>();
        library().currentScripts().forEach(script -> flows.put(script.name(), script.flow()));
        return new DemoApplicationLifecycle(
                new DemoApplicationLifecycle.ApplicationServices(
                        bean(GiveConsentAction.class),
                        bean(SubmitApplicationAction.class),
                        bean(SubmitOrganisationApplicationAction.class),
                        bean(RequestChangeAction.class),
                        bean(ApplicationDecisionService.class),
                        bean(DecisionProposalService.class),
                        bean(ApplicationRepository.class),
                        bean(ApplicationTransitionService.class),
                        new DemoDocuments(bean(DocumentService.class))),
                timeline,
                dice,
                times,
                flows,
                conversations::get,
                named(team, StaffRole.REVIEWER),
                named(team, StaffRole.SUPERVISOR).getFirst());
    }

    private static List<String> named(List<DemoStaff.DemoLogin> team, StaffRole role) {
        return team.stream()
                .filter(login -> login.role() == role)
                .map(DemoStaff.DemoLogin::name)
                .toList();
    }

    private void tickets(
            DemoApplicants register, SimulatedTimeline timeline, DemoTimes times, List<DemoStaff.DemoLogin> team) {
        List<TicketAgent> agents = team.stream()
                .filter(login -> login.role() == StaffRole.AGENT || login.role() == StaffRole.SUPERVISOR)
                .map(DemoStaff.DemoLogin::toAgent)
                .toList();
        ToLongFunction<FakeIdentities.FakePerson> known = conversations::get;
        DemoTickets tickets = new DemoTickets(
                new DemoTickets.TicketServices(
                        bean(OpenTicketAction.class),
                        bean(TicketAssignmentService.class),
                        bean(TicketReplyService.class),
                        bean(TicketTriageService.class),
                        bean(TicketResolutionService.class),
                        bean(SlaClock.class),
                        bean(TicketRepository.class),
                        bean(SlaBreachRepository.class),
                        bean(TicketBodyRepository.class),
                        bean(BackdatedTurnService.class),
                        bean(AuditLog.class)),
                timeline,
                dice,
                times,
                known,
                agents);
        int live = Math.max(22, size.tickets() / 12);
        List<DemoApplicationLifecycle.SubmittedApplication> people = register.registeredApplications();
        for (int i = 0; i < size.tickets(); i++) {
            tickets.planTicket(people.get((i * 5) % people.size()), i < live ? i : -1, now);
        }
    }

    private DemoFunnelEvents footprints(DemoApplicants register) {
        DemoFunnelEvents footprints = new DemoFunnelEvents(bean(TrailRepository.class), dice, now);
        for (DemoApplicationLifecycle.SubmittedApplication sent : register.allApplications()) {
            footprints.addWalk(library().findCurrent(sent.script), sent.language, sent.submittedAt, false);
        }
        DemoTimes times = new DemoTimes(dice, bean(WorkingCalendar.class));
        List<Script> scripts = List.of(
                library().findCurrent("eligibility"),
                library().findCurrent("register-individual"),
                library().findCurrent("register-company"),
                library().findCurrent("human"),
                library().findCurrent("lookup"));
        for (int i = 0; i < size.walks(); i++) {
            footprints.addWalk(
                    dice.pickOne(scripts),
                    dice.pickOne(Language.ENGLISH, Language.ENGLISH, Language.URDU, Language.URDU, Language.ROMAN_URDU),
                    times.wakingTimeBefore(now, Duration.ofMinutes(2), Duration.ofDays(178)),
                    true);
        }
        return footprints;
    }

    private ScriptLibrary library() {
        return bean(ContentLoader.class).scriptLibrary();
    }

    /// Marks the messages of the past as delivered.
    private void delivered() {
        transactions().executeWrite(status -> {
            rows.refusePending();
            rows.settlePending();
            return null;
        });
    }
}
