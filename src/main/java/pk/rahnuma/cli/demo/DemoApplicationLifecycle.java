package pk.rahnuma.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.person.GiveConsentAction;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.registration.submission.SubmitApplicationAction;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;

/// What becomes of applications: who sends one, and what is decided about it, each in its turn on the
/// [SimulatedTimeline].
final class DemoApplicationLifecycle {

    /// An application that somebody will send, or has sent.
    static final class SubmittedApplication {
        final FakeIdentities.FakePerson person;
        final Map<String, Object> form;
        final boolean organisation;
        /// Whether its papers are there to be looked at.
        final boolean papers;
        Reference reference;
        String language;
        String script;
        Instant at;

        SubmittedApplication(
                FakeIdentities.FakePerson person, Map<String, Object> form, boolean organisation, boolean papers) {
            this.papers = papers;
            this.person = person;
            this.form = form;
            this.organisation = organisation;
            this.language = person.language();
            this.script = organisation ? "register-company" : "register-individual";
        }
    }

    /// One step of it.
    record LifecycleStep(ApplicationTransition move, TransitionActor party, List<DecisionReason> reasons) {
        static LifecycleStep staff(ApplicationTransition move, DecisionReason... reasons) {
            return new LifecycleStep(move, TransitionActor.STAFF, List.of(reasons));
        }

        static LifecycleStep applicant(ApplicationTransition move) {
            return new LifecycleStep(move, TransitionActor.APPLICANT, List.of());
        }

        static LifecycleStep clock(ApplicationTransition move) {
            return new LifecycleStep(move, TransitionActor.CLOCK, List.of());
        }
    }

    /// What it does its work by.
    record ApplicationServices(
            GiveConsentAction consent,
            SubmitApplicationAction submit,
            SubmitOrganisationApplicationAction submitFor,
            RequestChangeAction change,
            ApplicationDecisionService decisions,
            DecisionProposalService proposals,
            ApplicationRepository applications,
            ApplicationTransitionService moves,
            DemoDocuments papers) {}

    private final ApplicationServices rooms;
    private final SimulatedTimeline timeline;
    private final SeededRandom dice;
    private final DemoTimes hours;
    private final Map<String, String> flows;
    private final ToLongFunction<FakeIdentities.FakePerson> conversations;
    private final List<String> reviewers;
    private final String supervisor;
    private int sessions;
    private int authority;

    /// @param flows by script
    DemoApplicationLifecycle(
            ApplicationServices rooms,
            SimulatedTimeline timeline,
            SeededRandom dice,
            DemoTimes hours,
            Map<String, String> flows,
            ToLongFunction<FakeIdentities.FakePerson> conversations,
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
    void plan(SubmittedApplication sent, List<LifecycleStep> steps, Instant last) {
        Instant at = last;
        List<Instant> times = new ArrayList<>();
        for (LifecycleStep step : steps.reversed()) {
            at = step.party() == TransitionActor.STAFF ? hours.atWork(at) : at;
            times.addFirst(at);
            at = at.minus(before(step));
        }
        sent.at = steps.isEmpty() ? last : hours.awake(at, Duration.ofMinutes(20), Duration.ofHours(16));
        timeline.at(sent.at, now -> submit(sent, now));
        for (int i = 0; i < steps.size(); i++) {
            LifecycleStep step = steps.get(i);
            timeline.at(times.get(i), now -> take(sent, step, now));
        }
    }

    /// How long it lay before a step.
    private Duration before(LifecycleStep step) {
        return switch (step.move()) {
            case SCREEN -> Duration.ofMinutes(1);
            case LAPSE -> Duration.ofDays(10).plusMinutes(5);
            case CONFIRM -> dice.between(Duration.ofHours(4), Duration.ofHours(dice.chance(0.15) ? 110 : 50));
            case RECEIVE -> dice.between(Duration.ofHours(2), Duration.ofDays(4));
            case SUSPEND, REVOKE, CANCEL, EXPIRE -> dice.between(Duration.ofDays(3), Duration.ofDays(30));
            default -> dice.between(Duration.ofMinutes(10), Duration.ofHours(dice.chance(0.06) ? 22 : 3));
        };
    }

    private void submit(SubmittedApplication sent, Instant now) {
        long person = conversations.applyAsLong(sent.person);
        rooms.consent().run(List.of(request(sent, "consent", now, new GiveConsentAction.In(true))));
        if (sent.papers) {
            rooms.papers().into(sent.form, person, now);
        }
        String reference;
        if (sent.organisation) {
            SubmitOrganisationApplicationAction.Out out = rooms.submitFor()
                    .run(List.of(request(sent, "sent", now, new SubmitOrganisationApplicationAction.In("", sent.form))))
                    .getFirst();
            reference = accepted(out.accepted(), out.problem(), out.reference());
        } else {
            SubmitApplicationAction.Out out = rooms.submit()
                    .run(List.of(request(sent, "sent", now, new SubmitApplicationAction.In(sent.form))))
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

    private <I extends Record> Action.Request<I> request(
            SubmittedApplication sent, String what, Instant now, I arguments) {
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

    private void take(SubmittedApplication sent, LifecycleStep step, Instant now) {
        switch (step.party()) {
            case STAFF -> decide(sent, step, now);
            case APPLICANT -> act(sent, step, now);
            case CLOCK -> move(sent, step, now);
        }
    }

    /// Where the operator wants two for it, the supervisor confirms what a reviewer proposed.
    private void decide(SubmittedApplication sent, LifecycleStep step, Instant now) {
        String reference = step.move() == ApplicationTransition.APPROVE ? "DEMO-%06d".formatted(++authority) : null;
        DecisionProposalService.DecisionOutcome outcome = rooms.proposals()
                .decide(
                        sent.reference,
                        new ApplicationDecision(step.move(), step.reasons(), null, reference),
                        dice.of(reviewers),
                        now);
        if (outcome.waits()) {
            String id =
                    rooms.proposals().of(outcome.application()).orElseThrow().id();
            rooms.proposals().confirm(sent.reference, id, supervisor, now);
        }
    }

    private void act(SubmittedApplication sent, LifecycleStep step, Instant now) {
        switch (step.move()) {
            case CHANGE ->
                rooms.change()
                        .run(List.of(request(
                                sent,
                                "change",
                                now,
                                new RequestChangeAction.In(
                                        sent.reference.grouped(),
                                        Map.of("vpn_software", "OpenVPN of the new client")))));
            case RECEIVE -> move(sent, step, now);
            default ->
                rooms.decisions().wish(conversations.applyAsLong(sent.person), sent.reference, step.move(), null, now);
        }
    }

    private void move(SubmittedApplication sent, LifecycleStep step, Instant now) {
        rooms.moves()
                .move(
                        rooms.applications().find(sent.reference).orElseThrow(),
                        new ApplicationDecision(step.move()),
                        step.party(),
                        step.party().who(),
                        now);
    }
}
