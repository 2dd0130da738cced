package pk.rahnuma.registration;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import pk.rahnuma.shared.Reference;

/// What is sent to be decided, without the answers in it.
///
/// @param id random; also its chain in the audit log
/// @param conversation it came from; also the id of its person. Of an organisation's, that of an owner once the person
/// is erased
/// @param subject whose data it is, and under whose key the answers are sealed: the person, or an organisation; as the
/// conversation, [#ERASED_SUBJECT] once they are deleted
/// @param session of the script run that sent it, unique within the conversation
/// @param script and `flow`: the definition it was made with
/// @param language in which it was filled
/// @param since when the status is what it is
/// @param reasons of the present status, perhaps none
/// @param asked names of the answers that the applicant is asked for in `NEEDS_INFO`; perhaps none
/// @param authorityReference what the authority calls it, or null
/// @param events how many lines its history has
public record Application(
        long id,
        Reference reference,
        long conversation,
        long subject,
        String session,
        String script,
        String flow,
        String language,
        ApplicationStatus status,
        Instant submitted,
        Instant since,
        ApplicationDeadline target,
        List<DecisionReason> reasons,
        List<String> asked,
        String authorityReference,
        int events) {

    /// As lists for persons are sorted.
    public static final Comparator<Application> NEWEST_FIRST =
            Comparator.comparing(Application::submitted).reversed().thenComparing(Application::id);

    /// Whose data it was once it is deleted.
    public static final long ERASED_SUBJECT = 0;

    /// Whether what it held is deleted, so that only its number, states and times are left.
    public boolean isErased() {
        return subject == ERASED_SUBJECT;
    }

    /// Whether it is of the person who sent it, not of an organisation.
    public boolean isPersonal() {
        return subject == conversation;
    }

    /// Whether it was sent for an organisation by somebody who is erased since: then its session says nothing any more.
    public boolean isHandedOver() {
        return session.equals(handedOverSession(id));
    }

    /// The session of one that is handed over.
    public static String handedOverSession(long id) {
        return Long.toString(id, 36);
    }

    /// By when the one named by [#nextActor(Instant)] should have acted: the target of the desk or of the provider, the
    /// applicant's last moment. Null when nothing is awaited.
    public Instant dueAt() {
        return switch (status) {
            case NEEDS_INFO -> target.lapses();
            case REJECTED -> since.plus(ApplicationDeadline.REOPENING_PERIOD);
            default -> target.due();
        };
    }

    /// Who must act next, or what the person can do: `desk`, `provider`, `applicant`, `reopen` (a rejected one, for
    /// five days), `apply_again` (it has ended), `none` (registered).
    public String nextActor(Instant now) {
        return switch (status) {
            case SUBMITTED, SCREENING, UNDER_REVIEW, APPROVED, CHANGE_PENDING -> "desk";
            case ISP_VERIFICATION -> "provider";
            case NEEDS_INFO, SUSPENDED -> "applicant";
            case ACTIVE -> "none";
            case REJECTED -> now.isBefore(dueAt()) ? "reopen" : "apply_again";
            case EXPIRED, REVOKED, CANCELLED, WITHDRAWN, LAPSED -> "apply_again";
        };
    }

    /// The [#dueAt()] that may be told as something to come: null once it has passed.
    public Instant dueAfter(Instant now) {
        Instant due = dueAt();
        return due != null && due.isAfter(now) ? due : null;
    }

    /// The [#dueAt()] that the desk or the provider has missed; null while it has not.
    public Instant missedDue(Instant now) {
        String next = nextActor(now);
        return (next.equals("desk") || next.equals("provider")) && dueAfter(now) == null ? dueAt() : null;
    }

    /// Names of the [DecisionReason]s of the present status.
    public List<String> reasonCodes() {
        return reasons.stream().map(DecisionReason::name).toList();
    }

    /// As it is after a decision, one line of history longer. Whether the life cycle holds it is seen to by
    /// [ApplicationTransition].
    public Application afterTransition(
            ApplicationStatus to, ApplicationDecision decision, Instant now, WorkingCalendar calendar) {
        String reference = decision.authorityReference();
        return new Application(
                id,
                this.reference,
                conversation,
                subject,
                session,
                script,
                flow,
                language,
                to,
                submitted,
                now,
                target.afterTransition(status, to, now, calendar),
                decision.reasons(),
                decision.asked(),
                reference == null ? authorityReference : reference,
                events + 1);
    }
}
