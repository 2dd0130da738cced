package pk.rahnuma.person.joining;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository.ConversationRow;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.submission.SubmitApplicationAction;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTriageService;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Persons with messages, addresses, devices, and with applications, tickets, running forms and drafts in random
/// states.
final class RandomPersons {

    private static final int MAX_STEPS = 6;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final JoiningFixture fixture;
    private final RandomGenerator random;
    private final ApplicationContext context;

    RandomPersons(JoiningFixture fixture, RandomGenerator random) {
        this.fixture = fixture;
        this.random = random;
        this.context = fixture.server.context();
    }

    Chat createPerson(int messages) {
        Chat chat = fixture.createPerson(messages, random);
        long person = chat.conversation();
        for (int i = random.nextInt(3); i > 0; i--) {
            addApplication(person);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            addTicket(person);
        }
        addForms(person, random.nextInt(2), random.nextInt(4));
        // The worker of the server may not have delivered yet what staff wrote.
        fixture.server.sql().execute("update message set state = 'SENT' where conversation_id = ?", person);
        return chat;
    }

    /// Submits an application and lets staff take random decisions.
    void addApplication(long person) {
        int number = NUMBERS.incrementAndGet();
        Map<String, Object> answers = DomainFixture.mobileAnswers("+92300%07d".formatted(1_000_000 + number));
        SubmitApplicationAction.Out out = fixture.server
                .sql()
                .inTransaction(() -> context.getBean(SubmitApplicationAction.class)
                        .executeAll(List.of(
                                request(person, "register-individual", new SubmitApplicationAction.In(answers))))
                        .getFirst());
        Reference reference = Reference.parseText(out.reference()).orElseThrow();
        for (int i = random.nextInt(MAX_STEPS); i > 0; i--) {
            Application application = context.getBean(ApplicationRepository.class)
                    .findApplication(reference)
                    .orElseThrow();
            List<ApplicationTransition> possible = Arrays.stream(ApplicationTransition.values())
                    .filter(act -> act.isAllowed(application.status(), TransitionActor.STAFF))
                    .toList();
            if (!possible.isEmpty()) {
                decide(reference, possible.get(random.nextInt(possible.size())));
            }
        }
    }

    private void decide(Reference reference, ApplicationTransition act) {
        ApplicationDecision decision = new ApplicationDecision(
                act,
                List.of(DecisionReason.values()[0]),
                "A note",
                act == ApplicationTransition.APPROVE ? "PTA-" + NUMBERS.get() : null);
        try {
            context.getBean(DecisionProposalService.class).decide(reference, decision, "omar", fixture.now);
        } catch (RuleViolationException e) {
            // It waits for the second reviewer.
        }
    }

    /// Opens a ticket, which staff may have answered or noted something about.
    void addTicket(long person) {
        OpenTicketAction.In story = new OpenTicketAction.In("other", "It is about " + person, "");
        String number = fixture.server
                .sql()
                .inTransaction(() -> context.getBean(OpenTicketAction.class)
                        .executeAll(List.of(request(person, "human", story)))
                        .getFirst())
                .number();
        Reference ticket = Reference.parseText(number).orElseThrow();
        TicketAgent omar = new TicketAgent(7, "omar");
        if (random.nextBoolean()) {
            TicketTriageService triage = context.getBean(TicketTriageService.class);
            triage.addNote(ticket, omar, "Note on " + person, fixture.now);
            triage.addTag(ticket, ActingAgent.forOwnTickets(omar), "tag", fixture.now);
        }
        if (random.nextBoolean()) {
            // The conversation is with staff until the ticket is resolved.
            context.getBean(TicketAssignmentService.class).claimTicket(ticket, omar, fixture.now);
            context.getBean(TicketReplyService.class)
                    .sendAnswer(ticket, omar, "Answer to " + person, null, Ticket.State.WAITING_USER, fixture.now);
            context.getBean(TicketResolutionService.class).resolveTicket(ticket, omar, fixture.now);
        }
    }

    private <I extends Record> Action.Request<I> request(long person, String script, I arguments) {
        String session = Integer.toString(NUMBERS.incrementAndGet(), 36);
        return new Action.Request<>(person, session, script, "flow", false, "en", fixture.now, arguments);
    }

    /// Stores running forms and drafts with an answer.
    void addForms(long person, int running, int drafts) {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < running + drafts; i++) {
            String flow = context.getBean(ScriptLibrary.class)
                    .findCurrent("register-individual")
                    .flow();
            sessions.add(Session.startNew(
                            Integer.toString(i + 1, 36),
                            "register-individual",
                            flow,
                            fixture.now.minus(Duration.ofMinutes(random.nextInt(10_000))))
                    .withAnswer(
                            "full_name",
                            new StoredAnswer("Form " + i + " of " + person, null),
                            fixture.now.minus(Duration.ofMinutes(random.nextInt(10_000)))));
        }
        ConversationState state = new ConversationState(
                "en", sessions.subList(0, running), sessions.subList(running, sessions.size()), sessions.size());
        SubjectKeyRing keys = context.getBean(SubjectEncryptionService.class).openKeys(List.of(person));
        fixture.locked(person, () -> {
            ConversationRepository conversations = context.getBean(ConversationRepository.class);
            ConversationRow row = conversations
                    .lockConversations(new TreeSet<>(List.of(person)))
                    .get(person);
            conversations.updateConversations(
                    List.of(new ConversationRepository.ConversationUpdate(
                            person, state, row.lastSeq(), row.lastChat(), null, null, 0, row.owner())),
                    keys,
                    fixture.now);
            return null;
        });
    }

    /// Names in the forms of a person, which tell them apart.
    List<String> formNames(long person) {
        ConversationState state = ConversationRepository.openState(
                context.getBean(ConversationRepository.class).findById(person).orElseThrow(),
                context.getBean(SubjectEncryptionService.class).openKeys(List.of(person)));
        Map<String, String> names = new LinkedHashMap<>();
        state.stack().forEach(session -> names.put(session.id(), name(session)));
        state.drafts().forEach(session -> names.put(session.id(), name(session)));
        return List.copyOf(names.values());
    }

    private static String name(Session session) {
        return (String) session.answers().get("full_name").value();
    }
}
