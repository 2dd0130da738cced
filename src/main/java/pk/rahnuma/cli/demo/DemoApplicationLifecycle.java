package pk.rahnuma.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import pk.rahnuma.cli.demo.random.DemoTimes;
import pk.rahnuma.cli.demo.random.FakeIdentities;
import pk.rahnuma.cli.demo.random.SeededRandom;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.person.consent.GiveConsentAction;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.registration.submission.SubmitApplicationAction;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.shared.Reference;

/// Submits applications and takes the decisions about them, in the order of the [SimulatedTimeline].
final class DemoApplicationLifecycle {

    /// Application that is submitted at its planned time.
    static final class SubmittedApplication {
        final FakeIdentities.FakePerson person;
        final Map<String, Object> form;
        final boolean isForOrganisation;
        /// True when its documents exist and can be viewed.
        final boolean hasDocuments;
        Reference reference;
        String language;
        String script;
        Instant submittedAt;

        SubmittedApplication(
                FakeIdentities.FakePerson person, Map<String, Object> form, boolean organisation, boolean papers) {
            this.hasDocuments = papers;
            this.person = person;
            this.form = form;
            this.isForOrganisation = organisation;
            this.language = person.language();
            this.script = organisation ? "register-company" : "register-individual";
        }
    }

    /// Step of the life of an application.
    record LifecycleStep(ApplicationTransition move, TransitionActor party, List<DecisionReason> reasons) {
        static LifecycleStep byStaff(ApplicationTransition move, DecisionReason... reasons) {
            return new LifecycleStep(move, TransitionActor.STAFF, List.of(reasons));
        }

        static LifecycleStep byApplicant(ApplicationTransition move) {
            return new LifecycleStep(move, TransitionActor.APPLICANT, List.of());
        }

        static LifecycleStep byClock(ApplicationTransition move) {
            return new LifecycleStep(move, TransitionActor.CLOCK, List.of());
        }
    }

    /// Services that the steps call.
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

    private final ApplicationServices services;
    private final SimulatedTimeline timeline;
    private final SeededRandom dice;
    private final DemoTimes demoTimes;
    private final Map<String, String> flows;
    private final ToLongFunction<FakeIdentities.FakePerson> conversations;
    private final List<String> reviewers;
    private final String supervisor;
    private int sessions;
    private int authority;

    /// Creates the lifecycle.
    ///
    /// @param flows by script
    DemoApplicationLifecycle(
            ApplicationServices services,
            SimulatedTimeline timeline,
            SeededRandom dice,
            DemoTimes demoTimes,
            Map<String, String> flows,
            ToLongFunction<FakeIdentities.FakePerson> conversations,
            List<String> reviewers,
            String supervisor) {
        this.services = services;
        this.timeline = timeline;
        this.dice = dice;
        this.demoTimes = demoTimes;
        this.flows = flows;
        this.conversations = conversations;
        this.reviewers = reviewers;
        this.supervisor = supervisor;
    }

    /// Plans an application so that its last step is taken at about that time.
    void planApplication(SubmittedApplication sent, List<LifecycleStep> steps, Instant last) {
        Instant at = last;
        List<Instant> times = new ArrayList<>();
        for (LifecycleStep step : steps.reversed()) {
            at = step.party() == TransitionActor.STAFF ? demoTimes.workingTimeBefore(at) : at;
            times.addFirst(at);
            at = at.minus(before(step));
        }
        sent.submittedAt =
                steps.isEmpty() ? last : demoTimes.wakingTimeBefore(at, Duration.ofMinutes(20), Duration.ofHours(16));
        timeline.addEvent(sent.submittedAt, now -> submit(sent, now));
        for (int i = 0; i < steps.size(); i++) {
            LifecycleStep step = steps.get(i);
            timeline.addEvent(times.get(i), now -> take(sent, step, now));
        }
    }

