package pk.rahnuma.registration;

import static pk.rahnuma.registration.LineStatus.ACTIVE;
import static pk.rahnuma.registration.LineStatus.ASKED;
import static pk.rahnuma.registration.LineStatus.CHANGE_PENDING;
import static pk.rahnuma.registration.LineStatus.CONFIRMED;
import static pk.rahnuma.registration.LineStatus.ENDED;
import static pk.rahnuma.registration.LineStatus.EXPIRED;
import static pk.rahnuma.registration.LineStatus.LAPSED;
import static pk.rahnuma.registration.LineStatus.PAUSED;
import static pk.rahnuma.registration.LineStatus.REFUSED;
import static pk.rahnuma.registration.LineStatus.REQUESTED;
import static pk.rahnuma.registration.LineStatus.REVOKED;
import static pk.rahnuma.registration.LineStatus.SUSPENDED;
import static pk.rahnuma.registration.LineStatus.WITHDRAWN;
import static pk.rahnuma.registration.LineStatus.WITH_PROVIDER;
import static pk.rahnuma.registration.TransitionActor.APPLICANT;
import static pk.rahnuma.registration.TransitionActor.CLOCK;
import static pk.rahnuma.registration.TransitionActor.STAFF;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// All transitions of a line, in one table: from which statuses, by which parties, to which status. This is the
/// whole life cycle (docs/domain.md, "Life cycle").
public enum LineTransition {
    /// Ask the applicant for missing information.
    ASK(Set.of(STAFF), ASKED, Set.of(REQUESTED, WITH_PROVIDER, CONFIRMED)),
    /// The missing information has arrived.
    RECEIVE(Set.of(APPLICANT, STAFF), REQUESTED, Set.of(ASKED)),
    /// Change what was said of a line that staff have not sent on.
    AMEND(Set.of(APPLICANT), REQUESTED, Set.of(REQUESTED)),
    /// Send to the provider.
    VERIFY(Set.of(STAFF), WITH_PROVIDER, Set.of(REQUESTED)),
    /// The provider confirmed.
    CONFIRM(Set.of(STAFF), CONFIRMED, Set.of(WITH_PROVIDER)),
    APPROVE(Set.of(STAFF), ACTIVE, Set.of(CONFIRMED)),
    /// Set the days on which it is registered.
    SET_TERM(Set.of(STAFF), ACTIVE, Set.of(ACTIVE)),
    REFUSE(Set.of(STAFF), REFUSED, Set.of(REQUESTED, WITH_PROVIDER, CONFIRMED)),
    /// Review a refused line again; possible for [LineDeadline#REOPENING_PERIOD] after the refusal.
    REOPEN(Set.of(APPLICANT, STAFF), REQUESTED, Set.of(REFUSED)),
    /// The applicant withdraws it, or staff on the applicant's word.
    WITHDRAW(Set.of(APPLICANT, STAFF), WITHDRAWN, Set.of(REQUESTED, ASKED, WITH_PROVIDER, CONFIRMED)),
    /// The applicant missed the deadline.
    LAPSE(Set.of(CLOCK), LAPSED, Set.of(ASKED)),
    SUSPEND(Set.of(STAFF), SUSPENDED, Set.of(ACTIVE, PAUSED)),
    RESUME(Set.of(STAFF), ACTIVE, Set.of(SUSPENDED)),
    REVOKE(Set.of(STAFF), REVOKED, Set.of(ACTIVE, PAUSED, SUSPENDED)),
    /// The holder does not need it for some time.
    PAUSE(Set.of(APPLICANT), PAUSED, Set.of(ACTIVE)),
    /// The holder needs it again.
    END_PAUSE(Set.of(APPLICANT), ACTIVE, Set.of(PAUSED)),
    /// The holder no longer needs it; staff may end it on the holder's word.
    END(Set.of(APPLICANT, STAFF), ENDED, Set.of(ACTIVE, PAUSED)),
    /// The person is erased: a line that they could not end themselves ends with their data.
    FORGET(Set.of(CLOCK), ENDED, Set.of(CHANGE_PENDING, SUSPENDED)),
    /// Only at a date that the operator set: no source states how long a registration is valid (docs/domain.md,
    /// "Unsaid").
    EXPIRE(Set.of(CLOCK), EXPIRED, Set.of(ACTIVE, PAUSED)),
    /// Request a later last day; only where the operator set one.
    RENEW(Set.of(APPLICANT), CHANGE_PENDING, Set.of(ACTIVE)),
    /// Request an expired line again.
    RENEW_EXPIRED(Set.of(APPLICANT), REQUESTED, Set.of(EXPIRED)),
    /// Request other parts of the line, such as an address or a provider.
    CHANGE(Set.of(APPLICANT), CHANGE_PENDING, Set.of(ACTIVE)),
    ACCEPT_CHANGE(Set.of(STAFF), ACTIVE, Set.of(CHANGE_PENDING)),
    /// The change is refused; the old entry stays.
    REFUSE_CHANGE(Set.of(STAFF), ACTIVE, Set.of(CHANGE_PENDING)),
    /// The applicant no longer wants the change; the old entry stays.
    TAKE_BACK_CHANGE(Set.of(APPLICANT), ACTIVE, Set.of(CHANGE_PENDING));

    private final Set<TransitionActor> by;
    private final LineStatus to;
    private final Set<LineStatus> from;

    LineTransition(Set<TransitionActor> by, LineStatus to, Set<LineStatus> from) {
        this.by = by;
        this.to = to;
        this.from = from;
    }

    /// Returns the next status.
    ///
    /// @throws RuleViolationException when the transition is not allowed; the message says what is possible instead
    public LineStatus applyTo(LineStatus status, TransitionActor party) {
        if (!isAllowed(status, party)) {
            throw RuleViolationException.forTransition(this, status, party);
        }
        return to;
    }

    /// Status after it.
    public LineStatus result() {
        return to;
    }

    /// True when the transition is allowed.
    public boolean isAllowed(LineStatus status, TransitionActor party) {
        return from.contains(status) && by.contains(party);
    }

    /// True when the person must get a reason, or at least a note.
    boolean requiresReason() {
        return switch (this) {
            case ASK, REFUSE, SUSPEND, REVOKE, REFUSE_CHANGE -> true;
            default -> false;
        };
    }

    /// Name as typed: `refuse-change`.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Parses the result of [#toWord()].
    public static Optional<LineTransition> parseWord(String word) {
        return Arrays.stream(values())
                .filter(move -> move.toWord().equalsIgnoreCase(word.strip().replace('_', '-')))
                .findFirst();
    }
}
