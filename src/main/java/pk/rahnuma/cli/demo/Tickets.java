package pk.rahnuma.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Promises;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.intake.Open;
import pk.rahnuma.support.records.Bodies;
import pk.rahnuma.support.records.BreachRows;
import pk.rahnuma.support.records.TicketRows;
import pk.rahnuma.support.work.Answers;
import pk.rahnuma.support.work.Claims;
import pk.rahnuma.support.work.Closing;
import pk.rahnuma.support.work.Hand;
import pk.rahnuma.support.work.Sorting;
import pk.rahnuma.turn.Incoming;
import pk.rahnuma.turn.Replay;

/// Tickets of half a year, most of them closed, and some in every other state.
final class Tickets {

    /// What it does its work by.
    record Rooms(
            Open open,
            Claims claims,
            Answers answers,
            Sorting sorting,
            Closing closing,
            Promises promises,
            TicketRows rows,
            BreachRows breaches,
            Bodies bodies,
            Replay replay,
            Audit audit) {}

    private enum Act {
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

    /// How tickets that are not closed stand.
    private static final List<List<Act>> LIVE = List.of(
            List.of(),
            List.of(),
            List.of(),
            List.of(Act.CLAIM),
            List.of(Act.CLAIM, Act.NOTE, Act.ANSWER_AND_ASK),
            List.of(Act.CLAIM, Act.ANSWER_AND_ASK, Act.WRITE),
            List.of(Act.CLAIM, Act.TAG, Act.ANSWER_AND_CALL_PROVIDER),
            List.of(Act.CLAIM, Act.ANSWER_AND_CALL_AUTHORITY),
            List.of(Act.CLAIM, Act.ANSWER, Act.SNOOZE),
            List.of(Act.CLAIM, Act.ANSWER, Act.RESOLVE),
            List.of(Act.CLAIM, Act.ANSWER, Act.RESOLVE, Act.RATE, Act.REOPEN));
    private static final List<List<Act>> DONE = List.of(
            List.of(Act.CLAIM, Act.ANSWER, Act.RESOLVE, Act.RATE, Act.CLOSE),
            List.of(Act.CLAIM, Act.ANSWER, Act.RESOLVE, Act.RATE, Act.CLOSE),
            List.of(Act.CLAIM, Act.NOTE, Act.ANSWER_AND_ASK, Act.WRITE, Act.ANSWER, Act.RESOLVE, Act.RATE, Act.CLOSE),
            List.of(Act.CLAIM, Act.TAG, Act.ANSWER, Act.RESOLVE, Act.CLOSE));

    private final Rooms rooms;
    private final Timeline timeline;
    private final Dice dice;
    private final Hours hours;
    private final Words words;
    private final ToLongFunction<Invented.Person> conversations;
    private final List<Member> agents;
    private int sessions;

    Tickets(
            Rooms rooms,
            Timeline timeline,
            Dice dice,
            Hours hours,
            ToLongFunction<Invented.Person> conversations,
            List<Member> agents) {
        this.rooms = rooms;
        this.timeline = timeline;
        this.dice = dice;
        this.hours = hours;
        this.words = new Words(dice);
        this.conversations = conversations;
        this.agents = agents;
    }

    /// A ticket that somebody will open.
    private static final class Case {
        private final Invented.Person person;
        private final Life.Sent about;
        private final String topic;
        private final Member agent;
        private Reference number;

        Case(Invented.Person person, Life.Sent about, String topic, Member agent) {
            this.person = person;
            this.about = about;
            this.topic = topic;
            this.agent = agent;
        }
    }

    /// Plans one. Of those that are not over the first is of somebody whose registered line is blocked.
    ///
    /// @param about what the person has in the register
    /// @param live its place among those that are not over; negative for one that is
    void plan(Life.Sent about, int live, Instant now) {
        String topic = live == 0 ? Ticket.LINE_BLOCKED : words.topic();
        Case one = new Case(about.person, about, topic, dice.of(agents));
        List<Act> acts = live < 0 ? dice.of(DONE) : LIVE.get(live % LIVE.size());
        Instant at = live < 0
                ? hours.awake(now, Duration.ofDays(2), Duration.ofDays(165))
                : hours.awake(now, Duration.ofMinutes(12), Duration.ofHours(live % 3 == 0 ? 40 : 6));
        List<Instant> times = new ArrayList<>();
        for (Act act : acts.reversed()) {
            at = Set.of(Act.WRITE, Act.RATE, Act.CLOSE, Act.REOPEN).contains(act) ? at : hours.atWork(at);
            times.addFirst(at);
            at = at.minus(before(act));
        }
        timeline.at(at, then -> open(one, then));
        for (int i = 0; i < acts.size(); i++) {
            Act act = acts.get(i);
            timeline.at(times.get(i), then -> {
                take(one, act, then);
                watch(one, then);
            });
        }
    }

    private Duration before(Act act) {
        return switch (act) {
            case CLAIM -> dice.about(Duration.ofMinutes(dice.chance(0.12) ? 1_500 : 100));
            case RATE -> dice.between(Duration.ofMinutes(2), Duration.ofHours(9));
            case CLOSE -> Duration.ofMinutes(1);
            case RESOLVE -> dice.about(Duration.ofHours(3));
            case WRITE, REOPEN -> dice.about(Duration.ofHours(2));
            default -> dice.about(Duration.ofMinutes(9));
        };
    }