    /// Time that an application waits before a step.
    private Duration before(LifecycleStep step) {
        return switch (step.move()) {
            case SCREEN -> Duration.ofMinutes(1);
            case LAPSE -> Duration.ofDays(10).plusMinutes(5);
            case CONFIRM ->
                dice.durationBetween(Duration.ofHours(4), Duration.ofHours(dice.nextBoolean(0.15) ? 110 : 50));
            case RECEIVE -> dice.durationBetween(Duration.ofHours(2), Duration.ofDays(4));
            case SUSPEND, REVOKE, CANCEL, EXPIRE -> dice.durationBetween(Duration.ofDays(3), Duration.ofDays(30));
            default -> dice.durationBetween(Duration.ofMinutes(10), Duration.ofHours(dice.nextBoolean(0.06) ? 22 : 3));
        };
    }

    private void submit(SubmittedApplication sent, Instant now) {
        long person = conversations.applyAsLong(sent.person);
        services.consent().executeAll(List.of(request(sent, "consent", now, new GiveConsentAction.In(true))));
        if (sent.hasDocuments) {
            services.papers().addDocuments(sent.form, person, now);
        }
        String reference;
        if (sent.isForOrganisation) {
            SubmitOrganisationApplicationAction.Out out = services.submitFor()
                    .executeAll(List.of(
                            request(sent, "sent", now, new SubmitOrganisationApplicationAction.In("", sent.form))))
                    .getFirst();
            reference = accepted(out.accepted(), out.problem(), out.reference());
        } else {
            SubmitApplicationAction.Out out = services.submit()
                    .executeAll(List.of(request(sent, "sent", now, new SubmitApplicationAction.In(sent.form))))
                    .getFirst();
            reference = accepted(out.accepted(), out.problem(), out.reference());
        }
        sent.reference = Reference.parseText(reference).orElseThrow();
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

    /// Takes a decision. Where the operator requires two people, the supervisor confirms the proposal of a reviewer.
    private void decide(SubmittedApplication sent, LifecycleStep step, Instant now) {
        String reference = step.move() == ApplicationTransition.APPROVE ? "DEMO-%06d".formatted(++authority) : null;
        DecisionProposalService.DecisionOutcome outcome = services.proposals()
                .decide(
                        sent.reference,
                        new ApplicationDecision(step.move(), step.reasons(), null, reference, askedPapers(step)),
                        dice.pickOne(reviewers),
                        now);
        if (outcome.waits()) {
            String id = services.proposals()
                    .findProposal(outcome.application())
                    .orElseThrow()
                    .id();
            services.proposals().confirmProposal(sent.reference, id, supervisor, now);
        }
    }

    private void act(SubmittedApplication sent, LifecycleStep step, Instant now) {
        switch (step.move()) {
            case CHANGE ->
                services.change()
                        .executeAll(List.of(request(
                                sent,
                                "change",
                                now,
                                new RequestChangeAction.In(
                                        sent.reference.toGroupedText(),
                                        Map.of("vpn_software", "OpenVPN of the new client")))));
            case RECEIVE -> move(sent, step, now);
            default -> {
                boolean done = services.decisions()
                        .tryApplicantTransition(
                                conversations.applyAsLong(sent.person),
                                sent.reference.toGroupedText(),
                                step.move(),
                                now);
                if (!done) {
                    throw new IllegalStateException(step.move() + " of " + sent.reference + " was refused");
                }
            }
        }
    }

    private void move(SubmittedApplication sent, LifecycleStep step, Instant now) {
        services.moves()
                .recordTransition(
                        services.applications().findApplication(sent.reference).orElseThrow(),
                        new ApplicationDecision(step.move()),
                        step.party(),
                        step.party().historyName(),
                        now);
    }

    /// Staff name the paper that cannot be read.
    private static List<String> askedPapers(LifecycleStep step) {
        return step.move() == ApplicationTransition.ASK && step.reasons().contains(DecisionReason.DOCUMENT_UNREADABLE)
                ? List.of("id_back")
                : List.of();
    }
}
