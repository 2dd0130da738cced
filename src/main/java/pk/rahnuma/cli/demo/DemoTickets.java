package pk.rahnuma.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.ScriptNames;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.intake.RateTicketAction;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.SlaBreachService;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketResolutionService;
import pk.rahnuma.ticket.work.TicketTriageService;

/// Half a year of tickets, most of them closed, and some in every other state.
record DemoTickets(DemoWorld world, DemoApplications applications, List<TicketAgent> agents) {

    private static final Set<String> CUSTOMER_EVENTS = Set.of("WRITE", "RATE", "RATE_BADLY");

    /// Ticket that is opened at its planned time.
    ///
    /// @param number once it is open
    /// @param answers number of answers to it
    /// @param writes number of texts of its customer
    private record PlannedTicket(
            DemoApplications.SentApplication about,
            String topic,
            TicketAgent agent,
            AtomicReference<Reference> number,
            AtomicInteger answers,
            AtomicInteger writes) {

        private String textOf(Map<String, String> byLanguage) {
            return byLanguage.get(about.person().language());
        }

        /// The next of these texts; the last one again when there are no more.
        private String nextOf(List<Map<String, String>> texts, AtomicInteger used) {
            return textOf(texts.get(Math.min(used.getAndIncrement(), texts.size() - 1)));
        }
    }

    /// Plans a ticket. The first of the open tickets is of a person whose registered line is blocked.
    ///
    /// @param about the person's application in the register
    /// @param live place among the open tickets; negative for a closed one
    void planTicket(DemoApplications.SentApplication about, int live) {
        DemoContent content = world.content();
        DemoRandom random = world.random();
        String topic = live == 0 ? Ticket.LINE_BLOCKED_TOPIC : random.pickOne(content.topics());
        PlannedTicket planned = new PlannedTicket(
                about,
                topic,
                random.pickOne(agents),
                new AtomicReference<>(),
                new AtomicInteger(),
                new AtomicInteger());
        List<String> events = DemoContent.splitWords(
                live < 0
                        ? random.pickOne(content.closedTickets())
                        : content.openTickets().get(live % content.openTickets().size()));
        Instant at = live < 0
                ? random.wakingTimeBefore(world.now(), Duration.ofDays(2), Duration.ofDays(165))
                : random.wakingTimeBefore(
                        world.now(), Duration.ofMinutes(12), Duration.ofHours(live % 3 == 0 ? 40 : 6));
        List<Instant> times = new ArrayList<>();
        for (String event : events.reversed()) {
            at = CUSTOMER_EVENTS.contains(event) ? at : random.workingTimeBefore(at);
            times.addFirst(at);
            at = at.minus(random.durationBetween(
                    Duration.ofMinutes(2), Duration.ofMinutes(random.nextBoolean(0.12) ? 1_500 : 100)));
        }
        world.timeline().addEvent(at, now -> openTicket(planned, now));
        for (int i = 0; i < events.size(); i++) {
            String event = events.get(i);
            world.timeline().addEvent(times.get(i), now -> {
                playEvent(planned, event, now);
                scheduleAlarm(planned, now);
            });
        }
    }

    private void openTicket(PlannedTicket planned, Instant now) {
        Reference own =
                planned.topic.equals(Ticket.LINE_BLOCKED_TOPIC) ? applications.referenceOf(planned.about) : null;
        OpenTicketAction.In in = new OpenTicketAction.In(
                planned.topic,
                planned.textOf(world.content().questions().get(planned.topic)),
                own == null ? "" : own.toGroupedText());
        hearCustomer(planned.about.person(), in.text(), now);
        String number = world.bean(OpenTicketAction.class)
                .executeAll(world.request(planned.about.person(), ScriptNames.HUMAN, "demo", now, in))
                .getFirst()
                .number();
        planned.number.set(Reference.parseText(number).orElseThrow());
        scheduleAlarm(planned, now);
    }

    /// Puts the words that open the ticket into the conversation.
    private void hearCustomer(DemoPeople.DemoPerson person, String words, Instant now) {
        world.bean(ConversationMessageService.class)
                .appendReceived(
                        world.bean(ChatRepository.class)
                                .findByConversation(person.conversation())
                                .getFirst(),
                        new Reply(words, List.of(), "text", Reply.DisplayMode.PLAIN),
                        now);
    }

    private void playEvent(PlannedTicket planned, String event, Instant now) {
        DemoContent content = world.content();
        Reference number = planned.number.get();
        TicketAgent agent = planned.agent;
        ActingAgent acting = ActingAgent.forOwnTickets(agent);
        TicketTriageService triage = world.bean(TicketTriageService.class);
        TicketReplyService replies = world.bean(TicketReplyService.class);
        switch (event) {
            case "CLAIM" -> world.bean(TicketAssignmentService.class).claimTicket(number, agent, now);
            case "NOTE" -> triage.addNote(number, agent, content.note(), now);
            case "MENTION" -> triage.addNote(number, agent, content.mention(), now);
            case "TAG" -> triage.addTag(number, acting, content.tag(), now);
            case "SNOOZE" -> triage.snoozeTicket(number, acting, world.now().plus(Duration.ofHours(20)), now);
            case "WRITE" -> world.say(planned.about.person(), planned.nextOf(content.writes(), planned.writes), now);
            case "ABSENCE" ->
                world.bean(TicketAssignmentService.class)
                        .releaseFromAbsentMember(
                                world.bean(TicketRepository.class)
                                        .findTicket(number)
                                        .orElseThrow()
                                        .id(),
                                agent,
                                now);
            case "RESOLVE" -> world.bean(TicketResolutionService.class).resolveTicket(number, agent, now);
            case "RATE" -> rateTicket(planned, world.random().pickOne(List.of("5", "5", "5", "4", "4", "3")), now);
            case "RATE_BADLY" -> rateTicket(planned, "1", now);
            default ->
                replies.sendAnswer(
                        number,
                        agent,
                        planned.nextOf(content.answers(), planned.answers),
                        null,
                        Ticket.State.valueOf(event),
                        now);
        }
    }

    private void rateTicket(PlannedTicket planned, String stars, Instant now) {
        RateTicketAction.In in = new RateTicketAction.In(planned.number.get().toGroupedText(), stars, "");
        world.bean(RateTicketAction.class).executeAll(world.request(planned.about.person(), "rate", "demo", now, in));
    }

    /// Schedules the alarm of its clocks, which records a missed target unless an agent acts before.
    private void scheduleAlarm(PlannedTicket planned, Instant now) {
        Ticket ticket = world.bean(TicketRepository.class)
                .findTicket(planned.number.get())
                .orElseThrow();
        Instant alarm = ticket.clocks().alarm();
        if (alarm != null && alarm.isAfter(now)) {
            world.timeline().addEvent(alarm, then -> {
                world.bean(SlaBreachService.class).recordMissedTargets(ticket.id(), then);
                scheduleAlarm(planned, then);
            });
        }
    }
}
