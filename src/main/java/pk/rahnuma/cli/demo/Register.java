package pk.rahnuma.cli.demo;

import static pk.rahnuma.cli.demo.Life.Step.applicant;
import static pk.rahnuma.cli.demo.Life.Step.clock;
import static pk.rahnuma.cli.demo.Life.Step.staff;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Reason;

/// Who applies for what, and how it ends. Each company and each freelancer has one application whose lines are in the
/// register (active, suspended, or with a change that is to be decided), and these have the lines of F19; the 417 of
/// the association are one more organisation's. Some of the companies have a second application, for further lines, in
/// every other state.
final class Register {

    /// How far back the last step lies at most: what comes before it takes up to a month more, and another where
    /// something happens to a registered line.
    private static final Duration LATELY = Duration.ofDays(150);

    private static final Duration LONG_AGO = Duration.ofDays(120);
    private static final Duration A_WHILE = Duration.ofDays(1);

    /// How a second application ends, or where it is, and how often among so many.
    private enum Ending {
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

        Ending(int weight) {
            this.weight = weight;
        }

        /// Of each as many as its weight, over and over.
        static Ending at(int place) {
            List<Ending> all = new ArrayList<>();
            for (Ending ending : values()) {
                for (int i = 0; i < ending.weight; i++) {
                    all.add(ending);
                }
            }
            return all.get(place % all.size());
        }

        boolean open() {
            return ordinal() <= UNDER_REVIEW.ordinal();
        }
    }

    private final Size size;
    private final Dice dice;
    private final Hours hours;
    private final Invented invented;
    private final Forms forms;
    private final List<Life.Sent> registered = new ArrayList<>();
    private final List<Life.Sent> others = new ArrayList<>();

    Register(Size size, Dice dice, Hours hours, Invented invented) {
        this.size = size;
        this.dice = dice;
        this.hours = hours;
        this.invented = invented;
        this.forms = new Forms(dice, invented);
        people();
    }

    /// All who apply.
    List<Invented.Person> applicants() {
        return registered.stream().map(sent -> sent.person).distinct().toList();
    }

    List<Life.Sent> registered() {
        return registered;
    }

    List<Life.Sent> all() {
        List<Life.Sent> all = new ArrayList<>(registered);
        all.addAll(others);
        return all;
    }

    private void people() {
        for (int lines : dice.parts(size.companies(), size.companyLines())) {
            registered.add(company(invented.person(), invented.firm(" (Private) Limited"), "private_ltd", lines));
        }
        int[] lines = dice.parts(size.freelancers(), size.freelancerLines());
        for (int own : lines) {
            Invented.Person person = invented.person();
            boolean byNumber = own == 1 && dice.chance(0.4);
            registered.add(new Life.Sent(person, forms.freelancer(person, byNumber ? 0 : own), false, false));
        }
        registered.add(
                company(invented.person(), "Association of Software Houses (demo)", "ngo", size.associationLines()));
        for (int i = 0; i < size.pending(); i++) {
            Life.Sent first = registered.get(i % size.companies());
            Life.Sent second = new Life.Sent(
                    first.person,
                    forms.company(
                            first.person,
                            "private_ltd",
                            (String) first.form.get("legal_name"),
                            (String) first.form.get("secp_number"),
                            (String) first.form.get("ntn"),
                            1 + dice.below(6)),
                    true,
                    true);
            others.add(second);
        }
    }

    private Life.Sent company(Invented.Person person, String name, String type, int lines) {
        String secp = invented.secp();
        String ntn = invented.ntn();
        boolean atSecp = type.equals("private_ltd");
        return new Life.Sent(person, forms.company(person, type, name, atSecp ? secp : "", ntn, lines), true, false);
    }

    void plan(Life life, Instant now) {
        for (int i = 0; i < registered.size(); i++) {
            plan(life, registered.get(i), i, now);
        }
        for (int i = 0; i < others.size(); i++) {
            Ending ending = Ending.at(i);
            Instant last = hours.awake(
                    now,
                    ending.open() ? Duration.ofMinutes(30) : A_WHILE,
                    ending.open() ? Duration.ofDays(4) : LONG_AGO);
            life.plan(others.get(i), steps(ending), last);
        }
    }

    /// One in some hundred is suspended, and of one a change is to be decided.
    private void plan(Life life, Life.Sent sent, int place, Instant now) {
        List<Life.Step> steps = approved();
        int rare = Math.max(10, size.companies() / 8);
        Instant last = hours.awake(now, Duration.ofHours(1), LATELY);
        if (place % rare == 3) {
            steps.add(staff(Move.SUSPEND, Reason.IP_NOT_ASSIGNED_TO_SUBSCRIBER));
        } else if (place % rare == 5) {
            steps.add(applicant(Move.CHANGE));
            last = hours.awake(now, Duration.ofHours(1), Duration.ofDays(3));
        }
        life.plan(sent, steps, last);
    }

    private List<Life.Step> approved() {
        List<Life.Step> steps = reviewed();
        steps.add(staff(Move.APPROVE));
        return steps;
    }

    private List<Life.Step> screened() {
        List<Life.Step> steps = new ArrayList<>(List.of(staff(Move.SCREEN)));
        if (dice.chance(0.22)) {
            steps.add(staff(Move.ASK, reason()));
            steps.add(applicant(Move.RECEIVE));
        }
        return steps;
    }

    private List<Life.Step> reviewed() {
        List<Life.Step> steps = screened();
        steps.add(staff(Move.VERIFY));
        steps.add(staff(Move.CONFIRM));
        return steps;
    }

    private Reason reason() {
        return dice.of(
                Reason.DOCUMENT_UNREADABLE,
                Reason.DOCUMENT_UNREADABLE,
                Reason.SUBSCRIBER_ID_MISMATCH,
                Reason.COMPANY_PROOF_INVALID,
                Reason.ISP_NOT_CONFIRMED,
                Reason.IP_NOT_ASSIGNED_TO_SUBSCRIBER);
    }

    private List<Life.Step> steps(Ending ending) {
        List<Life.Step> steps = switch (ending) {
            case SUBMITTED -> new ArrayList<>();
            case SCREENING, WITHDRAWN, NEEDS_INFO, LAPSED, ISP_VERIFICATION -> screened();
            case UNDER_REVIEW, REJECTED -> reviewed();
            case CANCELLED, REVOKED, EXPIRED -> approved();
        };
        switch (ending) {
            case NEEDS_INFO -> steps.add(staff(Move.ASK, reason()));
            case ISP_VERIFICATION -> steps.add(staff(Move.VERIFY));
            case REJECTED -> steps.add(staff(Move.REJECT, reason()));
            case WITHDRAWN -> steps.add(applicant(Move.WITHDRAW));
            case CANCELLED -> steps.add(applicant(Move.CANCEL));
            case REVOKED -> steps.add(staff(Move.REVOKE, Reason.WRONG_SERVICE_TYPE));
            case EXPIRED -> steps.add(clock(Move.EXPIRE));
            case LAPSED -> {
                steps.add(staff(Move.ASK, reason()));
                steps.add(clock(Move.LAPSE));
            }
            default -> {}
        }
        return steps;
    }
}
