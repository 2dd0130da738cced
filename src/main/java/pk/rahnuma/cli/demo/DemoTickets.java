package pk.rahnuma.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.cli.demo.random.DemoTexts;
import pk.rahnuma.cli.demo.random.DemoTimes;
import pk.rahnuma.cli.demo.random.FakeIdentities;
import pk.rahnuma.cli.demo.random.SeededRandom;
import pk.rahnuma.conversation.BackdatedTurnService;
import pk.rahnuma.conversation.intake.IncomingMessage;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.record.SlaBreachRepository;
import pk.rahnuma.ticket.record.TicketBodyRepository;
import pk.rahnuma.ticket.record.TicketRepository;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTriageService;

/// Simulates half a year of tickets, most of them closed, and some in every other state.
final class DemoTickets {

    /// Services that tickets call.
    record TicketServices(
            OpenTicketAction open,
            TicketAssignmentService claims,
            TicketReplyService answers,
            TicketTriageService sorting,
            TicketResolutionService closing,
            SlaClock promises,
            TicketRepository rows,
            SlaBreachRepository breaches,
            TicketBodyRepository bodies,
            BackdatedTurnService replay,
            AuditLog audit) {}

    private enum TicketEvent {
        CLAIM,
        ANSWER,
        ANSWER_AND_ASK,
        ANSWER_AND_CALL_PROVIDER,
        ANSWER_AND_CALL_AUTHORITY,
        WRITE,
        NOTE,
        TAG,
        SNOOZE,
        RESOLVE,
        RATE,
        CLOSE,
        REOPEN
    }

    /// Events of tickets that are not closed.
    private static final List<List<TicketEvent>> OPEN_TICKET_EVENTS = List.of(
            List.of(),
            List.of(),
            List.of(),
            List.of(TicketEvent.CLAIM),
            List.of(TicketEvent.CLAIM, TicketEvent.NOTE, TicketEvent.ANSWER_AND_ASK),
            List.of(TicketEvent.CLAIM, TicketEvent.ANSWER_AND_ASK, TicketEvent.WRITE),
            List.of(TicketEvent.CLAIM, TicketEvent.TAG, TicketEvent.ANSWER_AND_CALL_PROVIDER),
            List.of(TicketEvent.CLAIM, TicketEvent.ANSWER_AND_CALL_AUTHORITY),
            List.of(TicketEvent.CLAIM, TicketEvent.ANSWER, TicketEvent.SNOOZE),
            List.of(TicketEvent.CLAIM, TicketEvent.ANSWER, TicketEvent.RESOLVE),
            List.of(TicketEvent.CLAIM, TicketEvent.ANSWER, TicketEvent.RESOLVE, TicketEvent.RATE, TicketEvent.REOPEN));
    private static final List<List<TicketEvent>> CLOSED_TICKET_EVENTS = List.of(
            List.of(TicketEvent.CLAIM, TicketEvent.ANSWER, TicketEvent.RESOLVE, TicketEvent.RATE, TicketEvent.CLOSE),
            List.of(TicketEvent.CLAIM, TicketEvent.ANSWER, TicketEvent.RESOLVE, TicketEvent.RATE, TicketEvent.CLOSE),
            List.of(
                    TicketEvent.CLAIM,
                    TicketEvent.NOTE,
                    TicketEvent.ANSWER_AND_ASK,
                    TicketEvent.WRITE,
                    TicketEvent.ANSWER,
                    TicketEvent.RESOLVE,
                    TicketEvent.RATE,
                    TicketEvent.CLOSE),
            List.of(TicketEvent.CLAIM, TicketEvent.TAG, TicketEvent.ANSWER, TicketEvent.RESOLVE, TicketEvent.CLOSE));

    private final TicketServices services;
    private final SimulatedTimeline timeline;
    private final SeededRandom dice;
    private final DemoTimes demoTimes;
    private final DemoTexts words;
    private final ToLongFunction<FakeIdentities.FakePerson> conversations;
    private final List<TicketAgent> agents;
    private int sessions;

    DemoTickets(
            TicketServices services,
            SimulatedTimeline timeline,
            SeededRandom dice,
            DemoTimes demoTimes,
            ToLongFunction<FakeIdentities.FakePerson> conversations,
            List<TicketAgent> agents) {
        this.services = services;
        this.timeline = timeline;
        this.dice = dice;
        this.demoTimes = demoTimes;
        this.words = new DemoTexts(dice);
        this.conversations = conversations;
        this.agents = agents;
    }

