package pk.rahnuma.registration;

import static pk.rahnuma.registration.ApplicationStatus.ACTIVE;
import static pk.rahnuma.registration.ApplicationStatus.APPROVED;
import static pk.rahnuma.registration.ApplicationStatus.CANCELLED;
import static pk.rahnuma.registration.ApplicationStatus.CHANGE_PENDING;
import static pk.rahnuma.registration.ApplicationStatus.EXPIRED;
import static pk.rahnuma.registration.ApplicationStatus.ISP_VERIFICATION;
import static pk.rahnuma.registration.ApplicationStatus.LAPSED;
import static pk.rahnuma.registration.ApplicationStatus.NEEDS_INFO;
import static pk.rahnuma.registration.ApplicationStatus.REJECTED;
import static pk.rahnuma.registration.ApplicationStatus.REVOKED;
import static pk.rahnuma.registration.ApplicationStatus.SCREENING;
import static pk.rahnuma.registration.ApplicationStatus.SUBMITTED;
import static pk.rahnuma.registration.ApplicationStatus.SUSPENDED;
import static pk.rahnuma.registration.ApplicationStatus.UNDER_REVIEW;
import static pk.rahnuma.registration.ApplicationStatus.WITHDRAWN;
import static pk.rahnuma.registration.TransitionActor.APPLICANT;
import static pk.rahnuma.registration.TransitionActor.CLOCK;
import static pk.rahnuma.registration.TransitionActor.STAFF;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// All transitions of an application, in one table: from which statuses, by which parties, to which status. This is the
/// whole life cycle (docs/domain.md, "Life cycle").
public enum ApplicationTransition {
    /// Start to check for completeness.
    SCREEN(Set.of(STAFF), SCREENING, Set.of(SUBMITTED)),
    /// Ask the applicant for missing information.
    ASK(Set.of(STAFF), NEEDS_INFO, Set.of(SCREENING, ISP_VERIFICATION, UNDER_REVIEW)),
    /// The missing information has arrived.
    RECEIVE(Set.of(APPLICANT, STAFF), SCREENING, Set.of(NEEDS_INFO)),
    /// Send to the provider.
    VERIFY(Set.of(STAFF), ISP_VERIFICATION, Set.of(SCREENING)),
    /// The provider confirmed.
    CONFIRM(Set.of(STAFF), UNDER_REVIEW, Set.of(ISP_VERIFICATION)),
    APPROVE(Set.of(STAFF), APPROVED, Set.of(UNDER_REVIEW)),
    /// Registration of an approved application, at once and automatically.
    ACTIVATE(Set.of(CLOCK), ACTIVE, Set.of(APPROVED)),
    REJECT(Set.of(STAFF), REJECTED, Set.of(SCREENING, ISP_VERIFICATION, UNDER_REVIEW)),
    /// Review a rejected application again; possible for [ApplicationDeadline#REOPENING_PERIOD] after the rejection.
    REOPEN(Set.of(APPLICANT, STAFF), SCREENING, Set.of(REJECTED)),
    /// The applicant withdraws it, or staff on the applicant's word.
    WITHDRAW(
            Set.of(APPLICANT, STAFF),
            WITHDRAWN,
            Set.of(SUBMITTED, SCREENING, NEEDS_INFO, ISP_VERIFICATION, UNDER_REVIEW)),
    /// The applicant missed the deadline.
    LAPSE(Set.of(CLOCK), LAPSED, Set.of(NEEDS_INFO)),
    SUSPEND(Set.of(STAFF), SUSPENDED, Set.of(ACTIVE)),
    RESUME(Set.of(STAFF), ACTIVE, Set.of(SUSPENDED)),
    REVOKE(Set.of(STAFF), REVOKED, Set.of(ACTIVE, SUSPENDED)),
    /// The holder no longer needs it; staff may cancel on the holder's word.
    CANCEL(Set.of(APPLICANT, STAFF), CANCELLED, Set.of(ACTIVE)),
    /// The person is erased: an application that they could not end themselves ends with their data.
    FORGET(Set.of(CLOCK), CANCELLED, Set.of(APPROVED, CHANGE_PENDING, SUSPENDED)),
    /// Only at a date that the operator set: no source states how long a registration is valid (docs/domain.md,
    /// "Unsaid").
    EXPIRE(Set.of(CLOCK), EXPIRED, Set.of(ACTIVE)),
    /// Request another address or provider.
    CHANGE(Set.of(APPLICANT), CHANGE_PENDING, Set.of(ACTIVE)),
    ACCEPT_CHANGE(Set.of(STAFF), ACTIVE, Set.of(CHANGE_PENDING)),
    /// The change is refused; the old entry stays.
    REFUSE_CHANGE(Set.of(STAFF), ACTIVE, Set.of(CHANGE_PENDING)),
    /// The applicant no longer wants the change; the old entry stays.
    TAKE_BACK_CHANGE(Set.of(APPLICANT), ACTIVE, Set.of(CHANGE_PENDING));

    private final Set<TransitionActor> by;
    private final ApplicationStatus to;
    private final Set<ApplicationStatus> from;

    ApplicationTransition(Set<TransitionActor> by, ApplicationStatus to, Set<ApplicationStatus> from) {
        this.by = by;
        this.to = to;
        this.from = from;
    }

    /// Returns the next status.
    ///
    /// @throws RuleViolationException when the transition is not allowed; the message says what is possible instead
    public ApplicationStatus applyTo(ApplicationStatus status, TransitionActor party) {
        if (!isAllowed(status, party)) {
            throw RuleViolationException.forTransition(this, status, party);
        }
        return to;
    }

    /// True when the transition is allowed.
    public boolean isAllowed(ApplicationStatus status, TransitionActor party) {
        return from.contains(status) && by.contains(party);
    }

    /// True when the person must get a reason, or at least a note.
    boolean requiresReason() {
        return switch (this) {
            case ASK, REJECT, SUSPEND, REVOKE, REFUSE_CHANGE -> true;
            default -> false;
        };
    }

    /// Name as typed: `refuse-change`.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Parses the result of [#toWord()].
    public static Optional<ApplicationTransition> parseWord(String word) {
        return Arrays.stream(values())
                .filter(move -> move.toWord().equalsIgnoreCase(word.strip().replace('_', '-')))
                .findFirst();
    }
}
