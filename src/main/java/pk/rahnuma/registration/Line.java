package pk.rahnuma.registration;

import java.time.Instant;
import java.util.List;

/// A connection that is to be registered, or is: one of the lines that an application groups, without its answers. Each
/// has a status and deadlines of its own.
///
/// @param id random
/// @param application id of its application
/// @param number in its application, counted from 1
/// @param since time of the last act on it; mostly that of its status
/// @param reasons of the present status; may be empty
/// @param asked names of the answers that the applicant must give again in `ASKED`; may be empty
/// @param authorityReference the authority's own reference, or null
/// @param change kind of the change that is requested, or null
/// @param term days on which it is registered
public record Line(
        long id,
        long application,
        int number,
        LineStatus status,
        Instant since,
        LineDeadline target,
        List<DecisionReason> reasons,
        List<String> asked,
        String authorityReference,
        ChangeKind change,
        LineTerm term) {

    /// A line that is requested now.
    public static Line ofRequest(
            long id, long application, int number, LineStatus status, LineDeadline target, Instant now) {
        return new Line(id, application, number, status, now, target, List.of(), List.of(), null, null, LineTerm.NONE);
    }

    /// The line, with a change that is requested.
    public Line withChange(ChangeKind kind) {
        return new Line(id, application, number, status, since, target, reasons, asked, authorityReference, kind, term);
    }

    /// Time by which the line must be reopened or the applicant must have answered, or for which desk or provider aim;
    /// null when no action is expected.
    public Instant dueAt() {
        return switch (status) {
            case ASKED -> target.lapses();
            case REFUSED -> since.plus(LineDeadline.REOPENING_PERIOD);
            default -> target.due();
        };
    }

    /// True when it may make a transition now: one that has missed its deadline cannot be reopened, one that has not
    /// missed it does not lapse, and one without a last day cannot have a later one.
    public boolean allows(LineTransition transition, TransitionActor actor, Instant now) {
        return transition.isAllowed(status, actor)
                && switch (transition) {
                    case REOPEN -> now.isBefore(dueAt());
                    case LAPSE -> !now.isBefore(dueAt());
                    case RENEW -> term.until() != null;
                    default -> true;
                };
    }

    /// True when the time for a transition by the clock has come.
    public boolean isDueFor(LineTransition transition, Instant now) {
        return allows(transition, TransitionActor.CLOCK, now)
                && (transition != LineTransition.EXPIRE || term.isOver(now));
    }

    /// The line after a decision. [LineTransition] checks that the transition is allowed.
    public Line afterTransition(LineStatus to, ApplicationDecision decision, Instant now, WorkingCalendar calendar) {
        return new Line(
                id,
                application,
                number,
                to,
                now,
                target.afterTransition(status, to, now, calendar),
                decision.reasons(),
                decision.asked(),
                decision.authorityReference() == null ? authorityReference : decision.authorityReference(),
                change,
                termAfter(to, decision));
    }

    /// A line that is requested again has no term.
    private LineTerm termAfter(LineStatus to, ApplicationDecision decision) {
        if (to == LineStatus.REQUESTED) {
            return LineTerm.NONE;
        }
        return decision.term() == null ? term : decision.term();
    }
}