    /// Ticket that is opened at its planned time.
    private static final class TicketPlan {
        private final FakeIdentities.FakePerson person;
        private final DemoApplicationLifecycle.SubmittedApplication about;
        private final String topic;
        private final TicketAgent agent;
        private Reference number;

        TicketPlan(
                FakeIdentities.FakePerson person,
                DemoApplicationLifecycle.SubmittedApplication about,
                String topic,
                TicketAgent agent) {
            this.person = person;
            this.about = about;
            this.topic = topic;
            this.agent = agent;
        }
    }

    /// Plans a ticket. The first of the open tickets is of a person whose registered line is blocked.
    ///
    /// @param about the person's application in the register
    /// @param live place among the open tickets; negative for a closed one
    void planTicket(DemoApplicationLifecycle.SubmittedApplication about, int live, Instant now) {
        String topic = live == 0 ? Ticket.LINE_BLOCKED_TOPIC : words.pickTopic();
        TicketPlan plan = new TicketPlan(about.person, about, topic, dice.pickOne(agents));
        List<TicketEvent> acts = live < 0
                ? dice.pickOne(CLOSED_TICKET_EVENTS)
                : OPEN_TICKET_EVENTS.get(live % OPEN_TICKET_EVENTS.size());
        Instant at = live < 0
                ? demoTimes.wakingTimeBefore(now, Duration.ofDays(2), Duration.ofDays(165))
                : demoTimes.wakingTimeBefore(now, Duration.ofMinutes(12), Duration.ofHours(live % 3 == 0 ? 40 : 6));
        List<Instant> times = new ArrayList<>();
        for (TicketEvent act : acts.reversed()) {
            at = Set.of(TicketEvent.WRITE, TicketEvent.RATE, TicketEvent.CLOSE, TicketEvent.REOPEN)
                            .contains(act)
                    ? at
                    : demoTimes.workingTimeBefore(at);
            times.addFirst(at);
            at = at.minus(before(act));
        }
        timeline.addEvent(at, then -> open(plan, then));
        for (int i = 0; i < acts.size(); i++) {
            TicketEvent act = acts.get(i);
            timeline.addEvent(times.get(i), then -> {
                take(plan, act, then);
                watch(plan, then);
            });
        }
    }

    private Duration before(TicketEvent act) {
        return switch (act) {
            case CLAIM -> dice.durationAround(Duration.ofMinutes(dice.nextBoolean(0.12) ? 1_500 : 100));
            case RATE -> dice.durationBetween(Duration.ofMinutes(2), Duration.ofHours(9));
            case CLOSE -> Duration.ofMinutes(1);
            case RESOLVE -> dice.durationAround(Duration.ofHours(3));
            case WRITE, REOPEN -> dice.durationAround(Duration.ofHours(2));
            default -> dice.durationAround(Duration.ofMinutes(9));
        };
    }

    private void open(TicketPlan plan, Instant now) {
        boolean own = plan.about.reference != null
                && (plan.topic.equals(Ticket.LINE_BLOCKED_TOPIC) || plan.topic.equals("my_application"));
        OpenTicketAction.Out out = services.open()
                .executeAll(List.of(new Action.Request<>(
                        conversations.applyAsLong(plan.person),
                        "demo-t" + ++sessions,
                        "human",
                        "demo",
                        false,
                        plan.person.language(),
                        now,
                        new OpenTicketAction.In(
                                plan.topic,
                                words.questionText(plan.topic, plan.person.language()),
                                own ? plan.about.reference.toGroupedText() : ""))))
                .getFirst();
        plan.number = Reference.parseText(out.number()).orElseThrow();
        watch(plan, now);
    }

