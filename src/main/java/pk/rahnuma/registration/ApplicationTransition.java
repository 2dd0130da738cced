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

/// What can be done to an application, by whom, from where, and where it leads: the whole life cycle (domain.md 6, as
/// design.md amends it) in one table.
public enum ApplicationTransition {
    /// Begin to check for completeness.
    SCREEN(Set.of(STAFF), SCREENING, Set.of(SUBMITTED)),
    /// Ask the applicant for what is missing.
    ASK(Set.of(STAFF), NEEDS_INFO, Set.of(SCREENING, ISP_VERIFICATION, UNDER_REVIEW)),
    /// What was asked for has come.
    RECEIVE(Set.of(APPLICANT, STAFF), SCREENING, Set.of(NEEDS_INFO)),
    /// Send to the provider.
    VERIFY(Set.of(STAFF), ISP_VERIFICATION, Set.of(SCREENING)),
    /// The provider confirmed.
    CONFIRM(Set.of(STAFF), UNDER_REVIEW, Set.of(ISP_VERIFICATION)),
    APPROVE(Set.of(STAFF), APPROVED, Set.of(UNDER_REVIEW)),
    /// What is approved becomes registered, at once and by itself.
    ACTIVATE(Set.of(CLOCK), ACTIVE, Set.of(APPROVED)),
    REJECT(Set.of(STAFF), REJECTED, Set.of(SCREENING, ISP_VERIFICATION, UNDER_REVIEW)),
    /// Look at a rejected one again; for [ApplicationDeadline#REOPENING_PERIOD] after it.
    REOPEN(Set.of(APPLICANT, STAFF), SCREENING, Set.of(REJECTED)),
    /// The applicant does not want it any more; staff for them, on their word.
    WITHDRAW(
            Set.of(APPLICANT, STAFF),
            WITHDRAWN,
            Set.of(SUBMITTED, SCREENING, NEEDS_INFO, ISP_VERIFICATION, UNDER_REVIEW)),
    /// The applicant's time is up.
    LAPSE(Set.of(CLOCK), LAPSED, Set.of(NEEDS_INFO)),
    SUSPEND(Set.of(STAFF), SUSPENDED, Set.of(ACTIVE)),
    RESUME(Set.of(STAFF), ACTIVE, Set.of(SUSPENDED)),
    REVOKE(Set.of(STAFF), REVOKED, Set.of(ACTIVE, SUSPENDED)),
    /// The holder does not need it any more; staff for them, on their word.
    CANCEL(Set.of(APPLICANT, STAFF), CANCELLED, Set.of(ACTIVE)),
    /// The person behind it is erased: what they could not end themselves ends with them.
    FORGET(Set.of(CLOCK), CANCELLED, Set.of(APPROVED, CHANGE_PENDING, SUSPENDED)),
    /// Only on a date that the operator set: no source knows how long a registration is good for (domain.md 1.5).
    EXPIRE(Set.of(CLOCK), EXPIRED, Set.of(ACTIVE)),
    /// Ask for another address, provider or VPN.
    CHANGE(Set.of(APPLICANT), CHANGE_PENDING, Set.of(ACTIVE)),
    ACCEPT_CHANGE(Set.of(STAFF), ACTIVE, Set.of(CHANGE_PENDING)),
    /// The change is refused; the old entry stays.
    REFUSE_CHANGE(Set.of(STAFF), ACTIVE, Set.of(CHANGE_PENDING));

    private final Set<TransitionActor> by;
    private final ApplicationStatus to;
    private final Set<ApplicationStatus> from;

    ApplicationTransition(Set<TransitionActor> by, ApplicationStatus to, Set<ApplicationStatus> from) {
        this.by = by;
        this.to = to;
        this.from = from;
    }

    /// The only way from one status to the next.
    ///
    /// @throws RuleViolationException when the table does not hold it; says what is possible instead
    public ApplicationStatus applyTo(ApplicationStatus status, TransitionActor party) {
        if (!isAllowed(status, party)) {
            throw RuleViolationException.forTransition(this, status, party);
        }
        return to;
    }

    /// Whether the table holds it.
    public boolean isAllowed(ApplicationStatus status, TransitionActor party) {
        return from.contains(status) && by.contains(party);
    }

    /// Whether the person must be told why: a reason, or at least a note.
    boolean requiresReason() {
        return switch (this) {
            case ASK, REJECT, SUSPEND, REVOKE, REFUSE_CHANGE -> true;
            default -> false;
        };
    }

    /// As typed: `refuse-change`.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Reads [#toWord()].
    public static Optional<ApplicationTransition> parseWord(String word) {
        return Arrays.stream(values())
                .filter(move -> move.toWord().equalsIgnoreCase(word.strip().replace('_', '-')))
                .findFirst();
    }
}