    private void open(Case one, Instant now) {
        boolean own = one.about.reference != null
                && (one.topic.equals(Ticket.LINE_BLOCKED) || one.topic.equals("my_application"));
        Open.Out out = rooms.open()
                .run(List.of(new Action.Request<>(
                        conversations.applyAsLong(one.person),
                        "demo-t" + ++sessions,
                        "human",
                        "demo",
                        false,
                        one.person.language(),
                        now,
                        new Open.In(
                                one.topic,
                                words.asked(one.topic, one.person.language()),
                                own ? one.about.reference.grouped() : ""))))
                .getFirst();
        one.number = Reference.read(out.number()).orElseThrow();
        watch(one, now);
    }

    private void take(Case one, Act act, Instant now) {
        String language = one.person.language();
        switch (act) {
            case CLAIM -> rooms.claims().claim(one.number, one.agent, now);
            case ANSWER -> answer(one, Ticket.State.OPEN, now);
            case ANSWER_AND_ASK -> answer(one, Ticket.State.WAITING_USER, now);
            case ANSWER_AND_CALL_PROVIDER -> answer(one, Ticket.State.WAITING_ISP, now);
            case ANSWER_AND_CALL_AUTHORITY -> answer(one, Ticket.State.WAITING_PTA, now);
            case WRITE -> write(one, words.thanks(language), now);
            case NOTE -> rooms.sorting().note(one.number, one.agent, words.note(), now);
            case TAG ->
                rooms.sorting().tag(one.number, Hand.own(one.agent), dice.of("provider", "letter", "addresses"), now);
            case SNOOZE ->
                rooms.sorting()
                        .snooze(one.number, Hand.own(one.agent), timeline.now().plus(Duration.ofHours(20)), now);
            case RESOLVE -> rooms.closing().resolve(one.number, one.agent, now);
            case RATE -> rate(ticket(one), now);
            case CLOSE -> close(ticket(one), now);
            case REOPEN -> rooms.closing().reopen(one.number, Hand.own(one.agent), now);
        }
    }

    private Ticket ticket(Case one) {
        return rooms.rows().find(one.number).orElseThrow();
    }

    private void answer(Case one, Ticket.State then, Instant now) {
        rooms.answers()
                .answer(one.number, one.agent, words.answered(one.topic, one.person.language()), null, then, now);
    }

    private void write(Case one, String text, Instant now) {
        rooms.replay()
                .take(List.of(new Incoming(
                        one.person.chat().channel(),
                        one.person.chat().address(),
                        "demo " + ++sessions,
                        new Input.Text(text),
                        one.person.language(),
                        now)));
    }

    private void rate(Ticket ticket, Instant now) {
        int stars = dice.of(5, 5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1);
        rooms.bodies().rate(ticket, words.rated(stars));
        note(ticket, "applicant", "ticket.rated", now);
        rooms.rows().save(ticket.with().rating(stars).done(), now);
    }

    private void close(Ticket ticket, Instant now) {
        note(ticket, ticket.rating() == null ? "clock" : "applicant", "ticket.closed", now);
        rooms.rows()
                .save(
                        rooms.promises()
                                .moved(ticket, Ticket.State.CLOSED, now)
                                .with()
                                .resolved(ticket.resolved(), null)
                                .done(),
                        now);
    }

    private void note(Ticket ticket, String who, String what, Instant now) {
        rooms.audit()
                .append(List.of(new Entry(
                        ticket.conversation(), who, what, ticket.number().symbols(), null, now)));
    }

    /// The alarm of its clocks, when it goes off before somebody has acted.
    private void watch(Case one, Instant now) {
        Instant alarm = ticket(one).clocks().alarm();
        if (alarm != null && alarm.isAfter(now)) {
            timeline.at(alarm, then -> alarm(one, then));
        }
    }

    private void alarm(Case one, Instant now) {
        Ticket ticket = ticket(one);
        if (ticket.clocks().alarm() == null || ticket.clocks().alarm().isAfter(now)) {
            return;
        }
        Set<Ticket.Breach.Kind> known = new TreeSet<>();
        rooms.breaches().of(ticket.id()).stream()
                .filter(breach -> breach.round() == ticket.round())
                .forEach(breach -> known.add(breach.kind()));
        List<Ticket.Breach.Kind> fresh = rooms.promises()
                .missed(ticket, now)
                .filter(kind -> !known.contains(kind))
                .toList();
        for (Ticket.Breach.Kind kind : fresh) {
            int level = Math.min(Ticket.HIGHEST, ticket.level() + 1);
            rooms.breaches()
                    .insert(new Ticket.Breach(
                            ticket.id(),
                            kind,
                            ticket.round(),
                            ticket.priority(),
                            level,
                            ticket.clocks().alarm(),
                            now));
            note(ticket, "clock", "ticket.breached", now);
        }
        rooms.rows().save(rooms.promises().alarmed(ticket, fresh.size(), now), now);
        watch(one, now);
    }
}
