package pk.rahnuma.registration.decision;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;

/// Course of an application in a sandbox, chosen by the last two digits of the applicant's identity number.
enum SandboxRule {
    /// Approved; a change is accepted. Of every other number.
    APPROVE(""),
    /// Rejected after the screening, again after each reopening.
    REJECT("01"),
    /// Asked for information after the screening, then approved.
    ASK("02"),
    /// Approved, then it expires.
    EXPIRE("03"),
    /// Approved, then suspended, as for a blocked line.
    SUSPEND("04"),
    /// Rejected because the provider does not confirm.
    PROVIDER_REJECT("05"),
    /// Left to staff.
    LEAVE("06"),
    /// Approved; a change is refused.
    REFUSE_CHANGE("07"),
    /// The lines are approved one after the other, each until a last day; a change or renewal is accepted.
    LINE_BY_LINE("08");

    /// Events of an application that was only submitted.
    private static final int EVENTS_OF_SUBMISSION = 1;

    /// A question of both forms.
    private static final String ASKED_FILE = "id_front";

    private final String ending;

    SandboxRule(String ending) {
        this.ending = ending;
    }

    /// Rule of an identity number, with or without hyphens.
    static SandboxRule ofIdentity(String number) {
        String digits = number.replaceAll("[^0-9]", "");
        return Arrays.stream(values())
                .filter(rule -> rule != APPROVE && digits.endsWith(rule.ending))
                .findFirst()
                .orElse(APPROVE);
    }

    /// True when it decides the lines one by one.
    boolean isByLine() {
        return this == LINE_BY_LINE;
    }

    /// The next decision, about all lines for which it is possible; empty when there is none.
    Optional<ApplicationDecision> findNextDecision(Application application) {
        return findNextDecision(application, application.lines().leading());
    }

    /// The next decision about the first line that waits for one; empty when none does.
    ///
    /// @param lines in the order of their numbers
    Optional<ApplicationDecision> findNextDecision(Application application, List<Line> lines, LocalDate today) {
        for (Line line : lines) {
            Optional<ApplicationDecision> next = findNextDecision(application, line.status());
            if (next.isPresent()) {
                return next.map(decision -> setTerm(decision, today).aboutLines(List.of(line.number())));
            }
        }
        return Optional.empty();
    }

    /// Registered until a year from now, after a change or renewal two.
    private static ApplicationDecision setTerm(ApplicationDecision decision, LocalDate today) {
        return switch (decision.act()) {
            case APPROVE -> decision.withTerm(new LineTerm(today, today.plusYears(1)));
            case ACCEPT_CHANGE -> decision.withTerm(new LineTerm(today, today.plusYears(2)));
            default -> decision;
        };
    }

    private Optional<ApplicationDecision> findNextDecision(Application application, LineStatus status) {
        if (this == LEAVE) {
            return Optional.empty();
        }
        return switch (status) {
            case REQUESTED -> Optional.of(afterSubmission(application));
            case WITH_PROVIDER ->
                Optional.of(
                        this == PROVIDER_REJECT
                                ? withReason(LineTransition.REFUSE, DecisionReason.ISP_NOT_CONFIRMED)
                                : new ApplicationDecision(LineTransition.CONFIRM));
            case CONFIRMED ->
                Optional.of(new ApplicationDecision(
                        LineTransition.APPROVE,
                        List.of(),
                        null,
                        "SANDBOX-" + application.reference().symbols()));
            case CHANGE_PENDING ->
                Optional.of(
                        this == REFUSE_CHANGE
                                ? withReason(LineTransition.REFUSE_CHANGE, DecisionReason.ISP_NOT_CONFIRMED)
                                : new ApplicationDecision(LineTransition.ACCEPT_CHANGE));
            case ACTIVE -> afterApproval();
            default -> Optional.empty();
        };
    }

    private ApplicationDecision afterSubmission(Application application) {
        return switch (this) {
            case REJECT -> withReason(LineTransition.REFUSE, DecisionReason.CNIC_MISMATCH_OR_EXPIRED);
            case ASK ->
                application.events() == EVENTS_OF_SUBMISSION
                        ? new ApplicationDecision(
                                LineTransition.ASK,
                                List.of(DecisionReason.DOCUMENT_UNREADABLE),
                                null,
                                null,
                                List.of(ASKED_FILE))
                        : new ApplicationDecision(LineTransition.VERIFY);
            default -> new ApplicationDecision(LineTransition.VERIFY);
        };
    }

    private Optional<ApplicationDecision> afterApproval() {
        return switch (this) {
            case EXPIRE -> Optional.of(new ApplicationDecision(LineTransition.EXPIRE));
            case SUSPEND ->
                Optional.of(withReason(LineTransition.SUSPEND, DecisionReason.IP_NOT_ASSIGNED_TO_SUBSCRIBER));
            default -> Optional.empty();
        };
    }

    private static ApplicationDecision withReason(LineTransition act, DecisionReason reason) {
        return new ApplicationDecision(act, List.of(reason), null, null);
    }
}
