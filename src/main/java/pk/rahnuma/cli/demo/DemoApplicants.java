package pk.rahnuma.cli.demo;

import static pk.rahnuma.cli.demo.DemoApplicationLifecycle.LifecycleStep.byApplicant;
import static pk.rahnuma.cli.demo.DemoApplicationLifecycle.LifecycleStep.byClock;
import static pk.rahnuma.cli.demo.DemoApplicationLifecycle.LifecycleStep.byStaff;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.cli.demo.random.DemoFormAnswers;
import pk.rahnuma.cli.demo.random.DemoTimes;
import pk.rahnuma.cli.demo.random.FakeIdentities;
import pk.rahnuma.cli.demo.random.SeededRandom;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;

/// Plans the applications of the demo and their outcomes. Each company and each freelancer has one application whose
/// lines are in the register (active, suspended, or with a pending change), and these have the lines of the register of
/// mid-2024; the 417 of the association belong to one more organisation. Some of the companies have a second
/// application, for further lines, in every other state.
final class DemoApplicants {

    /// Maximum age of the last step. Earlier steps take up to a month more, and changes of a registered line another
    /// month.
    private static final Duration MAX_LAST_STEP_AGE = Duration.ofDays(150);

    private static final Duration MAX_CLOSED_AGE = Duration.ofDays(120);
    private static final Duration MIN_CLOSED_AGE = Duration.ofDays(1);

    /// Outcome or present state of a second application, with its weight.
    private enum Outcome {
        SUBMITTED(4),
        SCREENING(4),
        NEEDS_INFO(4),
        ISP_VERIFICATION(5),
        UNDER_REVIEW(4),
        REJECTED(9),
        WITHDRAWN(3),
        LAPSED(3),
        CANCELLED(3),
        REVOKED(2),
        EXPIRED(2);

        private final int weight;

        Outcome(int weight) {
            this.weight = weight;
        }

        /// Outcome by index: each occurs as often as its weight, repeated in a cycle.
        static Outcome atIndex(int place) {
            List<Outcome> all = new ArrayList<>();
            for (Outcome ending : values()) {
                for (int i = 0; i < ending.weight; i++) {
                    all.add(ending);
                }
            }
            return all.get(place % all.size());
        }

        boolean isOpen() {
            return ordinal() <= UNDER_REVIEW.ordinal();
        }
    }

    private final DemoSize size;
    private final SeededRandom dice;
    private final DemoTimes times;
    private final FakeIdentities invented;
    private final DemoFormAnswers forms;
    private final List<DemoApplicationLifecycle.SubmittedApplication> registered = new ArrayList<>();
    private final List<DemoApplicationLifecycle.SubmittedApplication> others = new ArrayList<>();

    DemoApplicants(DemoSize size, SeededRandom dice, DemoTimes times, FakeIdentities invented) {
        this.size = size;
        this.dice = dice;
        this.times = times;
        this.invented = invented;
        this.forms = new DemoFormAnswers(dice, invented);
        people();
    }

    /// All applicants.
    List<FakeIdentities.FakePerson> listApplicants() {
        return registered.stream().map(sent -> sent.person).distinct().toList();
    }

    List<DemoApplicationLifecycle.SubmittedApplication> registeredApplications() {
        return registered;
    }

    List<DemoApplicationLifecycle.SubmittedApplication> allApplications() {
        List<DemoApplicationLifecycle.SubmittedApplication> all = new ArrayList<>(registered);
        all.addAll(others);
        return all;
    }

    private void people() {
        for (int lines : dice.splitIntoParts(size.companies(), size.companyLines())) {
            registered.add(company(
                    invented.createPerson(), invented.createCompanyName(" (Private) Limited"), "private_ltd", lines));
        }
        int[] lines = dice.splitIntoParts(size.freelancers(), size.freelancerLines());
        for (int own : lines) {
            FakeIdentities.FakePerson person = invented.createPerson();
            boolean byNumber = own == 1 && dice.nextBoolean(0.4);
            registered.add(new DemoApplicationLifecycle.SubmittedApplication(
                    person, forms.freelancerAnswers(person, byNumber ? 0 : own), false, false));
        }
        registered.add(company(
                invented.createPerson(), "Association of Software Houses (demo)", "ngo", size.associationLines()));
        for (int i = 0; i < size.pending(); i++) {
            DemoApplicationLifecycle.SubmittedApplication first = registered.get(i % size.companies());
            DemoApplicationLifecycle.SubmittedApplication second = new DemoApplicationLifecycle.SubmittedApplication(
                    first.person,
                    forms.companyAnswers(
                            first.person,
                            "private_ltd",
                            (String) first.form.get("legal_name"),
                            (String) first.form.get("secp_number"),
                            (String) first.form.get("ntn"),
                            1 + dice.nextInt(6)),
                    true,
                    true);
            others.add(second);
        }
    }

