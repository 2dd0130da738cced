package pk.rahnuma.registration;

import static pk.rahnuma.registration.Party.APPLICANT;
import static pk.rahnuma.registration.Party.CLOCK;
import static pk.rahnuma.registration.Party.STAFF;
import static pk.rahnuma.registration.Status.ACTIVE;
import static pk.rahnuma.registration.Status.APPROVED;
import static pk.rahnuma.registration.Status.CANCELLED;
import static pk.rahnuma.registration.Status.CHANGE_PENDING;
import static pk.rahnuma.registration.Status.EXPIRED;
import static pk.rahnuma.registration.Status.ISP_VERIFICATION;
import static pk.rahnuma.registration.Status.LAPSED;
import static pk.rahnuma.registration.Status.NEEDS_INFO;
import static pk.rahnuma.registration.Status.REJECTED;
import static pk.rahnuma.registration.Status.REVOKED;
import static pk.rahnuma.registration.Status.SCREENING;
import static pk.rahnuma.registration.Status.SUBMITTED;
import static pk.rahnuma.registration.Status.SUSPENDED;
import static pk.rahnuma.registration.Status.UNDER_REVIEW;
import static pk.rahnuma.registration.Status.WITHDRAWN;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What can be done to an application, by whom, from where, and where it leads: the whole life cycle (domain.md 6, as
/// design.md amends it) in one table.
public enum Move {
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
    /// Look at a rejected one again; for [Target#REOPENING] after it.
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

    private final Set<Party> by;
    private final Status to;
    private final Set<Status> from;

    Move(Set<Party> by, Status to, Set<Status> from) {
        this.by = by;
        this.to = to;
        this.from = from;
    }

    /// The only way from one status to the next.
    ///
    /// @throws NotPossible when the table does not hold it; says what is possible instead
    public Status apply(Status status, Party party) {
        if (!allows(status, party)) {
            throw NotPossible.act(this, status, party);
        }
        return to;
    }

    /// Whether the table holds it.
    public boolean allows(Status status, Party party) {
        return from.contains(status) && by.contains(party);
    }

    /// Whether the person must be told why: a reason, or at least a note.
    boolean wantsReason() {
        return switch (this) {
            case ASK, REJECT, SUSPEND, REVOKE, REFUSE_CHANGE -> true;
            default -> false;
        };
    }

    /// As typed: `refuse-change`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Reads [#word()].
    public static Optional<Move> read(String word) {
        return Arrays.stream(values())
                .filter(move -> move.word().equalsIgnoreCase(word.strip().replace('_', '-')))
                .findFirst();
    }
}