    private void take(TicketPlan plan, TicketEvent act, Instant now) {
        String language = plan.person.language();
        switch (act) {
            case CLAIM -> services.claims().claimTicket(plan.number, plan.agent, now);
            case ANSWER -> answer(plan, Ticket.State.OPEN, now);
            case ANSWER_AND_ASK -> answer(plan, Ticket.State.WAITING_USER, now);
            case ANSWER_AND_CALL_PROVIDER -> answer(plan, Ticket.State.WAITING_ISP, now);
            case ANSWER_AND_CALL_AUTHORITY -> answer(plan, Ticket.State.WAITING_PTA, now);
            case WRITE -> write(plan, words.thanksText(language), now);
            case NOTE -> services.sorting().addNote(plan.number, plan.agent, words.pickNote(), now);
            case TAG ->
                services.sorting()
                        .addTag(
                                plan.number,
                                ActingAgent.forOwnTickets(plan.agent),
                                dice.pickOne("provider", "letter", "addresses"),
                                now);
            case SNOOZE ->
                services.sorting()
                        .snoozeTicket(
                                plan.number,
                                ActingAgent.forOwnTickets(plan.agent),
                                timeline.now().plus(Duration.ofHours(20)),
                                now);
            case RESOLVE -> services.closing().resolveTicket(plan.number, plan.agent, now);
            case RATE -> rate(ticket(plan), now);
            case CLOSE -> close(ticket(plan), now);
            case REOPEN -> services.closing().reopenTicket(plan.number, ActingAgent.forOwnTickets(plan.agent), now);
        }
    }

    private Ticket ticket(TicketPlan plan) {
        return services.rows().findTicket(plan.number).orElseThrow();
    }

    private void answer(TicketPlan plan, Ticket.State then, Instant now) {
        services.answers()
                .sendAnswer(
                        plan.number, plan.agent, words.answerText(plan.topic, plan.person.language()), null, then, now);
    }

    private void write(TicketPlan plan, String text, Instant now) {
        services.replay()
                .processAt(List.of(new IncomingMessage(
                        plan.person.chat().channel(),
                        plan.person.chat().address(),
                        "demo " + ++sessions,
                        new ConversationInput.Text(text),
                        plan.person.language(),
                        now)));
    }

    private void rate(Ticket ticket, Instant now) {
        int stars = dice.pickOne(5, 5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1);
        services.bodies().saveRatingComment(ticket, words.ratingComment(stars));
        note(ticket, "applicant", "ticket.rated", now);
        services.rows().saveTicket(ticket.toBuilder().withRating(stars).build(), now);
    }

    private void close(Ticket ticket, Instant now) {
        note(ticket, ticket.rating() == null ? "clock" : "applicant", "ticket.closed", now);
        services.rows()
                .saveTicket(
                        services.promises().transitionTo(ticket, Ticket.State.CLOSED, now).toBuilder()
                                .withResolvedAt(ticket.resolved(), null)
                                .build(),
                        now);
    }

    private void note(Ticket ticket, String staffName, String what, Instant now) {
        services.audit()
                .appendEntries(List.of(new AuditEntry(
                        ticket.conversation(), staffName, what, ticket.number().symbols(), null, now)));
    }

    /// Schedules the alarm of its clocks, which fires unless an agent acts before.
    private void watch(TicketPlan plan, Instant now) {
        Instant alarm = ticket(plan).clocks().alarm();
        if (alarm != null && alarm.isAfter(now)) {
            timeline.addEvent(alarm, then -> alarm(plan, then));
        }
    }

    private void alarm(TicketPlan plan, Instant now) {
        Ticket ticket = ticket(plan);
        if (ticket.clocks().alarm() == null || ticket.clocks().alarm().isAfter(now)) {
            return;
        }
        Set<Ticket.SlaBreach.Kind> known = new TreeSet<>();
        services.breaches().findByTicket(ticket.id()).stream()
                .filter(breach -> breach.round() == ticket.reopenCount())
                .forEach(breach -> known.add(breach.kind()));
        List<Ticket.SlaBreach.Kind> fresh = services.promises()
                .findBreaches(ticket, now)
                .filter(kind -> !known.contains(kind))
                .toList();
        for (Ticket.SlaBreach.Kind kind : fresh) {
            int level = Math.min(Ticket.MAX_ESCALATION_LEVEL, ticket.level() + 1);
            services.breaches()
                    .insertBreach(new Ticket.SlaBreach(
                            ticket.id(),
                            kind,
                            ticket.reopenCount(),
                            ticket.priority(),
                            level,
                            ticket.clocks().alarm(),
                            now));
            note(ticket, "clock", "ticket.breached", now);
        }
        services.rows().saveTicket(services.promises().recordBreaches(ticket, fresh.size(), now), now);
        watch(plan, now);
    }
}