    private DemoApplicationLifecycle.SubmittedApplication company(
            FakeIdentities.FakePerson person, String name, String type, int lines) {
        String secp = invented.createSecpNumber();
        String ntn = invented.createNtn();
        boolean atSecp = type.equals("private_ltd");
        return new DemoApplicationLifecycle.SubmittedApplication(
                person, forms.companyAnswers(person, type, name, atSecp ? secp : "", ntn, lines), true, false);
    }

    void planApplications(DemoApplicationLifecycle life, Instant now) {
        for (int i = 0; i < registered.size(); i++) {
            planApplication(life, registered.get(i), i, now);
        }
        for (int i = 0; i < others.size(); i++) {
            Outcome ending = Outcome.atIndex(i);
            Instant last = times.wakingTimeBefore(
                    now,
                    ending.isOpen() ? Duration.ofMinutes(30) : MIN_CLOSED_AGE,
                    ending.isOpen() ? Duration.ofDays(4) : MAX_CLOSED_AGE);
            life.planApplication(others.get(i), steps(ending), last);
        }
    }

    /// Plans an application. One in some hundreds is suspended, and one has a pending change.
    private void planApplication(
            DemoApplicationLifecycle life, DemoApplicationLifecycle.SubmittedApplication sent, int place, Instant now) {
        List<DemoApplicationLifecycle.LifecycleStep> steps = approved();
        int rare = Math.max(10, size.companies() / 8);
        Instant last = times.wakingTimeBefore(now, Duration.ofHours(1), MAX_LAST_STEP_AGE);
        if (place % rare == 3) {
            steps.add(byStaff(ApplicationTransition.SUSPEND, DecisionReason.IP_NOT_ASSIGNED_TO_SUBSCRIBER));
        } else if (place % rare == 5) {
            steps.add(byApplicant(ApplicationTransition.CHANGE));
            last = times.wakingTimeBefore(now, Duration.ofHours(1), Duration.ofDays(3));
        }
        life.planApplication(sent, steps, last);
    }

    private List<DemoApplicationLifecycle.LifecycleStep> approved() {
        List<DemoApplicationLifecycle.LifecycleStep> steps = reviewed();
        steps.add(byStaff(ApplicationTransition.APPROVE));
        return steps;
    }

    private List<DemoApplicationLifecycle.LifecycleStep> screened() {
        List<DemoApplicationLifecycle.LifecycleStep> steps =
                new ArrayList<>(List.of(byStaff(ApplicationTransition.SCREEN)));
        if (dice.nextBoolean(0.22)) {
            steps.add(byStaff(ApplicationTransition.ASK, reason()));
            steps.add(byApplicant(ApplicationTransition.RECEIVE));
        }
        return steps;
    }

    private List<DemoApplicationLifecycle.LifecycleStep> reviewed() {
        List<DemoApplicationLifecycle.LifecycleStep> steps = screened();
        steps.add(byStaff(ApplicationTransition.VERIFY));
        steps.add(byStaff(ApplicationTransition.CONFIRM));
        return steps;
    }

    private DecisionReason reason() {
        return dice.pickOne(
                DecisionReason.DOCUMENT_UNREADABLE,
                DecisionReason.DOCUMENT_UNREADABLE,
                DecisionReason.SUBSCRIBER_ID_MISMATCH,
                DecisionReason.COMPANY_PROOF_INVALID,
                DecisionReason.ISP_NOT_CONFIRMED,
                DecisionReason.IP_NOT_ASSIGNED_TO_SUBSCRIBER);
    }

    private List<DemoApplicationLifecycle.LifecycleStep> steps(Outcome ending) {
        List<DemoApplicationLifecycle.LifecycleStep> steps = switch (ending) {
            case SUBMITTED -> new ArrayList<>();
            case SCREENING, WITHDRAWN, NEEDS_INFO, LAPSED, ISP_VERIFICATION -> screened();
            case UNDER_REVIEW, REJECTED -> reviewed();
            case CANCELLED, REVOKED, EXPIRED -> approved();
        };
        switch (ending) {
            case NEEDS_INFO -> steps.add(byStaff(ApplicationTransition.ASK, reason()));
            case ISP_VERIFICATION -> steps.add(byStaff(ApplicationTransition.VERIFY));
            case REJECTED -> steps.add(byStaff(ApplicationTransition.REJECT, reason()));
            case WITHDRAWN -> steps.add(byApplicant(ApplicationTransition.WITHDRAW));
            case CANCELLED -> steps.add(byApplicant(ApplicationTransition.CANCEL));
            case REVOKED -> steps.add(byStaff(ApplicationTransition.REVOKE, DecisionReason.WRONG_SERVICE_TYPE));
            case EXPIRED -> steps.add(byClock(ApplicationTransition.EXPIRE));
            case LAPSED -> {
                steps.add(byStaff(ApplicationTransition.ASK, reason()));
                steps.add(byClock(ApplicationTransition.LAPSE));
            }
            default -> {}
        }
        return steps;
    }
}
