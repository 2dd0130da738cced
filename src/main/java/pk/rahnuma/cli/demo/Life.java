package pk.rahnuma.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.people.Consent;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Party;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decisions.Decisions;
import pk.rahnuma.registration.decisions.Proposals;
import pk.rahnuma.registration.records.Applications;
import pk.rahnuma.registration.records.Moves;
import pk.rahnuma.registration.submission.Change;
import pk.rahnuma.registration.submission.Submit;
import pk.rahnuma.registration.submission.SubmitFor;

/// What becomes of applications: who sends one, and what is decided about it, each in its turn on the [Timeline].
final class Life {

    /// An application that somebody will send, or has sent.
    static final class Sent {
        final Invented.Person person;
        final Map<String, Object> form;
        final boolean organisation;
        /// Whether its papers are there to be looked at.
        final boolean papers;
        Reference reference;
        String language;
        String script;
        Instant at;

        Sent(Invented.Person person, Map<String, Object> form, boolean organisation, boolean papers) {
            this.papers = papers;
            this.person = person;
            this.form = form;
            this.organisation = organisation;
            this.language = person.language();
            this.script = organisation ? "register-company" : "register-individual";
        }
    }

    /// One step of it.
    record Step(Move move, Party party, List<Reason> reasons) {
        static Step staff(Move move, Reason... reasons) {
            return new Step(move, Party.STAFF, List.of(reasons));
        }

        static Step applicant(Move move) {
            return new Step(move, Party.APPLICANT, List.of());
        }

        static Step clock(Move move) {
            return new Step(move, Party.CLOCK, List.of());
        }
    }

    /// What it does its work by.
    record Rooms(
            Consent consent,
            Submit submit,
            SubmitFor submitFor,
            Change change,
            Decisions decisions,
            Proposals proposals,
            Applications applications,
            Moves moves,
            Papers papers) {}

    private final Rooms rooms;
    private final Timeline timeline;
    private final Dice dice;
    private final Hours hours;
    private final Map<String, String> flows;
    private final ToLongFunction<Invented.Person> conversations;
    private final List<String> reviewers;
    private final String supervisor;
    private int sessions;
    private int authority;

    /// @param flows by script
    Life(
            Rooms rooms,
            Timeline timeline,
            Dice dice,
            Hours hours,
            Map<String, String> flows,
            ToLongFunction<Invented.Person> conversations,
            List<String> reviewers,
            String supervisor) {
        this.rooms = rooms;
        this.timeline = timeline;
        this.dice = dice;
        this.hours = hours;
        this.flows = flows;
        this.conversations = conversations;
        this.reviewers = reviewers;
        this.supervisor = supervisor;
    }

    /// Plans it so that the last step is taken at about that time.
    void plan(Sent sent, List<Step> steps, Instant last) {
        Instant at = last;
        List<Instant> times = new ArrayList<>();
        for (Step step : steps.reversed()) {
            at = step.party() == Party.STAFF ? hours.atWork(at) : at;
            times.addFirst(at);
            at = at.minus(before(step));
        }
        sent.at = steps.isEmpty() ? last : hours.awake(at, Duration.ofMinutes(20), Duration.ofHours(16));
        timeline.at(sent.at, now -> submit(sent, now));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            timeline.at(times.get(i), now -> take(sent, step, now));
        }
    }

    /// How long it lay before a step.
    private Duration before(Step step) {
        return switch (step.move()) {
            case SCREEN -> Duration.ofMinutes(1);
            case LAPSE -> Duration.ofDays(10).plusMinutes(5);
            case CONFIRM -> dice.between(Duration.ofHours(4), Duration.ofHours(dice.chance(0.15) ? 110 : 50));
            case RECEIVE -> dice.between(Duration.ofHours(2), Duration.ofDays(4));
            case SUSPEND, REVOKE, CANCEL, EXPIRE -> dice.between(Duration.ofDays(3), Duration.ofDays(30));
            default -> dice.between(Duration.ofMinutes(10), Duration.ofHours(dice.chance(0.06) ? 22 : 3));
        };
    }

    private void submit(Sent sent, Instant now) {
        long person = conversations.applyAsLong(sent.person);
        rooms.consent().run(List.of(request(sent, "consent", now, new Consent.In(true))));
        if (sent.papers) {
            rooms.papers().into(sent.form, person, now);
        }
        String reference;
        if (sent.organisation) {
            SubmitFor.Out out = rooms.submitFor()
                    .run(List.of(request(sent, "sent", now, new SubmitFor.In("", sent.form))))
                    .getFirst();
            reference = accepted(out.accepted(), out.problem(), out.reference());
        } else {
            Submit.Out out = rooms.submit()
                    .run(List.of(request(sent, "sent", now, new Submit.In(sent.form))))
                    .getFirst();
            reference = accepted(out.accepted(), out.problem(), out.reference());
        }
        sent.reference = Reference.read(reference).orElseThrow();
    }

    private static String accepted(boolean accepted, String problem, String reference) {
        if (!accepted) {
            throw new IllegalStateException("a made-up application was refused: " + problem);
        }
        return reference;
    }

    private <I extends Record> Action.Request<I> request(Sent sent, String what, Instant now, I arguments) {
        return new Action.Request<>(
                conversations.applyAsLong(sent.person),
                "demo-" + what.charAt(0) + ++sessions,
                sent.script,
                flows.get(sent.script),
                false,
                sent.language,
                now,
                arguments);
    }

    private void take(Sent sent, Step step, Instant now) {
        switch (step.party()) {
            case STAFF -> decide(sent, step, now);
            case APPLICANT -> act(sent, step, now);
            case CLOCK -> move(sent, step, now);
        }
    }

    /// Where the operator wants two for it, the supervisor confirms what a reviewer proposed.
    private void decide(Sent sent, Step step, Instant now) {
        String reference = step.move() == Move.APPROVE ? "DEMO-%06d".formatted(++authority) : null;
        Proposals.Outcome outcome = rooms.proposals()
                .decide(
                        sent.reference,
                        new Decision(step.move(), step.reasons(), null, reference),
                        dice.of(reviewers),
                        now);
        if (outcome.waits()) {
            String id =
                    rooms.proposals().of(outcome.application()).orElseThrow().id();
            rooms.proposals().confirm(sent.reference, id, supervisor, now);
        }
    }

    private void act(Sent sent, Step step, Instant now) {
        switch (step.move()) {
            case CHANGE ->
                rooms.change()
                        .run(List.of(request(
                                sent,
                                "change",
                                now,
                                new Change.In(
                                        sent.reference.grouped(),
                                        Map.of("vpn_software", "OpenVPN of the new client")))));
            case RECEIVE -> move(sent, step, now);
            default ->
                rooms.decisions().wish(conversations.applyAsLong(sent.person), sent.reference, step.move(), null, now);
        }
    }

    private void move(Sent sent, Step step, Instant now) {
        rooms.moves()
                .move(
                        rooms.applications().find(sent.reference).orElseThrow(),
                        new Decision(step.move()),
                        step.party(),
                        step.party().who(),
                        now);
    }
}
